import { NotFound } from '../../../errors.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { readText } from '../../../plain-text.ts';
import type { Viewer } from '../../../viewer.ts';
import { sealJson } from '../contacts/sealed-words.ts';
import { holdRequest } from '../locks.ts';
import { workingDaysLater } from '../promise-clock.ts';
import { isAgreeing, linkExpiry, matchAfter, NoLongerPossible, nextStatus, waitingStatuses } from '../rules.ts';
import { type HeldMatch, moveOn, withHeldMatch } from './held-match.ts';
import { OVER, sealedReason } from './pausing.ts';
import { restMatches } from './resting.ts';

const LONGEST_GOODBYE = 1_000;
const NOTHING_HERE = 'There is no such request any more.';

/** Raw id. Everything else may be left out. */
export interface EndMatchInput {
  matchId: string;
  /** How they say goodbye; both read it. */
  goodbye?: string | null | undefined;
  /** What has been good, in the person's words, kept for them alone. */
  good?: string | null | undefined;
  /** Only a coordinator says why. */
  reason?: string | null | undefined;
  /** The team looks for somebody else at once, instead of finishing for now. For advocates and coordinators. */
  isLookingFurther?: boolean | null | undefined;
}

/**
 * An ending, by either of the two without a reason or by a coordinator with one. The request is finished for now, with a way
 * back; or it waits again with its age, when the person wants somebody else or they had not begun. Doing it twice changes
 * nothing but what is added to the goodbye.
 *
 * @returns the id of the match
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function endMatch(kith: Kith, viewer: Viewer, input: EndMatchInput): Promise<string> {
  const goodbye = readText(input.goodbye, LONGEST_GOODBYE, 'goodbye');
  const good = readText(input.good, LONGEST_GOODBYE, 'good');
  const reason = readText(input.reason, LONGEST_GOODBYE, 'reason');
  return withHeldMatch(kith, viewer, input.matchId, async (tx, held) => {
    const { match, party, dataKey } = held;
    const words = {
      ...(goodbye ? { goodbye: sealJson(dataKey, 'match.goodbye', match.id, goodbye) } : {}),
      ...(good && party === 'PERSON' ? { goodWords: sealJson(dataKey, 'match.good_words', match.id, good) } : {}),
    };
    if (match.status === 'ENDED') {
      // A word can be added afterwards by the person, and to their own ending by whoever ended it.
      if (party !== 'PERSON' && party !== match.endedBy) throw new NoLongerPossible(OVER);
      if (Object.keys(words).length > 0) await tx.match.update({ where: { id: match.id }, data: words });
      return null;
    }
    const whyStopped = sealedReason(held, reason);
    const isNotBegun = match.agreedAt === null;
    const isFurther = party !== 'PERSON' && (isNotBegun || input.isLookingFurther === true);
    await end(tx, held, { ...words, whyStopped, isNotAgain: isFurther && isNotBegun });
    await moveOn(tx, held, isFurther ? 'letGo' : 'finish', party === 'PERSON' ? 'FINISHED' : 'MATCH_ENDED');
    await tx.peerRequest.update({ where: { id: held.request.id }, data: { lowAt: null, lowSeenAt: null } });
    return 'end';
  });
}

/**
 * The person asks for somebody else, without a reason: what was begun ends, the request waits again with its age, and the
 * same advocate is not thought of again for it. Doing it twice changes nothing.
 *
 * @throws {NotFound | NoLongerPossible}
 */
export async function askForSomebodyElse(kith: Kith, viewer: Viewer): Promise<void> {
  await withMine(kith, viewer, async (tx, request, now) => {
    if (waitingStatuses.includes(request.status)) return [];
    const live = request.matches.filter((match) => matchAfter(match, 'finish') !== null);
    const status = nextStatus(request.status, 'letGo', request.hasComeBack);
    if (status === null || (request.status === 'PAUSED' && live.length === 0))
      throw new NoLongerPossible('You can come back first. Then the team looks for somebody.');
    await restMatches(tx, request, 'finish', now);
    // Only of whom the person knows: an introduction that they never saw says nothing about anybody.
    const known = live.filter((match) => match.answeredAt !== null);
    for (const { id, advocateId } of known) {
      await tx.match.update({ where: { id }, data: { isNotAgain: true } });
      const never = { requestId: request.id, advocateId, saidBy: 'PERSON' as const };
      await tx.notTogether.createMany({ data: [{ ...never, at: now }], skipDuplicates: true });
    }
    await tx.requestEvent.create({ data: { requestId: request.id, kind: 'SOMEBODY_ELSE', at: now } });
    await tx.peerRequest.update({
      where: { id: request.id },
      data: {
        status,
        statusBeforePause: null,
        statusChangedAt: now,
        linkExpiresAt: linkExpiry(now),
        promisedBy: workingDaysLater(now, request.team.promiseWorkingDays, request.team.timezone),
      },
    });
    return live.map(({ id }) => id);
  });
}

/**
 * "This isn't for me": the person finishes for now, at any time and without a reason. Doing it twice changes nothing.
 *
 * @throws {NotFound | NoLongerPossible}
 */
export async function finishMyRequest(kith: Kith, viewer: Viewer): Promise<void> {
  await withMine(kith, viewer, async (tx, request, now) => {
    if (request.status === 'FINISHED_FOR_NOW') return [];
    const live = request.matches.filter((match) => matchAfter(match, 'finish') !== null);
    const status = nextStatus(request.status, 'finish', request.hasComeBack);
    if (status === null) throw new NoLongerPossible('You stopped this request already. You can start it again.');
    await restMatches(tx, request, 'finish', now);
    await tx.requestEvent.create({ data: { requestId: request.id, kind: 'FINISHED', at: now } });
    await tx.peerRequest.update({
      where: { id: request.id },
      data: {
        status,
        statusBeforePause: null,
        statusChangedAt: now,
        linkExpiresAt: linkExpiry(now),
        lowAt: null,
        lowSeenAt: null,
      },
    });
    return live.map(({ id }) => id);
  });
}

async function end(
  tx: Tx,
  { match, party, now }: HeldMatch,
  words: { isNotAgain: boolean; whyStopped: Uint8Array<ArrayBuffer> | null },
): Promise<void> {
  if (match.status !== 'ACTIVE' && match.status !== 'PAUSED' && !isAgreeing(match)) throw new NoLongerPossible(OVER);
  await tx.matchStandIn.deleteMany({ where: { matchId: match.id } });
  await tx.match.update({
    where: { id: match.id },
    data: { status: 'ENDED', endedAt: now, endedBy: party, pausedBy: null, ...words },
  });
}

/** @param work says which matches moved, so that their advocates hear of it */
async function withMine(
  kith: Kith,
  viewer: Viewer,
  work: (tx: Tx, request: HeldMatch['request'], now: Date) => Promise<string[]>,
): Promise<void> {
  if (viewer.kind !== 'person') throw new NotFound(NOTHING_HERE);
  const { requestId } = viewer;
  const { teamId, moved } = await kith.db.$transaction(async (tx) => {
    const request = await holdRequest(tx, requestId);
    if (!request) throw new NotFound(NOTHING_HERE);
    const now = kith.clock.now();
    const ids = await work(tx, request, now);
    for (const id of ids)
      await kith.outbox.put(tx, { kind: 'match-moved', subjectId: id, key: `match-moved:end:${id}:${now.getTime()}` });
    return { teamId: request.teamId, moved: ids };
  });
  for (const id of moved) kith.signals.publish({ topic: 'match', id });
  kith.signals.publish({ topic: 'request', id: requestId });
  kith.signals.publish({ topic: 'queue', id: teamId });
}
