import { InvalidInput } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { holdOwnProfile, ownAdvocateId } from '../profile/own.ts';
import { ownDataKey, sealOwn } from '../profile/sealed.ts';
import { startOfDay } from '../rules.ts';
import {
  type GainInput,
  type LearningInput,
  MOST_USEFUL_A_DAY,
  type Plan,
  readGains,
  readLearning,
  readPlan,
} from './rules.ts';

const MOST_ENTRIES = 1_000;

/**
 * Writes down something that the signed-in advocate learned.
 *
 * @throws {NotFound | InvalidInput} no profile; see readLearning
 */
export async function addLearning(kith: Kith, viewer: Viewer, input: LearningInput): Promise<{ entryId: string }> {
  const advocateId = ownAdvocateId(viewer);
  const words = readLearning(input, startOfDay(kith.clock.now()));
  return kith.db.$transaction(async (tx) => {
    const profile = await holdOwnProfile(tx, advocateId);
    if ((await tx.learningEntry.count({ where: { advocateId } })) >= MOST_ENTRIES) {
      throw new InvalidInput('Your learning log is full. Export it, then remove what is old.');
    }
    const key = await ownDataKey(tx, kith, profile);
    // The seal names the row, so the row is made first.
    const { id } = await tx.learningEntry.create({
      data: { advocateId, learnedOn: input.learnedOn, words: new Uint8Array() },
    });
    await tx.learningEntry.update({ where: { id }, data: { words: sealOwn(key, 'learning_entry.words', id, words) } });
    return { entryId: id };
  });
}

/**
 * Takes an entry out of one's own log. Nothing happens when it is not there (any more).
 *
 * @throws {NotFound} no profile
 */
export async function removeLearning(kith: Kith, viewer: Viewer, entryId: string): Promise<void> {
  const advocateId = ownAdvocateId(viewer);
  await kith.db.learningEntry.deleteMany({ where: { id: entryId, advocateId } });
}

/**
 * "I was useful": one tap, no words. Nobody else ever sees it, nothing counts it for somebody else.
 *
 * @throws {NotFound | InvalidInput} no profile; thirty in a day
 */
export async function iWasUseful(kith: Kith, viewer: Viewer): Promise<{ momentId: string }> {
  const advocateId = ownAdvocateId(viewer);
  const at = kith.clock.now();
  return kith.db.$transaction(async (tx) => {
    await holdOwnProfile(tx, advocateId);
    const today = await tx.usefulMoment.count({ where: { advocateId, at: { gte: startOfDay(at) } } });
    if (today >= MOST_USEFUL_A_DAY) throw new InvalidInput('That is enough for one day. It was all noted.');
    const { id } = await tx.usefulMoment.create({ data: { advocateId, at } });
    return { momentId: id };
  });
}

/** A tap too many. @throws {NotFound} no profile */
export async function takeBackUseful(kith: Kith, viewer: Viewer, momentId: string): Promise<void> {
  const advocateId = ownAdvocateId(viewer);
  await kith.db.usefulMoment.deleteMany({ where: { id: momentId, advocateId } });
}

/**
 * What being an advocate gives them, today. Answered again the same day: the later answer counts.
 *
 * @throws {NotFound | InvalidInput} no profile; see readGains
 */
export async function answerGains(kith: Kith, viewer: Viewer, input: readonly GainInput[]): Promise<void> {
  const advocateId = ownAdvocateId(viewer);
  const answers = readGains(input);
  const answeredOn = startOfDay(kith.clock.now());
  await kith.db.$transaction(async (tx) => {
    await holdOwnProfile(tx, advocateId);
    for (const { item, answer } of answers) {
      await tx.gainAnswer.upsert({
        where: { advocateId_item_answeredOn: { advocateId, item, answeredOn } },
        create: { advocateId, item, answeredOn, answer },
        update: { answer },
      });
    }
  });
}

/**
 * What keeps them well, in their own words. All empty: there is no plan any more.
 *
 * @throws {NotFound | InvalidInput} no profile; see readPlan
 */
export async function setWellbeingPlan(
  kith: Kith,
  viewer: Viewer,
  input: { [Key in keyof Plan]?: Plan[Key] | undefined },
): Promise<void> {
  const advocateId = ownAdvocateId(viewer);
  const plan = readPlan(input);
  const changedAt = kith.clock.now();
  await kith.db.$transaction(async (tx) => {
    const profile = await holdOwnProfile(tx, advocateId);
    if (Object.values(plan).every((part) => part === null)) {
      await tx.wellbeingPlan.deleteMany({ where: { advocateId } });
      return;
    }
    const words = sealOwn(await ownDataKey(tx, kith, profile), 'wellbeing_plan.words', advocateId, plan);
    await tx.wellbeingPlan.upsert({
      where: { advocateId },
      create: { advocateId, words, changedAt },
      update: { words, changedAt },
    });
  });
}
