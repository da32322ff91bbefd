import { NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import type { StaffViewer, Viewer } from '../../../viewer.ts';
import { mayImport } from '../access.ts';
import { undoUntil } from './keeping.ts';
import { ImportNotPossible, ImportRowsChanged } from './problems.ts';
import { NOTHING_YET } from './schedule-runs.ts';
import { rowsChangedSince } from './undo.ts';
import { hasUpload } from './uploads.ts';

const UNDER_WAY = ['WAITING', 'READING', 'APPLYING', 'UNDOING'] as const;

/**
 * Asks for a source to be read and compared. Nothing is changed by that.
 *
 * @returns the id of the import
 * @throws {NotFound} no such source, or not for this viewer
 * @throws {ImportNotPossible} one of its imports is under way, or there is nothing to read
 */
export async function askForPreview(kith: Kith, viewer: Viewer, sourceId: string): Promise<string> {
  if (!mayImport(viewer)) throw new NotFound('There is no such source.');
  const source = await kith.db.directorySource.findUnique({ where: { id: sourceId } });
  if (!source) throw new NotFound('There is no such source.');
  if (!source.address && !(await hasUpload(kith, sourceId)))
    throw new ImportNotPossible('This source has no web address. Bring its file first.');
  const id = await kith.db.$transaction(async (tx) => {
    // Two presses of a button are one reading.
    await tx.$queryRaw`SELECT id FROM directory_source WHERE id = ${sourceId}::uuid FOR UPDATE`;
    const underWay = await tx.directoryImport.count({ where: { sourceId, status: { in: [...UNDER_WAY] } } });
    if (underWay > 0) throw new ImportNotPossible('An import of this source is under way. Wait until it is done.');
    const run = await tx.directoryImport.create({
      data: {
        sourceId,
        status: 'WAITING',
        startedAt: kith.clock.now(),
        startedById: viewer.accountId,
        ...NOTHING_YET,
      },
    });
    return run.id;
  });
  wake(kith, id);
  return id;
}

/**
 * Says yes to what was previewed: exactly that is written, soon.
 *
 * @throws {NotFound} no such import, or not for this viewer
 * @throws {ImportNotPossible} it does not wait for a yes
 */
export async function askToApply(kith: Kith, viewer: Viewer, importId: string): Promise<string> {
  if (!mayImport(viewer)) throw gone();
  await kith.db.$transaction(async (tx) => {
    const { count } = await tx.directoryImport.updateMany({
      where: { id: importId, status: 'READY' },
      data: {
        ...{ status: 'APPLYING', appliedById: viewer.accountId, phase: 'writing', done: 0, total: null, problem: null },
        begun: 0,
      },
    });
    if (count === 0) throw await whyNot(tx, importId, 'Only an import that waits for you can be applied.');
    await auditImport(tx, kith, viewer, 'apply import', importId);
  });
  wake(kith, importId);
  return importId;
}

/**
 * Says no to a preview.
 *
 * @throws {NotFound} no such import, or not for this viewer
 * @throws {ImportNotPossible} it does not wait for anybody
 */
export async function discard(kith: Kith, viewer: Viewer, importId: string): Promise<string> {
  if (!mayImport(viewer)) throw gone();
  await kith.db.$transaction(async (tx) => {
    const { count } = await tx.directoryImport.updateMany({
      where: { id: importId, status: { in: ['WAITING', 'READING', 'UNMAPPED', 'READY', 'REFUSED'] } },
      data: { status: 'DISCARDED', claim: null, phase: null },
    });
    if (count === 0) throw await whyNot(tx, importId, 'Only an import that is not applied can be set aside.');
    await auditImport(tx, kith, viewer, 'discard import', importId);
  });
  tell(kith, importId);
  return importId;
}

/**
 * Takes an applied import back as a whole, soon.
 *
 * @param undoesChanges what becomes of records that somebody changed since; null: not chosen
 * @throws {NotFound} no such import, or not for this viewer
 * @throws {ImportNotPossible} not applied, or too long ago
 * @throws {ImportRowsChanged} somebody changed records since, and nothing is chosen
 */
export async function askToUndo(
  kith: Kith,
  viewer: Viewer,
  importId: string,
  undoesChanges: boolean | null,
): Promise<string> {
  if (!mayImport(viewer)) throw gone();
  const run = await kith.db.directoryImport.findUnique({
    where: { id: importId },
    select: { appliedAt: true, status: true, _count: { select: { rows: true } } },
  });
  if (!run) throw gone();
  if (run.status !== 'APPLIED' || !run.appliedAt)
    throw new ImportNotPossible('Only an import that was applied can be taken back.');
  if (undoUntil(run.appliedAt) <= kith.clock.now() || run._count.rows === 0)
    throw new ImportNotPossible('An import can be taken back for 30 days, when it changed something.');
  if (undoesChanges === null) {
    const { count } = await rowsChangedSince(kith.database.pool, importId, 1);
    if (count > 0) throw new ImportRowsChanged(count);
  }
  await kith.db.$transaction(async (tx) => {
    const { count } = await tx.directoryImport.updateMany({
      where: { id: importId, status: 'APPLIED' },
      data: {
        status: 'UNDOING',
        undoneById: viewer.accountId,
        undoesChanges,
        phase: 'writing',
        done: 0,
        begun: 0,
        problem: null,
      },
    });
    if (count === 0) throw await whyNot(tx, importId, 'It is being taken back already.');
    await auditImport(tx, kith, viewer, 'undo import', importId);
  });
  wake(kith, importId);
  return importId;
}

const gone = () => new NotFound('There is no such import.');

async function whyNot(tx: Tx, importId: string, why: string) {
  return (await tx.directoryImport.count({ where: { id: importId } })) > 0 ? new ImportNotPossible(why) : gone();
}

function auditImport(tx: Tx, kith: Kith, viewer: StaffViewer, action: string, objectId: string): Promise<void> {
  const { accountId: actorId } = viewer;
  return recordAudit(tx, kith, { actorKind: 'staff', actorId, action, objectType: 'ImportRun', objectId });
}

function wake(kith: Kith, importId: string): void {
  kith.signals.publish({ topic: 'import', id: importId });
  tell(kith, importId);
}

function tell(kith: Kith, importId: string): void {
  kith.signals.publish({ topic: 'directory', id: importId });
}
