import { Hono } from 'hono';
import type { Kith } from '../kith.ts';

/** For proxies and process managers: alive (the process answers) and ready (the database answers too). */
export function healthPages(kith: Kith): Hono {
  return new Hono()
    .get('/health/live', (c) => c.json({ status: 'live' }))
    .get('/health/ready', async (c) => {
      try {
        await kith.database.pool.query('SELECT 1');
        return c.json({ status: 'ready', engine: kith.database.engine });
      } catch {
        return c.json({ status: 'not ready' }, 503, { 'retry-after': '5' });
      }
    });
}
