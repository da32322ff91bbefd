import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from './client.ts';
import { useFresh } from './live.ts';
import { RequestDetail } from './RequestDetail.tsx';
import { CouldNotRead, Empty, Loading, ScreenTitle } from './ScreenState.tsx';
import { areaWords, day, requestWords, waiting } from './words.ts';

const Queue = graphql(`
  query Queue($first: Int!, $status: [PeerRequestStatus!]) {
    viewer {
      id
    }
    peerRequests(first: $first, status: $status) {
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
          area
          partnerName
        }
      }
      pageInfo {
        hasNextPage
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
const MOST = 50;

/** Who asked, oldest first, told by words (K1). On a wide screen the request that is open stands beside the list. */
export function RequestsScreen({ id, hasTeam }: { id: string | null; hasTeam: boolean }): JSX.Element {
  const [view, setView] = useState(0);
  const [first, setFirst] = useState(PAGE);
  const { status, nobody } = views[view] ?? { status: [], nobody: '' };
  const [{ data, error, fetching }, execute] = useQuery({ query: Queue, variables: { first, status } });
  useFresh(execute);
  // Who came back waits from then on, and stands behind who has waited longer.
  const edges = (data?.peerRequests.edges ?? []).toSorted((a, b) => compare(a.node.waitingSince, b.node.waitingSince));
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
                setFirst(PAGE);
              }}
            >
              {label}
            </button>
          ))}
        </fieldset>
        {!data && fetching && <Loading>Reading who asked …</Loading>}
        {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
        {data && edges.length === 0 && (
          <Empty>
            <p>
              {hasTeam
                ? nobody
                : 'You are in no team yet, so no request reaches you. Ask whoever looks after accounts to put you into one.'}
            </p>
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
                <span class="hint">{node.reference}</span>
              </a>
            </li>
          ))}
        </ul>
        {data?.peerRequests.pageInfo.hasNextPage && first < MOST && (
          <div>
            <Button onClick={() => setFirst(MOST)}>Show more</Button>
          </div>
        )}
        {data?.peerRequests.pageInfo.hasNextPage && first >= MOST && (
          <p class="hint">These are the {MOST} who asked first. The others come up as these move on.</p>
        )}
      </section>
      {id && <RequestDetail key={id} id={id} />}
    </div>
  );
}

function isWaiting(status: string): boolean {
  return status === 'ASKED' || status === 'CAME_BACK';
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
