import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { LettersScreen } from '../letters/LettersScreen.tsx';
import { useFresh } from '../live.ts';
import { isQueue } from '../live-stream.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { areaWords, day, requestWords, waiting } from '../words.ts';
import { GapsScreen } from './GapsScreen.tsx';
import { type About, NOTHING, type QueueFilter, QueueFilters } from './QueueFilters.tsx';
import { RequestDetail } from './RequestDetail.tsx';

const Queue = graphql(`
  query Queue($first: Int!, $after: String, $status: [PeerRequestStatus!], $filter: QueueFilter) {
    viewer {
      id
    }
    peerRequests(first: $first, after: $after, status: $status, filter: $filter) {
      totalCount
      edges {
        node {
          id
          reference
          status
          askedAt
          waitingSince
          promisedBy
          isLate
          hasQuestion
          area
          partnerName
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Status = 'ASKED' | 'CAME_BACK' | 'BEING_INTRODUCED' | 'CONNECTED' | 'PAUSED' | 'FINISHED_FOR_NOW';
const views: { label: string; status: Status[]; nobody: string }[] = [
  {
    label: 'Waiting for us',
    status: ['ASKED', 'CAME_BACK'],
    nobody: 'Nobody is waiting. When somebody asks for a peer, they will be here, the longest wait first.',
  },
  {
    label: 'An advocate was asked',
    status: ['BEING_INTRODUCED'],
    nobody: 'No introduction is on its way. After you introduce somebody, they are here until the advocate answers.',
  },
  {
    label: 'All others',
    status: ['CONNECTED', 'PAUSED', 'FINISHED_FOR_NOW'],
    nobody: 'Nobody is here yet. People who are connected or paused will be.',
  },
];
const PAGE = 20;
const narrowings = [
  { label: 'Everybody', filter: null },
  { label: 'Past the day we promised', filter: { isLate: true } },
  { label: 'An advocate asks something', filter: { hasQuestion: true } },
] as const;

/** Who asked, oldest first, told by words (K1). On a wide screen the request that is open stands beside the list. */
export function RequestsScreen({ id, hasTeam }: { id: string | null; hasTeam: boolean }): JSX.Element {
  const [view, setView] = useState(0);
  const [narrowing, setNarrowing] = useState(0);
  const [about, setAbout] = useState<About>(NOTHING);
  // Where each page that is shown begins: the first one at the longest wait.
  const [pages, setPages] = useState<(string | null)[]>([null]);
  if (id === 'gaps') return <GapsScreen />;
  if (id === 'letters') return <LettersScreen />;
  const { status, nobody } = views[view] ?? { status: [], nobody: '' };
  const filter = filterOf(narrowing, about);
  return (
    <div class={id ? 'panes open' : 'panes'}>
      <section class="stack list" aria-label="Requests">
        {id ? <h2>Requests</h2> : <ScreenTitle isFirst>Requests</ScreenTitle>}
        <fieldset class="choices" aria-label="Show">
          {views.map(({ label }, index) => (
            <button
              key={label}
              type="button"
              class="choice"
              aria-pressed={index === view}
              onClick={() => {
                setView(index);
                setPages([null]);
              }}
            >
              {label}
            </button>
          ))}
        </fieldset>
        <div class="field">
          <label for="narrowing">Only</label>
          <select
            id="narrowing"
            value={String(narrowing)}
            onChange={(event) => {
              setNarrowing(Number(event.currentTarget.value));
              setPages([null]);
            }}
          >
            {narrowings.map(({ label }, index) => (
              <option key={label} value={String(index)}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <QueueFilters
          about={about}
          onChange={(next) => {
            setAbout(next);
            setPages([null]);
          }}
        />
        {pages.map((after, index) => (
          <QueuePage
            key={`${view} ${narrowing} ${Object.values(about).join(' ')} ${after}`}
            {...{ id, after, status, filter }}
            nobody={
              hasTeam
                ? filter
                  ? 'Nobody like that now.'
                  : nobody
                : 'You are in no team yet, so no request reaches you. Ask whoever looks after accounts to put you into one.'
            }
            onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
          />
        ))}
        <p>
          <a href="/console/phone">Somebody on the phone</a>
        </p>
        <p>
          <a href="/console/requests/letters">Letters</a>
        </p>
        <p>
          <a href="/console/requests/gaps">What we could not give</a>
        </p>
      </section>
      {id && <RequestDetail key={id} id={id} />}
    </div>
  );
}

/** One page of the queue: it reads itself again, and the next one goes on where it ends. */
function QueuePage({
  id,
  after,
  status,
  filter,
  nobody,
  onMore,
}: {
  id: string | null;
  after: string | null;
  status: Status[];
  filter: QueueFilter | null;
  nobody: string;
  onMore: ((after: string) => void) | null;
}): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({
    query: Queue,
    variables: { first: PAGE, after, status, filter },
  });
  useFresh(execute, isQueue);
  const edges = data?.peerRequests.edges ?? [];
  const { hasNextPage = false, endCursor = null } = data?.peerRequests.pageInfo ?? {};
  return (
    <>
      {!data && fetching && <Loading>Reading who asked …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {data && edges.length === 0 && after === null && (
        <Empty>
          <p>{nobody}</p>
        </Empty>
      )}
      <ul class="cards">
        {edges.map(({ node }) => (
          <li key={node.id}>
            <a
              class="line"
              href={`/console/requests/${encodeURIComponent(node.id)}`}
              {...(node.id === id && { 'aria-current': 'true' as const })}
            >
              <strong>{waiting(node, new Date())}</strong>
              <span>
                {[!isWaiting(node.status) && requestWords[node.status], areaWords[node.area ?? ''], node.partnerName]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {node.isLate && <span class="late">We promised to answer by {day(node.promisedBy)}.</span>}
              {node.hasQuestion && <span>The advocate asks you something.</span>}
              <span class="hint">{node.reference}</span>
            </a>
          </li>
        ))}
      </ul>
      {onMore && hasNextPage && endCursor && (
        <div>
          <Button onClick={() => onMore(endCursor)}>Show more</Button>
        </div>
      )}
    </>
  );
}

function filterOf(narrowing: number, { area, channel, language }: About): QueueFilter | null {
  const filter = {
    ...narrowings[narrowing]?.filter,
    ...(area && { area }),
    ...(channel && { channel }),
    ...(language && { language }),
  };
  return Object.keys(filter).length > 0 ? filter : null;
}

function isWaiting(status: string): boolean {
  return status === 'ASKED' || status === 'CAME_BACK';
}
