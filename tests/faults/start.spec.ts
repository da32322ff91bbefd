import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, type RunningKith, startKith, test } from '../support/kith.ts';

const main = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url));

/** Starts Kith where it cannot start, and gives back what it says. */
function failToStart(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main], { env: { ...process.env, DATABASE_URL: '', ...env } });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.once('exit', (code) => resolve({ code, said: said.trim() }));
  });
}

test.describe('When Kith cannot start', () => {
  let homeDir: string;
  test.beforeEach(async () => {
    homeDir = await mkdtemp(path.join(tmpdir(), 'kith-start-'));
  });
  test.afterEach(() => rm(homeDir, { recursive: true, force: true }));

  test('a taken port gets one sentence with the way out', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, resolve));
    const { port } = squatter.address() as { port: number };
    const { code, said } = await failToStart({
      PORT: String(port),
      PARTNER_PORT: '0',
      KITH_DATA_DIR: path.join(homeDir, 'data'),
    });
    squatter.close();
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is already used`);
    expect(said).toContain(`PORT=${port + 100} npm start`);
    expect(said.split('\n')).toHaveLength(1);
  });

  test('a database that is not there gets one sentence', async () => {
    const { code, said } = await failToStart({
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
      KITH_DATA_DIR: path.join(homeDir, 'data'),
    });
    expect(code).toBe(1);
    expect(said).toContain('cannot reach the database');
    expect(said.split('\n')).toHaveLength(1);
  });

  test('production without keys gets one sentence', async () => {
    const { code, said } = await failToStart({
      NODE_ENV: 'production',
      KITH_KEYS: '',
      KITH_DATA_DIR: path.join(homeDir, 'data'),
    });
    expect(code).toBe(1);
    expect(said).toContain('KITH_KEYS is not set');
    expect(said.split('\n')).toHaveLength(1);
  });

  test('the demo town in production is refused', async () => {
    const { code, said } = await failToStart({
      NODE_ENV: 'production',
      KITH_DEMO: '1',
      KITH_DATA_DIR: path.join(homeDir, 'data'),
    });
    expect(code).toBe(1);
    expect(said).toContain('KITH_DEMO=1 cannot be used');
  });

  test('a data folder that another Kith has open gets one sentence', async ({ kith }) => {
    const { code, said } = await failToStart({
      PORT: '0',
      PARTNER_PORT: '0',
      KITH_DATA_DIR: path.join(kith.homeDir, 'data'),
    });
    expect(code).toBe(1);
    expect(said).toContain('Kith is already running with this data folder');
    expect(said.split('\n')).toHaveLength(1);
  });
});

interface Answer {
  data?: { requestPeer?: { __typename: string; receipt: { reference: string; link: string } } };
}

async function ask(kith: RunningKith, number: number): Promise<{ reference: string; link: string }> {
  const form = await graphql<{ data: { askForm: { consent: { version: string } } } }>(
    kith,
    '{ askForm { consent { version } } }',
  );
  const answer = await graphql<Answer>(
    kith,
    `mutation ($input: RequestPeerInput!) { requestPeer(input: $input) { __typename ... on RequestPeerPayload { receipt { reference link } } } }`,
    {
      input: {
        idempotencyKey: `power-cut-${number}-${Math.random()}`,
        words: `Words of request ${number}`,
        reach: { channel: 'COME_BACK' },
        consentVersion: form.data.askForm.consent.version,
      },
    },
  );
  const result = answer.data?.requestPeer;
  if (result?.__typename !== 'RequestPeerPayload')
    throw new Error(`The request was not taken: ${JSON.stringify(answer)}`);
  return result.receipt;
}

async function graphql<T>(
  kith: RunningKith,
  query: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await fetch(`${kith.url}/graphql?partner=pk_demo_riverside`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-kith-client': 'test', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as T;
}

test('what was acknowledged is still there after kill -9', async () => {
  test.setTimeout(180_000);
  const homeDir = await mkdtemp(path.join(tmpdir(), 'kith-power-'));
  try {
    const acknowledged: { reference: string; link: string }[] = [];
    for (let round = 0; round < 3; round++) {
      const kith = await startKith({ homeDir });
      acknowledged.push(await ask(kith, round * 2));
      // The second answer has just been given when the power goes.
      acknowledged.push(await ask(kith, round * 2 + 1));
      await kith.kill();
    }
    const kith = await startKith({ homeDir });
    for (const { reference, link } of acknowledged) {
      const token = new URL(link).hash.slice(1);
      const answer = await graphql<{ data: { myRequest: { reference: string } | null } }>(
        kith,
        '{ myRequest { reference } }',
        {},
        { authorization: `Link ${token}` },
      );
      expect(answer.data.myRequest?.reference).toBe(reference);
    }
    await kith.stop();
  } finally {
    await rm(homeDir, { recursive: true, force: true });
  }
});

test('the same build runs on PostgreSQL, and two nodes can start at once', async () => {
  const server = process.env.KITH_TEST_POSTGRES;
  test.setTimeout(180_000);
  test.skip(!server, 'KITH_TEST_POSTGRES names no server');
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const name = `kith_nodes_${process.pid}`;
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(server ?? '');
  url.pathname = `/${name}`;
  try {
    const env = { DATABASE_URL: url.href, KITH_KEYS: `k1:${Buffer.alloc(32, 9).toString('base64')}` };
    const nodes = await Promise.all([startKith({ env }), startKith({ env })]);
    const [first, second] = nodes as [RunningKith, RunningKith];
    const ready = (await (await fetch(`${first.url}/health/ready`)).json()) as { engine: string };
    expect(ready.engine).toBe('postgresql');
    // What one node took, the other one knows.
    const { reference, link } = await ask(first, 1);
    const answer = await graphql<{ data: { myRequest: { reference: string } } }>(
      second,
      '{ myRequest { reference } }',
      {},
      { authorization: `Link ${new URL(link).hash.slice(1)}` },
    );
    expect(answer.data.myRequest.reference).toBe(reference);
    const partners = await graphql<{ data: { services: { totalCount: number } } }>(
      second,
      '{ services { totalCount } }',
    );
    expect(partners.data.services.totalCount).toBeGreaterThan(100);
    await Promise.all(nodes.map((node) => node.stop()));
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
});
