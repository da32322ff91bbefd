import { graphql } from '@kith/contract/graphql.ts';
import { Icon } from '@kith/ui/Icon.tsx';
import { backIcon } from '@kith/ui/icons.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { Fact } from '../Introduction.tsx';
import { useFresh } from '../live.ts';
import { NotFoundScreen } from '../NotFoundScreen.tsx';
import { Said } from '../Said.tsx';
import { CouldNotRead, Loading, ScreenTitle } from '../ScreenState.tsx';
import { areaWords, channelWords, day, dayAndTime, language, matchWords, requestWords, waiting } from '../words.ts';
import { Correspondence } from './Correspondence.tsx';
import { KeepApart } from './KeepApart.tsx';
import { MoveTeam } from './MoveTeam.tsx';
import { SuggestionCard } from './SuggestionCard.tsx';
import { Suggestions } from './Suggestions.tsx';

// Asked for once, when the request is opened: every look at the words is told to the person.
const RequestWords = graphql(`
  query RequestWords($id: ID!) {
    viewer {
      id
    }
    peerRequest(id: $id) {
      id
      words
      reach {
        channel
        name
        times
        mayLeaveVoicemail
      }
    }
  }
`);

const Request = graphql(
  `
    query Request($id: ID!) {
      viewer {
        id
      }
      peerRequest(id: $id) {
        id
        reference
        status
        askedAt
        waitingSince
        promisedBy
        isLate
        team
        partnerName
        area
        service {
          id
          name
        }
        outwardCode
        language
        channel
        wishedAgain {
          id
          firstName
        }
        wishes {
          dimension
          value
          label
          weight
        }
        events {
          at
          sentence
        }
        matches {
          id
          status
          lapsesAt
          advocate {
            id
            firstName
          }
        }
        suggestions {
          advocate {
            id
            firstName
          }
          ...SuggestionCard
        }
      }
    }
  `,
  [SuggestionCard],
);

/** One request: the person's words first, then wishes, then up to three advocates side by side (K2). */
export function RequestDetail({ id }: { id: string }): JSX.Element {
  const [words, readWords] = useQuery({ query: RequestWords, variables: { id } });
  const [{ data, error, fetching }, execute] = useQuery({ query: Request, variables: { id } });
  // Who has room changes the suggestions.
  useFresh(execute, (change) => change.kind === 'QUEUE' || change.id === id);
  const [said, setSaid] = useState('');
  const request = data?.peerRequest;
  const person = words.data?.peerRequest;
  if (data && !request) return <NotFoundScreen />;
  return (
    <section class="stack detail" aria-label="Request">
      <p class="back">
        <a href="/console/requests">
          <Icon shape={backIcon} /> All requests
        </a>
      </p>
      <ScreenTitle>{person?.reach?.name || 'Somebody who asked'}</ScreenTitle>
      {said && <Said>{said}</Said>}
      {!request && fetching && <Loading>Reading the request …</Loading>}
      {!request && error && <CouldNotRead onAgain={() => execute(again)} />}
      {words.error && !person && <CouldNotRead onAgain={() => readWords(again)} />}
      {person?.words && <blockquote dir="auto">{person.words}</blockquote>}
      {person && !person.words && <p>They asked without words. They would like to talk to somebody.</p>}
      {request && (
        <>
          <p>
            <strong>{waiting(request, new Date())}.</strong>{' '}
            {!canIntroduce(request.status) && `${requestWords[request.status]}. `}
            {request.isLate && <span class="late">We promised to answer by {day(request.promisedBy)}.</span>}
          </p>
          <Wishes wishes={request.wishes} />
          <dl class="facts">
            <Fact name="How to reach them" value={channelWords[request.channel] ?? ''} />
            <Fact name="When it is safe" value={person?.reach?.times ?? ''} />
            <Fact
              name="About"
              value={[areaWords[request.area ?? ''], request.service?.name].filter(Boolean).join(': ')}
            />
            <Fact
              name="Would like to be again with"
              value={request.wishedAgain ? `${request.wishedAgain.firstName}, if both want` : ''}
            />
            <Fact name="Language" value={language(request.language)} />
            <Fact name="Lives near" value={request.outwardCode ?? ''} />
            <Fact name="Came by" value={request.partnerName ?? 'Kith itself'} />
            <Fact name="Reference" value={request.reference} />
          </dl>
          {request.matches.length > 0 && (
            <section class="stack" aria-labelledby="asked">
              <h2 id="asked">Advocates who were asked</h2>
              <ul>
                {request.matches.map((match) => (
                  <li key={match.id}>
                    {match.advocate.firstName}: {(matchWords[match.status] ?? match.status).toLowerCase()}
                    {match.status === 'PROPOSED' && `, until ${dayAndTime(match.lapsesAt)}`}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Correspondence requestId={request.id} onSaid={setSaid} />
          <Suggestions
            requestId={request.id}
            isWaiting={canIntroduce(request.status)}
            suggestions={request.suggestions}
            onTold={setSaid}
            onIntroduced={(name) =>
              setSaid(
                `${name} has been asked. When ${name} answers, or cannot, you see it here and so does the person.`,
              )
            }
          />
          <KeepApart requestId={request.id} />
          {canIntroduce(request.status) && <MoveTeam requestId={request.id} />}
          <section class="stack" aria-labelledby="story">
            <h2 id="story">What happened so far</h2>
            <p class="hint">As the person reads it: “you” is them. Your look at their words is told to them too.</p>
            <ol class="story">
              {request.events.map((event) => (
                <li key={`${event.at}${event.sentence}`}>
                  <time dateTime={event.at}>{dayAndTime(event.at)}</time> {event.sentence}
                </li>
              ))}
            </ol>
          </section>
        </>
      )}
    </section>
  );
}

function canIntroduce(status: string): boolean {
  return status === 'ASKED' || status === 'CAME_BACK';
}

const weights = [
  { weight: 'MATTERS', title: 'Matters to them' },
  { weight: 'RATHER_NOT', title: 'Rather not. Nobody is suggested against this, and the advocate never sees it.' },
] as const;

function Wishes({
  wishes,
}: {
  wishes: { weight: string; label: string; dimension: string; value: string }[];
}): JSX.Element {
  const groups = weights
    .map(({ weight, title }) => ({ title, list: wishes.filter((wish) => wish.weight === weight) }))
    .filter(({ list }) => list.length > 0);
  if (groups.length === 0) return <p>Nothing special matters to them in who they talk to.</p>;
  return (
    <div class="reasons">
      {groups.map(({ title, list }) => (
        <div key={title}>
          <h2 class="small">{title}</h2>
          <ul>
            {list.map(({ dimension, value, label }) => (
              <li key={dimension + value}>{label}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
