import { writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import path from 'node:path';
import pg from 'pg';
import { readConfig } from '../../packages/server/src/config.ts';
import { readPersistedOperations } from '../../packages/server/src/graphql/persisted.ts';
import { createGraphql } from '../../packages/server/src/graphql/yoga.ts';
import { graphqlEndpoint } from '../../packages/server/src/http/graphql.ts';
import { createLog } from '../../packages/server/src/infra/log.ts';
import { openKith } from '../../packages/server/src/open-kith.ts';
import { benchDatabase, root, say } from './bench-database.ts';
import { type Call, type Load, load, send } from './load.ts';
import { type Running, startBare, startKith, startPostgraphile } from './servers.ts';

// How fast Kith answers, beside two others on the same database in the same run: the same statements through bare
// node:http and pg, and PostGraphile 5 with a comparable question. `npm run bench -- api`.
// PostGraphile's search is what one would write for it: GIN and ts_rank, a box and haversine, a total.
// KITH_BENCH_SIZE=100000, KITH_BENCH_SECONDS=3, KITH_BENCH_CONCURRENCY=1,16,64, KITH_BENCH_ONLY=search,one,kept.

const size = Number(process.env.KITH_BENCH_SIZE ?? 100_000);
const seconds = Number(process.env.KITH_BENCH_SECONDS ?? 3);
const concurrencies = (process.env.KITH_BENCH_CONCURRENCY ?? '1,16,64').split(',').map(Number);
const only = (process.env.KITH_BENCH_ONLY ?? 'search,one,kept').split(',');

const WORDS = [
  'somewhere to meet people',
  'i cant pay my rent',
  'football for people with depression',
  'food bank',
  'counselling',
  'learn english',
  'peer support group for people who hear voices',
  'job interview help',
];
const PLACES = ['M33', 'Leeds', 'BS1', 'Glasgow', 'Norwich', 'CF10', 'Sheffield', 'Exeter'];

const SEARCH = `query Search($search: ServiceSearch!) { services(search: $search, first: 20) { totalCount
  edges { node { id name summary description isFree isOnline costOptions { option amount currency }
    schedules { freq byday opensAt closesAt } organization { name } } } } }`;
const SERVICE = `query Service($id: ID!) { service(id: $id) { id name summary description url email status eligibility
  languages phones { number extension description } schedules { freq byday opensAt closesAt timezone }
  costOptions { option amount currency } contacts { title email } organization { name description url email }
  locations { id name latitude longitude accessibility addresses { address1 city postalCode } } } }`;

const PG_PART = `rowId name summary description isFree isOnline costOptionsByServiceId { nodes { option amount currency } }
  schedulesByServiceId { nodes { freq byday opensAt closesAt } } organizationByOrganizationId { name }`;
const PG_SEARCH: Record<string, string> = {
  words: `query ($words: String!) { found: benchWords(words: $words, first: 20) { totalCount nodes { ${PG_PART} } } }`,
  place: `query ($y: Float!, $x: Float!) { found: benchPlace(y: $y, x: $x, km: 25, first: 20) { totalCount nodes { ${PG_PART} } } }`,
  both: `query ($words: String!, $y: Float!, $x: Float!) { found: benchBoth(words: $words, y: $y, x: $x, km: 25, first: 20) { totalCount nodes { ${PG_PART} } } }`,
};
const PG_SERVICE = `query ($id: UUID!) { serviceByRowId(rowId: $id) { rowId name summary description url email status eligibility
  languagesByServiceId { nodes { name } } phonesByServiceId { nodes { number extension description } }
  schedulesByServiceId { nodes { freq byday opensAt closesAt timezone } }
  costOptionsByServiceId { nodes { option amount currency } } contactsByServiceId { nodes { title email } }
  organizationByOrganizationId { name description url email }
  serviceAtLocationsByServiceId { nodes { locationByLocationId { rowId name latitude longitude
    accessibilitiesByLocationId { nodes { description } } addressesByLocationId { nodes { address1 city postalCode } } } } } } }`;

/** What somebody would write to search with PostGraphile. */
const POSTGRAPHILE_SQL = `
  CREATE TABLE IF NOT EXISTS bench_lexemes AS SELECT id, to_tsvector('english', name || ' ' || coalesce(description, '')) AS words FROM service;
  CREATE INDEX IF NOT EXISTS bench_lexemes_words ON bench_lexemes USING gin (words);
  CREATE UNIQUE INDEX IF NOT EXISTS bench_lexemes_id ON bench_lexemes (id);
  CREATE INDEX IF NOT EXISTS bench_location_spot ON location (latitude, longitude);
  ANALYZE bench_lexemes, location;
  CREATE OR REPLACE FUNCTION bench_near(y float8, x float8, km float8) RETURNS TABLE (service_id uuid, metres float8) LANGUAGE sql STABLE AS $$
    SELECT service_id, min(metres) FROM (
      SELECT sl.service_id, 12742000 * asin(sqrt(sin(radians(l.latitude - y) / 2) ^ 2
             + cos(radians(y)) * cos(radians(l.latitude)) * sin(radians(l.longitude - x) / 2) ^ 2)) AS metres
      FROM location l JOIN service_at_location sl ON sl.location_id = l.id
      WHERE l.latitude BETWEEN y - km / 111 AND y + km / 111
        AND l.longitude BETWEEN x - km / (111 * cos(radians(y))) AND x + km / (111 * cos(radians(y)))
    ) near WHERE metres <= km * 1000 GROUP BY service_id $$;
  CREATE OR REPLACE FUNCTION bench_words(words text) RETURNS SETOF service LANGUAGE sql STABLE AS $$
    SELECT s.* FROM websearch_to_tsquery('english', words) q, bench_lexemes b JOIN service s ON s.id = b.id
    WHERE b.words @@ q ORDER BY ts_rank(b.words, q) DESC, s.id $$;
  CREATE OR REPLACE FUNCTION bench_place(y float8, x float8, km float8) RETURNS SETOF service LANGUAGE sql STABLE AS $$
    SELECT s.* FROM bench_near(y, x, km) n JOIN service s ON s.id = n.service_id ORDER BY n.metres, s.id $$;
  CREATE OR REPLACE FUNCTION bench_both(words text, y float8, x float8, km float8) RETURNS SETOF service LANGUAGE sql STABLE AS $$
    SELECT s.* FROM websearch_to_tsquery('english', words) q, bench_near(y, x, km) n
    JOIN bench_lexemes b ON b.id = n.service_id JOIN service s ON s.id = n.service_id
    WHERE b.words @@ q ORDER BY ts_rank(b.words, q) / (1 + n.metres / 4000) DESC, s.id $$;
  COMMENT ON TABLE bench_lexemes IS '@omit';
  COMMENT ON FUNCTION bench_near(float8, float8, float8) IS '@omit';`;

const post = (query: string, variables: object): Call => ({
  path: '/graphql',
  body: JSON.stringify({ query, variables }),
});
const asGet = (query: string, variables: object): Call => ({
  path: `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`,
});

interface Question {
  kith: [query: string, variables: object];
  postgraphile: Call;
}

const database = await benchDatabase(size);
const admin = new pg.Client({ connectionString: database.url });
await admin.connect();
await admin.query(POSTGRAPHILE_SQL);

const config = await readConfig({
  NODE_ENV: 'test',
  KITH_DEMO: '0',
  KITH_KEYS: `bench:${Buffer.alloc(32, 7).toString('base64')}`,
});
const ownKith = await openKith({ ...config, databaseUrl: database.url }, { log: createLog('silent') });
const recorder = graphqlEndpoint(ownKith, createGraphql(ownKith, readPersistedOperations(config.rootDir)));

/** The statements that Kith runs for a question, in their order. */
async function statementsOf(query: string, variables: object): Promise<object[]> {
  const { pool } = ownKith.database;
  const statements: object[] = [];
  const plain = pool.query;
  const watched = (first: string | { text: string; values?: unknown[] }, second?: unknown[], ...rest: unknown[]) => {
    const config =
      typeof first === 'string'
        ? { text: first, values: second }
        : { text: first.text, values: second ?? first.values };
    statements.push({ text: config.text, values: config.values ?? [] });
    return (plain as (...all: unknown[]) => unknown).call(pool, first, second, ...rest);
  };
  (pool as unknown as { query: unknown }).query = watched;
  try {
    const response = await recorder.fetch(
      new Request('http://localhost:4000/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-kith-client': 'bench' },
        body: JSON.stringify({ query, variables }),
      }),
    );
    const answer = (await response.json()) as { errors?: { message: string }[] };
    if (answer.errors) throw new Error(answer.errors[0]?.message);
  } finally {
    (pool as unknown as { query: unknown }).query = plain;
  }
  return statements;
}

