import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { again } from '../client.ts';
import { useFresh } from '../live.ts';
import { pathOf } from '../router.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { day, dayOfYear } from '../words.ts';
import { ApplicationPage } from './ApplicationPage.tsx';

const Applications = graphql(`
  query Applications {
    viewer {
      id
    }
    applications {
      id
      name
      status
      receivedAt
      followUpOn
      isFollowUpDue
    }
  }
`);

export const applicationWords: Readonly<Record<string, string>> = {
  NEW: 'Nobody has answered yet',
  TALKING: 'You are talking',
  INVITED: 'Yes: invited',
  NOT_THIS_TIME: 'Not this time',
  WITHDRAWN: 'Taken back',
};

/** People who would like to become advocates, the oldest first; those whom we promised to get back to before all. */
export function ApplicationsScreen({ id }: { id: string | null }): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: Applications });
  useFresh(execute);
  const all = data?.applications ?? [];
  const groups = [
    { title: 'Get back to them', list: all.filter(({ isFollowUpDue }) => isFollowUpDue) },
    { title: 'Waiting for you', list: all.filter(({ status }) => status === 'NEW' || status === 'TALKING') },
    {
      title: 'Answered',
      list: all.filter(({ status, isFollowUpDue }) => status !== 'NEW' && status !== 'TALKING' && !isFollowUpDue),
    },
  ].filter(({ list }) => list.length > 0);
  return (
    <div class={id ? 'panes open' : 'panes'}>
      <div class="stack list">
        <ScreenTitle isFirst>People who would like to join</ScreenTitle>
        <p>
          They come from <a href="/join">the page “Becoming a peer advocate”</a>.
        </p>
        {!data && fetching && <Loading>Reading …</Loading>}
        {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
        {data && all.length === 0 && (
          <Empty>
            <p>Nobody now. Whoever writes on that page will be here, the oldest first. Pass its address on.</p>
          </Empty>
        )}
        {groups.map(({ title, list }) => (
          <section key={title} class="stack" aria-label={title}>
            <h2 class="small">{title}</h2>
            <ul class="cards">
              {list.map((one) => (
                <li key={one.id}>
                  <a
                    class="line"
                    href={pathOf({ screen: 'applications', id: one.id })}
                    {...(one.id === id && { 'aria-current': 'true' as const })}
                  >
                    <strong>{one.name ?? 'Erased'}</strong>
                    <span>{applicationWords[one.status]}</span>
                    <span>Wrote on {dayOfYear(one.receivedAt)}</span>
                    {one.followUpOn && (
                      <span class={one.isFollowUpDue ? 'late' : undefined}>
                        Get back to them by {day(one.followUpOn)}
                      </span>
                    )}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {id && <ApplicationPage key={id} id={id} onChanged={() => execute(again)} />}
    </div>
  );
}
