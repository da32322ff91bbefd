import type { ReportBook } from './report.ts';
import type { StagedRow } from './stage.ts';
import type { Tell } from './text.ts';

/** Tells about one record: what was repaired, what is unsure, why it was refused. */
export class Teller {
  readonly #report: ReportBook;
  readonly #row: StagedRow;
  title: string | null = null;

  constructor(report: ReportBook, row: StagedRow, title: string | null = null) {
    this.#report = report;
    this.#row = row;
    this.title = title;
  }

  /** For the cleaners: a sentence that follows the field's name. */
  of(field: string): Tell {
    return (what) => this.repaired(`${field}: ${what}.`);
  }

  repaired(reason: string): void {
    this.#add('repaired', reason);
  }

  unsure(reason: string): void {
    this.#add('unsure', reason);
  }

  refused(reason: string): void {
    this.#add('refused', reason);
  }

  #add(outcome: 'repaired' | 'unsure' | 'refused', reason: string): void {
    const { file, line, entity, id } = this.#row;
    this.#report.add({ file, line, entity, recordId: id, title: this.title, outcome, reason });
  }
}
