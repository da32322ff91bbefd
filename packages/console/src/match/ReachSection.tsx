import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Fact } from '../Introduction.tsx';
import { Refused } from '../Refused.tsx';
import { Said } from '../Said.tsx';
import { areaWords, channelWords, dayAndTime, language } from '../words.ts';
import { problemIn } from './answers.ts';

export const ReachParts = graphql(`
  fragment ReachParts on Match {
    id
    status
    rathersWait
    runningLowSince
    runningLowSeenAt
    standIn {
      firstName
      isIn
    }
    advocate {
      id
      firstName
    }
    firstMeeting {
      channel
      when
      words
    }
    request {
      id
      reference
      area
      language
      outwardCode
      team
      reach {
        channel
        value
        name
        times
        mayLeaveVoicemail
        voicemailWords
        mayShowNumber
        othersMayAnswer
        communicationNeeds
        pronouns
        describedAs
      }
    }
  }
`);

const SeenLow = graphql(`
  mutation SeenLow($input: MatchInput!) {
    seeRunningLow(input: $input) {
      __typename
      ... on MatchMovedPayload {
        match {
          id
          runningLowSeenAt
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** Who this is and how it is safe to reach them; who is asked when the advocate is away (S39). */
export function ReachSection({ match: data }: { match: FragmentOf<typeof ReachParts> }): JSX.Element {
  const match = readFragment(ReachParts, data);
  const { request, standIn, firstMeeting } = match;
  const reach = request?.reach;
  const team = request?.team ?? 'The team';
  return (
    <>
      {match.runningLowSince && <RunningLow match={match} since={match.runningLowSince} name={reach?.name} />}
      <section class="card stack" aria-labelledby="reach">
        <h2 id="reach">How to reach them</h2>
        {reach?.communicationNeeds && (
          <>
            <p>
              <strong>What helps them to talk and be understood:</strong>
            </p>
            <blockquote dir="auto">{reach.communicationNeeds}</blockquote>
          </>
        )}
        <dl class="facts">
          <Fact
            name="How it is safe"
            value={[channelWords[reach?.channel ?? ''], reach?.value].filter(Boolean).join(': ')}
          />
          <Fact name="Who else may answer" value={others(reach)} />
          <Fact name="Voicemail" value={voicemail(reach)} />
          <Fact name="Your number" value={number(reach)} />
          <Fact name="When it is safe" value={reach?.times ?? ''} />
          <Fact name="Pronouns" value={reach?.pronouns ?? ''} />
          <Fact name="In their own words, they are" value={reach?.describedAs ?? ''} />
          <Fact name="Language" value={request ? language(request.language) : ''} />
          <Fact name="About" value={areaWords[request?.area ?? ''] ?? ''} />
          <Fact name="Lives near" value={request?.outwardCode ?? ''} />
          <Fact name="Who to ask" value={match.advocate.firstName} />
          <Fact
            name={`If ${match.advocate.firstName} is away`}
            value={
              match.rathersWait
                ? 'They would rather wait than meet somebody else'
                : standIn
                  ? `${standIn.firstName}${standIn.isIn ? ', who steps in now' : ''}, or ${team}`
                  : team
            }
          />
        </dl>
        {match.status === 'PAUSED' && (
          <p class="hint">A pause is quiet: the number or address is covered until it is over.</p>
        )}
      </section>
      {firstMeeting && (
        <section class="card stack" aria-labelledby="first">
          <h2 id="first">How they first meet</h2>
          <p>
            {channelWords[firstMeeting.channel]}, {firstMeeting.when}
          </p>
          {firstMeeting.words && <blockquote dir="auto">{firstMeeting.words}</blockquote>}
        </section>
      )}
    </>
  );
}

function RunningLow({
  match,
  since,
  name,
}: {
  match: { id: string; runningLowSeenAt: string | null };
  since: string;
  name: string | null | undefined;
}): JSX.Element {
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState(false);
  const [{ fetching }, see] = useMutation(SeenLow);
  async function seen() {
    const { data } = await see({ input: { matchId: match.id } });
    const wrong = problemIn(data?.seeRunningLow, 'MatchMovedPayload');
    setProblem(wrong?.message ?? null);
    setSaid(!wrong);
  }
  return (
    <section class="card stack" aria-labelledby="low">
      <h2 id="low">{name || 'This person'} is running low</h2>
      <p>They said so on {dayAndTime(since)}. A short word from you may help. Nothing else has happened.</p>
      <Refused why={problem} />
      {said && <Said>They can read that you have seen it.</Said>}
      {match.runningLowSeenAt ? (
        <p class="hint">They know that you have seen it.</p>
      ) : (
        <div class="row">
          <Button look="primary" onClick={seen}>
            {fetching ? 'One moment …' : 'I have seen it'}
          </Button>
        </div>
      )}
    </section>
  );
}

interface Rules {
  channel: string;
  mayLeaveVoicemail: boolean | null;
  voicemailWords: string | null;
  mayShowNumber: boolean | null;
  othersMayAnswer: string | null;
}

// What was not said counts as the safer of the two.

function others(reach: Rules | null | undefined): string {
  if (reach?.channel !== 'PHONE') return '';
  return reach.othersMayAnswer ?? 'They did not say. Speak to nobody else';
}

function voicemail(reach: Rules | null | undefined): string {
  if (reach?.channel !== 'PHONE') return '';
  if (!reach.mayLeaveVoicemail) return 'Leave no message';
  return reach.voicemailWords ? `A message is fine. Say only: “${reach.voicemailWords}”` : 'A message is fine';
}

function number(reach: Rules | null | undefined): string {
  if (reach?.channel !== 'PHONE') return '';
  return reach.mayShowNumber ? 'It may show' : 'Hide it when you ring';
}
