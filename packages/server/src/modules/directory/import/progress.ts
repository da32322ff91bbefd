import type { Kith } from '../../../kith.ts';

/** How far an import has come. */
export interface ImportProgress {
  phase: 'reading' | 'sorting' | 'writing';
  done: number;
  /** Null: not known yet. */
  total: number | null;
}

/** How often it is written down how far an import has come. */
const EVERY_MS = 1_000;

export interface Progress {
  show(progress: ImportProgress): void;
  /** So many more records are written. */
  step(count: number): void;
  /** Nothing more is written down after this. */
  end(): Promise<void>;
}

/**
 * Writes down now and then how far an import has come, for whoever looks at it, on a connection of its own. PGlite has one
 * lane: while the directory is being written, there is nobody who could be told.
 */
export function progressOf(kith: Kith, importId: string, totalToWrite: number | null): Progress {
  let latest: ImportProgress = { phase: 'writing', done: 0, total: totalToWrite };
  let shown: ImportProgress | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  const write = () => {
    if (latest === shown || (kith.database.engine === 'pglite' && latest.phase === 'writing')) return;
    shown = latest;
    const { phase, done, total } = latest;
    writing = kith.db.directoryImport
      .updateMany({
        where: { id: importId, status: { in: ['READING', 'APPLYING', 'UNDOING'] } },
        data: { phase, done, total },
      })
      .catch((error: unknown) => kith.log.warn({ err: error }, 'progress of an import'));
  };
  const timer = setInterval(write, EVERY_MS);
  timer.unref();
  return {
    show: (progress) => {
      latest = progress;
    },
    step: (count) => {
      latest = { phase: 'writing', done: latest.done + count, total: totalToWrite };
    },
    async end() {
      clearInterval(timer);
      await writing;
    },
  };
}
