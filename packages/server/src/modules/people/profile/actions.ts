import type { SharedDimension, Visibility } from '../../../../generated/prisma/enums.ts';
import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { holdOwnProfile, ownAdvocateId } from './own.ts';
import { type Hours, type ProfileInput, profileToSave, readHours, readSharedValue, readStory } from './rules.ts';
import { ownDataKey, sealOwn } from './sealed.ts';

/**
 * The signed-in advocate changes what they say of themselves.
 *
 * @throws {NotFound | InvalidInput} no profile; see profileToSave
 */
export async function changeMyProfile(kith: Kith, viewer: Viewer, input: ProfileInput): Promise<void> {
  const advocateId = ownAdvocateId(viewer);
  const data = profileToSave(input);
  await kith.db.$transaction(async (tx) => {
    await holdOwnProfile(tx, advocateId);
    await tx.advocateProfile.update({ where: { id: advocateId }, data });
  });
  tellQueues(kith, advocateId);
}

/**
 * All the times of a week; they replace those before.
 *
 * @throws {NotFound | InvalidInput} no profile; see readHours
 */
export async function setMyHours(kith: Kith, viewer: Viewer, input: readonly Hours[]): Promise<void> {
  const advocateId = ownAdvocateId(viewer);
  const hours = readHours(input);
  await kith.db.$transaction(async (tx) => {
    await holdOwnProfile(tx, advocateId);
    await tx.advocateHours.deleteMany({ where: { advocateId } });
    await tx.advocateHours.createMany({ data: hours.map((row) => ({ advocateId, ...row })) });
  });
  tellQueues(kith, advocateId);
}

/**
 * The advocate says that something is so of them, and who may see it. Said again: only who may see it changes, at once.
 *
 * @throws {NotFound | InvalidInput} no profile; not in the vocabulary
 */
export async function shareAboutMe(
  kith: Kith,
  viewer: Viewer,
  input: { dimension: SharedDimension; value: string; visibility: Visibility },
): Promise<void> {
  const advocateId = ownAdvocateId(viewer);
  const { dimension, value } = readSharedValue(input.dimension, input.value);
  const { visibility } = input;
  await kith.db.$transaction(async (tx) => {
    await holdOwnProfile(tx, advocateId);
    const where = { advocateId_dimension_value: { advocateId, dimension, value } };
    await tx.advocateCharacteristic.upsert({
      where,
      create: { advocateId, dimension, value, visibility },
      update: { visibility },
    });
  });
  tellQueues(kith, advocateId);
}

/**
 * The advocate takes something away that they said of themselves. What is not there any more is not there: no failure.
 *
 * @throws {NotFound} no profile
 */
export async function stopSharing(
  kith: Kith,
  viewer: Viewer,
  { dimension, value }: { dimension: SharedDimension; value: string },
): Promise<void> {
  const advocateId = ownAdvocateId(viewer);
  await kith.db.$transaction(async (tx) => {
    await holdOwnProfile(tx, advocateId);
    // Not readSharedValue: what the vocabulary has lost since can still be taken away.
    await tx.advocateCharacteristic.deleteMany({ where: { advocateId, dimension, value } });
  });
  tellQueues(kith, advocateId);
}

/**
 * A few sentences of the advocate's own way (S121). Shown to people on their match only while the advocate says so.
 *
 * @throws {NotFound | InvalidInput} no profile; see readStory
 */
export async function tellMyStory(
  kith: Kith,
  viewer: Viewer,
  input: { story?: string | null | undefined; isShown: boolean },
): Promise<void> {
  const advocateId = ownAdvocateId(viewer);
  const words = readStory(input.story, input.isShown);
  await kith.db.$transaction(async (tx) => {
    const profile = await holdOwnProfile(tx, advocateId);
    const story =
      words === null ? null : sealOwn(await ownDataKey(tx, kith, profile), 'advocate_profile.story', advocateId, words);
    const storyShownSince = input.isShown ? (profile.storyShownSince ?? kith.clock.now()) : null;
    await tx.advocateProfile.update({ where: { id: advocateId }, data: { story, storyShownSince } });
  });
}

/** What fits whom has changed: queues with suggestions read again. */
function tellQueues(kith: Kith, advocateId: string): void {
  kith.signals.publish({ topic: 'queue', id: advocateId });
}
