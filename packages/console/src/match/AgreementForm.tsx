import { graphql } from '@kith/contract/graphql.ts';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts, keepsDraft } from '../drafts.ts';
import { Refused } from '../Refused.tsx';
import { SendRow } from '../SendRow.tsx';
import { dayFromNow, type Problem, problemIn } from './answers.ts';

const WriteAgreement = graphql(`
  mutation WriteAgreement($input: ProposeAgreementInput!) {
    proposeAgreement(input: $input) {
      __typename
      ... on AgreementPayload {
        match {
          id
          status
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

export function agreementDraft(matchId: string): string {
  return `agreement/${matchId}/`;
}

type Topic = 'WHAT_WE_DO' | 'TIMES' | 'CHANNELS' | 'PLACES' | 'MONEY' | 'GIFTS' | 'SOCIAL_MEDIA' | 'ELSE' | 'PASS_ON';

/** A version of the agreement, written by the advocate, best together. Keeps what was typed when sending fails. */
export function AgreementForm({
  matchId,
  start,
  reviewOn,
  basedOn,
  onDone,
  onBack,
}: {
  matchId: string;
  start: readonly { topic: Topic; title: string; words: string; isFixed: boolean }[];
  reviewOn: string | null;
  basedOn: number | null;
  onDone: () => void;
  onBack: () => void;
}): JSX.Element {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, write] = useMutation(WriteAgreement);
  const prefix = agreementDraft(matchId);
  const kept = (field: string, before: string) => {
    const { defaultValue, onInput } = keepsDraft(prefix + field);
    return { defaultValue: defaultValue || before, onInput };
  };
  const isPast = reviewOn !== null && reviewOn <= dayFromNow(0);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const lines = start
      .filter(({ isFixed }) => !isFixed)
      .map(({ topic }) => ({ topic, words: String(form.get(topic) ?? '').trim() }));
    const { data } = await write({
      input: { matchId, basedOn, lines, reviewOn: String(form.get('reviewOn') ?? '') || null },
    });
    const wrong = problemIn(data?.proposeAgreement, 'AgreementPayload');
    setProblem(wrong);
    if (wrong) {
      if (wrong.field) document.getElementById(idOf(wrong.field))?.focus();
      return;
    }
    forgetDrafts(prefix);
    onDone();
  }

  const idOf = (field: string) => `agreement-${field.replace('lines.', '')}`;
  const problemOf = (field: string) =>
    problem?.field === field || problem?.field === `lines.${field}` ? problem.message : undefined;
  return (
    <form class="stack" onSubmit={send} noValidate>
      <h3>{basedOn === null ? 'Your agreement' : 'A new version'}</h3>
      <p>Say it in your own words. Leave empty what does not matter to you two.</p>
      <Refused why={problem && problem.field === null && problem.message} />
      {start.map(({ topic, title, words, isFixed }) =>
        isFixed ? (
          <div key={topic}>
            <h4>{title}</h4>
            <p>{words}</p>
            <p class="hint">This is the same for everybody and cannot be changed. Please read it out.</p>
          </div>
        ) : (
          <TextArea
            key={topic}
            id={`agreement-${topic}`}
            name={topic}
            rows={2}
            label={title}
            maxLength={600}
            problem={problemOf(topic)}
            {...kept(topic, words)}
          />
        ),
      )}
      <Field
        id="agreement-reviewOn"
        name="reviewOn"
        type="date"
        label="Look at it again together by"
        hint="In eight weeks, or on a day that you choose. Half a year at most."
        min={dayFromNow(1)}
        max={dayFromNow(183)}
        problem={problemOf('reviewOn')}
        {...kept('reviewOn', reviewOn && !isPast ? reviewOn : dayFromNow(56))}
      />
      <SendRow send="Save and agree" isBusy={fetching} onBack={onBack} />
    </form>
  );
}
