import type { Kith } from '../../../kith.ts';

const DAY_MS = 24 * 60 * 60_000;
/** So long an import can be taken back, and a preview waits. */
export const UNDO_DAYS = 30;
/** So long a file that somebody brought is kept, when nobody applies it. */
export const UPLOAD_DAYS = 7;

/** Until when an applied import can be taken back. */
export function undoUntil(appliedAt: Date): Date {
  return new Date(appliedAt.getTime() + UNDO_DAYS * DAY_MS);
}

/** The rows of old imports go; that they happened, and what they did in figures, stays. */
export async function forgetOldImports(kith: Kith): Promise<void> {
  const now = kith.clock.now().getTime();
  const before = new Date(now - UNDO_DAYS * DAY_MS);
  await kith.db.directoryImport.updateMany({
    where: { status: { in: ['READY', 'UNMAPPED'] }, startedAt: { lt: before } },
    data: { status: 'DISCARDED', problem: 'Nobody applied it within 30 days.' },
  });
  // Examples out of a file can name anybody.
  await kith.database.pool.query(
    `UPDATE directory_import SET report = '[]' WHERE status = 'DISCARDED' AND jsonb_path_exists(report, '$[*].columns')`,
  );
  await kith.database.pool.query(
    `DELETE FROM import_row r USING directory_import i WHERE i.id = r.import_id
       AND (i.status IN ('DISCARDED', 'REFUSED') OR (i.status IN ('APPLIED', 'UNDONE') AND coalesce(i.applied_at, i.started_at) < $1))`,
    [before],
  );
  await kith.db.importUpload.deleteMany({ where: { uploadedAt: { lt: new Date(now - UPLOAD_DAYS * DAY_MS) } } });
}
