import { InvalidInput } from '../../errors.ts';
import type { Kith } from '../../kith.ts';
import type { Viewer } from '../../viewer.ts';
import { sealJson } from '../peers/contacts/sealed-words.ts';
import { withIntroduction } from './introducing.ts';
import { type GotThere, type Helped, readFollowUp } from './step-rules.ts';
import { withStep } from './steps.ts';

/** Exactly one of the two ids, raw. */
export interface FollowUpInput {
  stepId?: string | null | undefined;
  introductionId?: string | null | undefined;
  gotThere?: GotThere | null | undefined;
  helped?: Helped | null | undefined;
  words?: string | null | undefined;
}

/**
 * Did they get there, did it help (S95): said by either side, and never asked twice. A later answer takes the place of the
 * one before.
 *
 * @returns what it is about
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function answerFollowUp(
  kith: Kith,
  viewer: Viewer,
  input: FollowUpInput,
): Promise<{ stepId: string | null; introductionId: string | null }> {
  const answer = readFollowUp(input);
  const { stepId, introductionId } = input;
  if (stepId && !introductionId) {
    await withStep(kith, viewer, stepId, async (tx, { dataKey, now }) => {
      const followUp = sealJson(dataKey, 'step.follow_up', stepId, answer);
      await tx.step.update({ where: { id: stepId }, data: { followUp, followedUpAt: now } });
    });
    return { stepId, introductionId: null };
  }
  if (introductionId && !stepId) {
    await withIntroduction(kith, viewer, introductionId, 'any', async (tx, _row, { dataKey, now }) => {
      const followUp = sealJson(dataKey, 'service_introduction.follow_up', introductionId, answer);
      await tx.serviceIntroduction.update({ where: { id: introductionId }, data: { followUp, followedUpAt: now } });
    });
    return { stepId: null, introductionId };
  }
  throw new InvalidInput('Say which step or which introduction this is about.', 'stepId');
}
