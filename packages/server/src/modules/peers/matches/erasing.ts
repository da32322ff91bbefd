import type { Tx } from '../../../infra/db.ts';

/** A match without any words. */
export const nothingSaid = { reason: null, firstMeeting: null, goodbye: null, whyStopped: null, goodWords: null };

/** Takes away what two people wrote for and about each other; ids, dates and states stay. */
export async function eraseTogether(tx: Tx, requestId: string): Promise<void> {
  const ofRequest = { match: { requestId } };
  await tx.matchAgreement.updateMany({ where: ofRequest, data: { body: null } });
  await tx.meetingCard.deleteMany({ where: ofRequest });
  await tx.matchReview.updateMany({ where: ofRequest, data: { without: null } });
  await tx.matchStandIn.deleteMany({ where: ofRequest });
  await tx.wasWith.deleteMany({ where: ofRequest });
}
