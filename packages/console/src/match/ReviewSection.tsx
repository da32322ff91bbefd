import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts, hasDrafts, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { Refused } from '../Refused.tsx';
import { Said } from '../Said.tsx';
import { SendRow } from '../SendRow.tsx';
import { day, shortDay } from '../words.ts';
import { dayFromNow, type Problem, problemIn } from './answers.ts';

export const ReviewParts = graphql(`
  fragment ReviewParts on Match {
    id
    status
    reviewOn
    isReviewDue
    reviews {
      at
      side
      outcome
      nextOn
      without @include(if: $withWords)
    }
  }
`);

const WriteReview = graphql(`
  mutation WriteReview($input: ReviewMatchInput!) {
    reviewMatch(input: $input) {
      __typename
      ... on MatchMovedPayload {
        match {
          id
          reviewOn
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

type Outcome = 'GO_ON' | 'CHANGE' | 'END_WELL';

const outcomes: readonly { outcome: Outcome; label: string; after: string }[] = [
  { outcome: 'GO_ON', label: 'We go on', after: 'Saved. You go on.' },
  { outcome: 'CHANGE', label: 'We change something', after: 'Saved. Now write what changes, under “What you agree”.' },
  { outcome: 'END_WELL', label: 'We end well', after: 'Saved. Take your time. The ending is further down.' },
];

const outcomeWords: Readonly<Record<string, string>> = {
  GO_ON: 'Go on',
  CHANGE: 'Change something',
  END_WELL: 'End well',
};

/** Looking at it again (S36): go on, change something, or end well; and what could go on without each other. */
export function ReviewSection({
  match: data,
  isMine,
  name,
}: {
  match: FragmentOf<typeof ReviewParts>;
  isMine: boolean;
  name: string;
}): JSX.Element | null {
  const match = readFragment(ReviewParts, data);
  const prefix = `review/${match.id}/`;
  const [isWriting, setWriting] = useState(hasDrafts(prefix));
  const [outcome, setOutcome] = useState<Outcome>('GO_ON');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const [{ fetching }, review] = useMutation(WriteReview);
  if (!match.reviewOn || (match.status !== 'ACTIVE' && match.reviews.length === 0)) return null;
  const mayWrite = isMine && match.status === 'ACTIVE';

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const { data: answer } = await review({
      input: {
        matchId: match.id,
        outcome,
        nextOn: outcome === 'GO_ON' ? String(form.get('nextOn') ?? '') || null : null,
        without: String(form.get('without') ?? '').trim() || null,
      },
    });
    const wrong = problemIn(answer?.reviewMatch, 'MatchMovedPayload');
    setProblem(wrong);
    if (wrong) return;
    forgetDrafts(prefix);
    setWriting(false);
    setSaid(outcomes.find((one) => one.outcome === outcome)?.after ?? 'Saved.');
  }

  return (
    <section class="card stack" aria-labelledby="review">
      <h2 id="review">{match.isReviewDue ? 'Time to look at it together' : 'Looking at it together'}</h2>
      {said && <Said>{said}</Said>}
      {match.status === 'ACTIVE' && (
        <p>
          {match.isReviewDue
            ? `You said that you would look at it by ${day(match.reviewOn)}. When you next talk is soon enough.`
            : `By ${day(match.reviewOn)}. Earlier is fine, too.`}
        </p>
      )}
      {mayWrite && !isWriting && (
        <div class="row">
          <Button look={match.isReviewDue ? 'primary' : 'quiet'} onClick={() => setWriting(true)}>
            We looked at it
          </Button>
        </div>
      )}
      {isWriting && (
        <FocusFirst>
          <form class="stack" onSubmit={send} noValidate>
            <Refused why={problem && problem.field !== 'nextOn' && problem.message} />
            <fieldset class="checks">
              <legend>What came of it?</legend>
              {outcomes.map((one) => (
                <div class="check" key={one.outcome}>
                  <input
                    type="radio"
                    id={`review-${one.outcome}`}
                    name="outcome"
                    value={one.outcome}
                    checked={outcome === one.outcome}
                    onChange={() => setOutcome(one.outcome)}
                  />
                  <label for={`review-${one.outcome}`}>{one.label}</label>
                </div>
              ))}
            </fieldset>
            {outcome === 'GO_ON' && (
              <Field
                id="review-nextOn"
                name="nextOn"
                type="date"
                label="Until when? Then you look again"
                min={dayFromNow(1)}
                max={dayFromNow(183)}
                defaultValue={dayFromNow(56)}
                problem={problem?.field === 'nextOn' ? problem.message : undefined}
              />
            )}
            <TextArea
              id="review-without"
              name="without"
              rows={3}
              label={`What could ${name} do without you by now? (optional)`}
              hint="It is good news when there is something. They read it."
              maxLength={1000}
              {...keepsDraft(`${prefix}without`)}
            />
            <SendRow send="Save" isBusy={fetching} onBack={() => setWriting(false)} />
          </form>
        </FocusFirst>
      )}
      {match.reviews.length > 0 && (
        <details>
          <summary>Earlier looks</summary>
          <ul>
            {match.reviews.map((one) => (
              <li key={one.at}>
                {shortDay(one.at)}: {outcomeWords[one.outcome]}
                {one.nextOn && one.outcome === 'GO_ON' ? ` until ${shortDay(one.nextOn)}` : ''}
                {one.without && <blockquote dir="auto">{one.without}</blockquote>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
