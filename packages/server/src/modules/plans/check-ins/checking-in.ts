import { randomUUID } from 'node:crypto';
import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { sealJson } from '../../peers/contacts/sealed-words.ts';
import { NoLongerPossible } from '../../peers/rules.ts';
import { withMyPlan } from '../own/with-plan.ts';
import { askAgainFrom, type CheckInAnswer, readAnswers } from './check-in-rules.ts';

/**
 * The person answers the five questions, as many as they like, or sets them aside. Either way they are not asked again for
 * four weeks; sent again, nothing happens twice.
 *
 * @param given null: set aside
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function checkIn(
  kith: Kith,
  viewer: Viewer,
  given: readonly { item: string; answer: CheckInAnswer }[] | null,
): Promise<void> {
  const answers = given && readAnswers(given);
  await withMyPlan(kith, viewer, async (tx, { requestId, dataKey, now }) => {
    const last = await tx.checkIn.findFirst({ where: { requestId }, orderBy: { at: 'desc' } });
    const from = askAgainFrom(last?.at ?? null);
    if (from && from > now)
      throw new NoLongerPossible('You have done this within the last four weeks. Nothing more is asked.');
    const id = randomUUID();
    await tx.checkIn.create({
      data: { id, requestId, at: now, answers: answers && sealJson(dataKey, 'check_in.answers', id, answers) },
    });
  });
}

/** The person takes out all their check-ins, for good. @throws {NotFound} no person */
export async function removeMyCheckIns(kith: Kith, viewer: Viewer): Promise<void> {
  await withMyPlan(kith, viewer, async (tx, { requestId }) => {
    // That they were asked stays, without an answer: removing must not bring the questions back early.
    await tx.checkIn.updateMany({ where: { requestId }, data: { answers: null } });
  });
}