async function placeOf(near: string): Promise<{ y: number; x: number }> {
  const response = await recorder.fetch(
    new Request(
      `http://localhost:4000/graphql?${new URLSearchParams({ query: `{ services(search: { near: "${near}" }, first: 1) { place { latitude longitude } } }` })}`,
    ),
  );
  const { data } = (await response.json()) as {
    data: { services: { place: { latitude: number; longitude: number } | null } };
  };
  if (!data.services.place) throw new Error(`There is no place ${near}.`);
  return { y: data.services.place.latitude, x: data.services.place.longitude };
}

const anyOf = (text: string) => text.split(' ').join(' or ');
const searches: Question[] = [];
for (const [index, text] of WORDS.entries()) {
  const near = PLACES[index] ?? 'Leeds';
  const spot = await placeOf(near);
  searches.push(
    { kith: [SEARCH, { search: { text } }], postgraphile: post(PG_SEARCH.words ?? '', { words: anyOf(text) }) },
    { kith: [SEARCH, { search: { near } }], postgraphile: post(PG_SEARCH.place ?? '', spot) },
    {
      kith: [SEARCH, { search: { text, near } }],
      postgraphile: post(PG_SEARCH.both ?? '', { words: anyOf(text), ...spot }),
    },
  );
}
const { rows: some } = await admin.query<{ id: string }>(
  `SELECT id FROM service WHERE is_free IS FALSE ORDER BY md5(id::text) LIMIT 200`,
);
const services: Question[] = some.map(({ id }) => ({
  kith: [SERVICE, { id }],
  postgraphile: post(PG_SERVICE, { id }),
}));

