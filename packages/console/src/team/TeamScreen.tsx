import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { again } from '../client.ts';
import { useFresh } from '../live.ts';
import { isQueue } from '../live-stream.ts';
import { pathOf } from '../router.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { energyWords, shortDay, stageWords } from '../words.ts';
import { MemberPage } from './MemberPage.tsx';
import { TeamChoices } from './TeamChoices.tsx';
import { WordingPage } from './WordingPage.tsx';

export const TeamLine = graphql(`
  fragment TeamLine on TeamMember {
    id
    name
    isViewer
    room
    supervisionOn
    isSupervisionOverdue
    supervisor
    isReady
    readyUntil
    openReadiness {
      hasAdvocateAgreed
    }
    standIn
    standInAsked
    beside
    nextStep
    isHappyHere
    timesAway {
      id
      fromOn
      untilOn
    }
    advocate {
      id
      stage
      energy
      breakUntil
      capacity
    }
  }
`);

const MyTeam = graphql(
  `
    query MyTeam {
      viewer {
        id
      }
      teamSetUp {
        teamId
        doneCount
        itemCount
      }
      team {
        name
        mentorsSupervise
        members {
          id
          name
          roles
          isSupervisionOverdue
          supervisor
          advocate {
            id
            stage
          }
          ...TeamLine
        }
      }
    }
  `,
  [TeamLine],
);

/** The morning look (K1, K4): who has room today, how they are now, what is due. Nobody is ranked, nothing is kept of yesterday. */
export function TeamScreen({ id }: { id: string | null }): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: MyTeam });
  useFresh(execute, isQueue);
  const members = data?.team?.members ?? [];
  const advocates = members.filter(({ advocate }) => advocate);
  const others = members.filter(({ advocate }) => !advocate);
  const overdue = members.filter(({ isSupervisionOverdue }) => isSupervisionOverdue).map(({ name }) => name);
  const alone = members.filter(({ supervisor }) => !supervisor).map(({ name }) => name);
  return (
    <div class={id ? 'panes open' : 'panes'}>
      <div class="stack list">
        <ScreenTitle isFirst>Team</ScreenTitle>
        <p class="row">
          <a href={pathOf({ screen: 'applications', id: null })}>People who would like to join</a>
          <a href={pathOf({ screen: 'invitations' })}>Invitations</a>
          <a href={pathOf({ screen: 'supervision' })}>My own supervision</a>
          {data?.teamSetUp && (
            <a href={pathOf({ screen: 'setup', id: null })}>
              Setting up: {data.teamSetUp.doneCount} of {data.teamSetUp.itemCount} done
            </a>
          )}
        </p>
        {!data && fetching && <Loading>Reading your team …</Loading>}
        {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
        {data && !data.team && (
          <Empty>
            <p>You are in no team yet. An administrator puts you in one; then your team is here.</p>
          </Empty>
        )}
        {overdue.length > 0 && (
          <p class="alert notice">Supervision is overdue: {overdue.join(', ')}. Nobody new for them until you meet.</p>
        )}
        {alone.length > 0 && <p class="alert notice">Nobody supervises yet: {alone.join(', ')}.</p>}
        {data?.team && advocates.length === 0 && (
          <Empty>
            <p>No advocates yet. Invite somebody, or look at who would like to join.</p>
          </Empty>
        )}
        <MemberList title="Advocates" members={advocates} openId={id} />
        <MemberList title="Coordinators" members={others} openId={id} />
        {data?.team && <TeamChoices mentorsSupervise={data.team.mentorsSupervise} onChanged={() => execute(again)} />}
      </div>
      {id === 'wording' && <WordingPage />}
      {id && id !== 'wording' && (
        <MemberPage
          key={id}
          id={id}
          mentors={mentorsOf(advocates)}
          coordinators={members.filter(({ roles }) => roles.includes('COORDINATOR'))}
          mentorsSupervise={data?.team?.mentorsSupervise ?? false}
          onChanged={() => execute(again)}
        />
      )}
    </div>
  );
}

