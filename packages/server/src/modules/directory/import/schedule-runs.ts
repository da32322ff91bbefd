import type { Kith } from '../../../kith.ts';

/** What an import has done before it is read. */
export const NOTHING_YET = { added: 0, changed: 0, removed: 0, unsure: 0, refused: 0, report: [] };

const HOUR_MS = 60 * 60_000;

/** Starts a reading for every source whose time has come. What was missed while Kith was down is read once. */
export async function startDueRuns(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  const due = await kith.db.directorySource.findMany({
    where: { nextRunAt: { lte: now }, everyHours: { not: null }, address: { not: null } },
    select: { id: true, everyHours: true, nextRunAt: true },
  });
  for (const source of due) {
    const nextRunAt = new Date(now.getTime() + (source.everyHours ?? 24) * HOUR_MS);
    await kith.db.$transaction(async (tx) => {
      // Whoever moves the time starts the reading.
      const { count } = await tx.directorySource.updateMany({
        where: { id: source.id, nextRunAt: source.nextRunAt },
        data: { nextRunAt },
      });
      const underWay = await tx.directoryImport.count({
        where: { sourceId: source.id, status: { in: ['WAITING', 'READING', 'APPLYING', 'UNDOING'] } },
      });
      if (count === 0 || underWay > 0) return;
      await tx.directoryImport.create({
        data: {
          sourceId: source.id,
          status: 'WAITING',
          startedAt: now,
          ...NOTHING_YET,
        },
      });
    });
  }
}
