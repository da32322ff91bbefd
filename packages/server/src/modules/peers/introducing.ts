import { randomUUID } from 'node:crypto';
import type { ContactChannel, PeerRequestStatus } from '../../../generated/prisma/enums.ts';
import { NotFound } from '../../errors.ts';
import type { Tx } from '../../infra/db.ts';
import type { Kith } from '../../kith.ts';
import { readText } from '../../plain-text.ts';
import { UUID } from '../../uuid.ts';
import { hasRole, type StaffViewer, type Viewer } from '../../viewer.ts';
import { recordAudit } from '../safety/audit.ts';
import { longest, readFirstMeeting, readReason } from './asking-rules.ts';
import { areKeptApart, keepApartFromNowOn } from './knowing/not-together.ts';
import { passOnLapsed } from './lapsing.ts';
import { holdAdvocate, holdRequest } from './locks.ts';
import { dateOf, dayIn, workingDaysLater } from './promise-clock.ts';
import { OverrideNeeded, overrideOf } from './queue/override-rules.ts';
import { sealOverride } from './queue/queue-sealed.ts';
import {
  hasLapsed,
  isAgreeing,
  LAPSES_AFTER_WORKING_DAYS,
  linkExpiry,
  NoLongerPossible,
  NotSuitable,
  nextStatus,
} from './rules.ts';
import { openDataKey, sealFirstMeeting, sealReason } from './sealed.ts';
import { readMatching } from './suggesting.ts';
import { assertMayAccept, assertMayBeIntroduced, isRatherNot } from './suggestion-rules.ts';
import { tellPerson } from './telling/tell-person.ts';
import { tellAdvocate } from './telling/tell-staff.ts';

/** Raw ids. */
export interface ProposeMatchInput {
  requestId: string;
  advocateId: string;
  reason: string;
  /** Why somebody else than would come first, or before somebody who has waited longer. Asked for only then. */
  overrideReason?: string | null | undefined;
}

/** Raw id. */
export interface AcceptMatchInput {
  matchId: string;
  firstMeeting: { channel: ContactChannel; when: string; words?: string | null | undefined };
}

/** Raw id. */
export interface DeclineMatchInput {
  matchId: string;
  /** The advocate knows this person: they are not brought together, and the person is not told why. */
  knowsThem?: boolean | null | undefined;
}

const NO_REQUEST = 'There is no such request.';
const NO_MATCH = 'There is no such introduction.';
const IS_OVER = 'This introduction is over. Thank you for looking at it.';

/**
 * A coordinator introduces an advocate. The only way from a suggestion to a match: a human being decides (P11).
 *
 * @returns the id of the match
 * @throws {InvalidInput | NotFound | AdvocateUnavailable | NotSuitable | NoLongerPossible | OverrideNeeded}
 */
