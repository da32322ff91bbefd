import { KeyRing } from '../../packages/server/src/infra/crypto.ts';
import { openDatabase } from '../../packages/server/src/infra/db.ts';
import { readMigrations } from '../../packages/server/src/infra/migrate.ts';
import { searchServices } from '../../packages/server/src/modules/directory/search.ts';
import type { ServiceSearch } from '../../packages/server/src/modules/directory/search-input.ts';
import { at, benchDatabase, root, say } from './bench-database.ts';
import { noWishes } from './searches.ts';

// How much longer a search takes in a directory ten times as large: `npm run bench -- growth`.
// KITH_BENCH_SIZES=10000,100000 (a million takes about ten minutes to make, and 8 GB), KITH_BENCH_ROUNDS=3.

const sizes = (process.env.KITH_BENCH_SIZES ?? '10000,100000').split(',').map(Number);
const rounds = Number(process.env.KITH_BENCH_ROUNDS ?? 3);
/** Of the median, for ten times as many services. */
const MOST = 2;

const WORDS = [
  'i cant pay my rent',
  'food bank',
  'counselling',
  'learn english',
  'football for people with depression',
];
const PLACES = ['M33', 'Leeds', 'BS1', 'Glasgow', 'Norwich'];
const searches: ServiceSearch[] = [
  ...WORDS.map((text) => ({ ...noWishes, text })),
  ...PLACES.map((near) => ({ ...noWishes, near })),
  ...WORDS.map((text, index) => ({ ...noWishes, text, near: PLACES[index] ?? null })),
];

async function median(size: number): Promise<number> {
  const { url } = await benchDatabase(size);
  const database = await openDatabase({
    url,
    dataDir: null,
    cacheDir: `${root}/.kith/cache`,
    migrations: await readMigrations(`${root}/prisma/migrations`),
  });
  try {
    const kith = {
      database,
      keys: KeyRing.parse(KeyRing.generate()),
      clock: { now: () => new Date('2026-11-23T09:00:00Z') },
    };
    for (const search of searches) await searchServices(kith, search, 20, null);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const search of searches) {
        const began = performance.now();
        await searchServices(kith, search, 20, null);
        times.push(performance.now() - began);
      }
    }
    say(
      `  ${size.toLocaleString('en').padStart(9)} services   p50 ${at(times, 0.5).toFixed(1).padStart(7)} ms   p95 ${at(times, 0.95).toFixed(1).padStart(7)} ms`,
    );
    return at(times, 0.5);
  } finally {
    await database.close();
  }
}

say('One search, words and place understood too, PostgreSQL');
let before: { size: number; p50: number } | null = null;
for (const size of sizes) {
  const p50 = await median(size);
  if (before) {
    const ratio = (p50 / before.p50) ** (1 / Math.log10(size / before.size));
    const isMet = ratio <= MOST;
    if (!isMet) process.exitCode = 1;
    say(`  ${isMet ? 'met   ' : 'MISSED'} for ten times as many ${ratio.toFixed(2)} times as long (at most ${MOST})`);
  }
  before = { size, p50 };
}
