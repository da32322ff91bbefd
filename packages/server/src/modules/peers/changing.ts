import type { LifeArea } from '../../../generated/prisma/enums.ts';
import { NotFound } from '../../errors.ts';
import type { Tx } from '../../infra/db.ts';
import type { Kith } from '../../kith.ts';
import type { Viewer } from '../../viewer.ts';
import { recordAudit } from '../safety/audit.ts';
import { type ReachInput, readOutwardCode, readReach, readWishes, readWords, type WishInput } from './asking-rules.ts';
import { eraseConcerns } from './concerns/concern-lines.ts';
import { maySharePersonsWords } from './consents/sharing.ts';
import { letPass } from './lapsing.ts';
import { type HeldRequest, holdAdvocate, holdRequest } from './locks.ts';
import { eraseTogether, nothingSaid } from './matches/erasing.ts';
import { restMatches, wakeMatch } from './matches/resting.ts';
import { nameStandIn } from './matches/standing-in.ts';
import { workingDaysLater } from './promise-clock.ts';
import { forgetQueueWords } from './queue/queue-sealed.ts';
import { isAgreeing, linkExpiry, NoLongerPossible, nextStatus } from './rules.ts';
import { openDataKey, sealReach, sealWords } from './sealed.ts';
import { isRatherNot } from './suggestion-rules.ts';
import { codeHashOf, linkHashOf, linkOf, wayBackOf } from './way-back.ts';

/** What to change. Left out: stays as it is. Null or empty: taken away. */
export interface ChangeMyRequestInput {
  words?: string | null | undefined;
  wishes?: readonly WishInput[] | null | undefined;
  reach?: ReachInput | null | undefined;
  area?: LifeArea | null | undefined;
  outwardCode?: string | null | undefined;
}

/**
 * The person changes what they wrote. Who is being introduced and now falls under a "rather not" is let go at once.
 *
 * @throws {InvalidInput | NotFound}
 */
export async function changeMyRequest(kith: Kith, viewer: Viewer, input: ChangeMyRequestInput): Promise<void> {
  const { words, wishes, reach, area, outwardCode } = input;
  const changed = {
    words: words === undefined ? undefined : readWords(words),
    wishes: wishes === undefined ? undefined : readWishes(wishes),
    // A way to reach the person can be replaced, never taken away.
    reach: reach ? readReach(reach) : undefined,
    outwardCode: outwardCode === undefined ? undefined : readOutwardCode(outwardCode),
    area,
  };
  await withMyRequest(kith, viewer, async (tx, request, now) => {
    const dataKey = openDataKey(kith.keys, request);
    if (!dataKey) throw gone();
    if (changed.wishes) {
      await tx.peerWish.deleteMany({ where: { requestId: request.id } });
      await tx.peerWish.createMany({ data: changed.wishes.map((wish) => ({ ...wish, requestId: request.id })) });
      const proposed = request.matches.find((match) => match.status === 'PROPOSED' && !isAgreeing(match));
      const advocate = proposed && (await holdAdvocate(tx, proposed.advocateId, request.id));
      if (proposed && advocate && isRatherNot({ wishes: changed.wishes }, advocate))
        await letPass(tx, request, proposed.id, now);
    }
    // A new "rather not" counts for whoever would step in, too.
    if (changed.wishes) for (const { id } of request.matches) await nameStandIn(tx, id, now);
    await tx.requestEvent.create({ data: { requestId: request.id, kind: 'CHANGED', at: now } });
    await tx.peerRequest.update({
      where: { id: request.id },
      data: {
        linkExpiresAt: linkExpiry(now),
        ...(changed.words !== undefined ? { words: sealWords(dataKey, request.id, changed.words) } : {}),
        ...(changed.reach
          ? {
              reach: sealReach(dataKey, request.id, changed.reach),
              channel: changed.reach.channel,
              // Who gives a way to be reached means it.
              lettersStoppedAt: null,
            }
          : {}),
        ...(changed.area !== undefined ? { area: changed.area } : {}),
        ...(changed.outwardCode !== undefined ? { outwardCode: changed.outwardCode } : {}),
      },
    });
  });
}