export async function proposeMatch(kith: Kith, viewer: Viewer, input: ProposeMatchInput): Promise<string> {
  if (!hasRole(viewer, 'COORDINATOR') || viewer.teamId === null || !UUID.test(input.requestId))
    throw new NotFound(NO_REQUEST);
  const reason = readReason(input.reason);
  const overrideWords = readText(input.overrideReason, longest.reason, 'overrideReason');
  await passOnLapsed(kith, { requestId: input.requestId });
  const matching = await readMatching(kith, input.requestId, viewer.teamId);
  const override = matching && overrideOf(matching, input.advocateId);
  const matchId = randomUUID();
  const request = await kith.db
    .$transaction(async (tx) => {
      const held = await holdRequest(tx, input.requestId);
      if (!held || held.teamId !== viewer.teamId) throw new NotFound(NO_REQUEST);
      const now = kith.clock.now();
      const status = nextStatus(held.status, 'introduce', held.hasComeBack);
      if (status === null) throw new NoLongerPossible(whyNoIntroduction(held.status));
      const advocate = UUID.test(input.advocateId) ? await holdAdvocate(tx, input.advocateId, held.id) : null;
      if (!advocate || advocate.account.teamId !== viewer.teamId)
        throw new NotFound('There is no such advocate in your team.');
      if (await areKeptApart(tx, held.id, advocate.id)) throw new NotSuitable();
      assertMayBeIntroduced(held, advocate, dateOf(dayIn(held.team.timezone, now)));
      if (override && overrideWords === null) throw new OverrideNeeded(override, advocate.firstName);
      const dataKey = openDataKey(kith.keys, held);
      if (!dataKey) throw new NotFound(NO_REQUEST);
      await tx.match.create({
        data: {
          id: matchId,
          requestId: held.id,
          advocateId: advocate.id,
          proposedById: viewer.accountId,
          reason: sealReason(dataKey, matchId, reason),
          proposedAt: now,
          lapsesAt: workingDaysLater(now, LAPSES_AFTER_WORKING_DAYS, held.team.timezone),
        },
      });
      if (override && overrideWords !== null)
        await tx.matchOverride.create({
          data: {
            matchId,
            kinds: override.kinds,
            passedOver: override.waitedLonger.map(({ requestId }) => requestId),
            at: now,
            byId: viewer.accountId,
            words: sealOverride(dataKey, matchId, overrideWords),
          },
        });
      await tx.peerRequest.update({
        where: { id: held.id },
        data: { status, statusChangedAt: now, linkExpiresAt: linkExpiry(now) },
      });
      await tx.requestEvent.create({
        data: { requestId: held.id, kind: 'INTRODUCED', at: now, matchId, byId: viewer.accountId },
      });
      await tellAdvocate(tx, kith, matchId);
      await auditMatch(tx, kith, viewer, 'propose match', matchId);
      for (const kind of override?.kinds ?? [])
        await auditMatch(
          tx,
          kith,
          viewer,
          kind === 'WAITED_LONGER' ? 'introduce before a longer wait' : 'introduce outside the suggestions',
          matchId,
        );
      return held;
    })
    .catch(asNoLongerPossible);
  publish(kith, request, matchId);
  return matchId;
}

/**
 * The advocate who was introduced says yes, and how they first meet. They see how to reach the person from then on; the two
 * are connected when both have agreed the same version of their agreement.
 *
 * @returns the id of the match
 * @throws {InvalidInput | NotFound | AdvocateUnavailable | NoLongerPossible}
 */
export async function acceptMatch(kith: Kith, viewer: Viewer, input: AcceptMatchInput): Promise<string> {
  const { requestId, advocateId } = await findOwnMatch(kith, viewer, input.matchId);
  await passOnLapsed(kith, { requestId });
  const request = await kith.db.$transaction(async (tx) => {
    const held = await holdRequest(tx, requestId);
    if (!held) throw new NotFound(NO_MATCH);
    const advocate = await holdAdvocate(tx, advocateId, requestId);
    if (!advocate) throw new NotFound(NO_MATCH);
    const now = kith.clock.now();
    const match = held.matches.find(({ id }) => id === input.matchId);
    const status = nextStatus(held.status, 'sayYes', held.hasComeBack);
    if (
      match?.status !== 'PROPOSED' ||
      isAgreeing(match) ||
      hasLapsed(match, now) ||
      status === null ||
      isRatherNot(held, advocate)
    )
      throw new NoLongerPossible(IS_OVER);
    // The same words as for any other reason: neither side is told why.
    if (await areKeptApart(tx, held.id, advocate.id)) throw new NoLongerPossible(IS_OVER);
    const today = dayIn(held.team.timezone, now);
    assertMayAccept(advocate, advocate.heldMatches, dateOf(today));
    const meeting = readFirstMeeting(input.firstMeeting, held.channel);
    const dataKey = openDataKey(kith.keys, held);
    if (!dataKey) throw new NotFound(NO_MATCH);
    await tx.match.update({
      where: { id: match.id },
      data: {
        answeredAt: now,
        firstMeeting: sealFirstMeeting(dataKey, match.id, meeting),
      },
    });
    await answer(tx, held.id, match.id, { status, kind: 'ADVOCATE_SAID_YES', now, byId: accountOf(viewer) });
    await tellPerson(tx, kith, held, `said-yes:${match.id}`);
    await auditMatch(tx, kith, viewer, 'accept match', match.id);
    return held;
  });
  publish(kith, request, input.matchId);
  return input.matchId;
}

/**
 * "Not me": free, without a reason, any time before the yes. The request waits again.
 *
 * @returns the id of the match
 * @throws {NotFound | NoLongerPossible}
 */