const statements: object[][] = [];
for (const { kith } of [...searches, ...services]) statements.push(await statementsOf(...kith));
await ownKith.signals.close();
await ownKith.database.close();
const file = path.join(root, '.kith', 'bench', 'statements.json');
writeFileSync(file, JSON.stringify(statements));
say(
  `${size.toLocaleString('en')} services; statements of one search: ${statements
    .slice(0, searches.length)
    .map((list) => list.length)
    .join(' ')}; of one service: ${statements.at(-1)?.length}`,
);

const kith = await startKith(database.url);
const bare = await startBare(database.url, file);
const postgraphile = await startPostgraphile(database.url);

/** Everybody must answer with data, or the figures mean nothing. */
async function check(server: Running, calls: readonly Call[]): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  for (const call of calls) {
    const { status, text } = await send(agent, server.port, call);
    if (status !== 200 || text.includes('"errors":')) throw new Error(`${status} ${text.slice(0, 400)}`);
  }
  agent.destroy();
}

const HEAD =
  ''.padEnd(34) + ['requests/s', 'p50 ms', 'p95', 'p99', 'Node ms', 'PG ms'].map((name) => name.padStart(11)).join('');
const results = new Map<string, Load>();
const misses: string[] = [];

async function measure(what: string, ways: [name: string, server: Running, calls: Call[]][]): Promise<void> {
  if (!only.includes(what)) return;
  say(`\n${what}\n${HEAD}`);
  for (const [, server, calls] of ways) await check(server, calls.slice(0, 24));
  for (const concurrency of concurrencies) {
    for (const [name, { port, pid }, calls] of ways) {
      const got = await load({ port, pid, calls, concurrency, seconds, admin, database: database.name });
      results.set(`${what} ${name} ${concurrency}`, got);
      const figures = [got.perSecond, got.p50, got.p95, got.p99, got.nodeMs, got.postgresMs];
      const odd = Object.keys(got.statuses).filter((status) => status !== '200');
      say(
        `${`  ${String(concurrency).padStart(3)} at once  ${name}`.padEnd(34)}${figures.map((figure) => figure.toFixed(2).padStart(11)).join('')}${odd.length > 0 ? `  ${JSON.stringify(got.statuses)}` : ''}`,
      );
    }
  }
}

function goal(what: string, left: string, right: string, least: number): void {
  const middle = concurrencies.includes(16) ? 16 : (concurrencies[0] ?? 1);
  const [a, b] = [results.get(`${left} ${middle}`), results.get(`${right} ${middle}`)];
  if (a && b) tell(what, a.perSecond / b.perSecond, least, 'at least');
}

function tell(what: string, ratio: number, limit: number, word: 'at least' | 'at most'): void {
  const isMet = word === 'at least' ? ratio >= limit : ratio <= limit;
  if (!isMet) misses.push(what);
  say(`  ${isMet ? 'met   ' : 'MISSED'} ${what.padEnd(48)} ${ratio.toFixed(2)} (${word} ${limit})`);
}

try {
  await measure('search', [
    ['Kith', kith, searches.map((one) => post(...one.kith))],
    ['bare', bare, searches.map((_, index) => ({ path: `/${index}` }))],
    ['PostGraphile', postgraphile, searches.map((one) => one.postgraphile)],
  ]);
  await measure('one', [
    ['Kith', kith, services.map((one) => post(...one.kith))],
    ['bare', bare, services.map((_, index) => ({ path: `/${searches.length + index}` }))],
    ['PostGraphile', postgraphile, services.map((one) => one.postgraphile)],
  ]);
  await measure('kept', [
    ['Kith', kith, services.slice(0, 20).map((one) => asGet(...one.kith))],
    ['PostGraphile', postgraphile, services.map((one) => one.postgraphile)],
  ]);
  say(`\nGoals, requests a second ${concurrencies.includes(16) ? 'at 16 at once' : ''}`);
  goal('search: Kith / bare', 'search Kith', 'search bare', 0.85);
  goal('search: Kith / PostGraphile', 'search Kith', 'search PostGraphile', 1.3);
  goal('one service: Kith / PostGraphile', 'one Kith', 'one PostGraphile', 1.5);
  goal('one service, kept: Kith / PostGraphile', 'kept Kith', 'kept PostGraphile', 3);
  const crowd = results.get('search Kith 64');
  if (crowd) tell('search, 64 at once: p99 / p50', crowd.p99 / crowd.p50, 4, 'at most');
} finally {
  await Promise.all([kith.stop(), bare.stop(), postgraphile.stop()]);
  await admin.end();
}
if (misses.length > 0) process.exitCode = 1;
