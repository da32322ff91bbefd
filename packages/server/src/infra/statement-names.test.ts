import { expect, it } from 'vitest';
import { createTestApp } from '../testing/app.ts';
import { addServices } from '../testing/directory.ts';
import { statementNames } from './statement-names.ts';

const often = (name: (query: { sql: string }) => string, sql: string): string =>
  Array.from({ length: 20 }, () => name({ sql })).at(-1) ?? '';

it('names what is read again and again, each by a name of its own, and nothing that writes', () => {
  const name = statementNames();
  expect(name({ sql: 'SELECT 1' })).toBe('');
  const one = often(name, 'SELECT 1');
  expect(one).toMatch(/^kith_[0-9a-f]{32}$/);
  expect(often(name, 'SELECT 1')).toBe(one);
  expect(often(name, 'SELECT 2')).not.toBe(one);
  expect(often(name, 'UPDATE service SET name = $1')).toBe('');
});

it('stops naming before the plans take much memory, however many shapes are asked', () => {
  const name = statementNames();
  let characters = 0;
  for (let shape = 0; shape < 2_000; shape++) {
    const sql = `SELECT ${'x'.repeat(1_000)}, ${shape}`;
    if (often(name, sql) !== '') characters += sql.length;
  }
  expect(characters).toBeGreaterThan(200_000);
  expect(characters).toBeLessThanOrEqual(300_000);
});

it('gives the same answers when a statement is prepared, also after the table got another column', async () => {
  const app = await createTestApp();
  try {
    await addServices(app, [{ name: 'Chess and a cuppa' }, { name: 'Choir' }]);
    const ask = async () => {
      const { data } = await app.run<{ services: { edges: { node: { name: string } }[] } }>(
        '{ services { edges { node { name phones { number } organization { name } } } } }',
      );
      return data?.services.edges.map(({ node }) => node.name).sort();
    };
    for (let round = 0; round < 30; round++) expect(await ask()).toEqual(['Chess and a cuppa', 'Choir']);
    await app.kith.database.pool.query('ALTER TABLE phone ADD COLUMN something_new text');
    for (let round = 0; round < 12; round++) expect(await ask()).toEqual(['Chess and a cuppa', 'Choir']);
  } finally {
    await app.close();
  }
});