export async function declineMatch(kith: Kith, viewer: Viewer, input: DeclineMatchInput): Promise<string> {
  const { requestId } = await findOwnMatch(kith, viewer, input.matchId);
  await passOnLapsed(kith, { requestId });
  const request = await kith.db.$transaction(async (tx) => {
    const held = await holdRequest(tx, requestId);
    if (!held) throw new NotFound(NO_MATCH);
    const now = kith.clock.now();
    const match = held.matches.find(({ id }) => id === input.matchId);
    const status = nextStatus(held.status, 'sayNo', held.hasComeBack);
    if (match?.status !== 'PROPOSED' || isAgreeing(match) || status === null)
      throw new NoLongerPossible('This introduction is over already. There is nothing to do.');
    await tx.match.update({ where: { id: match.id }, data: { status: 'DECLINED', answeredAt: now, endedAt: now } });
    if (input.knowsThem)
      await keepApartFromNowOn(tx, {
        requestId: held.id,
        advocateId: match.advocateId,
        saidBy: 'ADVOCATE',
        at: now,
        byId: accountOf(viewer),
      });
    await answer(tx, held.id, match.id, { status, kind: 'ADVOCATE_NOT_ABLE', now, byId: accountOf(viewer) });
    await tellPerson(tx, kith, held, `not-able:${match.id}`);
    await auditMatch(tx, kith, viewer, 'decline match', match.id);
    return held;
  });
  publish(kith, request, input.matchId);
  return input.matchId;
}

/** The advocate's own match, or nothing: somebody else's is as if it did not exist. */
async function findOwnMatch(kith: Kith, viewer: Viewer, matchId: string) {
  const advocateId = hasRole(viewer, 'ADVOCATE') ? viewer.advocateId : null;
  const match =
    advocateId && UUID.test(matchId)
      ? await kith.db.match.findFirst({
          where: { id: matchId, advocateId, request: { erasedAt: null } },
          select: { requestId: true, advocateId: true },
        })
      : null;
  if (!match) throw new NotFound(NO_MATCH);
  return match;
}

async function answer(
  tx: Tx,
  requestId: string,
  matchId: string,
  what: {
    status: PeerRequestStatus;
    kind: 'ADVOCATE_SAID_YES' | 'ADVOCATE_NOT_ABLE';
    now: Date;
    byId: string | null;
  },
): Promise<void> {
  const { status, kind, now, byId } = what;
  await tx.peerRequest.update({
    where: { id: requestId },
    data: { status, statusChangedAt: now, linkExpiresAt: linkExpiry(now) },
  });
  await tx.requestEvent.create({ data: { requestId, kind, at: now, matchId, byId } });
}

function auditMatch(tx: Tx, kith: Kith, viewer: Viewer, action: string, matchId: string): Promise<void> {
  return recordAudit(tx, kith, {
    actorKind: 'staff',
    actorId: accountOf(viewer),
    action,
    objectType: 'Match',
    objectId: matchId,
  });
}

function accountOf(viewer: Viewer): StaffViewer['accountId'] | null {
  return viewer.kind === 'staff' ? viewer.accountId : null;
}

function publish(kith: Kith, request: { id: string; teamId: string }, matchId: string): void {
  kith.signals.publish({ topic: 'match', id: matchId });
  kith.signals.publish({ topic: 'request', id: request.id });
  kith.signals.publish({ topic: 'queue', id: request.teamId });
}

function whyNoIntroduction(status: PeerRequestStatus): string {
  if (status === 'BEING_INTRODUCED') return 'Somebody is being introduced to this person already.';
  if (status === 'CONNECTED') return 'This person is connected with somebody already.';
  return 'This person has stopped or paused their request. They can come back when they like.';
}

/** The database holds the last line: one live match for each request, whoever was faster. */
function asNoLongerPossible(error: unknown): never {
  if (String((error as Error)?.message ?? '').includes('match_one_live') || codeOf(error) === '23P01')
    throw new NoLongerPossible('Somebody is being introduced to this person already.');
  throw error;
}

function codeOf(error: unknown): unknown {
  const cause = (error as { cause?: { originalCode?: unknown; code?: unknown } })?.cause;
  return cause?.originalCode ?? cause?.code;
}
