import { setImmediate as turn } from 'node:timers/promises';

/** A server answers within this while it puts records together. */
const LONGEST_MS = 10;

/**
 * Lets others have their turn, by the time that went by and not by the number of records: somebody else decides how long
 * one record takes. Whoever says stop is heard at the next turn.
 */
export class Breath {
  readonly #signal: AbortSignal | undefined;
  #since = performance.now();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  isDue(): boolean {
    return performance.now() - this.#since >= LONGEST_MS;
  }

  /** @throws whatever the signal was stopped with */
  async take(): Promise<void> {
    if (!this.isDue()) return;
    await turn();
    this.#since = performance.now();
    this.#signal?.throwIfAborted();
  }
}
