import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Refused } from '../Refused.tsx';
import { Said } from '../Said.tsx';
import { problemIn } from './answers.ts';

export const StandInParts = graphql(`
  fragment StandInParts on StandIns {
    mine {
      advocateId
      firstName
    }
    asked {
      advocateId
      firstName
    }
    saidNo
    askMe {
      advocateId
      firstName
    }
    iStandInFor {
      advocateId
      firstName
    }
    colleagues {
      advocateId
      firstName
    }
  }
`);

const AskToStandIn = graphql(`
  mutation AskToStandIn($input: AskStandInInput!) {
    askStandIn(input: $input) {
      __typename
      ... on StandInPayload {
        standIns {
          __typename
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const AnswerToStandIn = graphql(`
  mutation AnswerToStandIn($input: AnswerStandInInput!) {
    answerStandIn(input: $input) {
      __typename
      ... on StandInPayload {
        standIns {
          __typename
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** Who steps in when I need a break, and for whom I do. Asked beforehand; any answer is free (S127). */
export function StandInCard({
  standIns: data,
  onChanged,
}: {
  standIns: FragmentOf<typeof StandInParts>;
  /** To read again: who stands in is no node of its own. */
  onChanged: () => void;
}): JSX.Element {
  const standIns = readFragment(StandInParts, data);
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [asking, ask] = useMutation(AskToStandIn);
  const [answering, answer] = useMutation(AnswerToStandIn);
  const isBusy = asking.fetching || answering.fetching;

  function done(wrong: { message: string } | null, sentence: string) {
    setProblem(wrong?.message ?? null);
    if (wrong) return;
    setSaid(sentence);
    onChanged();
  }

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const advocateId = String(new FormData(event.currentTarget as HTMLFormElement).get('colleague') ?? '');
    if (!advocateId || isBusy) return;
    const { data: result } = await ask({ input: { advocateId } });
    done(problemIn(result?.askStandIn, 'StandInPayload'), 'Asked. They answer when they can.');
  }

  async function reply(advocateId: string, isYes: boolean) {
    if (isBusy) return;
    const { data: result } = await answer({ input: { advocateId, isYes } });
    done(
      problemIn(result?.answerStandIn, 'StandInPayload'),
      isYes ? 'Thank you. You see their people only during a break.' : 'That is all right. They can ask somebody else.',
    );
  }

  return (
    <section class="card stack" aria-labelledby="stand-in">
      <h2 id="stand-in">Who steps in when you need a break</h2>
      {said && <Said>{said}</Said>}
      <Refused why={problem} />
      <p>{whoStepsIn(standIns)}</p>
      {standIns.colleagues.length > 0 && (
        <details>
          <summary>{standIns.mine || standIns.asked ? 'Ask somebody else' : 'Ask a colleague'}</summary>
          <form class="stack" onSubmit={send}>
            <div class="field">
              <label for="stand-in-colleague">Who?</label>
              <select id="stand-in-colleague" name="colleague">
                {standIns.colleagues.map(({ advocateId, firstName }) => (
                  <option key={advocateId} value={advocateId}>
                    {firstName}
                  </option>
                ))}
              </select>
              <p class="hint">
                They are asked first. During a break they see what they need, and nothing before or after.
              </p>
            </div>
            <div class="row">
              <Button type="submit">{isBusy ? 'One moment …' : 'Ask them'}</Button>
            </div>
          </form>
        </details>
      )}
      {standIns.askMe.map(({ advocateId, firstName }) => (
        <div class="stack" key={advocateId}>
          <p>{firstName} asks whether you would step in during breaks.</p>
          <div class="row">
            <Button look="primary" onClick={() => reply(advocateId, true)}>
              Yes, I would
            </Button>
            <Button onClick={() => reply(advocateId, false)}>Not me</Button>
          </div>
        </div>
      ))}
      {standIns.iStandInFor.map(({ advocateId, firstName }) => (
        <div class="row" key={advocateId}>
          <p>You step in for {firstName}.</p>
          <Button look="quiet" onClick={() => reply(advocateId, false)}>
            Not any more
          </Button>
        </div>
      ))}
    </section>
  );
}

function whoStepsIn({
  mine,
  asked,
  saidNo,
}: {
  mine: { firstName: string } | null;
  asked: { firstName: string } | null;
  saidNo: boolean;
}): string {
  const waits = asked ? ` You asked ${asked.firstName}, who has not answered yet.` : '';
  if (mine) return `${mine.firstName} does. Your people are told that when a break begins.${waits}`;
  if (asked) return waits.trim();
  return saidNo
    ? 'Whom you asked cannot do it this time. Until somebody says yes, your team is there for your people.'
    : 'Nobody yet. Until somebody says yes, your team is there for your people.';
}
