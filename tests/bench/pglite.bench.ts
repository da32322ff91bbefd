import { rmSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../../packages/server/src/infra/db.ts';
import { readMigrations } from '../../packages/server/src/infra/migrate.ts';
import { refreshServiceSearch } from '../../packages/server/src/modules/directory/search-index.ts';
import { RELATIONS, root, say } from './bench-database.ts';
import { load } from './load.ts';
import { startKith } from './servers.ts';
import { fillSynthetic } from './synthetic.ts';

// Kith as it starts without a database: 16 people search at once. `npm run bench -- pglite`.
// KITH_BENCH_SIZE=5000, KITH_BENCH_SECONDS=10.

const size = Number(process.env.KITH_BENCH_SIZE ?? 5_000);
const seconds = Number(process.env.KITH_BENCH_SECONDS ?? 10);
const MOST_P95_MS = 250;
const MOST_HELD_MS = 50;

const SEARCH = `query Search($search: ServiceSearch!) { services(search: $search, first: 20) { totalCount
  edges { node { id name summary isFree schedules { summary } organization { name } } } } }`;
const WORDS = [
  'i cant pay my rent',
  'food bank',
  'counselling',
  'learn english',
  'somewhere to meet people',
  'job club',
];
const PLACES = ['M33', 'Leeds', 'BS1', 'Glasgow', 'Norwich', 'CF10'];
const calls = [
  ...WORDS.map((text) => ({ text })),
  ...PLACES.map((near) => ({ near })),
  ...WORDS.map((text, index) => ({ text, near: PLACES[index] })),
].map((search) => ({ path: '/graphql', body: JSON.stringify({ query: SEARCH, variables: { search } }) }));

const home = path.join(root, '.kith', 'bench', `pglite-${process.pid}`);
const dataDir = path.join(home, 'data');
try {
  const database = await openDatabase({
    url: null,
    dataDir,
    cacheDir: path.join(root, '.kith', 'cache'),
    migrations: await readMigrations(path.join(root, 'prisma', 'migrations')),
  });
  await fillSynthetic(database.pool, size);
  for (const statement of RELATIONS) await database.pool.query(statement);
  await database.pool.query('ANALYZE');
  await refreshServiceSearch(database.pool, 'all');
  await database.close();
  const kith = await startKith(null, { KITH_DATA_DIR: dataDir, KITH_DEMO: '0' }, [
    '--import',
    path.join(root, 'tests', 'bench', 'loop-delay.mjs'),
  ]);
  try {
    // Starting holds the loop, and so does compiling: not what is asked.
    await load({ ...kith, calls, concurrency: 16, seconds: 2 });
    await kith.ask('SIGUSR2', /held .*/);
    const got = await load({ ...kith, calls, concurrency: 16, seconds });
    const [held = 0, mostly = 0] = (await kith.ask('SIGUSR2', /held .*/)).split(' ').slice(1).map(Number);
    say(
      `${size.toLocaleString('en')} services on PGlite, 16 at once: ${got.perSecond.toFixed(0)} a second, p50 ${got.p50.toFixed(0)} ms, p95 ${got.p95.toFixed(0)} ms, p99 ${got.p99.toFixed(0)} ms; event loop held ${held} ms at most, 99 % below ${mostly} ms  ${JSON.stringify(got.statuses)}`,
    );
    for (const [what, found, most] of [
      ['p95', got.p95, MOST_P95_MS],
      ['event loop held', held, MOST_HELD_MS],
    ] as const) {
      if (found > most) process.exitCode = 1;
      say(`  ${found > most ? 'MISSED' : 'met   '} ${what} ${found.toFixed(0)} ms (at most ${most})`);
    }
  } finally {
    await kith.stop();
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
