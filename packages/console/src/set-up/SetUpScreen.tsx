import { graphql, type ResultOf } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { useFresh } from '../live.ts';
import { isQueue } from '../live-stream.ts';
import { NotFoundScreen } from '../NotFoundScreen.tsx';
import { pathOf } from '../router.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { ItemCard } from './ItemCard.tsx';
import { RoleTextPage } from './RoleTextPage.tsx';
import { roleTextPages } from './role-text-pages.ts';

const SetUp = graphql(`
  query SetUp($teamId: ID) {
    viewer {
      id
    }
    teams {
      id
      name
    }
    teamSetUp(teamId: $teamId) {
      teamId
      team
      mayChange
      doneCount
      itemCount
      items {
        key
        part
        title
        help
        seenByKith
        done {
          id
          doneOn
          doneBy
          note
        }
        before {
          id
          doneOn
          doneBy
          endedAt
          endedBy
        }
      }
    }
  }
`);

type TeamSetUp = NonNullable<ResultOf<typeof SetUp>['teamSetUp']>;
export type Item = TeamSetUp['items'][number];

/** What a team settles before it opens (S97): coordinators and administrators tick and write, advocates read. */
export function SetUpScreen({ id }: { id: string | null }): JSX.Element {
  // Null: one's own. An administrator's choice holds while they read its texts.
  const [teamId, setTeamId] = useState<string | null>(null);
  if (id === null) return <ChecklistPage teamId={teamId} onTeam={setTeamId} />;
  const page = roleTextPages.find(({ slug }) => slug === id);
  return page ? <RoleTextPage key={page.slug} page={page} teamId={teamId} /> : <NotFoundScreen />;
}

function ChecklistPage({ teamId, onTeam }: { teamId: string | null; onTeam: (id: string) => void }): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: SetUp, variables: { teamId } });
  useFresh(execute, isQueue);
  const setUp = data?.teamSetUp;
  const teams = data?.teams ?? [];
  return (
    <div class="stack detail">
      <ScreenTitle isFirst>Setting up</ScreenTitle>
      {!data && fetching && <Loading>Reading what is settled …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {data && (teams.length > 1 || (teams.length > 0 && !setUp)) && (
        <div class="field">
          <label for="team">Which team?</label>
          <select id="team" value={setUp?.teamId ?? ''} onChange={(event) => onTeam(event.currentTarget.value)}>
            {!setUp && <option value="">Choose a team</option>}
            {teams.map((one) => (
              <option key={one.id} value={one.id} selected={one.id === setUp?.teamId}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
      {data && !setUp && teams.length === 0 && (
        <Empty>
          <p>You are in no team yet. An administrator puts you in one; then what it has settled is here.</p>
        </Empty>
      )}
      {setUp && <Checklist key={setUp.teamId} setUp={setUp} onChanged={() => execute(again)} />}
    </div>
  );
}

function Checklist({ setUp, onChanged }: { setUp: TeamSetUp; onChanged: () => void }): JSX.Element {
  const parts = [...new Set(setUp.items.map(({ part }) => part))];
  const ofTeam = `?team=${encodeURIComponent(setUp.teamId)}`;
  return (
    <>
      <p>
        {setUp.mayChange
          ? 'What a team settles before it opens, and looks at again now and then. One at a time, in any order. Nothing is held up by it.'
          : 'What your team has settled, and what is still to come. Your coordinators tick it. Tell them if you see it otherwise.'}
      </p>
      <p>
        <strong>
          {setUp.doneCount} of {setUp.itemCount} done
        </strong>
      </p>
      <p class="row">
        <a class="button" href={`/export/set-up${ofTeam}`} target="_blank" rel="noopener">
          Open to print (new tab)
        </a>
        <a class="button" href={`/export/set-up.txt${ofTeam}`} download="set-up-checklist.txt">
          Save as text
        </a>
      </p>
      {parts.map((part) => (
        <section key={part} class="stack" aria-label={part}>
          <h2>{part}</h2>
          <ul class="cards">
            {setUp.items
              .filter((item) => item.part === part)
              .map((item) => (
                <li key={item.key}>
                  <ItemCard item={item} teamId={setUp.teamId} mayChange={setUp.mayChange} onChanged={onChanged} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      <section class="stack" aria-labelledby="role-texts">
        <h2 id="role-texts">Texts about roles</h2>
        <ul class="cards">
          {roleTextPages.map(({ slug, title, about }) => (
            <li key={slug}>
              <a class="line" href={pathOf({ screen: 'setup', id: slug })}>
                <strong>{title}</strong>
                <span>{about}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