/** Stops everything for a while. @throws {NotFound | NoLongerPossible} */
export async function pauseMyRequest(kith: Kith, viewer: Viewer): Promise<void> {
  await withMyRequest(kith, viewer, async (tx, request, now) => {
    const status = nextStatus(request.status, 'pause', request.hasComeBack);
    if (status === null) throw new NoLongerPossible('This request rests already.');
    await restMatches(tx, request, 'pause', now);
    await tx.requestEvent.create({ data: { requestId: request.id, kind: 'PAUSED', at: now } });
    await tx.peerRequest.update({
      where: { id: request.id },
      data: { status, statusBeforePause: request.status, statusChangedAt: now, linkExpiresAt: linkExpiry(now) },
    });
  });
}

/**
 * Comes back from any rest, as often as they like: to the same advocate when that was a pause and there is room, otherwise
 * to the team, with a new promise.
 *
 * @param isAgain they would like to be with the same advocate again, if both want: a wish, read by the coordinator
 * @throws {NotFound | NoLongerPossible}
 */
export async function resumeMyRequest(
  kith: Kith,
  viewer: Viewer,
  { isAgain = false }: { isAgain?: boolean } = {},
): Promise<void> {
  await withMyRequest(kith, viewer, async (tx, request, now) => {
    const comeBack = nextStatus(request.status, 'comeBack', request.hasComeBack);
    if (comeBack === null) throw new NoLongerPossible('This request is going on already.');
    if (!(await maySharePersonsWords(tx, request.id)))
      throw new NoLongerPossible(
        'You took back your yes to being introduced. Say yes to it again on your own page, and it starts again.',
      );
    const woken = await wakeMatch(tx, request, now);
    const together = woken === null ? null : nextStatus(request.status, woken, request.hasComeBack);
    const last = request.matches.findLast((match) => match.agreedAt !== null && !match.isNotAgain);
    await tx.requestEvent.create({ data: { requestId: request.id, kind: 'CAME_BACK', at: now } });
    await tx.peerRequest.update({
      where: { id: request.id },
      data: {
        status: together ?? comeBack,
        statusBeforePause: null,
        statusChangedAt: now,
        againWithId: isAgain && woken === null ? (last?.advocateId ?? null) : null,
        linkExpiresAt: linkExpiry(now),
        promisedBy: workingDaysLater(now, request.team.promiseWorkingDays, request.team.timezone),
      },
    });
  });
}

/** Stops the request; asks for no reason. It can be started again. @throws {NotFound | NoLongerPossible} */
export async function withdrawMyRequest(kith: Kith, viewer: Viewer): Promise<void> {
  await withMyRequest(kith, viewer, async (tx, request, now) => {
    const status = nextStatus(request.status, 'withdraw', request.hasComeBack);
    if (status === null) throw new NoLongerPossible('You stopped this request already.');
    await restMatches(tx, request, 'withdraw', now);
    await tx.requestEvent.create({ data: { requestId: request.id, kind: 'WITHDRAWN', at: now } });
    await tx.peerRequest.update({
      where: { id: request.id },
      data: { status, statusBeforePause: null, statusChangedAt: now, linkExpiresAt: linkExpiry(now) },
    });
  });
}

/**
 * A new link and new words; the old ones end at once, for somebody whose link was seen.
 *
 * @throws {NotFound}
 */
export async function renewMyLink(kith: Kith, viewer: Viewer): Promise<{ link: string; code: string }> {
  let renewed = { link: '', code: '' };
  await withMyRequest(kith, viewer, async (tx, request, now) => {
    const dataKey = openDataKey(kith.keys, request);
    if (!dataKey) throw gone();
    const linkGeneration = request.linkGeneration + 1;
    const wayBack = wayBackOf(dataKey, linkGeneration);
    renewed = { link: linkOf(kith.config.publicUrl, wayBack), code: wayBack.code };
    await tx.requestEvent.create({ data: { requestId: request.id, kind: 'LINK_RENEWED', at: now } });
    await tx.peerRequest.update({
      where: { id: request.id },
      data: {
        linkGeneration,
        linkHash: linkHashOf(wayBack.token),
        codeHash: codeHashOf(kith.keys, wayBack.code),
        linkExpiresAt: linkExpiry(now),
      },
    });
  });
  return renewed;
}

