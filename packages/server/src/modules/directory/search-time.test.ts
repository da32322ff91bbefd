import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import type { ServiceSearch } from './search-input.ts';
import { askInTime } from './search-time.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const byNext = { order: 'NEXT_SESSION', between: null, openAt: null, days: 0 } as ServiceSearch;

it.skipIf(!process.env.KITH_TEST_POSTGRES)(
  'gives up a list that would take too long, says what makes it less, and keeps its connection',
  async () => {
    const { pool } = app.kith.database;
    await expect(askInTime(pool, byNext, { text: 'SELECT pg_sleep(60)', values: [] }, 50)).rejects.toThrow(
      'Add words, a place or a part of life.',
    );
    // Not for whoever has the connection next.
    const { rows } = await pool.query('SHOW statement_timeout');
    expect(rows).toEqual([{ statement_timeout: '0' }]);
  },
);

it('passes on what is wrong otherwise, and answers afterwards', async () => {
  const { pool } = app.kith.database;
  await expect(askInTime(pool, byNext, { text: 'SELECT 1 / $1::int AS one', values: [0] })).rejects.toThrow('zero');
  expect(await askInTime(pool, byNext, { text: 'SELECT $1::int AS one', values: [1] })).toEqual([{ one: 1 }]);
});
