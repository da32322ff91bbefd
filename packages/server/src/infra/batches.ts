const BATCH = 200;

/** For Prisma's `where`, and how many to take. */
export interface Batch {
  after: { id?: { gt: string } };
  take: number;
}

/**
 * Walks rows by id, a batch at a time, so that a job never holds more than that and never meets a row twice.
 *
 * @param read must order by id
 */
export async function inBatches<Row extends { id: string }>(
  read: (batch: Batch) => Promise<Row[]>,
  work: (row: Row) => Promise<void>,
): Promise<void> {
  for (let after: Batch['after'] = {}; ; ) {
    const rows = await read({ after, take: BATCH });
    for (const row of rows) await work(row);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = { id: { gt: last.id } };
  }
}
