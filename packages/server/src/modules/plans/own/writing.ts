import { randomUUID } from 'node:crypto';
import type { PlanPart } from '../../../../generated/prisma/enums.ts';
import { NotFound } from '../../../errors.ts';
import { sha256 } from '../../../infra/crypto.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import type { Viewer } from '../../../viewer.ts';
import { readIdempotencyKey } from '../../peers/asking-rules.ts';
import { sameAgain } from '../../peers/contacts/recording.ts';
import { openJson, sealJson } from '../../peers/contacts/sealed-words.ts';
import { isInTouch } from '../../peers/contacts/together.ts';
import { NoLongerPossible } from '../../peers/rules.ts';
import { MOST_ENTRIES, type PlanEntryInput, type PlanWords, readEntry } from './plan-rules.ts';
import { NO_PLAN, withMyPlan } from './with-plan.ts';

/**
 * The person writes something into their own plan. The same key sent again writes nothing twice.
 *
 * @returns the id of the entry
 * @throws {InvalidInput | NotFound | NoLongerPossible | IdempotencyConflict}
 */
export async function writeInMyPlan(
  kith: Kith,
  viewer: Viewer,
  input: PlanEntryInput & { idempotencyKey: string },
): Promise<string> {
  const key = readIdempotencyKey(input.idempotencyKey);
  const words = readEntry(input);
  const body = JSON.stringify(words);
  return withMyPlan(kith, viewer, async (tx, { requestId, dataKey, now }) => {
    const idempotencyHash = sha256(`plan|${requestId}|${key}`);
    const before = await tx.planEntry.findUnique({ where: { idempotencyHash } });
    if (before) return sameAgain(kith, before, body);
    if ((await tx.planEntry.count({ where: { requestId } })) >= MOST_ENTRIES)
      throw new NoLongerPossible('Your plan is full. Take something out that you no longer need.');
    const id = randomUUID();
    await tx.planEntry.create({
      data: {
        id,
        requestId,
        words: sealJson(dataKey, 'plan_entry.words', id, words),
        writtenAt: now,
        idempotencyHash,
        inputDigest: kith.keys.fingerprint('input', body),
      },
    });
    return id;
  });
}

/**
 * The person puts an entry right. What it is about stays: a setback does not become a good thing by itself. A meeting on
 * another day is reminded of only when they ask again.
 *
 * @returns whether a reminder was taken back with it
 * @throws {InvalidInput | NotFound}
 */
export async function changeInMyPlan(
  kith: Kith,
  viewer: Viewer,
  input: Omit<PlanEntryInput, 'kind'> & { entryId: string },
): Promise<{ hasLostReminder: boolean }> {
  const { entryId: id, ...changed } = input;
  return withMyPlan(kith, viewer, async (tx, { requestId, dataKey }) => {
    const entry = UUID.test(id) ? await tx.planEntry.findFirst({ where: { id, requestId } }) : null;
    const before = entry && openJson<PlanWords>(dataKey, 'plan_entry.words', id, entry.words);
    if (!entry || !before) throw new NotFound(NO_PLAN);
    const words = readEntry({ ...changed, kind: before.kind });
    const isMoved = words.onDay !== before.onDay;
    await tx.planEntry.update({
      where: { id },
      data: { words: sealJson(dataKey, 'plan_entry.words', id, words), ...(isMoved && { remindOn: null }) },
    });
    return { hasLostReminder: isMoved && entry.remindOn !== null };
  });
}

/** The person takes an entry out, for good. Already gone is fine. @throws {NotFound} no person */
export async function removeFromMyPlan(kith: Kith, viewer: Viewer, entryId: string): Promise<void> {
  await withMyPlan(kith, viewer, async (tx, { requestId }) => {
    if (UUID.test(entryId)) await tx.planEntry.deleteMany({ where: { id: entryId, requestId } });
  });
}

/**
 * The person lets the advocate they are with now read one part of their plan, until they take it back or part.
 *
 * @throws {NotFound} nobody to share with
 */
export async function sharePlanPart(kith: Kith, viewer: Viewer, part: PlanPart): Promise<void> {
  const matchId = await withMyPlan(kith, viewer, async (tx, { requestId, now }) => {
    const matches = await tx.match.findMany({ where: { requestId }, orderBy: { proposedAt: 'desc' } });
    const match = matches.find((one) => isInTouch(one) || one.status === 'PAUSED');
    if (!match) throw new NotFound('There is nobody here yet to share it with.');
    await tx.planShare.upsert({
      where: { matchId_part: { matchId: match.id, part } },
      create: { requestId, matchId: match.id, part, sharedAt: now },
      update: {},
    });
    return match.id;
  });
  kith.signals.publish({ topic: 'match', id: matchId });
}

/** The person takes a part back from everybody, at once. Not shared is fine. @throws {NotFound} no person */
export async function stopSharingPlanPart(kith: Kith, viewer: Viewer, part: PlanPart): Promise<void> {
  const shares = await withMyPlan(kith, viewer, async (tx, { requestId }) => {
    const found = await tx.planShare.findMany({ where: { requestId, part }, select: { matchId: true } });
    await tx.planShare.deleteMany({ where: { requestId, part } });
    return found;
  });
  for (const { matchId } of shares) kith.signals.publish({ topic: 'match', id: matchId });
}
