import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createTestApp, dropDatabase, TEST_ROOT } from '../testing/app.ts';
import { MigrationMismatch, migrate, readMigrations } from './migrate.ts';

const server = process.env.KITH_TEST_POSTGRES;
const migrations = await readMigrations(`${TEST_ROOT}/prisma/migrations`);

describe.runIf(server)('on PostgreSQL', () => {
  it('applies each migration once when several nodes start at once', async () => {
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    const name = `kith_test_nodes_${randomUUID().replaceAll('-', '')}`;
    await admin.query(`CREATE DATABASE ${name}`);
    const url = new URL(server ?? '');
    url.pathname = `/${name}`;
    const nodes = Array.from({ length: 3 }, () => new pg.Pool({ connectionString: url.href, max: 2 }));
    try {
      const applied = await Promise.all(nodes.map((node) => migrate(node, migrations)));
      expect(applied.flat()).toEqual(migrations.map((migration) => migration.name));
    } finally {
      await Promise.all(nodes.map((node) => node.end()));
      await dropDatabase(admin, name);
      await admin.end();
    }
  });
});

it('leaves nothing of a migration that fails half-way', async () => {
  const app = await createTestApp();
  const broken = {
    name: '99990101000000_broken',
    sql: 'CREATE TABLE half (id int); SELECT 1/0;',
    checksum: 'x'.repeat(64),
  };
  await expect(migrate(app.kith.database.pool, [...migrations, broken])).rejects.toThrow('division by zero');
  const found = await app.kith.database.pool.query("SELECT to_regclass('half') AS half");
  expect(found.rows[0].half).toBeNull();
  await app.close();
});

it('refuses a migration that was changed after it had been applied', async () => {
  const app = await createTestApp();
  const changed = migrations.map((migration, index) =>
    index === 0 ? { ...migration, checksum: '0'.repeat(64) } : migration,
  );
  await expect(migrate(app.kith.database.pool, changed)).rejects.toThrow(MigrationMismatch);
  await app.close();
});

it('refuses a database that a newer Kith has made', async () => {
  const app = await createTestApp();
  await expect(migrate(app.kith.database.pool, migrations.slice(0, -1))).rejects.toThrow('does not know');
  await app.close();
});
