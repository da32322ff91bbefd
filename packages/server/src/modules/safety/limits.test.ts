import { afterAll, beforeAll, expect, it } from 'vitest';
import { RateLimited } from '../../errors.ts';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { takeFrom } from './limits.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

async function takeMany(times: number, key: string) {
  const answers = await Promise.allSettled(
    Array.from({ length: times }, () => takeFrom(app.kith, 'askWithoutProof', key)),
  );
  return answers.filter((answer) => answer.status === 'fulfilled').length;
}

it('lets five asks an hour through from one address without a proof of work, however many come at once', async () => {
  expect(await takeMany(40, 'library')).toBe(5);
  expect(await takeMany(1, 'somebody else')).toBe(1);
});

it('says how long to wait', async () => {
  const refused = await takeFrom(app.kith, 'askWithoutProof', 'library').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RateLimited);
  const { retryAfterSeconds } = refused as RateLimited;
  expect(retryAfterSeconds).toBeGreaterThan(0);
  expect(retryAfterSeconds).toBeLessThanOrEqual(3_600);
});

it('keeps neither the address nor anything that it can be found by the next day', async () => {
  await takeFrom(app.kith, 'guessCode', '203.0.113.7');
  const { rows } = await app.kith.database.pool.query<{ key: string }>('SELECT key FROM rate_limit');
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain('203.0.113.7');
  app.clock.advance(24 * 60 * 60_000);
  await takeFrom(app.kith, 'guessCode', '203.0.113.7');
  const after = await app.kith.database.pool.query<{ key: string }>(
    "SELECT key FROM rate_limit WHERE key LIKE 'guessCode:%'",
  );
  expect(after.rows).toHaveLength(2);
});
