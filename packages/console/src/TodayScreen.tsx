import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { again } from './client.ts';
import { forgetDrafts } from './drafts.ts';
import { EnergyForm, EnergyNow } from './EnergyForm.tsx';
import { meetingDraft, unsentMeeting } from './FirstMeetingForm.tsx';
import { Introduction, IntroductionCard } from './Introduction.tsx';
import { useFresh } from './live.ts';
import { MatchLine, MatchLineView } from './MatchLine.tsx';
import { StandInCard, StandInParts } from './match/StandInCard.tsx';
import { NextSteps, StepAhead } from './NextSteps.tsx';
import { Said, Unsent } from './Said.tsx';
import { CouldNotRead, Empty, Loading, ScreenTitle } from './ScreenState.tsx';
import { day } from './words.ts';

const Today = graphql(
  `
    query Today($withNames: Boolean!) {
      viewer {
        id
        advocate {
          id
          stage
          ...EnergyNow
        }
        standIns {
          ...StandInParts
        }
        nextSteps {
          ...StepAhead
        }
      }
      matches(first: 50, status: [PROPOSED, ACTIVE]) {
        edges {
          node {
            id
            status
            answeredAt
            viewerIs
            runningLowSince
            runningLowSeenAt
            advocate {
              id
            }
            ...IntroductionCard
            ...MatchLine
          }
        }
      }
    }
  `,
  [EnergyNow, IntroductionCard, MatchLine, StandInParts, StepAhead],
);

/** What needs an advocate today, on one screen (A1): how I am, one introduction waiting, the people I am with. */
export function TodayScreen({
  advocateId,
  isCoordinator,
}: {
  advocateId: string;
  isCoordinator: boolean;
}): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: Today, variables: { withNames: true } });
  useFresh(execute, ({ kind }) => kind !== 'DIRECTORY');
  const all = (data?.matches.edges ?? []).map(({ node }) => node);
  const mine = all.filter(({ advocate }) => advocate.id === advocateId);
  const steppedIn = all.filter(({ viewerIs }) => viewerIs === 'STAND_IN');
  const waiting = mine.filter(({ status, answeredAt }) => status === 'PROPOSED' && !answeredAt).reverse();
  const low = [...mine, ...steppedIn].filter(
    ({ runningLowSince, runningLowSeenAt }) => runningLowSince && !runningLowSeenAt,
  );
  const [said, setSaid] = useState('');
  const [, forget] = useState(0);
  // What was being written for an introduction that passed on meanwhile is still shown.
  const known = useRef(new Set<string>());
  for (const { id } of waiting) known.current.add(id);
  const unsent = data
    ? [...known.current].filter((id) => !waiting.some((one) => one.id === id) && unsentMeeting(id).some(Boolean))
    : [];
  const stage = data?.viewer?.advocate?.stage;
  const isLearning = stage === 'LEARNER' || stage === 'SHADOWING';
  const active = mine.filter(({ status, answeredAt }) => status === 'ACTIVE' || (status === 'PROPOSED' && answeredAt));
  return (
    <div class="stack">
      <ScreenTitle isFirst>Today</ScreenTitle>
      <p class="hint">{day(new Date().toISOString())}</p>
      {!data && fetching && <Loading>Reading your day …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {data?.viewer?.advocate && (
        <div class="beside">
          <EnergyForm now={data.viewer.advocate} />
          {/* Whoever thinks of a break sees at once who would step in. */}
          {data.viewer.standIns && <StandInCard standIns={data.viewer.standIns} onChanged={() => execute(again)} />}
        </div>
      )}
      {low.length > 0 && (
        <section class="stack" aria-labelledby="running-low">
          <h2 id="running-low">Running low</h2>
          <p>They said so themselves. A short word from you may help.</p>
          <ul class="cards">
            {low.map((match) => (
              <li key={match.id}>
                <MatchLineView match={match} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {data && (
        <section class="stack" aria-labelledby="introductions">
          <h2 id="introductions">Somebody would like to meet you</h2>
          {said && <Said>{said}</Said>}
          {unsent.map((id) => (
            <Unsent
              key={id}
              why="This introduction is over: the person stopped or changed something, or it passed on by itself."
              words={unsentMeeting(id)}
              onForget={() => {
                forgetDrafts(meetingDraft(id));
                forget((before) => before + 1);
              }}
            />
          ))}
          {waiting.length === 0 && (
            <Empty>
              <p>
                {isLearning
                  ? 'You are still learning, so nobody is introduced to you alone yet. When you and your coordinator agree that you are ready, people will be here.'
                  : 'Nobody is waiting for your answer. When your coordinator thinks of you for somebody, they will be here.'}
              </p>
            </Empty>
          )}
          {waiting.map((match) => (
            <Introduction key={match.id} match={match} onAnswered={setSaid} />
          ))}
        </section>
      )}
      {data?.viewer && <NextSteps steps={data.viewer.nextSteps} />}
      {data && (
        <section class="stack" aria-labelledby="with">
          <h2 id="with">People you are with</h2>
          {active.length === 0 ? (
            <Empty>
              <p>Nobody yet. After your first yes, they will be here with how and when you first meet.</p>
            </Empty>
          ) : (
            <ul class="cards">
              {active.map((match) => (
                <li key={match.id}>
                  <MatchLineView match={match} />
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {steppedIn.length > 0 && (
        <section class="stack" aria-labelledby="step-in">
          <h2 id="step-in">People you step in for now</h2>
          <ul class="cards">
            {steppedIn.map((match) => (
              <li key={match.id}>
                <MatchLineView match={match} tellsAdvocate />
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href="/console/phone">Write down for somebody on the phone what they ask for</a>
      </p>
      {isCoordinator && (
        <p>
          <a href="/console/requests">People who are waiting for an introduction</a>
        </p>
      )}
    </div>
  );
}
