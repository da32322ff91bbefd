import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { draftOf, forgetDrafts, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { Reasons } from '../Introduction.tsx';
import { Refused } from '../Refused.tsx';
import { load, stageWords } from '../words.ts';

export const SuggestionCard = graphql(`
  fragment SuggestionCard on Suggestion {
    reasons
    notMet
    openMatches
    capacity
    waitedLonger {
      requestId
      reference
      isOnlyOne
    }
    advocate {
      id
      firstName
      aboutMe
      stage
    }
  }
`);

const Introduce = graphql(`
  mutation Introduce($input: ProposeMatchInput!) {
    proposeMatch(input: $input) {
      __typename
      ... on ProposeMatchPayload {
        match {
          id
          status
          request {
            id
            status
          }
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** Where the sentence about two people is kept until it is sent. */
export function draftKey(requestId: string, advocateId: string): string {
  return `why/${requestId}/${advocateId}`;
}

/** One advocate who could meet this person: why, what is not met, and how many people they would have then. */
export function SuggestionView({
  suggestion: data,
  requestId,
  isFirst = true,
  onIntroduced,
}: {
  suggestion: FragmentOf<typeof SuggestionCard>;
  /** One of the three who come first: otherwise Kith asks why. */
  isFirst?: boolean;
  requestId: string;
  onIntroduced: (name: string) => void;
}): JSX.Element {
  const { advocate, reasons, notMet, openMatches, capacity, waitedLonger } = readFragment(SuggestionCard, data);
  const draft = draftKey(requestId, advocate.id);
  const field = `reason-${advocate.id}`;
  const hadDraft = draftOf(draft) !== '';
  const [isOpen, setOpen] = useState<boolean | null>(hadDraft || null);
  // What was typed before comes back open, without taking the focus.
  const [cameBack] = useState(hadDraft);
  const [problem, setProblem] = useState<{ message: string; isReason: boolean } | null>(null);
  const [needsOverride, setNeedsOverride] = useState(false);
  const asksWhy = !isFirst || waitedLonger.length > 0 || needsOverride;
  const overrideField = `override-${advocate.id}`;
  const [{ fetching }, introduce] = useMutation(Introduce);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get('reason') ?? '').trim();
    if (!reason) {
      setProblem({ message: 'Write one sentence: why these two?', isReason: true });
      document.getElementById(field)?.focus();
      return;
    }
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const overrideReason = String(form.get('override') ?? '').trim();
    if (asksWhy && !overrideReason) {
      setProblem({ message: 'Write one sentence: why do you choose otherwise?', isReason: false });
      document.getElementById(overrideField)?.focus();
      return;
    }
    setProblem(null);
    const { data: answer } = await introduce({
      input: { requestId, advocateId: advocate.id, reason, ...(overrideReason && { overrideReason }) },
    });
    const result = answer?.proposeMatch;
    if (!result) {
      setProblem({ message: 'We could not reach Kith. Your sentence is still here; try again.', isReason: false });
    } else if (result.__typename !== 'ProposeMatchPayload') {
      // The queue moved on meanwhile: the reason that is asked for now gets its field.
      if (result.__typename === 'OverrideNeeded') setNeedsOverride(true);
      setProblem({ message: result.message, isReason: result.__typename === 'InvalidInput' });
    } else {
      forgetDrafts(draft);
      onIntroduced(advocate.firstName);
    }
  }

  return (
    <article class="card stack" aria-label={advocate.firstName}>
      <h3>{advocate.firstName}</h3>
      {advocate.stage && <p class="hint">{stageWords[advocate.stage]}</p>}
      {advocate.aboutMe && <p dir="auto">{advocate.aboutMe}</p>}
      <Reasons title="Why" lines={reasons} depth={4} />
      <Reasons title="Not met" lines={notMet} depth={4} />
      <p>
        <strong>After this:</strong> {load(openMatches + 1, capacity)}
      </p>
      {waitedLonger.length > 0 && (
        <ul class="reasons">
          {waitedLonger.map((other) => (
            <li key={other.requestId}>
              <a href={`/console/requests/${encodeURIComponent(other.requestId)}`}>{other.reference}</a> has waited
              longer, and{' '}
              {other.isOnlyOne ? `only ${advocate.firstName} could meet them` : `${advocate.firstName} would suit them`}
              .
            </li>
          ))}
        </ul>
      )}
      {isOpen ? (
        <FocusFirst key="form" when={!cameBack}>
          <form class="stack" onSubmit={send} noValidate>
            <Refused why={problem && !problem.isReason && problem.message} />
            <TextArea
              id={field}
              name="reason"
              rows={3}
              label={`Why ${advocate.firstName}?`}
              hint={`One sentence. ${advocate.firstName} reads it, and so may the person.`}
              problem={problem?.isReason ? problem.message : undefined}
              {...keepsDraft(draft)}
            />
            {asksWhy && (
              <TextArea
                id={overrideField}
                name="override"
                rows={2}
                label="Why do you choose otherwise?"
                hint="Kept for coordinators who look back. Write nothing about a person here."
                {...keepsDraft(`${draft}/override`)}
              />
            )}
            <div class="row">
              <Button type="submit" look="primary">
                {fetching ? 'One moment …' : `Ask ${advocate.firstName}`}
              </Button>
              <Button
                look="quiet"
                onClick={() => {
                  forgetDrafts(draft);
                  setProblem(null);
                  setOpen(false);
                }}
              >
                Not now
              </Button>
            </div>
          </form>
        </FocusFirst>
      ) : (
        <FocusFirst key="button" when={isOpen === false}>
          <div>
            <Button look="primary" onClick={() => setOpen(true)}>
              Introduce {advocate.firstName}
            </Button>
          </div>
        </FocusFirst>
      )}
    </article>
  );
}
