import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts, hasDrafts, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { Refused } from '../Refused.tsx';
import { Said } from '../Said.tsx';
import { SendRow } from '../SendRow.tsx';
import { type Problem, problemIn } from './answers.ts';

export const RestParts = graphql(`
  fragment RestParts on Match {
    id
    status
    pausedBy
    endedBy
    agreedAt
    whyStopped @include(if: $withWords)
    goodbye @include(if: $withWords)
    advocate {
      id
      firstName
    }
  }
`);

const PauseTheTwo = graphql(`
  mutation PauseTheTwo($input: PauseMatchInput!) {
    pauseMatch(input: $input) {
      __typename
      ... on MatchMovedPayload {
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

const ResumeTheTwo = graphql(`
  mutation ResumeTheTwo($input: MatchInput!) {
    resumeMatch(input: $input) {
      __typename
      ... on MatchMovedPayload {
        match {
          id
          status
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const EndTheTwo = graphql(`
  mutation EndTheTwo($input: EndMatchInput!) {
    endMatch(input: $input) {
      __typename
      ... on MatchMovedPayload {
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

/** Pause, go on, end: by the advocate without a reason, by a coordinator with one that both read. */
export function RestSection({
  match: data,
  isMine,
  isCoordinator,
  name,
}: {
  match: FragmentOf<typeof RestParts>;
  isMine: boolean;
  isCoordinator: boolean;
  name: string;
}): JSX.Element | null {
  const match = readFragment(RestParts, data);
  const prefix = `rest/${match.id}/`;
  const [form, setForm] = useState<'pause' | 'end' | null>(hasDrafts(`${prefix}end`) ? 'end' : null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const [pausing, pause] = useMutation(PauseTheTwo);
  const [resuming, resume] = useMutation(ResumeTheTwo);
  const [ending, end] = useMutation(EndTheTwo);
  const isBusy = pausing.fetching || resuming.fetching || ending.fetching;
  // An advocate is never asked why; somebody else who steps between two people is.
  const needsReason = !isMine && isCoordinator;
  if (!isMine && !isCoordinator) return null;

  function done(wrong: Problem | null, sentence: string) {
    setProblem(wrong);
    if (wrong) return;
    forgetDrafts(prefix);
    setForm(null);
    setSaid(sentence);
  }

  async function doPause(reason: string | null) {
    const { data: answer } = await pause({ input: { matchId: match.id, reason } });
    done(
      problemIn(answer?.pauseMatch, 'MatchMovedPayload'),
      `Paused. ${name} is told kindly. You can go on when you like.`,
    );
  }

  async function doResume() {
    const { data: answer } = await resume({ input: { matchId: match.id } });
    done(problemIn(answer?.resumeMatch, 'MatchMovedPayload'), `You two go on. ${name} is told.`);
  }

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const words = (field: string) => String(given.get(field) ?? '').trim() || null;
    if (form === 'pause') return doPause(words('reason'));
    const { data: answer } = await end({
      input: {
        matchId: match.id,
        goodbye: words('goodbye'),
        reason: words('reason'),
        isLookingFurther: given.get('next') === 'further',
      },
    });
    done(problemIn(answer?.endMatch, 'MatchMovedPayload'), `Ended. ${name} is told kindly, and the way back is open.`);
  }

  const kept = (field: string) => keepsDraft(`${prefix}${form}/${field}`);
  const isLive = ['PROPOSED', 'ACTIVE', 'PAUSED'].includes(match.status);
  const mayResume =
    match.status === 'PAUSED' && (match.pausedBy === 'ADVOCATE' || (isCoordinator && match.pausedBy === 'COORDINATOR'));
  return (
    <section class="card stack" aria-labelledby="rest">
      <h2 id="rest">{isLive ? 'A pause or an ending' : 'The ending'}</h2>
      {said && <Said>{said}</Said>}
      {match.status === 'PAUSED' && <p>{whosePause(match.pausedBy, name, match.advocate.firstName)}</p>}
      {match.status === 'ENDED' && <p>{whoseEnding(match.endedBy, name)}</p>}
      {match.whyStopped && <blockquote dir="auto">{match.whyStopped}</blockquote>}
      {match.goodbye && <blockquote dir="auto">{match.goodbye}</blockquote>}
      <Refused why={problem && problem.field === null && problem.message} />
      {isLive && form === null && (
        <div class="row">
          {mayResume && (
            <Button look="primary" onClick={() => !isBusy && doResume()}>
              Go on together
            </Button>
          )}
          {match.status !== 'PAUSED' && (
            <Button onClick={() => (needsReason ? setForm('pause') : !isBusy && doPause(null))}>Pause</Button>
          )}
          <Button onClick={() => setForm('end')}>End this</Button>
        </div>
      )}
      {form && (
        <FocusFirst key={form}>
          <form class="stack" onSubmit={send} noValidate>
            <h3>{form === 'pause' ? 'A pause' : 'An ending'}</h3>
            {form === 'end' && !needsReason && (
              <p>Endings are ordinary. You are not asked why. If you can, say goodbye when you talk, and then here.</p>
            )}
            {form === 'end' && !needsReason && (
              <TextArea
                id="rest-goodbye"
                name="goodbye"
                rows={3}
                label={`How you say goodbye to ${name} (optional)`}
                hint="They read it as you write it. What was good? What will you remember?"
                maxLength={1000}
                problem={problem?.field === 'goodbye' ? problem.message : undefined}
                {...kept('goodbye')}
              />
            )}
            {needsReason && (
              <TextArea
                id="rest-reason"
                name="reason"
                rows={3}
                label="Why?"
                hint="Both of them read it. Write it so that it helps them."
                maxLength={600}
                problem={problem?.field === 'reason' ? problem.message : undefined}
                {...kept('reason')}
              />
            )}
            {form === 'end' && match.agreedAt && (
              <fieldset class="checks">
                <legend>What does {name} want next?</legend>
                <div class="check">
                  <input type="radio" id="rest-finish" name="next" value="finish" checked />
                  <label for="rest-finish">Finish for now. They can come back in one tap.</label>
                </div>
                <div class="check">
                  <input type="radio" id="rest-further" name="next" value="further" />
                  <label for="rest-further">Meet somebody else. The team looks at once.</label>
                </div>
              </fieldset>
            )}
            <SendRow
              send={form === 'pause' ? 'Pause' : 'End it and tell them'}
              isBusy={isBusy}
              back="No, go on"
              onBack={() => setForm(null)}
            />
          </form>
        </FocusFirst>
      )}
    </section>
  );
}

function whosePause(by: string | null, name: string, advocate: string): string {
  if (by === 'PERSON')
    return `${name} needs a pause and starts again when they like. Please do not be in touch until then.`;
  return by === 'COORDINATOR' ? 'The team paused this.' : `${advocate} needs a pause. ${name} was told kindly.`;
}

function whoseEnding(by: string | null, name: string): string {
  if (by === 'PERSON') return `${name} ended this. That is an ordinary thing and says nothing about anybody.`;
  return by === 'COORDINATOR' ? 'The team ended this.' : 'The advocate ended this. The way back is open.';
}
