import type { MatchParty, RequestEventKind } from '../../../../generated/prisma/enums.ts';
import { NotFound } from '../../../errors.ts';
import type { DataKey } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { recordAudit } from '../../safety/audit.ts';
import { type HeldRequest, holdRequest } from '../locks.ts';
import { workingDaysLater } from '../promise-clock.ts';
import { isAgreeing, linkExpiry, NoLongerPossible, nextStatus, type RequestChange } from '../rules.ts';
import { openDataKey } from '../sealed.ts';
import { tellPerson } from '../telling/tell-person.ts';

const NO_MATCH = 'There is nobody here with whom this could be done.';

/** A match that is held, and which of the people around it acts. */
export interface HeldMatch {
  request: HeldRequest;
  match: HeldRequest['matches'][number];
  party: MatchParty;
  byId: string | null;
  dataKey: DataKey;
  now: Date;
}

/**
 * Holds the request of a match that this viewer has a say in, does the work in one transaction, tells the other side and who
 * listens. The one who acts is not written to.
 *
 * @param work says what the others are told; null: nothing happened, so nobody is told
 * @returns the id of the match
 * @throws {NotFound | NoLongerPossible}
 */
export async function withHeldMatch(
  kith: Kith,
  viewer: Viewer,
  matchId: string,
  work: (tx: Tx, held: HeldMatch) => Promise<string | null>,
): Promise<string> {
  const found =
    UUID.test(matchId) && viewer.kind !== 'anonymous'
      ? await kith.db.match.findUnique({ where: { id: matchId }, select: { requestId: true } })
      : null;
  if (!found) throw new NotFound(NO_MATCH);
  const request = await kith.db.$transaction(async (tx) => {
    const held = await holdRequest(tx, found.requestId);
    const match = held?.matches.find(({ id }) => id === matchId);
    const dataKey = held && openDataKey(kith.keys, held);
    const party = held && match ? partyOf(viewer, held, match) : null;
    if (!held || !match || !dataKey || party === null) throw new NotFound(NO_MATCH);
    const now = kith.clock.now();
    const byId = viewer.kind === 'staff' ? viewer.accountId : null;
    const done = await work(tx, { request: held, match, party, byId, dataKey, now });
    if (done === null) return held;
    const occasion = `${done}:${matchId}:${now.getTime()}`;
    if (party !== 'PERSON') {
      await tellPerson(tx, kith, held, occasion);
      await recordAudit(tx, kith, {
        actorKind: 'staff',
        actorId: byId,
        action: `${done} match`,
        objectType: 'Match',
        objectId: matchId,
      });
    }
    if (party !== 'ADVOCATE')
      await kith.outbox.put(tx, { kind: 'match-moved', subjectId: matchId, key: `match-moved:${occasion}` });
    return held;
  });
  kith.signals.publish({ topic: 'match', id: matchId });
  kith.signals.publish({ topic: 'request', id: request.id });
  kith.signals.publish({ topic: 'queue', id: request.teamId });
  return matchId;
}

function partyOf(viewer: Viewer, request: HeldRequest, match: HeldRequest['matches'][number]): MatchParty | null {
  // Who was asked and has not said yes is not known to the person.
  const isKnown = isAgreeing(match) || ['ACTIVE', 'PAUSED', 'ENDED'].includes(match.status);
  if (!isKnown) return null;
  if (viewer.kind === 'person') return viewer.requestId === request.id ? 'PERSON' : null;
  if (hasRole(viewer, 'ADVOCATE') && viewer.advocateId === match.advocateId) return 'ADVOCATE';
  return hasRole(viewer, 'COORDINATOR') && viewer.teamId === request.teamId ? 'COORDINATOR' : null;
}

/**
 * Moves the request, tells its story and, when it waits again, promises an answer anew. Its age stays.
 *
 * @throws {NoLongerPossible} not from here
 */
export async function moveOn(
  tx: Tx,
  { request, match, byId, now }: Pick<HeldMatch, 'request' | 'match' | 'byId' | 'now'>,
  change: RequestChange,
  kind: RequestEventKind,
): Promise<void> {
  const status = nextStatus(request.status, change, request.hasComeBack);
  if (status === null) throw new NoLongerPossible('This has moved on meanwhile. Please look again.');
  await tx.requestEvent.create({ data: { requestId: request.id, kind, at: now, matchId: match.id, byId } });
  await tx.peerRequest.update({
    where: { id: request.id },
    data: {
      status,
      statusBeforePause: change === 'pause' ? request.status : null,
      statusChangedAt: now,
      linkExpiresAt: linkExpiry(now),
      ...(change === 'letGo'
        ? { promisedBy: workingDaysLater(now, request.team.promiseWorkingDays, request.team.timezone) }
        : {}),
    },
  });
}
