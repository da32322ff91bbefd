import type { Readable } from 'node:stream';

/** A folder, a zip or a single file, read alike. */
export interface SourceFiles {
  /** The folder's or file's own name, never a path of a machine. */
  name: string;
  /** Base names of the data files in it, sorted as people count ("page 2" before "page 10"). */
  files: string[];
  /** Gives up what is being read. */
  signal?: AbortSignal;
  open(file: string): Promise<Readable>;
  close(): Promise<void>;
}

/** "page 2" before "page 10". */
export function inHumanOrder(names: string[]): string[] {
  return names.sort(new Intl.Collator('en', { numeric: true }).compare);
}
