import type pg from 'pg';
import type { Outcome, ReportBook } from './report.ts';
import { printOf, type Snapped, snapshotOf } from './snapshot.ts';
import type { Aggregate, AggregateEntity, Told } from './stage.ts';

interface NewRow {
  entity: string;
  change: 'ADD' | 'CHANGE' | 'REMOVE' | 'REFUSE';
  rowId: string | null;
  recordId: string | null;
  title: string | null;
  file: string | null;
  line: number | null;
  told: readonly Told[];
  after: object | null;
}

const BATCH = 250;
const ORDER: readonly Outcome[] = ['refused', 'unsure', 'repaired'];

/** Writes down what an import does to each record, with the record as it was, so that it can be looked at and taken back. */
export class RowBook {
  readonly #client: pg.PoolClient;
  readonly #importId: string;
  readonly #keepsAfter: boolean;
  #seq = 0;
  #unsure = 0;
  #delicate = 0;

  /** @param keepsAfter for a preview: what is to be written later is kept as well */
  constructor(client: pg.PoolClient, importId: string, keepsAfter: boolean) {
    this.#client = client;
    this.#importId = importId;
    this.#keepsAfter = keepsAfter;
  }

  /** How many of the records that come or change somebody should look at. */
  get unsure(): number {
    return this.#unsure;
  }

  /** How many of the records that change have another way to be reached, or can be found where they could not be. */
  get delicate(): number {
    return this.#delicate;
  }

  noteDelicate(): void {
    this.#delicate++;
  }

  /** Call it before the records are written: it takes them as they are. */
  async write(entity: AggregateEntity, change: 'ADD' | 'CHANGE', aggregates: readonly Aggregate[]): Promise<void> {
    await this.#add(
      entity,
      aggregates.map(({ id, recordId, title, file, line, told, hash, row, children }) => ({
        ...{ entity, change, rowId: id, recordId, title, file, line, told },
        // What is new can be read where it is, once it is written.
        after: this.#keepsAfter || change === 'CHANGE' ? { hash, row, children } : null,
      })),
    );
  }

  /** Records that are gone from the source, before they are hidden. */
  async remove(entity: Snapped, rows: readonly { id: string; record_id: string; name: string | null }[]) {
    for (let at = 0; at < rows.length; at += BATCH) {
      const some = rows.slice(at, at + BATCH).map(({ id, record_id, name }) => ({
        ...{ entity, change: 'REMOVE' as const, rowId: id, recordId: record_id, title: name, file: null, line: null },
        ...{ told: [], after: null },
      }));
      await this.#add(entity, some);
    }
  }

  /** Rows that could not be used; some thousand at most. */
  async refuse(report: ReportBook): Promise<void> {
    const rows = new Map<string, NewRow & { told: Told[] }>();
    for (const { file, line, entity, recordId, title, outcome, reason } of report.reasonsOf('refused')) {
      const key = JSON.stringify([entity, recordId, file, line]);
      const row = rows.get(key);
      if (row) row.told.push({ outcome, entity, reason });
      else
        rows.set(key, {
          ...{ entity, change: 'REFUSE' as const, rowId: null, recordId, title, file, line },
          ...{ told: [{ outcome, entity, reason }], after: null },
        });
    }
    const all = [...rows.values()];
    for (let at = 0; at < all.length; at += BATCH) await this.#add(null, all.slice(at, at + BATCH));
  }

  async #add(entity: Snapped | null, rows: readonly NewRow[]): Promise<void> {
    if (rows.length === 0) return;
    const first = this.#seq;
    const records = rows.map(({ told, ...row }) => {
      const isUnsure = told.some(({ outcome }) => outcome === 'unsure');
      if (isUnsure && row.change !== 'REFUSE') this.#unsure++;
      return { ...row, seq: this.#seq++, isUnsure, reasons: inOrder(told) };
    });
    await this.#client.query(
      `INSERT INTO import_row (import_id, seq, entity, change, row_id, record_id, title, file, line, is_unsure, reasons, after)
       SELECT $1, seq, entity, change, "rowId", "recordId", title, file, line, "isUnsure", reasons, after
       FROM json_to_recordset($2::json) AS r(seq int, entity text, change import_change, "rowId" uuid, "recordId" text,
         title text, file text, line int, "isUnsure" boolean, reasons jsonb, after jsonb)`,
      [this.#importId, JSON.stringify(records)],
    );
    if (entity === null || rows[0]?.change === 'ADD') return;
    await this.#client.query(
      `UPDATE import_row r SET before = ${snapshotOf(entity)} FROM ${entity} t
       WHERE r.import_id = $1 AND r.seq >= $2 AND t.id = r.row_id`,
      [this.#importId, first],
    );
  }
}

function inOrder(told: readonly Told[]): Told[] {
  return told.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome)).slice(0, 50);
}

/** What every record says now that the import is written: whoever takes it back later sees what changed since. */
export async function rememberWritten(client: pg.PoolClient, importId: string): Promise<void> {
  for (const entity of ['organization', 'location', 'service', 'taxonomy_term'] as const) {
    await client.query(
      `UPDATE import_row r SET written = ${printOf(entity)}, after = CASE WHEN r.change = 'ADD' THEN NULL ELSE r.after END
       FROM ${entity} t WHERE r.import_id = $1 AND r.entity = $2 AND t.id = r.row_id AND r.change <> 'REFUSE'`,
      [importId, entity],
    );
  }
}
