import type { StaffViewer } from '../../../viewer.ts';

/** What a console is told: that something changed. Never what. */
export interface Change {
  kind: 'EVERYTHING' | 'QUEUE' | 'REQUEST' | 'MATCH' | 'DIRECTORY';
  /** Of the request or the match; null: for the others. */
  id: string | null;
}

/** More than this that nobody took: "everything" instead. */
const MOST_WAITING = 50;

/**
 * One open stream of one browser. Written by hand: an async generator that waits for an event cannot be ended from
 * outside, and a reader who left must be let go at once.
 */
export class Stream implements AsyncIterableIterator<Change> {
  /** Who listens, as they were when they were last looked at. */
  readonly viewer: StaffViewer;
  readonly addressHash: string;
  /** Since when something waits that is not taken; null: nothing waits. Milliseconds of performance.now(). */
  waitingSince: number | null = null;
  readonly #waiting = new Map<string, Change>();
  readonly #onEnd: (stream: Stream) => void;
  readonly #cutOff: () => void;
  #reader: ((result: IteratorResult<Change>) => void) | null = null;
  #isOver = false;

  constructor(from: { viewer: StaffViewer; addressHash: string; cutOff: () => void }, onEnd: (stream: Stream) => void) {
    this.viewer = from.viewer;
    this.addressHash = from.addressHash;
    this.#cutOff = from.cutOff;
    this.#onEnd = onEnd;
  }

  tell(change: Change): void {
    if (this.#isOver) return;
    if (this.#reader) {
      const reader = this.#reader;
      this.#reader = null;
      reader({ done: false, value: change });
      return;
    }
    const isTooMuch = this.#waiting.size >= MOST_WAITING || this.#waiting.has('EVERYTHING');
    if (isTooMuch || change.kind === 'EVERYTHING') {
      this.#waiting.clear();
      this.#waiting.set('EVERYTHING', { kind: 'EVERYTHING', id: null });
    } else this.#waiting.set(`${change.kind} ${change.id ?? ''}`, change);
    this.waitingSince ??= performance.now();
  }

  next(): Promise<IteratorResult<Change>> {
    const [first] = this.#waiting;
    if (this.#isOver || !first) {
      if (this.#isOver) return Promise.resolve({ done: true, value: undefined });
      return new Promise((resolve) => {
        this.#reader = resolve;
      });
    }
    const [key, value] = first;
    this.#waiting.delete(key);
    this.waitingSince = this.#waiting.size > 0 ? performance.now() : null;
    return Promise.resolve({ done: false, value });
  }

  /** Says goodbye: the browser comes again, and is then looked at anew. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#waiting.clear();
    this.waitingSince = null;
    this.#reader?.({ done: true, value: undefined });
    this.#reader = null;
    this.#onEnd(this);
  }

  /** For who does not read: their goodbye would only wait behind the rest. */
  cut(): void {
    this.end();
    this.#cutOff();
  }

  return(): Promise<IteratorResult<Change>> {
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
