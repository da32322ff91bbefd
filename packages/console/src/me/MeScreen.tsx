import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { again } from '../client.ts';
import { NotFoundScreen } from '../NotFoundScreen.tsx';
import { pathOf } from '../router.ts';
import { CouldNotRead, Loading, ScreenTitle } from '../ScreenState.tsx';
import { GrowthPage, GrowthPageView } from './GrowthPage.tsx';
import { ProfilePage, ProfilePageView } from './ProfilePage.tsx';
import { RecordPage } from './RecordPage.tsx';
import { ThanksPage, ThanksPageView } from './ThanksPage.tsx';

const Me = graphql(
  `
    query Me {
      viewer {
        id
        profile {
          ...ProfilePage
        }
        growth {
          ...GrowthPage
        }
        thanks {
          ...ThanksPage
        }
      }
    }
  `,
  [ProfilePage, GrowthPage, ThanksPage],
);

const pages = [
  { id: null, title: 'My profile' },
  { id: 'growing', title: 'For myself' },
  { id: 'thanks', title: 'Thanks' },
  { id: 'record', title: 'My record' },
] as const;

/** An advocate's own pages: what people know of them, what they keep for themselves, thanks, and what they take along. */
export function MeScreen({ id }: { id: string | null }): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: Me });
  const page = pages.find((one) => one.id === id);
  if (!page) return <NotFoundScreen />;
  const { profile, growth, thanks } = data?.viewer ?? {};
  return (
    <div class="stack me-page">
      <ScreenTitle key={page.title} isFirst={id === null}>
        {page.title}
      </ScreenTitle>
      <nav aria-label="About me">
        <ul>
          {pages.map((one) => (
            <li key={one.title}>
              <a
                href={pathOf({ screen: 'me', id: one.id })}
                {...(one.id === id && { 'aria-current': 'page' as const })}
              >
                {one.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {!data && fetching && <Loading>Reading your pages …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {data && id === null && profile && <ProfilePageView profile={profile} />}
      {data && id === 'growing' && growth && <GrowthPageView growth={growth} />}
      {data && id === 'thanks' && thanks && <ThanksPageView thanks={thanks} />}
      {data && id === 'record' && <RecordPage />}
    </div>
  );
}
