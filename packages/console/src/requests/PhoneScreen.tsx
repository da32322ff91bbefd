import { graphql, type ResultOf } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { draftOf, forgetDrafts, keepDraft } from '../drafts.ts';
import { newKey, textOf } from '../match/form-text.ts';
import { CouldNotRead, Loading, ScreenTitle } from '../ScreenState.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { useSaving } from '../team/saving.ts';
import { PhoneQuestions, type ReachChannel } from './PhoneQuestions.tsx';
import { ReadOut } from './ReadOut.tsx';

const PhoneAskForm = graphql(`
  query PhoneAskForm {
    phoneAskForm {
      team
      promisedBy
      peopleWhoRead
      passedOn
      consent {
        version
        text
      }
      wishes {
        dimension
        value
        label
      }
    }
  }
`);

const AskByPhone = graphql(`
  mutation AskByPhone($input: RequestPeerByPhoneInput!) {
    requestPeerByPhone(input: $input) {
      __typename
      ... on RequestPeerByPhonePayload {
        receipt {
          reference
          code
          team
          promisedBy
        }
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

type Form = NonNullable<ResultOf<typeof PhoneAskForm>['phoneAskForm']>;
type Answer = Extract<ResultOf<typeof AskByPhone>['requestPeerByPhone'], { receipt: object }>;
type Weight = 'MATTERS' | 'RATHER_NOT';

const DRAFT = 'phone/';

/** Somebody is on the phone and would like a peer (S87): what to say, what to write down, and the words to read out. */
export function PhoneScreen(): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: PhoneAskForm });
  const [receipt, setReceipt] = useState<Answer['receipt'] | null>(null);
  const form = data?.phoneAskForm;
  return (
    <div class="stack detail">
      <ScreenTitle isFirst>Somebody on the phone</ScreenTitle>
      {!data && fetching && <Loading>Getting the questions ready …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {data && !form && <p class="empty">You are in no team yet, so a request would reach nobody.</p>}
      {receipt ? (
        <ReadOut receipt={receipt} onDone={() => setReceipt(null)} />
      ) : (
        form && <PhoneForm form={form} onAsked={setReceipt} />
      )}
    </div>
  );
}

function PhoneForm({ form, onAsked }: { form: Form; onAsked: (receipt: Answer['receipt']) => void }): JSX.Element {
  const saving = useSaving();
  const [, ask] = useMutation(AskByPhone);
  const problemOf = (field: string) => (saving.problem?.field === field ? saving.problem.message : undefined);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (saving.isBusy) return;
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const channel = textOf(said, 'channel') as ReachChannel | null;
    if (!channel)
      return saving.refuse('Ask how it is safe to reach them. “I’ll come back” is an answer too.', 'channel');
    if (!said.has('wasReadOut'))
      return saving.refuse('Read the text out first, and wait for a yes to each part of it.', 'wasReadOut');
    // The same key until it is taken: a lost answer does not ask twice.
    const idempotencyKey = draftOf(`${DRAFT}key`) || newKey();
    keepDraft(`${DRAFT}key`, idempotencyKey);
    const sending = ask({
      input: {
        idempotencyKey,
        words: textOf(said, 'words'),
        wishes: [...wishesIn(form, said, 'MATTERS'), ...wishesIn(form, said, 'RATHER_NOT')],
        reach: {
          channel,
          value: textOf(said, 'value'),
          name: textOf(said, 'name'),
          times: textOf(said, 'times'),
          mayLeaveVoicemail: said.has('voicemail') ? said.get('voicemail') === 'yes' : null,
          othersMayAnswer: textOf(said, 'othersMayAnswer'),
          pronouns: textOf(said, 'pronouns'),
          describedAs: textOf(said, 'describedAs'),
          communicationNeeds: textOf(said, 'communicationNeeds'),
        },
        outwardCode: textOf(said, 'outwardCode'),
        consentVersion: form.consent.version,
        wasReadOut: true,
      },
    });
    if (!(await saving.save(sending, ''))) return;
    const answer = (await sending).data?.requestPeerByPhone;
    if (answer?.__typename !== 'RequestPeerByPhonePayload') return;
    forgetDrafts(DRAFT);
    onAsked(answer.receipt);
  }

  return (
    <form class="stack" onSubmit={send} noValidate aria-label="What they ask for">
      <section class="card stack" aria-labelledby="say-first">
        <h2 id="say-first">Say this first</h2>
        <p>
          “I write down what you say, in your words.{' '}
          {form.peopleWhoRead === 1 ? 'One person' : `${form.peopleWhoRead} people`} of {form.team} can read it.{' '}
          {form.passedOn} You can leave out anything.”
        </p>
      </section>
      <PhoneQuestions draft={DRAFT} wishes={form.wishes} problemOf={problemOf} />
      <section class="card stack" aria-labelledby="read-out">
        <h2 id="read-out">Read this out, part by part</h2>
        {form.consent.text.split('\n\n').map((part) => (
          <p key={part}>{part}</p>
        ))}
        {problemOf('wasReadOut') && (
          <p class="problem" role="alert">
            {problemOf('wasReadOut')}
          </p>
        )}
        <label class="check">
          <input type="checkbox" name="wasReadOut" />I read it out, and they said yes to each part
        </label>
      </section>
      {!['channel', 'wasReadOut', 'words', 'reach.value', 'outwardCode'].includes(saving.problem?.field ?? '') && (
        <SavingState saving={saving} />
      )}
      <div class="row">
        <Button type="submit" look="primary">
          {saving.isBusy ? 'One moment …' : `Send to ${form.team}`}
        </Button>
      </div>
    </form>
  );
}

function wishesIn(form: Form, said: FormData, weight: Weight) {
  const chosen = new Set(said.getAll(weight).map(String));
  return form.wishes
    .filter(({ dimension, value }) => chosen.has(`${dimension}/${value}`))
    .map(({ dimension, value }) => ({ dimension, value, weight }));
}
