import type { Prisma, ServiceCorrection, ServicePair } from '../../../../generated/prisma/client.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { type CorrectedColumns, saveCorrections } from '../../directory/corrections.ts';
import { refreshServiceSearch, sqlOf } from '../../directory/search-index.ts';
import { type ChoosableField, choosableFields, readChosen } from './duplicate-rules.ts';

const NONE = 'There is no such pair.';

/** What the shown entry said before something was taken from the other, and who had put that right; null: nobody. */
interface Was {
  value: string | null;
  correction: { note: string | null; correctedById: string | null; correctedAt: string; saidBy: string | null } | null;
}
type Before = Partial<Record<ChoosableField, Was>>;
/** No record of a source has this: the next import writes again what the source says. */
const NO_HASH = new Uint8Array(32);

/**
 * A steward says: these two are one service. Both entries stay as their sources have them; public lists show one, with
 * what was taken from the other.
 *
 * @param input.shownId the entry that lists show
 * @param input.take fields that the shown entry takes from the other
 * @throws {NotFound | InvalidInput}
 */
export async function linkServices(
  kith: Kith,
  steward: StaffViewer,
  input: { pairId: string; shownId: string; take: readonly string[] },
): Promise<string> {
  const take = readChosen(input.take);
  await changing(kith, steward, input.pairId, 'link services', async (tx, pair, now) => {
    if (pair.state === 'SAME') throw new InvalidInput('These two are linked already. Take them apart first.');
    if (input.shownId !== pair.firstId && input.shownId !== pair.secondId)
      throw new InvalidInput('Choose one of the two to be shown.', 'shownId');
    const otherId = input.shownId === pair.firstId ? pair.secondId : pair.firstId;
    const corrections = { where: { field: { in: take } } };
    const shown = await tx.service.findUniqueOrThrow({ where: { id: input.shownId }, include: { corrections } });
    const other = await tx.service.findUniqueOrThrow({
      where: { id: otherId },
      include: { corrections, source: { select: { name: true } } },
    });
    if (shown.sameAsId !== null)
      throw new InvalidInput('This entry stands behind another one already. Take those two apart first.', 'shownId');
    const behind = await tx.service.count({ where: { sameAsId: otherId } });
    if (behind > 0) throw new InvalidInput('Other entries stand behind the second one. Take those apart first.');
    const before: Before = {};
    await tx.service.update({ where: { id: otherId }, data: { sameAsId: input.shownId, lastModifiedAt: now } });
    for (const field of take) {
      const value = other[field];
      if (value === null) continue;
      const known = shown.corrections.find((one) => one.field === field);
      before[field] = { value: shown[field], correction: known ? kept(known) : null };
      const there = other.corrections.find((one) => one.field === field);
      await saveCorrections(tx, {
        serviceId: input.shownId,
        columns: { [field]: value } satisfies CorrectedColumns,
        note: 'Taken from the other entry of the same service.',
        correctedById: steward.accountId,
        // What somebody suggested there does not become what a source says by being taken over.
        ...(there ? there.saidBy !== null && { saidBy: there.saidBy } : { saidBy: other.source.name }),
        now,
      });
    }
    await refreshServiceSearch(sqlOf(tx), { serviceIds: [input.shownId, otherId] });
    return { state: 'SAME', shownId: input.shownId, before: before as unknown as Prisma.InputJsonObject };
  });
  return input.pairId;
}

/**
 * These two are not the same: remembered, and not asked again. @throws {NotFound | InvalidInput}
 */
export async function sayNotSame(kith: Kith, steward: StaffViewer, pairId: string): Promise<string> {
  await changing(kith, steward, pairId, 'keep services apart', async (_tx, pair) => {
    if (pair.state === 'SAME') throw new InvalidInput('These two are linked. Take them apart first.');
    return { state: 'NOT_SAME' };
  });
  return pairId;
}

/**
 * Takes two linked entries apart again, at any time: both are listed, and what one took from the other goes back. What was
 * put right since stays.
 *
 * @throws {NotFound | InvalidInput}
 */
export async function unlinkServices(kith: Kith, steward: StaffViewer, pairId: string): Promise<string> {
  await changing(kith, steward, pairId, 'unlink services', async (tx, pair, now) => {
    if (pair.state !== 'SAME' || !pair.shownId) throw new InvalidInput('These two are not linked.');
    const otherId = pair.shownId === pair.firstId ? pair.secondId : pair.firstId;
    const before = (pair.before ?? {}) as unknown as Before;
    for (const field of choosableFields) {
      const was = before[field];
      if (was) await giveBack(tx, { id: pair.shownId, field, was, takenAt: pair.decidedAt ?? now });
    }
    await tx.service.update({ where: { id: otherId }, data: { sameAsId: null, lastModifiedAt: now } });
    await tx.service.update({ where: { id: pair.shownId }, data: { lastModifiedAt: now } });
    await refreshServiceSearch(sqlOf(tx), { serviceIds: [pair.shownId, otherId] });
    return { state: 'LIKELY', shownId: null };
  });
  return pairId;
}

function kept(known: ServiceCorrection): Was['correction'] {
  const { note, correctedById, correctedAt, saidBy } = known;
  return { note, correctedById, correctedAt: correctedAt.toISOString(), saidBy };
}

async function giveBack(
  tx: Tx,
  { id: serviceId, field, was, takenAt }: { id: string; field: ChoosableField; was: Was; takenAt: Date },
): Promise<void> {
  const taken = { serviceId, field, correctedAt: takenAt };
  const { count } = was.correction
    ? await tx.serviceCorrection.updateMany({ where: taken, data: { ...was.correction, value: was.value ?? '' } })
    : await tx.serviceCorrection.deleteMany({ where: taken });
  if (count > 0)
    await tx.service.update({ where: { id: serviceId }, data: { [field]: was.value, contentHash: NO_HASH } });
}

type Change = Pick<Prisma.ServicePairUncheckedUpdateInput, 'state' | 'shownId' | 'before'>;

async function changing(
  kith: Kith,
  steward: StaffViewer,
  pairId: string,
  action: string,
  work: (tx: Tx, pair: ServicePair, now: Date) => Promise<Change>,
): Promise<void> {
  if (!UUID.test(pairId)) throw new NotFound(NONE);
  const now = kith.clock.now();
  const ids = await kith.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM service_pair WHERE id = ${pairId}::uuid FOR UPDATE`;
    const pair = await tx.servicePair.findUnique({ where: { id: pairId } });
    if (!pair) throw new NotFound(NONE);
    const change = await work(tx, pair, now);
    const decided = { decidedAt: now, decidedById: steward.accountId };
    await tx.servicePair.update({ where: { id: pairId }, data: { ...change, ...decided } });
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: steward.accountId,
      action,
      objectType: 'ServicePair',
      objectId: pairId,
    });
    return [pair.firstId, pair.secondId];
  });
  for (const id of ids) kith.signals.publish({ topic: 'directory', id });
}
