/** What happened, or would happen, to one record. */
export type Outcome = 'added' | 'changed' | 'removed' | 'unsure' | 'refused' | 'repaired';

/** One line of an import's report. Never holds what a contact or a free text says. */
export interface Reason {
  /** File inside the source, for JSON with a pointer: "page-1.json#contents/36". */
  file: string | null;
  /** Line in a CSV file, counted from 1. */
  line: number | null;
  /** HSDS name: service, organization … */
  entity: string;
  recordId: string | null;
  /** What the record is called, to find it again. */
  title: string | null;
  outcome: Outcome;
  reason: string;
}

/** Where a record was read. */
export interface Place {
  file: string | null;
  line: number | null;
}

export interface Counts {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
}

// Worst first: what somebody has to look at must not be crowded out by a thousand rows that went well.
const ORDER: readonly Outcome[] = ['refused', 'unsure', 'removed', 'changed', 'repaired', 'added'];
const KEPT = 1_000;
/** Of one record; a row with more is a row of noise. */
const KEPT_OF_RECORD = 50;

/** Gathers reasons: counts all of them, keeps some thousand of each outcome, so that memory stays flat. */
export class ReportBook {
  readonly #kept = new Map<Outcome, Reason[]>(ORDER.map((outcome) => [outcome, []]));
  readonly #records = new Map<Outcome, number>();
  readonly #all = new Map<Outcome, number>();
  readonly #last = new Map<Outcome, string>();
  readonly #fresh: Reason[] = [];

  add(reason: Reason): void {
    const kept = this.#kept.get(reason.outcome);
    if (this.#fresh.length < KEPT_OF_RECORD) this.#fresh.push(reason);
    const isWeighty = reason.entity === 'service' || reason.entity === 'organization';
    if (kept && kept.length < (isWeighty ? 2 * KEPT : KEPT)) kept.push(reason);
    this.#all.set(reason.outcome, this.reasonCount(reason.outcome) + 1);
    // Several reasons of one record come one after the other and count once.
    const record = `${reason.entity}\n${reason.recordId}\n${reason.file}\n${reason.line}`;
    if (this.#last.get(reason.outcome) === record) return;
    this.#last.set(reason.outcome, record);
    this.#records.set(reason.outcome, this.records(reason.outcome) + 1);
  }

  /** What was told since the last call: while one record was put together, that is what was told of it. */
  takeFresh(): Reason[] {
    return this.#fresh.splice(0);
  }

  /** How many records have at least one reason of this outcome. */
  records(outcome: Outcome): number {
    return this.#records.get(outcome) ?? 0;
  }

  /** How many reasons of this outcome there were, kept or not. */
  reasonCount(outcome: Outcome): number {
    return this.#all.get(outcome) ?? 0;
  }

  /** The first 1,000 reasons, those that need a person first. */
  reasons(): Reason[] {
    return ORDER.flatMap((outcome) => this.reasonsOf(outcome)).slice(0, KEPT);
  }

  /** Reasons of one outcome, some thousand at most; a lost service before a lost telephone number. */
  reasonsOf(outcome: Outcome): readonly Reason[] {
    const rank = ({ entity }: Reason) => (entity === 'service' ? 0 : entity === 'organization' ? 1 : 2);
    return (this.#kept.get(outcome) ?? []).toSorted((a, b) => rank(a) - rank(b));
  }
}
