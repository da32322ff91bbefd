import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { KeyRing } from '../../packages/server/src/infra/crypto.ts';
import { searchServices } from '../../packages/server/src/modules/directory/search.ts';
import { refreshServiceSearch } from '../../packages/server/src/modules/directory/search-index.ts';
import type { ServiceSearch } from '../../packages/server/src/modules/directory/search-input.ts';
import { openBenchDatabase, server } from './database.ts';
import { noWishes } from './searches.ts';
import { fillSynthetic } from './synthetic.ts';

// How long the search statement takes, beside a plain one: `npm run bench`.
// KITH_TEST_POSTGRES=postgresql://…/postgres names a server; without it only PGlite is measured.
// KITH_BENCH_SIZES=1426,100000 and KITH_BENCH_ROUNDS=3 change how much.

const rounds = Number(process.env.KITH_BENCH_ROUNDS ?? 3);
const pgliteMost = Number(process.env.KITH_BENCH_PGLITE_MOST ?? 5_000);
const sizes = (process.env.KITH_BENCH_SIZES ?? '1426,100000').split(',').map(Number);

const TEXTS = [
  'somewhere to meet people',
  'i cant pay my rent',
  'somewhere to sleep tonight',
  'dentel clinc',
  'lonely since mum died',
  'need someone at my benefits tribunal',
  'football for people with depression',
  'food bank',
  'counselling',
  'looking after my husband with dementia',
  'learn english',
  'debt bailiffs',
  'peer support group for people who hear voices',
  'respite weekend',
  'advocacy',
  'job interview help',
];
const PLACES = ['M33', 'Manchester', 'Leeds', 'BS1', 'Glasgow', 'Norwich', 'London', 'CF10'];

/** The mix that is measured: words alone, a place alone, both, filters, and everything. */
function mix(): [kind: string, search: ServiceSearch][] {
  return [
    ...TEXTS.map((text) => ['words', { ...noWishes, text }] as [string, ServiceSearch]),
    ...PLACES.map((near) => ['place', { ...noWishes, near }] as [string, ServiceSearch]),
    ...TEXTS.map(
      (text, index) =>
        ['words and place', { ...noWishes, text, near: PLACES[index % PLACES.length] ?? null }] as [
          string,
          ServiceSearch,
        ],
    ),
    ...TEXTS.slice(0, 8).map(
      (text, index) =>
        ['words, place, area', { ...noWishes, text, near: PLACES[index] ?? null, areas: ['HOUSING', 'MONEY'] }] as [
          string,
          ServiceSearch,
        ],
    ),
    ['area', { ...noWishes, areas: ['HOUSING'] }],
    ['free self-help', { ...noWishes, isFree: true, provisionTypes: ['SELF_HELP_GROUP'] }],
    ['everything', noWishes],
  ];
}

/** Times every statement that goes through the pool, as the caller sees it. */
function watch(pool: pg.Pool): { statement: number[]; before: number[] } {
  const seen = { statement: [] as number[], before: [] as number[] };
  const query = pool.query.bind(pool) as (text: string, values?: unknown[]) => Promise<unknown>;
  (pool as unknown as { query: typeof query }).query = async (text, values) => {
    const start = performance.now();
    const answer = await query(text, values);
    (text.includes('AS combinations') ? seen.statement : seen.before).push(performance.now() - start);
    return answer;
  };
  return seen;
}

const at = (list: number[], share: number) =>
  [...list].sort((left, right) => left - right)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
const ms = (list: number[]) =>
  `p50 ${at(list, 0.5).toFixed(1).padStart(6)} ms   p95 ${at(list, 0.95).toFixed(1).padStart(6)} ms   max ${at(list, 1).toFixed(1).padStart(6)} ms`;
const say = (line: string) => console.log(line);

/** What most directories do: all words, ts_rank over name and description, a count beside it. */
async function baseline(pool: pg.Pool): Promise<number[]> {
  await pool.query(
    `CREATE TABLE baseline AS SELECT id, to_tsvector('english', name || ' ' || coalesce(description, '')) AS words FROM service`,
  );
  await pool.query('CREATE INDEX ON baseline USING gin (words)');
  await pool.query('ANALYZE baseline');
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const text of TEXTS) {
      const start = performance.now();
      await pool.query(
        `SELECT b.id, ts_rank(b.words, q) AS rank, count(*) OVER () AS total FROM baseline b, websearch_to_tsquery('english', $1) q
         WHERE b.words @@ q ORDER BY rank DESC, b.id LIMIT 20`,
        [text.split(' ').join(' or ')],
      );
      times.push(performance.now() - start);
    }
  }
  await pool.query('DROP TABLE baseline');
  return times;
}

async function measure(engine: 'pglite' | 'postgresql', size: number): Promise<void> {
  const { database, close } = await openBenchDatabase(engine);
  try {
    let start = performance.now();
    await fillSynthetic(database.pool, size);
    const filled = performance.now() - start;
    await database.pool.query('ANALYZE');
    start = performance.now();
    await refreshServiceSearch(database.pool, 'all');
    const indexed = performance.now() - start;
    if (engine === 'postgresql') await database.pool.query('VACUUM ANALYZE');
    say(
      `\n${engine}, ${size.toLocaleString('en')} services (made in ${(filled / 1000).toFixed(1)} s, indexed in ${(indexed / 1000).toFixed(1)} s)`,
    );
    const kith = {
      database,
      keys: KeyRing.parse(KeyRing.generate()),
      clock: { now: () => new Date('2026-11-23T09:00:00Z') },
    };
    const seen = watch(database.pool);
    const all: number[] = [];
    const kinds = new Map<string, number[]>();
    const whole: number[] = [];
    const searches = mix();
    for (const [, search] of searches) await searchServices(kith, search, 20, null);
    for (let round = 0; round < rounds; round++) {
      for (const [kind, search] of searches) {
        seen.statement.length = 0;
        const began = performance.now();
        await searchServices(kith, search, 20, null);
        whole.push(performance.now() - began);
        all.push(...seen.statement);
        kinds.set(kind, [...(kinds.get(kind) ?? []), ...seen.statement]);
      }
    }
    say(`  the statement                  ${ms(all)}`);
    for (const [kind, times] of kinds) say(`    ${kind.padEnd(28)} ${ms(times)}`);
    say(`  words and place understood too ${ms(whole)}`);
    say(`  baseline: plain ts_rank        ${ms(await baseline(database.pool))}`);
  } finally {
    await close();
  }
}

for (const size of sizes) {
  if (server) await measure('postgresql', size);
  // PGlite is for trying Kith and for one small organisation; KITH_BENCH_PGLITE_MOST=100000 tries it further.
  if (size <= pgliteMost) await measure('pglite', size);
}
if (!server) say('\nPostgreSQL was not measured: set KITH_TEST_POSTGRES=postgresql://user@host:port/postgres.');
