import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { draftOf, forgetDrafts, keepDraft, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { type Problem, problemIn } from '../match/answers.ts';
import { newKey, textOf } from '../match/form-text.ts';
import { Refused } from '../Refused.tsx';
import { Said } from '../Said.tsx';
import { CouldNotRead, Loading } from '../ScreenState.tsx';
import { SendRow } from '../SendRow.tsx';

const GuideOf = graphql(`
  query ConcernGuideOf($id: ID!) {
    peerRequest(id: $id) {
      id
      concernGuide {
        urgentHelp {
          name
          description
          href
          display
        }
        onCall {
          name
          phone
        }
        coordinators
        whatIsShared
        howToTell
      }
    }
  }
`);

const RaiseConcern = graphql(`
  mutation RaiseConcern($input: RaiseConcernInput!) {
    raiseConcern(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

/** "I'm worried about …": whom to ring now comes first, then what to write down, and what happens with it. */
export function Worried({ requestId, name }: { requestId: string; name: string }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  return (
    <section class="stack" aria-labelledby="worried">
      <h2 id="worried">Worried about {name}?</h2>
      {said && <Said>{said}</Said>}
      {isOpen ? (
        <FocusFirst>
          <WorriedSteps
            requestId={requestId}
            name={name}
            onDone={() => {
              setOpen(false);
              setSaid('Your coordinators know. You do not have to carry this alone.');
            }}
            onBack={() => setOpen(false)}
          />
        </FocusFirst>
      ) : (
        <div class="row">
          <Button onClick={() => setOpen(true)}>I’m worried about {name}</Button>
        </div>
      )}
    </section>
  );
}

function WorriedSteps({
  requestId,
  name,
  onDone,
  onBack,
}: {
  requestId: string;
  name: string;
  onDone: () => void;
  onBack: () => void;
}): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: GuideOf, variables: { id: requestId } });
  const guide = data?.peerRequest?.concernGuide;
  if (!guide)
    return fetching || !error ? (
      <Loading>Reading whom to ring …</Loading>
    ) : (
      <>
        <p>
          If somebody is in danger now, ring <a href="tel:999">999</a>, or open{' '}
          <a href="/help" target="_blank" rel="noopener">
            urgent help
          </a>
          .
        </p>
        <CouldNotRead onAgain={() => execute(again)} />
      </>
    );
  return (
    <div class="stack">
      <section class="card stack" aria-labelledby="ring-now">
        <h3 id="ring-now">Whom to ring now</h3>
        <p>If somebody is in danger, ring one of these first:</p>
        <ul>
          {guide.urgentHelp.slice(0, 4).map(({ name: who, description, href, display }) => (
            <li key={href + who}>
              <a href={href}>{display}</a> · {who}. {description}
            </li>
          ))}
        </ul>
        {guide.onCall ? (
          <p>
            Then your coordinator on call: <strong>{guide.onCall.name}</strong>,{' '}
            <a href={`tel:${guide.onCall.phone.replaceAll(/[^\d+]/g, '')}`}>{guide.onCall.phone}</a>
          </p>
        ) : (
          <p>
            Nobody says that they are on call. Your coordinators: {guide.coordinators.join(', ') || 'nobody yet'}. They
            are told as soon as you send this.
          </p>
        )}
      </section>
      <WorriedForm requestId={requestId} name={name} onDone={onDone} onBack={onBack} />
      <section class="stack" aria-labelledby="what-is-shared">
        <h3 id="what-is-shared">What happens with what you write</h3>
        <ul>
          {guide.whatIsShared.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <h3>How to tell {name}</h3>
        <ul>
          {guide.howToTell.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function WorriedForm({
  requestId,
  name,
  onDone,
  onBack,
}: {
  requestId: string;
  name: string;
  onDone: () => void;
  onBack: () => void;
}): JSX.Element {
  const draft = `worried/${requestId}/`;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, raise] = useMutation(RaiseConcern);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (fetching) return;
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const told = textOf(form, 'told');
    if (!told) return setProblem({ message: `Say whether ${name} knows that you write this.`, field: 'told' });
    // The same key until it is taken: a lost answer does not tell everybody twice.
    const idempotencyKey = draftOf(`${draft}key`) || newKey();
    keepDraft(`${draft}key`, idempotencyKey);
    const { data } = await raise({
      input: {
        requestId,
        urgency: form.has('isNow') ? 'NOW' : 'SOON',
        words: textOf(form, 'words') ?? '',
        hasRung: form.has('hasRung'),
        wasTold: told === 'yes',
        wouldAddDanger: told === 'danger',
        idempotencyKey,
      },
    });
    const wrong = problemIn(data?.raiseConcern, 'ConcernPayload');
    setProblem(wrong);
    if (wrong) return;
    forgetDrafts(draft);
    onDone();
  }

  return (
    <form class="card stack" onSubmit={send} noValidate aria-labelledby="worried-form">
      <h3 id="worried-form">Tell your coordinators</h3>
      <Refused why={problem && problem.field !== 'words' && problem.message} />
      <TextArea
        id="worried-words"
        name="words"
        rows={4}
        label="What did you see or hear?"
        hint="A few words are enough. Only what somebody needs to know."
        maxLength={1000}
        problem={problem?.field === 'words' ? problem.message : undefined}
        {...keepsDraft(`${draft}words`)}
      />
      <label class="check">
        <input type="checkbox" name="isNow" />
        Somebody is in danger now
      </label>
      <label class="check">
        <input type="checkbox" name="hasRung" />I have rung urgent help
      </label>
      <fieldset class="stack" onChange={() => problem?.field === 'told' && setProblem(null)}>
        <legend>Does {name} know that you write this?</legend>
        <label class="check">
          <input type="radio" name="told" value="yes" />
          Yes, I told them
        </label>
        <label class="check">
          <input type="radio" name="told" value="later" />
          Not yet. They can read it on their own page
        </label>
        <label class="check">
          <input type="radio" name="told" value="danger" />
          Telling them now would put somebody in danger
        </label>
      </fieldset>
      <SendRow send="Tell my coordinators" isBusy={fetching} onBack={onBack} />
    </form>
  );
}
