import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, TEST_ROOT, type TestApp } from '../testing/app.ts';
import { openDatabase } from './db.ts';
import { readMigrations } from './migrate.ts';
import { openPglite } from './pglite.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

it('gives every connection its own answers, however many ask at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, number) =>
      app.kith.database.pool.query<{ n: number }>('SELECT $1::int AS n', [number]),
    ),
  );
  expect(answers.map((answer) => answer.rows[0]?.n)).toEqual(Array.from({ length: 200 }, (_, number) => number));
});

it('keeps transactions of several connections apart', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      app.kith.db
        .$transaction(async (tx) => {
          await tx.team.create({ data: { name: `team ${number}` } });
          if (number % 2 === 1) throw new Error('changed my mind');
        })
        .catch(() => undefined),
    ),
  );
  expect(await app.kith.db.team.count()).toBe(10);
});

it('lets the next one in when a connection vanishes inside a transaction', async () => {
  const client = await app.kith.database.pool.connect();
  await client.query('BEGIN');
  await client.query("INSERT INTO team (id, name) VALUES (gen_random_uuid(), 'lost')");
  client.release(true);
  const found = await app.kith.db.team.count({ where: { name: 'lost' } });
  expect(found).toBe(0);
});

it.skipIf(process.platform === 'win32')(
  'keeps its data folder to its owner, one that was made before too',
  async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'kith-home-'));
    const dataDir = path.join(home, 'data');
    const migrations = await readMigrations(`${TEST_ROOT}/prisma/migrations`);
    const open = () => openPglite({ dataDir, cacheDir: path.join(TEST_ROOT, '.kith', 'cache'), migrations });
    try {
      await (await open()).close();
      expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
      await chmod(dataDir, 0o755);
      await (await open()).close();
      expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
      expect(await readdir(dataDir)).toContain('PG_VERSION');
    } finally {
      await rm(home, { recursive: true });
    }
  },
);

it('makes a folder again that was cut off while it was being made', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'kith-cut-'));
  const dataDir = path.join(home, 'data');
  await mkdir(dataDir);
  await writeFile(path.join(dataDir, 'PG_VERSION'), '18');
  await writeFile(`${dataDir}.making`, '');
  const migrations = await readMigrations(`${TEST_ROOT}/prisma/migrations`);
  const options = { url: null, dataDir, cacheDir: app.kith.config.cacheDir, migrations };
  const made = await openDatabase(options);
  await made.db.team.create({ data: { name: 'still here' } });
  await made.close();
  const again = await openDatabase(options);
  expect(await again.db.team.count({ where: { name: 'still here' } })).toBe(1);
  await again.close();
  await rm(home, { recursive: true });
});
