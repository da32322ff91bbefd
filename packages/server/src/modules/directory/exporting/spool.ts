import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { HsdsObject } from '../hsds/shapes.ts';
import { type ExportTable, exportTables } from './tables.ts';

/** A number as spreadsheets should read it, or a telephone number: neither begins a formula. */
const HARMLESS = /^(-?\d+(\.\d+)?|\+[\d ()]+)$/;

/** Values as CSV. What a spreadsheet would take for a formula is defused with an apostrophe. */
export function csvLine(values: readonly unknown[]): string {
  return stringify([values.map((value) => value ?? '')], {
    escape_formulas: true,
    cast: {
      string: (value) => (HARMLESS.test(value) ? { value, escape_formulas: false } : value),
      number: (value) => ({ value: String(value), escape_formulas: false }),
    },
    record_delimiter: 'windows',
  });
}

/** Tables on their way to the package: files in a folder, since a zip takes one after the other. */
export class Spool {
  readonly #streams = new Map<ExportTable, WriteStream>();
  readonly counts: Record<string, number> = {};
  readonly folder: string;
  #problem: Error | null = null;

  constructor(folder: string) {
    this.folder = folder;
    for (const [table, columns] of Object.entries(exportTables)) {
      const stream = createWriteStream(this.fileOf(table as ExportTable));
      // Without a listener a full disk would end the process.
      stream.on('error', (error) => {
        this.#problem ??= error;
      });
      stream.write(csvLine(columns));
      this.#streams.set(table as ExportTable, stream);
      this.counts[table] = 0;
    }
  }

  fileOf(table: ExportTable): string {
    return path.join(this.folder, `${table}.csv`);
  }

  write(table: ExportTable, row: HsdsObject): void {
    this.#streams.get(table)?.write(csvLine(exportTables[table].map((column) => row[column])));
    this.counts[table] = (this.counts[table] ?? 0) + 1;
  }

  /** Waits until what was written is out of memory. @throws when the disk refused something */
  async drain(): Promise<void> {
    if (this.#problem) throw this.#problem;
    for (const stream of this.#streams.values()) if (stream.writableNeedDrain) await once(stream, 'drain');
  }

  async close(): Promise<void> {
    for (const stream of this.#streams.values()) {
      stream.end();
      if (!stream.closed) await once(stream, 'close');
    }
    if (this.#problem) throw this.#problem;
  }
}
