import type { AskReceipt } from './ask-view.ts';

/** What came of sending. */
export type Outcome =
  | { kind: 'sent'; receipt: AskReceipt }
  | { kind: 'refused'; message: string; field: string | null }
  /** Nobody answered for two minutes: not known to have arrived; the same key makes trying again safe. */
  | { kind: 'lost' };

/** Asks the server once. Throws when the connection is lost; `wait` says that the server wants to be asked again. */
export type Attempt = (signal: AbortSignal) => Promise<Outcome | { kind: 'wait'; seconds: number }>;

const TRY_FOR_MS = 120_000;
const ANSWER_WITHIN_MS = 15_000;

/**
 * Sends until somebody answers, for two minutes, always with the same idempotency key: however often it arrives, it is
 * one request.
 * @param onRetry told before each new try
 */
export async function sendUntilAnswered(attempt: Attempt, onRetry: () => void, pause = wait): Promise<Outcome> {
  const until = performance.now() + TRY_FOR_MS;
  for (let tries = 1; ; tries += 1) {
    let seconds = Math.min(2 ** (tries - 1), 15);
    try {
      const outcome = await attempt(AbortSignal.timeout(ANSWER_WITHIN_MS));
      if (outcome.kind !== 'wait') return outcome;
      seconds = Math.max(seconds, outcome.seconds);
    } catch {
      // Offline, cut off or too slow: whether it arrived is not known, so the same is sent again.
    }
    if (performance.now() + seconds * 1_000 > until) return { kind: 'lost' };
    onRetry();
    await pause(seconds * 1_000 * (0.75 + Math.random() / 2));
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
