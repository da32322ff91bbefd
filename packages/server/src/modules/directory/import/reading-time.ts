import { ImportRefused } from './problems.ts';

/** Stops whatever listens to the signal when reading takes too long. Call `end` in any case. */
export function startReadingTime(ms: number): { signal: AbortSignal; end(): void } {
  const stopper = new AbortController();
  const timer = setTimeout(() => {
    const minutes = Math.max(1, Math.round(ms / 60_000));
    stopper.abort(
      new ImportRefused('TOO_BIG', `Reading it took longer than ${minutes} minutes. Nothing was changed; try again.`),
    );
  }, ms);
  timer.unref();
  return { signal: stopper.signal, end: () => clearTimeout(timer) };
}
