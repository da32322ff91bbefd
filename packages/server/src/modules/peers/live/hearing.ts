import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { matchesVisibleTo, requestsVisibleTo } from '../access.ts';
import type { Change } from './stream.ts';

/** Ids that changed, by what they are of. */
export interface Changed {
  queue: Set<string>;
  request: Set<string>;
  match: Set<string>;
  directory: boolean;
}

/** To whom a change could matter at all: wider than who may see it. */
interface Circle {
  teamId: string;
  advocateIds: Set<string>;
  isErased: boolean;
}

/** What is around the things that changed, read once for all streams of this node. */
export interface Circles {
  teams: Set<string>;
  requests: Map<string, Circle>;
  matches: Map<string, Circle>;
  directory: boolean;
}

/** Reads what is around the things that changed: three questions, however many listen. */
export async function readCircles(kith: Kith, changed: Changed): Promise<Circles> {
  const ids = (set: Set<string>) => [...set].filter((id) => UUID.test(id));
  const [queue, request, match] = [ids(changed.queue), ids(changed.request), ids(changed.match)];
  const withAdvocates = { advocateId: true, standIn: { select: { standInId: true } } } as const;
  const [accounts, requests, matches] = await Promise.all([
    // A queue is named by its team, or by an account or advocate whose room changed.
    queue.length === 0
      ? []
      : kith.db.staffAccount.findMany({
          where: { OR: [{ id: { in: queue } }, { advocate: { id: { in: queue } } }] },
          select: { teamId: true },
        }),
    request.length === 0
      ? []
      : kith.db.peerRequest.findMany({
          where: { id: { in: request } },
          select: { id: true, teamId: true, erasedAt: true, matches: { select: withAdvocates } },
        }),
    match.length === 0
      ? []
      : kith.db.match.findMany({
          where: { id: { in: match } },
          select: { id: true, ...withAdvocates, request: { select: { teamId: true, erasedAt: true } } },
        }),
  ]);
  return {
    teams: new Set([...queue, ...accounts.flatMap(({ teamId }) => teamId ?? [])]),
    requests: new Map(
      requests.map((row) => [
        row.id,
        { teamId: row.teamId, isErased: row.erasedAt !== null, advocateIds: advocatesOf(row.matches) },
      ]),
    ),
    matches: new Map(
      matches.map((row) => [
        row.id,
        { teamId: row.request.teamId, isErased: row.request.erasedAt !== null, advocateIds: advocatesOf([row]) },
      ]),
    ),
    directory: changed.directory,
  };
}

function advocatesOf(matches: readonly { advocateId: string; standIn: { standInId: string } | null }[]): Set<string> {
  return new Set(matches.flatMap(({ advocateId, standIn }) => [advocateId, ...(standIn ? [standIn.standInId] : [])]));
}

/** Whether this viewer is near enough to anything that changed to be looked at more closely. */
export function isNear(viewer: StaffViewer, circles: Circles): boolean {
  if (circles.directory) return true;
  if (viewer.teamId !== null && circles.teams.has(viewer.teamId)) return true;
  return [...circles.requests.values(), ...circles.matches.values()].some((circle) => isWithin(viewer, circle));
}

function isWithin(viewer: StaffViewer, { teamId, advocateIds }: Circle): boolean {
  return viewer.teamId === teamId || (viewer.advocateId !== null && advocateIds.has(viewer.advocateId));
}

/** Viewers alike in this see alike, whoever they are. */
export function sightOf({ roles, teamId, advocateId }: StaffViewer): string {
  return [[...roles].sort(), teamId, advocateId].join(' ');
}

/**
 * What this viewer is told, by the same rules as every read (access.ts). A row that they may not see makes no event; an
 * advocate whose match was erased is told to read everything, without an id, so that it leaves their screen.
 */
export async function changesFor(kith: Kith, viewer: StaffViewer, circles: Circles): Promise<Change[]> {
  const near = (rows: Map<string, Circle>) => [...rows].filter(([, circle]) => isWithin(viewer, circle));
  const requests = near(circles.requests);
  const matches = near(circles.matches);
  const now = kith.clock.now();
  const isMine = ({ advocateIds }: Circle) => viewer.advocateId !== null && advocateIds.has(viewer.advocateId);
  if (matches.some(([, circle]) => circle.isErased && isMine(circle))) return [{ kind: 'EVERYTHING', id: null }];
  const [seenRequests, seenMatches] = await Promise.all([
    requests.length === 0
      ? []
      : kith.db.peerRequest.findMany({
          where: { AND: [{ id: { in: requests.map(([id]) => id) } }, requestsVisibleTo(viewer, now)] },
          select: { id: true },
        }),
    matches.length === 0
      ? []
      : kith.db.match.findMany({
          where: { AND: [{ id: { in: matches.map(([id]) => id) } }, matchesVisibleTo(viewer, now)] },
          select: { id: true },
        }),
  ]);
  const isQueue = viewer.roles.has('COORDINATOR') && viewer.teamId !== null && circles.teams.has(viewer.teamId);
  return [
    ...(isQueue ? [{ kind: 'QUEUE' as const, id: null }] : []),
    ...seenRequests.map(({ id }) => ({ kind: 'REQUEST' as const, id })),
    ...seenMatches.map(({ id }) => ({ kind: 'MATCH' as const, id })),
    ...(circles.directory ? [{ kind: 'DIRECTORY' as const, id: null }] : []),
  ];
}
