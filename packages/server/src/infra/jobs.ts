import type { Kith } from '../kith.ts';

/**
 * Something that Kith does by itself, again and again. A run is a sweep over domain tables: safe to repeat, in bounded
 * batches, so that a process that dies in the middle loses nothing. It runs on one node at a time.
 */
export interface RecurringJob {
  /** Short and stable, in lower case: "lapse". */
  name: string;
  everyMinutes: number;
  run(kith: Kith): Promise<void>;
}
