#!/usr/bin/env node
// npm run migration -- check          is the schema what the migrations make?
// npm run migration -- new some-name  writes the SQL of the difference, for a person to read and finish
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, root, run, Stop } from './prepare.mjs';

/** Prisma's own diff, over the engine in WebAssembly and an empty PGlite: no download, no server. */
async function difference() {
  const { code, output } = await run(
    path.join(root, 'node_modules', '.bin', 'prisma'),
    [
      'migrate',
      'diff',
      '--from-migrations',
      'prisma/migrations',
      '--to-schema',
      'prisma/schema.prisma',
      '--script',
      '--exit-code',
    ],
    {
      quiet: true,
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: fileURLToPath(new URL('./schema-engine.mjs', import.meta.url)),
      },
    },
  );
  const sql = output
    .split('\n')
    .filter((line) => !line.startsWith('Loaded Prisma config'))
    .join('\n')
    .trim();
  if (code === 0) return null;
  if (code === 2) return sql;
  throw new Stop(`Prisma could not compare the schema with the migrations:\n${output}`);
}

await command(async () => {
  const [action, name] = process.argv.slice(2);
  const sql = await difference();
  if (action === 'check') {
    if (sql === null) return 0;
    throw new Stop(
      `prisma/schema.prisma and prisma/migrations differ. Run "npm run migration -- new some-name". The difference:\n${sql}`,
    );
  }
  if (action === 'new' && name && /^[a-z0-9-]+$/.test(name)) {
    if (sql === null) throw new Stop('The migrations already make this schema.');
    const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
    const folder = path.join(root, 'prisma', 'migrations', `${stamp}_${name.replaceAll('-', '_')}`);
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'migration.sql'), `${sql}\n`);
    process.stdout.write(`Wrote ${path.relative(root, folder)}/migration.sql. Read it, and say in it why.\n`);
    return 0;
  }
  throw new Stop('Use: npm run migration -- check, or npm run migration -- new some-name');
});
