import type { Kith } from '../../../kith.ts';
import { memberParts, supervisionOn, supervisorOf } from '../../people/team/members.ts';
import { todayIn } from '../../people/team/team-rules.ts';
import { linesIn, newestWording } from '../agreements/wording-versions.ts';
import { onCallOf } from '../concerns/on-call.ts';
import type { TeamToSetUp } from './access.ts';
import type { RoleTextKind } from './role-texts.ts';

/**
 * What Kith itself sees, by item: a hint beside the tick, since people tick. Numbers and no names: who is meant stands on
 * the team's page. Not for advocates, who see nothing of each other.
 */
export async function seenByKith(kith: Kith, team: TeamToSetUp): Promise<ReadonlyMap<string, string>> {
  if (!team.mayChange) return new Map();
  const { db, clock } = kith;
  const members = await db.staffAccount.findMany({
    where: { teamId: team.id, disabledAt: null, roles: { hasSome: ['ADVOCATE', 'COORDINATOR'] } },
    include: memberParts,
    take: 200,
  });
  const onCall = await onCallOf(kith, team.id);
  const roles = [await isOwn(kith, team, 'ADVOCATE_ROLE'), await isOwn(kith, team, 'COORDINATOR_ROLE')];
  const person = [await isOwn(kith, team, 'ADVOCATE_PERSON')];
  const today = todayIn(team.timezone, clock.now());
  const advocates = members.flatMap(({ advocate }) => (advocate && !advocate.erasedAt ? [advocate] : []));
  const supervised = members.filter((member) => supervisorOf(member) !== null && supervisionOn(member) !== null);
  const ready = advocates.filter(({ readyUntil }) => readyUntil !== null && readyUntil >= today);
  const covered = advocates.filter(({ standInId }) => standInId !== null);
  return new Map([
    ['roles', inOwnWords(roles)],
    ['person', inOwnWords(person)],
    ['supervision', counted('With a supervisor and a next day', supervised, members)],
    ['readiness', counted('Advocates whose agreement holds today', ready, advocates)],
    ['stand-ins', counted('Advocates with a stand-in', covered, advocates)],
    ['on-call', onCall ? 'Somebody is on call.' : 'Nobody is on call just now.'],
  ]);
}

function counted(what: string, those: readonly unknown[], all: readonly unknown[]): string {
  return all.length === 0 ? 'Nobody is there yet.' : `${what}: ${those.length} of ${all.length}.`;
}

async function isOwn({ db }: Kith, team: TeamToSetUp, kind: RoleTextKind): Promise<boolean> {
  const newest = await newestWording(db, team.id, kind);
  return newest !== null && Object.keys(linesIn(newest)).length > 0;
}

function inOwnWords(texts: readonly boolean[]): string {
  const own = texts.filter(Boolean).length;
  if (own === 0) return 'In Kith’s words so far.';
  return own === texts.length ? 'In your team’s own words.' : `${own} of ${texts.length} in your team’s own words.`;
}
