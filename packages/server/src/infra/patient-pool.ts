import pg from 'pg';
import { isDatabaseAway } from './database-away.ts';

/** How long a lost database is waited for: a switchover or a restart takes about as long. */
export const PATIENCE_MS = 8_000;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 800;

/**
 * A pool that waits for a database that is away for a moment, instead of failing at once. Nothing was sent yet when a
 * connection cannot be had, so that waiting is right for reads and writes alike. What is lost after it was sent is for the
 * caller: only they know whether it may be done twice.
 */
export class PatientPool extends pg.Pool {
  #hasBeenThere = false;

  constructor(options: pg.PoolConfig) {
    super(options);
    this.on('connect', () => {
      this.#hasBeenThere = true;
    });
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(
    callback: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): void;
  override connect(
    callback?: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): Promise<pg.PoolClient> | undefined {
    const connecting = this.#connect();
    if (!callback) return connecting;
    connecting.then(
      (client) => callback(undefined, client, (release) => client.release(release as Error | boolean | undefined)),
      (error: Error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  }

  async #connect(): Promise<pg.PoolClient> {
    const until = performance.now() + PATIENCE_MS;
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 1.6, LONGEST_WAIT_MS)) {
      try {
        return await super.connect();
      } catch (error) {
        const left = until - performance.now();
        // One that was never there is a wrong setting: say so at once.
        if (!this.#hasBeenThere || this.ending || left <= 0 || !isDatabaseAway(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.min(left, wait * (0.5 + Math.random()))));
      }
    }
  }
}