function mentorsOf(advocates: readonly { id: string; name: string; advocate: { stage: string | null } | null }[]) {
  return advocates.filter(({ advocate }) => advocate?.stage === 'MENTOR');
}

function MemberList({
  title,
  members,
  openId,
}: {
  title: string;
  members: readonly (FragmentOf<typeof TeamLine> & { id: string })[];
  openId: string | null;
}): JSX.Element | null {
  if (members.length === 0) return null;
  return (
    <section class="stack" aria-label={title}>
      <h2 class="small">{title}</h2>
      <ul class="cards">
        {members.map((member) => (
          <li key={member.id}>
            <a
              class="line"
              href={pathOf({ screen: 'team', id: member.id })}
              {...(member.id === openId && { 'aria-current': 'true' as const })}
            >
              <MemberLine member={member} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Name, how they are now, and what is due: one line each, in words. */
function MemberLine({ member: data }: { member: FragmentOf<typeof TeamLine> }): JSX.Element {
  const member = readFragment(TeamLine, data);
  const { advocate } = member;
  return (
    <>
      <strong>
        {member.name}
        {member.isViewer && ' (you)'}
      </strong>
      {advocate && (
        <span>
          {[
            stageWords[advocate.stage ?? ''],
            advocate.energy === 'BREAK' && advocate.breakUntil
              ? `On a break until ${shortDay(advocate.breakUntil)}`
              : energyWords[advocate.energy ?? ''],
            roomWords(member.room, advocate),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
      <span class={member.isSupervisionOverdue ? 'late' : undefined}>{supervisionWords(member)}</span>
      {advocate && <span>{readyWords(member)}</span>}
      {member.beside && <span>Goes along with {member.beside}</span>}
      {advocate?.energy === 'BREAK' && (
        <span>
          {member.standIn
            ? `${member.standIn} stands in`
            : member.standInAsked
              ? `${member.standInAsked} was asked to stand in`
              : 'Nobody stands in'}
        </span>
      )}
      {member.timesAway[0] && (
        <span>
          Away {shortDay(member.timesAway[0].fromOn)} to {shortDay(member.timesAway[0].untilOn)}
        </span>
      )}
      {advocate && <span>{nextWords(member)}</span>}
    </>
  );
}

function roomWords(
  room: number | null,
  { stage, capacity }: { stage: string | null; capacity: number | null },
): string {
  if (stage === 'LEARNER' || stage === 'SHADOWING') return 'Meets nobody alone yet';
  if (room === null || capacity === null) return '';
  if (room === 0) return 'No room today';
  return `Room for ${room} of ${capacity}`;
}

export function supervisionWords(member: {
  supervisionOn: string | null;
  isSupervisionOverdue: boolean;
  supervisor: string | null;
}): string {
  const who = member.supervisor ? ` with ${member.supervisor}` : '';
  if (!member.supervisionOn) return `No supervision planned${who}`;
  if (member.isSupervisionOverdue) return `Supervision${who} was due ${shortDay(member.supervisionOn)}`;
  return `Supervision${who} ${shortDay(member.supervisionOn)}`;
}

export function readyWords(member: {
  isReady: boolean;
  readyUntil: string | null;
  openReadiness: { hasAdvocateAgreed: boolean } | null;
}): string {
  const open = member.openReadiness
    ? member.openReadiness.hasAdvocateAgreed
      ? ' · A new day waits for you'
      : ' · A new day waits for them'
    : '';
  if (member.isReady && member.readyUntil) return `Ready until ${shortDay(member.readyUntil)}${open}`;
  return `No current readiness agreement${open}`;
}

export function nextWords(member: { nextStep: string | null; isHappyHere: boolean }): string {
  if (member.nextStep) return `Next: ${member.nextStep}`;
  return member.isHappyHere ? 'Happy where they are' : 'No next step named yet';
}
