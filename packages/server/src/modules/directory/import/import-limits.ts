import { TEXT_LIMITS } from './text.ts';

/** Of one value, in characters: what comes after it is cut anyway. */
export const LONGEST_VALUE = TEXT_LIMITS.text * 4 + 1;
/** Of one record, in characters of JSON. */
export const LONGEST_RECORD = 500_000;
/** Of things that are listed in one cell or field: each becomes a record, or is cleaned by itself. */
export const MOST_LISTED = 200;
/** Of one kind on one record: more places than a national service has. */
export const MOST_CHILDREN = 1_000;
/** Of these together, in characters of JSON. */
export const MOST_CHILD_CHARACTERS = 1_000_000;
/** Of the records that are held in memory at once, in characters of JSON. */
export const MOST_HELD = 8_000_000;

/** What one source may be. A country's whole directory is less. */
export interface SourceLimits {
  /** Rows of all tables together. */
  rows: number;
  /** What all records are together on the disk, in characters of JSON. */
  characters: number;
  /** What all answers of a feed are together. */
  bytes: number;
  /** From the first byte to the last record, in milliseconds. A round of jobs that takes half an hour is given to another node. */
  ms: number;
}

export const SOURCE_LIMITS: SourceLimits = {
  rows: 5_000_000,
  characters: 1_500_000_000,
  bytes: 1024 ** 3,
  ms: 25 * 60_000,
};
