import { Hono } from 'hono';
import type { Kith } from '../kith.ts';

const READY_WITHIN_MS = 2_000;

/** For proxies and process managers: alive (the process answers) and ready (the database answers too). */
export function healthPages(kith: Kith): Hono {
  return new Hono()
    .get('/health/live', (c) => c.json({ status: 'live' }))
    .get('/health/ready', async (c) => {
      try {
        await inTime(kith.database.pool.query('SELECT 1'));
        return c.json({ status: 'ready', engine: kith.database.engine });
      } catch {
        return c.json({ status: 'not ready' }, 503, { 'retry-after': '5' });
      }
    });
}

/** A pool that is full or a database that hangs is as good as none, and must be told in time. */
async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database does not answer.')), READY_WITHIN_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
