import { randomInt, randomUUID } from 'node:crypto';
import pg from 'pg';
import { ownPostgres } from '../../packages/commands/src/machine.mjs';
import { expect, type RunningKith, startKith, test } from '../support/kith.ts';

/** How many answers are waited for before, between and after the two kills. */
const ASKS = 40;
const AT_ONCE = 6;
/** Milliseconds that the database stays away. */
const AWAY_MS = 2_500;

interface Answer {
  data?: {
    askForm?: { consent: { version: string } };
    requestPeer?: { __typename: string; receipt?: { reference: string } };
  };
}

/** Everybody asks from an address of their own: limits are by address. */
async function send(kith: RunningKith, query: string, variables: object = {}): Promise<Answer> {
  const response = await fetch(`${kith.url}/graphql?partner=pk_demo_riverside`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-kith-client': 'test',
      'x-forwarded-for': [10, randomInt(256), randomInt(256), randomInt(256)].join('.'),
    },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

/** Asks once. @returns the reference; null: "please try again" */
async function ask(kith: RunningKith, idempotencyKey: string, consentVersion: string): Promise<string | null> {
  const { data } = await send(
    kith,
    `mutation ($input: RequestPeerInput!) {
      requestPeer(input: $input) { __typename ... on RequestPeerPayload { receipt { reference } } }
    }`,
    { input: { idempotencyKey, words: 'Somebody to talk to.', reach: { channel: 'COME_BACK' }, consentVersion } },
  );
  return data?.requestPeer?.receipt?.reference ?? null;
}

test('kill -9 of PostgreSQL, twice, under load: nothing acknowledged is lost, nothing is there twice, everybody is answered', async () => {
  test.setTimeout(180_000);
  const postgres = await ownPostgres();
  test.skip(!postgres, 'PostgreSQL is not installed here, so that none can be killed');
  if (!postgres) return;
  const kith = await startKith({
    env: {
      DATABASE_URL: postgres.url,
      TRUSTED_PROXIES: '1',
      KITH_KEYS: `k1:${Buffer.alloc(32, 9).toString('base64')}`,
    },
  });
  // Found anew for each question: what it had is killed too.
  const references = async () => {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    const { rows } = await client.query<{ reference: string }>('SELECT reference FROM peer_request');
    await client.end();
    return rows.map(({ reference }) => reference);
  };
  try {
    const before = (await references()).length;
    const form = await send(kith, '{ askForm { consent { version } } }');
    const version = form.data?.askForm?.consent.version ?? '';
    const keys: string[] = [];
    const acknowledged = new Map<string, string>();
    const failures: string[] = [];
    let slowest = 0;
    let isOver = false;
    const workers = Array.from({ length: AT_ONCE }, async () => {
      while (!isOver) {
        const key = randomUUID();
        keys.push(key);
        const since = performance.now();
        try {
          const reference = await ask(kith, key, version);
          if (reference) acknowledged.set(key, reference);
        } catch (error) {
          failures.push(String(error));
        }
        slowest = Math.max(slowest, performance.now() - since);
      }
    });
    const more = async () => {
      const until = acknowledged.size + ASKS;
      await expect.poll(() => acknowledged.size, { timeout: 20_000 }).toBeGreaterThanOrEqual(until);
    };
    await more();
    for (let kill = 0; kill < 2; kill++) {
      postgres.kill();
      await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
      postgres.start();
      await more();
    }
    isOver = true;
    await Promise.all(workers);

    // The server lived on, and answered everybody.
    expect(failures).toEqual([]);
    expect((await fetch(`${kith.url}/health/ready`)).status).toBe(200);
    const saved = new Set(await references());
    expect([...acknowledged.values()].filter((reference) => !saved.has(reference))).toEqual([]);

    // Whoever was told to try again does; whoever asks again hears the same.
    for (const key of keys) {
      const reference = await ask(kith, key, version);
      expect(reference).toBe(acknowledged.get(key) ?? reference);
      expect(reference).not.toBeNull();
    }
    expect((await references()).length - before).toBe(keys.length);
    console.log(
      `killed twice: ${keys.length} asked, ${acknowledged.size} acknowledged at once, slowest ${Math.round(slowest)} ms`,
    );
  } finally {
    await kith.stop();
    postgres.stop();
  }
});
