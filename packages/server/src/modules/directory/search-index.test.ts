import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { addService, addServices } from '../../testing/directory.ts';
import { refreshServiceSearch, sqlOf } from './search-index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

async function documentsOf(lexeme: string): Promise<number | null> {
  const { rows } = await app.kith.database.pool.query<{ documents: number }>(
    'SELECT documents FROM search_word WHERE lexeme = $1',
    [lexeme],
  );
  return rows[0]?.documents ?? null;
}

it('knows in how many services a word is, through every change', async () => {
  const [first] = await addServices(app, [
    { name: 'Zither circle', places: [{}, { postalCode: 'M16 0AA', latitude: 53.46, longitude: -2.27 }] },
    { name: 'Zithers for all', summary: 'Bring your own zither.' },
  ]);
  expect(await documentsOf('zither')).toBe(2);
  await app.kith.db.service.update({ where: { id: first?.id ?? '' }, data: { status: 'DEFUNCT' } });
  await refreshServiceSearch(app.kith.database.pool, { serviceIds: [first?.id ?? ''] });
  expect(await documentsOf('zither')).toBe(1);
  await refreshServiceSearch(app.kith.database.pool, 'all');
  await refreshServiceSearch(app.kith.database.pool, { sourceId: first?.sourceId ?? '' });
  expect(await documentsOf('zither')).toBe(1);
  const { rows } = await app.kith.database.pool.query(
    'SELECT w.documents, count(p.doc)::int AS n FROM search_word w LEFT JOIN search_posting p ON p.word = w.id GROUP BY w.id HAVING w.documents <> count(p.doc)',
  );
  expect(rows).toEqual([]);
});

it('keeps in step inside the transaction of somebody else, and forgets with it', async () => {
  const { id } = await addService(app, { name: 'Quilting bee' });
  await app.kith.db
    .$transaction(async (tx) => {
      await tx.service.update({ where: { id }, data: { name: 'Marquetry bee' } });
      await refreshServiceSearch(sqlOf(tx), { serviceIds: [id] });
      throw new Error('changed my mind');
    })
    .catch(() => undefined);
  expect(await documentsOf('marquetri')).toBeNull();
  expect(await documentsOf('quilt')).toBe(1);
});

it('learns where postcodes and towns are from addresses, but never from a place that must not be found', async () => {
  await addServices(app, [
    { name: 'Refuge', places: [{ isSensitive: true, postalCode: 'M41 9ZZ', city: 'Hiddenham' }] },
    { name: 'Allotment', places: [{ postalCode: 'm41 5aa', city: 'Urmston', latitude: 53.44, longitude: -2.36 }] },
  ]);
  const { rows } = await app.kith.database.pool.query<{ kind: string; key: string }>(
    "SELECT kind, key FROM place WHERE key LIKE 'M41%' OR key IN ('hiddenham', 'urmston', 'M') ORDER BY kind, key",
  );
  expect(rows.map((row) => `${row.kind} ${row.key}`)).toEqual([
    'CITY urmston',
    'OUTWARD_CODE M41',
    'POSTCODE M415AA',
    'POSTCODE_AREA M',
  ]);
  const hidden = await app.kith.database.pool.query<{ latitude: number }>(
    "SELECT latitude FROM service_search WHERE name = 'refuge'",
  );
  expect(hidden.rows[0]?.latitude).toBeCloseTo(53.4, 5);
});
