import type pg from 'pg';
import type { RecurringJob } from '../../../infra/jobs.ts';
import type { Kith } from '../../../kith.ts';
import { applyPreviewed } from './apply.ts';
import { lockSource } from './compare.ts';
import type { Run } from './import-run.ts';
import { forgetOldImports } from './keeping.ts';
import { previewRun } from './preview-run.ts';
import { ImportOutdated, ImportRefused, ImportRowsChanged } from './problems.ts';
import { progressOf } from './progress.ts';
import { startDueRuns } from './schedule-runs.ts';
import { undoApplied } from './undo.ts';

/** No new step is begun after that; reading alone may take 25 minutes. */
const LONGEST_ROUND_MS = 4 * 60_000;
/** Whatever ends a node in the middle of a step this often will end the next one too. */
const MOST_BEGINNINGS = 3;

/** Reads, applies and takes back what stewards and schedules asked for, one after the other. */
export const importJob: RecurringJob = {
  name: 'import directories',
  everyMinutes: 1,
  async run(kith) {
    await startDueRuns(kith);
    // A round of half an hour is given to another node: what is left comes with the next one, a minute later.
    const until = performance.now() + LONGEST_ROUND_MS;
    for (let run = await nextRun(kith); run && performance.now() < until; run = await nextRun(kith))
      await takeStep(kith, run);
    await forgetOldImports(kith);
  },
  wakes: (kith, wake) => void kith.signals.subscribe('import', wake),
};

/** Whoever looks at the console reads again. */
export function tellOfRun(kith: Kith, run: Pick<Run, 'source'>): void {
  kith.signals.publish({ topic: 'directory', id: run.source.key });
}

// What was begun comes before what waits: a process that died in the middle left it.
function nextRun(kith: Kith): Promise<Run | null> {
  return kith.db.directoryImport.findFirst({
    where: { status: { in: ['WAITING', 'READING', 'APPLYING', 'UNDOING'] } },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
    include: { source: true },
  });
}

/** One step of one import. Whatever ends it, the import is whole: it never happened, or it happened, or it happens again. */
async function takeStep(kith: Kith, run: Run): Promise<void> {
  try {
    await countBeginning(kith, run);
    if (run.status === 'APPLYING') await applyRun(kith, run);
    else if (run.status === 'UNDOING') await undoRun(kith, run);
    else await previewRun(kith, run);
  } catch (error) {
    await giveUp(kith, run, error);
  }
  tellOfRun(kith, run);
}

/** @throws {ImportRefused} nodes died in this step again and again */
async function countBeginning(kith: Kith, run: Run): Promise<void> {
  const { begun } = await kith.db.directoryImport.update({
    where: { id: run.id },
    data: { begun: { increment: 1 } },
    select: { begun: true },
  });
  if (begun <= MOST_BEGINNINGS) return;
  kith.log.error({ import: run.id, step: run.status }, 'an import was begun again and again, and is given up');
  throw new ImportRefused(
    'GAVE_UP',
    `Kith stopped in the middle of this ${MOST_BEGINNINGS} times and does not begin again by itself. Nothing was changed. Tell whoever runs Kith.`,
  );
}

async function giveUp(kith: Kith, run: Run, error: unknown): Promise<void> {
  const isExpected =
    error instanceof ImportRefused || error instanceof ImportOutdated || error instanceof ImportRowsChanged;
  if (!isExpected) kith.log.error({ err: error, import: run.id }, 'an import failed');
  const problem = isExpected
    ? error.message
    : 'Something went wrong on our side. Nothing was changed; try again, and tell whoever runs Kith.';
  // What could not be taken back is still applied.
  const status = run.status === 'UNDOING' ? 'APPLIED' : 'REFUSED';
  await kith.db.directoryImport.updateMany({
    where: { id: run.id, status: { in: ['WAITING', 'READING', 'APPLYING', 'UNDOING'] } },
    data: { status, problem, phase: null, claim: null, total: null, undoesChanges: null, begun: 0 },
  });
}

async function applyRun(kith: Kith, run: Run): Promise<void> {
  const progress = progressOf(kith, run.id, run.added + run.changed);
  try {
    await whileLocked(kith, run, 'APPLYING', async (client, now) => {
      await applyPreviewed(client, run, now, progress.step);
      await client.query(
        `UPDATE directory_import SET status = 'APPLIED', applied_at = $2, problem = NULL WHERE id = $1`,
        [run.id, now],
      );
      await client.query('DELETE FROM import_upload WHERE source_id = $1', [run.sourceId]);
    });
  } finally {
    await progress.end();
  }
}

async function undoRun(kith: Kith, run: Run): Promise<void> {
  const progress = progressOf(kith, run.id, run.added + run.changed + run.removed);
  try {
    await whileLocked(kith, run, 'UNDOING', async (client, now) => {
      await undoApplied(client, run, run.undoesChanges, now, progress.step);
      await client.query(
        `UPDATE directory_import SET status = 'UNDONE', undone_at = $2, problem = NULL, phase = NULL WHERE id = $1`,
        [run.id, now],
      );
      // What somebody took back must not come again by itself in the night.
      await client.query('UPDATE directory_source SET applies_up_to = NULL WHERE id = $1', [run.sourceId]);
    });
  } finally {
    await progress.end();
  }
}

/** All of it or nothing, and only once: whoever comes second finds that it is done. */
async function whileLocked(
  kith: Kith,
  run: Run,
  status: 'APPLYING' | 'UNDOING',
  work: (client: pg.PoolClient, now: Date) => Promise<void>,
): Promise<void> {
  const client = await kith.database.pool.connect();
  try {
    await client.query('BEGIN');
    await lockSource(client, run.source.key);
    const { rows } = await client.query<{ status: string }>('SELECT status FROM directory_import WHERE id = $1', [
      run.id,
    ]);
    if (rows[0]?.status === status) await work(client, kith.clock.now());
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
