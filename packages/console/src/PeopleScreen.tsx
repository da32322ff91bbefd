import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { again } from './client.ts';
import { useFresh } from './live.ts';
import { MatchDetail } from './MatchDetail.tsx';
import { MatchLine, MatchLineView } from './MatchLine.tsx';
import { UncoveredList } from './match/UncoveredList.tsx';
import { CouldNotRead, Empty, Loading, ScreenTitle } from './ScreenState.tsx';

const People = graphql(
  `
    query People($withNames: Boolean!) {
      viewer {
        id
        advocate {
          id
        }
      }
      matches(first: 50) {
        totalCount
        edges {
          node {
            id
            status
            answeredAt
            advocate {
              id
            }
            ...MatchLine
          }
        }
      }
    }
  `,
  [MatchLine],
);

const groups = [
  { title: 'In touch', has: ({ status }: Where) => status === 'ACTIVE' || status === 'PAUSED' },
  { title: 'Agreeing how they meet', has: (match: Where) => match.status === 'PROPOSED' && match.answeredAt !== null },
  { title: 'Waiting for an answer', has: (match: Where) => match.status === 'PROPOSED' && match.answeredAt === null },
  { title: 'Before', has: ({ status }: Where) => ['ENDED', 'DECLINED', 'LAPSED'].includes(status) },
];

interface Where {
  status: string;
  answeredAt: string | null;
}

/** Who is with whom: my own people, and for coordinators the whole team's. */
export function PeopleScreen({ id, isCoordinator }: { id: string | null; isCoordinator: boolean }): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: People, variables: { withNames: !isCoordinator } });
  useFresh(execute, ({ kind }) => kind !== 'DIRECTORY');
  const me = data?.viewer?.advocate?.id;
  const matches = (data?.matches.edges ?? []).map(({ node }) => node);
  return (
    <div class={id ? 'panes open' : 'panes'}>
      <section class="stack list" aria-label="People">
        {id ? <h2>People</h2> : <ScreenTitle isFirst>People</ScreenTitle>}
        {!data && fetching && <Loading>Reading who is with whom …</Loading>}
        {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
        {data && matches.length === 0 && (
          <Empty>
            <p>Nobody yet. After an introduction, both people are here together.</p>
          </Empty>
        )}
        {isCoordinator && <UncoveredList />}
        {groups.map(({ title, has }) => {
          const list = matches.filter(has);
          return list.length === 0 ? null : (
            <div class="stack" key={title}>
              <h2 class="small">{title}</h2>
              <ul class="cards">
                {list.map((match) => (
                  <li key={match.id}>
                    <MatchLineView match={match} tellsAdvocate={match.advocate.id !== me} />
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
        {data && data.matches.totalCount > matches.length && <p class="hint">These are the {matches.length} newest.</p>}
      </section>
      {id && <MatchDetail key={id} id={id} isCoordinator={isCoordinator} />}
    </div>
  );
}
