import { randomUUID } from 'node:crypto';
import type { Kith } from '../../../kith.ts';
import { readMapping } from './column-mapping.ts';
import { type Compared, compareDirectory, lockSource, sumOf } from './compare.ts';
import type { DetectedFormat, Format } from './detect.ts';
import { originOf } from './import-directory.ts';
import type { Run } from './import-run.ts';
import { UnknownColumns } from './problems.ts';
import { progressOf } from './progress.ts';
import { readIntoStage } from './read-into-stage.ts';
import { ReportBook } from './report.ts';
import { RowBook } from './row-book.ts';
import { mayApplyItself } from './saving-sources.ts';
import { Stage } from './stage.ts';
import { readTermAreas } from './term-areas.ts';
import { withUpload } from './uploads.ts';

/**
 * Reads a saved source and compares it; the directory is not touched. Then it waits for a steward, unless the source's own
 * rule allows it or there is nothing to do.
 *
 * @throws {ImportRefused} see readIntoStage
 */
export async function previewRun(kith: Kith, run: Run): Promise<void> {
  const { source } = run;
  const claim = randomUUID();
  await kith.db.directoryImport.update({
    where: { id: run.id },
    data: { status: 'READING', claim, phase: 'reading', done: 0, total: null, problem: null },
  });
  const report = new ReportBook();
  const stage = new Stage(report);
  const progress = progressOf(kith, run.id, null);
  try {
    const termAreas = await readTermAreas(kith.db);
    const read = (place: string, name: string) =>
      readIntoStage({
        source: place,
        sourceName: name,
        format: source.readAs as Format,
        mapping: readMapping(source.mapping),
        mayReachPrivate: kith.config.mayImportPrivate,
        key: source.key,
        termAreas,
        stage,
        report,
        onProgress: progress.show,
      });
    const format = source.address
      ? await read(source.address, originOf(source.address))
      : await withUpload(kith, source.id, read);
    await keepPreview(kith, run, { claim, format, stage, report, onProgress: progress.show });
  } catch (error) {
    if (!(error instanceof UnknownColumns)) throw error;
    await kith.db.directoryImport.updateMany({
      where: { id: run.id, claim },
      data: {
        status: 'UNMAPPED',
        report: JSON.parse(JSON.stringify(error.tables)),
        problem: error.message,
        phase: null,
      },
    });
  } finally {
    await progress.end();
    stage.close();
  }
}

interface Read {
  claim: string;
  format: DetectedFormat;
  stage: Stage;
  report: ReportBook;
  onProgress: Parameters<typeof compareDirectory>[2];
}

async function keepPreview(kith: Kith, run: Run, read: Read): Promise<void> {
  const { source } = run;
  const { stage, report } = read;
  const now = kith.clock.now();
  const client = await kith.database.pool.connect();
  try {
    await client.query('BEGIN');
    await lockSource(client, source.key);
    const { rows } = await client.query('SELECT 1 FROM directory_import WHERE id = $1 AND claim = $2', [
      run.id,
      read.claim,
    ]);
    // Another node took over, or somebody said no meanwhile.
    if (rows.length === 0) return void (await client.query('ROLLBACK'));
    await client.query('DELETE FROM import_row WHERE import_id = $1', [run.id]);
    const book = new RowBook(client, run.id, true);
    const writing = { client, stage, report, book, sourceId: source.id, now, isPreview: true };
    const compared = await compareDirectory(writing, source.key, read.onProgress);
    const status = statusAfter(compared, book, source);
    const { added, changed, removed, unchanged } = sumOf(compared);
    await client.query(
      `UPDATE directory_import SET status = $2::import_status, applied_at = $3, added = $4, changed = $5, removed = $6,
         unchanged = $7, unsure = $8, refused = $9, repaired = $10, report = $11, phase = NULL, claim = NULL, begun = 0, started_at = $12
       WHERE id = $1`,
      [
        ...[run.id, status, status === 'APPLIED' ? now : null, added, changed, removed, unchanged, book.unsure],
        ...[report.records('refused'), report.records('repaired'), JSON.stringify(report.reasons()), now],
      ],
    );
    await client.query(
      'UPDATE directory_source SET format = $2::directory_format, fetched_at = $3, origin = coalesce($4, origin) WHERE id = $1',
      [source.id, read.format, now, source.address ? originOf(source.address) : null],
    );
    await client.query(
      `UPDATE directory_import SET status = 'DISCARDED', problem = 'A newer reading of the source took its place.'
       WHERE source_id = $1 AND id <> $2 AND status IN ('READY', 'UNMAPPED')`,
      [source.id, run.id],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/**
 * Nothing to do is done; else the source's rule decides whether somebody has to look first. Somebody always does when a
 * way to reach a service changes, or a place that must not be found becomes one that may: that is what a source that was
 * taken over would do.
 */
function statusAfter(
  compared: Compared,
  book: Pick<RowBook, 'unsure' | 'delicate'>,
  source: Pick<Run['source'], 'address' | 'appliesUpTo'>,
): 'APPLIED' | 'APPLYING' | 'READY' {
  const { added, changed, removed } = sumOf(compared);
  if (added + changed + removed === 0) return 'APPLIED';
  const isSmall = source.appliesUpTo !== null && changed + removed <= source.appliesUpTo;
  return isSmall && book.unsure + book.delicate === 0 && mayApplyItself(source.address) ? 'APPLYING' : 'READY';
}
