import type { MatchStatus, PeerRequestStatus } from '../../../../generated/prisma/enums.ts';
import { NotFound } from '../../../errors.ts';
import type { DataKey } from '../../../infra/crypto.ts';
import type { Db, Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type StaffViewer, type Viewer } from '../../../viewer.ts';
import { areKeptApart } from '../knowing/not-together.ts';
import { type HeldRequest, holdRequest } from '../locks.ts';
import { standsInNow } from '../matches/standing-in.ts';
import { recordReading } from '../reading.ts';
import { linkExpiry, NoLongerPossible } from '../rules.ts';
import { openDataKey } from '../sealed.ts';

/** Who of the people in a match acts. The stand-in acts for the advocate during a break. */
export type Side = 'person' | 'advocate' | 'stand-in';

/** A match that is held, and who acts in it. */
export interface Together {
  request: HeldRequest;
  match: HeldRequest['matches'][number];
  side: Side;
  /** The staff account that acts; null: the person. */
  byId: string | null;
  dataKey: DataKey;
  now: Date;
}

const NO_MATCH = 'There is nobody here with whom this could be done.';

/** From the yes on, an advocate and a person are in touch: first contact comes before everything is agreed. */
export function isInTouch(match: { status: MatchStatus; answeredAt: Date | null }): boolean {
  return match.status === 'ACTIVE' || (match.status === 'PROPOSED' && match.answeredAt !== null);
}

/** Whether an advocate may still read what stands in this match. After an ending nothing of it is theirs. */
function mayStillRead(match: { status: MatchStatus; answeredAt: Date | null }): boolean {
  return isInTouch(match) || match.status === 'PAUSED';
}

/**
 * Holds the request of a match in which this viewer takes part, as the person, the advocate or the acting stand-in, does
 * the work in one transaction and tells who listens.
 *
 * @param need 'in touch': refused while the match rests or is over; 'any': as long as they can read it
 * @throws {NotFound | NoLongerPossible}
 */
export async function withMatch<T>(
  kith: Kith,
  viewer: Viewer,
  matchId: string,
  need: 'in touch' | 'any',
  work: (tx: Tx, together: Together) => Promise<T>,
): Promise<T> {
  const requestId = await requestOf(kith.db, viewer, matchId);
  if (requestId === null) throw new NotFound(NO_MATCH);
  const result = await kith.db.$transaction(async (tx) => {
    const request = await holdRequest(tx, requestId);
    const match = request?.matches.find(({ id }) => id === matchId);
    const dataKey = request && openDataKey(kith.keys, request);
    if (!request || !match || !dataKey) throw new NotFound(NO_MATCH);
    const side = await sideIn(tx, viewer, match, kith.clock.now());
    if (side === null) throw new NotFound(NO_MATCH);
    if (side === 'person' ? need === 'in touch' && !isInTouch(match) : !mayWrite(match, need))
      throw new NoLongerPossible(whyNot(match.status));
    const now = kith.clock.now();
    const byId = viewer.kind === 'staff' ? viewer.accountId : null;
    const done = await work(tx, { request, match, side, byId, dataKey, now });
    // What a person does keeps their way back open, as every other change does.
    if (side === 'person')
      await tx.peerRequest.update({ where: { id: requestId }, data: { linkExpiresAt: linkExpiry(now) } });
    return done;
  });
  kith.signals.publish({ topic: 'match', id: matchId });
  kith.signals.publish({ topic: 'request', id: requestId });
  return result;
}

function mayWrite(match: { status: MatchStatus; answeredAt: Date | null }, need: 'in touch' | 'any'): boolean {
  return need === 'in touch' ? isInTouch(match) : mayStillRead(match);
}

function whyNot(status: MatchStatus): string {
  if (status === 'PAUSED') return 'This is paused. It can go on when it is started again.';
  return 'You two are not in touch any more, so nothing new is recorded here.';
}

/** The request of a match that this viewer may have to do with; who they are in it is decided once it is held. */
async function requestOf(db: Db, viewer: Viewer, matchId: string): Promise<string | null> {
  if (viewer.kind === 'anonymous' || !UUID.test(matchId)) return null;
  if (viewer.kind === 'person') return viewer.requestId;
  const match = await db.match.findFirst({
    where: { id: matchId, request: { erasedAt: null } },
    select: { requestId: true },
  });
  return match?.requestId ?? null;
}

async function sideIn(
  db: Db | Tx,
  viewer: Viewer,
  match: { id: string; requestId: string; advocateId: string; status: MatchStatus; answeredAt: Date | null },
  now: Date,
): Promise<Side | null> {
  if (viewer.kind === 'person') {
    const isKnown = mayStillRead(match) || match.status === 'ENDED';
    return viewer.requestId === match.requestId && isKnown ? 'person' : null;
  }
  if (!hasRole(viewer, 'ADVOCATE') || viewer.advocateId === null) return null;
  if (await areKeptApart(db, match.requestId, viewer.advocateId)) return null;
  if (match.advocateId === viewer.advocateId)
    return match.status === 'PROPOSED' && !isInTouch(match) ? null : 'advocate';
  const standIn = await db.matchStandIn.findFirst({
    where: { matchId: match.id, standInId: viewer.advocateId, ...standsInNow(now) },
  });
  return standIn && mayStillRead(match) ? 'stand-in' : null;
}

/** How much a viewer sees of what stands in a match: everything, or dates and codes, and the words once they open them. */
export interface Look {
  side: Side | 'coordinator';
  requestId: string;
  /** The data key, for whoever reads words. A coordinator's look is recorded first and told to the person. */
  open(): Promise<DataKey | null>;
}

/** What this viewer is to a match, for reading. Null: nothing of it is for them. */
export async function lookAt(kith: Kith, viewer: Viewer, matchId: string): Promise<Look | null> {
  if (viewer.kind === 'anonymous') return null;
  const match = await kith.db.match.findFirst({
    where: { id: matchId, request: { erasedAt: null } },
    select: {
      id: true,
      requestId: true,
      advocateId: true,
      status: true,
      answeredAt: true,
      request: { select: { id: true, teamId: true, dataKey: true, status: true } },
    },
  });
  if (!match) return null;
  const { request, requestId } = match;
  const side = await sideIn(kith.db, viewer, match, kith.clock.now());
  if (side === 'person' || (side !== null && mayStillRead(match)))
    return { side, requestId, open: async () => openDataKey(kith.keys, request) };
  if (!hasRole(viewer, 'COORDINATOR') || viewer.teamId !== request.teamId) return null;
  return { side: 'coordinator', requestId, open: once(() => openForCoordinator(kith, viewer, request)) };
}

async function openForCoordinator(
  kith: Kith,
  viewer: StaffViewer,
  request: { id: string; dataKey: Uint8Array | null; status: PeerRequestStatus },
): Promise<DataKey | null> {
  // Who stopped is left alone.
  if (request.status === 'WITHDRAWN') return null;
  await recordReading(kith, viewer, request.id, 'notes');
  return openDataKey(kith.keys, request);
}

/** Several fields of one list open it once. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** First names by staff account, for what stands beside what they wrote. */
export async function namesOf(db: Db, accountIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(accountIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const profiles = await db.advocateProfile.findMany({
    where: { accountId: { in: ids } },
    select: { accountId: true, firstName: true },
  });
  return new Map(profiles.map(({ accountId, firstName }) => [accountId, firstName]));
}
