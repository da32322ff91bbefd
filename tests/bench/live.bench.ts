import { performance } from 'node:perf_hooks';
import { readConfig } from '../../packages/server/src/config.ts';
import { readPersistedOperations } from '../../packages/server/src/graphql/persisted.ts';
import { createGraphql } from '../../packages/server/src/graphql/yoga.ts';
import { graphqlEndpoint } from '../../packages/server/src/http/graphql.ts';
import { createLog } from '../../packages/server/src/infra/log.ts';
import { readMigrations } from '../../packages/server/src/infra/migrate.ts';
import { openPglite } from '../../packages/server/src/infra/pglite.ts';
import { liveOf, streamLimits } from '../../packages/server/src/modules/peers/live/live.ts';
import { sessionCookie, startSession } from '../../packages/server/src/modules/people/sessions.ts';
import { openKith } from '../../packages/server/src/open-kith.ts';

// How long it takes until a browser hears of a change, beside plain polling every two seconds of the same question:
// `npm run bench -- live`. KITH_BENCH_STREAMS=50,500 and KITH_BENCH_SECONDS=10 change how much.
// On PGlite in memory, in one process with all the readers: the figures hold their work too.

const counts = (process.env.KITH_BENCH_STREAMS ?? '50,500').split(',').map(Number);
const seconds = Number(process.env.KITH_BENCH_SECONDS ?? 10);
const EVENTS_A_SECOND = 50;
const POLL_MS = 2_000;

const config = await readConfig({
  NODE_ENV: 'test',
  KITH_DEMO: '0',
  KITH_KEYS: `bench:${Buffer.alloc(32, 7).toString('base64')}`,
});
const pglite = await openPglite({
  dataDir: null,
  cacheDir: config.cacheDir,
  migrations: await readMigrations(`${config.rootDir}/prisma/migrations`),
});
const kith = await openKith({ ...config, trustedProxies: 1 }, { log: createLog('silent'), pglite });
const app = graphqlEndpoint(kith, createGraphql(kith, readPersistedOperations(config.rootDir)));
const team = await kith.db.team.create({ data: { name: 'Bench' } });
const most = Math.max(...counts);

/** Coordinators of one team: everybody hears everything. */
const cookies: string[] = [];
for (let n = 0; n < Math.ceil(most / streamLimits.perAccount); n++) {
  const account = await kith.db.staffAccount.create({
    data: { name: `Bench ${n}`, email: `bench-${n}@example.org`, roles: ['COORDINATOR'], teamId: team.id },
  });
  cookies.push(sessionCookie(kith, await startSession(kith, account.id)).split(';')[0] ?? '');
}

const at = (list: number[], share: number) =>
  [...list].sort((left, right) => left - right)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
const line = (what: string, list: number[], more: string) =>
  console.log(
    `  ${what.padEnd(26)} p50 ${at(list, 0.5).toFixed(0).padStart(5)} ms   p95 ${at(list, 0.95).toFixed(0).padStart(5)} ms   max ${at(list, 1).toFixed(0).padStart(5)} ms   ${more}`,
  );

function send(reader: number, query: string, accept: string): Promise<Response> {
  return Promise.resolve(
    app.fetch(
      new Request('http://localhost:4000/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-kith-client': 'bench',
          accept,
          cookie: cookies[Math.floor(reader / streamLimits.perAccount)] ?? '',
          'x-forwarded-for': `198.51.${reader >> 6}.${reader & 63}`,
        },
        body: JSON.stringify({ query }),
      }),
    ),
  );
}

/** When each change was made. Whoever hears "the queue changed" has heard of all that were made before. */
async function changeThings(made: number[]): Promise<void> {
  const until = performance.now() + seconds * 1_000;
  while (performance.now() < until) {
    made.push(performance.now());
    kith.signals.publish({ topic: 'queue', id: team.id });
    await new Promise((resolve) => setTimeout(resolve, 1_000 / EVENTS_A_SECOND));
  }
}

async function byStream(count: number): Promise<void> {
  const made: number[] = [];
  const late: number[] = [];
  let heard = 0;
  const readers: ReadableStreamDefaultReader<Uint8Array>[] = [];
  for (let n = 0; n < count; n++) {
    const { status, body } = await send(n, 'subscription { changes { kind id } }', 'text/event-stream');
    if (status !== 200 || !body) throw new Error(`stream ${n}: ${status}`);
    readers.push(body.getReader());
  }
  const reading = readers.map(async (reader) => {
    const decoder = new TextDecoder();
    for (let seen = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      if (!decoder.decode(value, { stream: true }).includes('"kind":"QUEUE"')) continue;
      heard++;
      const now = performance.now();
      for (; seen < made.length; seen++) late.push(now - (made[seen] ?? now));
    }
  });
  await changeThings(made);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await Promise.all(readers.map((reader) => reader.cancel()));
  await Promise.all(reading);
  while (liveOf(kith).openStreams > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  line(`${count} streams`, late, `${made.length} changes, ${heard} events`);
}

async function byPolling(count: number): Promise<void> {
  const made: number[] = [];
  const late: number[] = [];
  let asked = 0;
  let isOver = false;
  const polling = Array.from({ length: count }, async (_, n) => {
    await new Promise((resolve) => setTimeout(resolve, (n / count) * POLL_MS));
    for (let seen = 0; !isOver; ) {
      const since = performance.now();
      const known = made.length;
      const response = await send(
        n,
        '{ peerRequests(first: 20) { totalCount edges { node { id status } } } }',
        'application/json',
      );
      await response.text();
      asked++;
      const now = performance.now();
      if (response.status === 200) for (; seen < known; seen++) late.push(now - (made[seen] ?? now));
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, POLL_MS - (now - since))));
    }
  });
  await changeThings(made);
  isOver = true;
  await Promise.all(polling);
  line(`${count} polling every 2 s`, late, `${made.length} changes, ${asked} questions`);
}

console.log(`From a change to whoever shows it: ${EVENTS_A_SECOND} changes a second for ${seconds} s`);
for (const count of counts) {
  await byStream(count);
  await byPolling(count);
}
liveOf(kith).close();
await kith.signals.close();
await kith.database.close();