/** The person erases their request, at once and for good. @throws {NotFound} */
export async function eraseMyRequest(kith: Kith, viewer: Viewer): Promise<{ erasedAt: Date }> {
  let erasedAt = kith.clock.now();
  await withMyRequest(kith, viewer, async (tx, request, now) => {
    erasedAt = now;
    await eraseRequest(tx, kith, request, 'person');
  });
  return { erasedAt };
}

/**
 * Erases: the data key goes, and with it every sealed word in every copy; what was in clear goes too. What stays are ids,
 * dates and states, so that counts and the advocate's load stay true. The request must be held.
 *
 * @param actorKind who wanted it: the person, or the promise to keep nothing longer than said
 */
export async function eraseRequest(
  tx: Tx,
  kith: Kith,
  request: HeldRequest,
  actorKind: 'person' | 'system',
): Promise<void> {
  const now = kith.clock.now();
  await restMatches(tx, request, 'erase', now);
  await tx.match.updateMany({ where: { requestId: request.id }, data: nothingSaid });
  await eraseTogether(tx, request.id);
  await eraseConcerns(tx, request.id);
  await forgetQueueWords(tx, request.id);
  await tx.peerWish.deleteMany({ where: { requestId: request.id } });
  await tx.thanks.deleteMany({ where: { match: { requestId: request.id } } });
  // Notes go with their contact. Steps and introductions to services: plans/jobs.ts clears what is left of them.
  await tx.peerContact.deleteMany({ where: { requestId: request.id } });
  await tx.permission.deleteMany({ where: { requestId: request.id } });
  await tx.planEntry.deleteMany({ where: { requestId: request.id } });
  await tx.checkIn.deleteMany({ where: { requestId: request.id } });
  await tx.planShare.deleteMany({ where: { requestId: request.id } });
  await tx.consentReceipt.updateMany({
    where: { requestId: request.id, withdrawnAt: null },
    data: { withdrawnAt: now },
  });
  await tx.peerRequest.update({
    where: { id: request.id },
    data: {
      status: 'WITHDRAWN',
      statusBeforePause: null,
      statusChangedAt: now,
      erasedAt: now,
      words: null,
      reach: null,
      dataKey: null,
      linkHash: null,
      codeHash: null,
      pin: null,
      pinMisses: 0,
      // Kept as a row without meaning: a late retry of the same send must not make the request again.
      inputDigest: new Uint8Array(32),
      linkExpiresAt: now,
      outwardCode: null,
      area: null,
      serviceId: null,
      lowAt: null,
      lowSeenAt: null,
      againWithId: null,
      channel: 'COME_BACK',
      language: 'en',
    },
  });
  await recordAudit(tx, kith, {
    actorKind,
    actorId: null,
    action: 'erase request',
    objectType: 'PeerRequest',
    objectId: request.id,
  });
}

/** Holds the viewer's own request, does the work in one transaction and tells who listens. */
async function withMyRequest(
  kith: Kith,
  viewer: Viewer,
  work: (tx: Tx, request: HeldRequest, now: Date) => Promise<void>,
): Promise<void> {
  if (viewer.kind !== 'person') throw gone();
  const { requestId } = viewer;
  const request = await kith.db.$transaction(async (tx) => {
    const held = await holdRequest(tx, requestId);
    if (!held) throw gone();
    await work(tx, held, kith.clock.now());
    return held;
  });
  kith.signals.publish({ topic: 'request', id: requestId });
  kith.signals.publish({ topic: 'queue', id: request.teamId });
  for (const { id, status } of request.matches) {
    if (['PROPOSED', 'ACTIVE', 'PAUSED'].includes(status)) kith.signals.publish({ topic: 'match', id });
  }
}

function gone(): NotFound {
  return new NotFound('There is no such request any more.');
}
