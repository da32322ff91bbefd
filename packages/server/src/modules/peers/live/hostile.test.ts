import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listen, stopListening } from '../../../http/listen.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aTeamReady, fromElsewhere } from '../../../testing/peers.ts';
import { aSession } from '../../../testing/people.ts';
import { listenTo } from '../../../testing/streams.ts';
import { endSession } from '../../people/sessions.ts';
import { liveOf, streamLimits } from './live.ts';
import type { Stream } from './stream.ts';

const CHANGES = 'subscription { changes { kind id } }';
let app: TestApp;
let riverside: Awaited<ReturnType<typeof aTeamReady>>;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  riverside = await aTeamReady(app);
  headers = riverside.coordinator.headers;
});
afterAll(() => app.close());

const openStreams = () => liveOf(app.kith).openStreams;

/** Sends an operation that should open no stream. @returns the status */
async function refused(more: { method?: string; query?: string; headers?: Record<string, string | null> }) {
  const { method = 'POST', query = CHANGES } = more;
  const sent = new Headers({
    'content-type': 'application/json',
    accept: 'text/event-stream',
    'x-kith-client': 'test',
    ...headers,
  });
  for (const [name, value] of Object.entries(more.headers ?? {}))
    if (value === null) sent.delete(name);
    else sent.set(name, value);
  const address = 'http://localhost:4000/graphql';
  const response = await app.fetch(
    method === 'GET'
      ? new Request(`${address}?query=${encodeURIComponent(query)}`, { headers: sent })
      : new Request(address, { method, headers: sent, body: JSON.stringify({ query }) }),
  );
  if (response.headers.get('content-type')?.startsWith('text/event-stream') && response.status === 200) {
    // Errors come as events too; a stream says "everything" first.
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value) + openStreams();
    await reader?.cancel();
    await expect.poll(openStreams).toBe(0);
    expect(first).toContain('"errors"');
    return 200;
  }
  const said = await response.text();
  expect(said).not.toContain('"kind"');
  expect(said).toContain('"errors"');
  return response.status;
}

describe('opens no stream', () => {
  afterEach(() => expect(openStreams()).toBe(0));

  it.each([
    ['two fields at the root', 'subscription { changes { kind } again: changes { kind } }'],
    [
      'two fields at the root by a fragment',
      `subscription { changes { kind } ...Again } fragment Again on Subscription { again: changes { kind } }`,
    ],
    [
      'more aliases than a screen needs',
      `subscription { changes { ${Array.from({ length: 40 }, (_, n) => `a${n}: kind`).join(' ')} } }`,
    ],
    ['the same field again and again', `subscription { changes { ${'kind '.repeat(500)} } }`],
    [
      'names as long as a book',
      `subscription { changes { ${Array.from({ length: 9 }, (_, n) => `${'x'.repeat(6_000)}${n}: kind`).join(' ')} } }`,
    ],
    [
      'fragments that hold each other',
      'subscription { ...A } fragment A on Subscription { ...B } fragment B on Subscription { ...A }',
    ],
    ['a question in its place', `subscription { __schema { types { name } } }`],
  ])('%s', async (_what, query) => {
    expect(await refused({ query })).toBeLessThan(500);
  });

  it('by GET, from another page, or without saying which client', async () => {
    expect(await refused({ method: 'GET' })).toBe(405);
    expect(await refused({ method: 'GET', headers: { 'x-kith-client': null } })).toBe(405);
    expect(await refused({ headers: { origin: 'https://evil.example' } })).toBe(401);
    expect(await refused({ headers: { 'sec-fetch-site': 'cross-site' } })).toBe(401);
    expect(await refused({ headers: { 'x-kith-client': null } })).toBe(403);
    expect(await refused({ headers: { accept: 'application/json' } })).toBe(406);
  });

  it.each(['__Host-kith-session=0123456789abcdef0123456789abcdef', 'kith-session=0123456789abcdef0123456789abcdef'])(
    'for a session that somebody made up: %s',
    async (cookie) => {
      expect(await refused({ headers: { cookie } })).toBe(401);
    },
  );
});

it('signing out ends the streams of that session within seconds, and of no other', async () => {
  const mine = await aSession(app, riverside.coordinator.accountId);
  const [first, second] = [await listenTo(app, mine), await listenTo(app, headers)];
  expect(await first.next()).toMatchObject({ kind: 'EVERYTHING' });
  expect(await second.next()).toMatchObject({ kind: 'EVERYTHING' });
  await endSession(app.kith, new Request('http://localhost:4000/', { headers: mine }));
  let said = await first.next();
  // On PostgreSQL this node has just begun to hear the others.
  if (said !== 'over') said = await first.next();
  expect(said).toBe('over');
  expect(openStreams()).toBe(1);
  await second.leave();
  await expect.poll(openStreams).toBe(0);
});

describe('at the socket', () => {
  let server: Server;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    server = await listen(app.fetch, 0, 'PORT');
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });
  afterAll(() => stopListening(server, 100));

  /** Asks for the stream on a connection of its own. */
  function openSocket(query = CHANGES): Socket {
    const body = JSON.stringify({ query });
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\naccept: text/event-stream\r\nx-kith-client: test\r\ncookie: ${headers.cookie}\r\nx-forwarded-for: ${fromElsewhere()['x-forwarded-for']}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    return socket;
  }

  it('a hundred streams of one account: ten are open, the others are told why, and everybody else is answered', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const [head] = (await once(openSocket(), 'data')) as [Buffer];
        return head.toString('latin1', 9, 12);
      }),
    );
    const count = (status: string) => statuses.filter((one) => one === status).length;
    expect(count('200')).toBe(streamLimits.perAccount);
    expect(count('429') + count('503')).toBe(100 - streamLimits.perAccount);
    expect(openStreams()).toBe(streamLimits.perAccount);
    const { data } = await app.run('{ viewer { name } }', {}, { ...headers, ...fromElsewhere() });
    expect(data).toMatchObject({ viewer: { name: expect.any(String) } });
    for (const socket of sockets.splice(0)) socket.destroy();
    await expect.poll(openStreams).toBe(0);
  });

  it('whoever never reads costs little memory, and is cut off', async () => {
    const accepted = once(server, 'connection');
    const opening = vi.spyOn(liveOf(app.kith), 'open');
    // As wide as the limits allow, so that the buffers of the machine are full sooner.
    const socket = openSocket(
      `subscription { changes { ${Array.from({ length: 9 }, (_, n) => `${'x'.repeat(38)}${n}: kind`).join(' ')} } }`,
    );
    const [ofServer] = (await accepted) as [Socket];
    await once(socket, 'data');
    socket.pause();
    const stream = opening.mock.results[0]?.value as Stream;
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      let most = 0;
      for (let told = 0; told < 100_000 && stream.waitingSince === null; told++) {
        stream.tell({ kind: 'QUEUE', id: null });
        await new Promise((resolve) => setImmediate(resolve));
        most = Math.max(most, ofServer.writableLength);
      }
      // From here on everything becomes one "everything".
      for (let told = 0; told < 10_000; told++) stream.tell({ kind: 'REQUEST', id: String(told) });
      expect(stream.waitingSince).not.toBeNull();
      expect(most).toBeLessThan(256 * 1024);
      vi.advanceTimersByTime(11_000);
      await expect.poll(openStreams, { timeout: 5_000 }).toBe(0);
      expect(ofServer.destroyed).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});

it('coming and going a hundred times leaves nothing behind', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const visit = async () => {
    const stream = await listenTo(app, { ...headers, ...fromElsewhere() });
    expect(stream.status).toBe(200);
    await stream.next();
    await stream.leave();
    await expect.poll(openStreams).toBe(0);
  };
  const cycles = Number(process.env.KITH_CYCLES ?? 100);
  for (let n = 0; n < 20; n++) await visit();
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < cycles; n++) await visit();
  await new Promise((resolve) => setTimeout(resolve, 0));
  collect();
  const grown = process.memoryUsage().heapUsed - before;
  expect(grown).toBeLessThan(8 * 1024 * 1024);
});
