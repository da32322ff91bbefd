import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeFrom } from '../modules/safety/limits.ts';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { aPartner } from '../testing/partners.ts';
import { addressHashOf } from './address.ts';

const URL = 'http://localhost:4000/graphql';
const CLIENT = { 'content-type': 'application/json', 'x-kith-client': 'test' };
// Must never be found in a log.
const PLANTED = 'planted-canary-7f3a';

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
}

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  await aPartner(app);
});
afterAll(() => app.close());

async function send(init: RequestInit & { url?: string }) {
  const response = await app.fetch(
    new Request(init.url ?? URL, { method: 'POST', duplex: 'half', ...init } as RequestInit),
  );
  const text = await response.text();
  const answer: Answer = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, answer, code: answer.errors?.[0]?.extensions.code };
}

function post(body: BodyInit, headers: Record<string, string> = {}) {
  return send({ body, headers: { ...CLIENT, ...headers } });
}

function get(parameters: Record<string, string>, headers: Record<string, string> = {}) {
  return send({ method: 'GET', url: `${URL}?${new URLSearchParams(parameters)}`, headers });
}

const HELLO = JSON.stringify({ query: '{ __typename }' });

it('answers a plain question, and says what it cost', async () => {
  const { status, answer } = await post(HELLO);
  expect(status).toBe(200);
  expect(answer).toEqual({ data: { __typename: 'Query' }, extensions: { cost: { requested: 0, maximum: 1500 } } });
});

it.each<[string, BodyInit, Record<string, string>, number, string]>([
  [
    'a form',
    'query=mutation{__typename}',
    { 'content-type': 'application/x-www-form-urlencoded' },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['plain text, which needs no preflight', HELLO, { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['bare GraphQL', '{ __typename }', { 'content-type': 'application/graphql' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [
    'multipart',
    '--a\r\n\r\n--a--',
    { 'content-type': 'multipart/form-data; boundary=a' },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'JSON in another encoding',
    HELLO,
    { 'content-type': 'application/json; charset=utf-16' },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['gzip', gzipSync(HELLO), { 'content-encoding': 'gzip' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['a gzip that says nothing', gzipSync(HELLO), {}, 400, 'BAD_USER_INPUT'],
  ['a list of operations', `[${HELLO},${HELLO}]`, {}, 400, 'BAD_USER_INPUT'],
  ['nothing', '', {}, 400, 'BAD_USER_INPUT'],
  ['null', 'null', {}, 400, 'BAD_USER_INPUT'],
  ['a number', '1e400', {}, 400, 'BAD_USER_INPUT'],
  ['half a JSON', '{"query":"{', {}, 400, 'BAD_USER_INPUT'],
  ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), {}, 400, 'BAD_USER_INPUT'],
  ['an overlong UTF-8 slash', new Uint8Array([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x7d]), {}, 400, 'BAD_USER_INPUT'],
  ['NUL as an escape', '{"query":"{ __typename }","variables":{"a":"\\u0000"}}', {}, 400, 'BAD_USER_INPUT'],
  ['NUL as a byte', '{"query":"{ __typename }\0"}', {}, 400, 'BAD_USER_INPUT'],
  ['half a surrogate pair', '{"query":"{ __typename }","variables":{"a":"\\ud800"}}', {}, 400, 'BAD_USER_INPUT'],
  ['half a surrogate pair in a key', '{"query":"{ __typename }","variables":{"\\udc00":1}}', {}, 400, 'BAD_USER_INPUT'],
  ['30,000 brackets', `{"variables":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, {}, 400, 'BAD_USER_INPUT'],
  ['20 MB', 'x'.repeat(20 * 1024 * 1024), {}, 413, 'PAYLOAD_TOO_LARGE'],
  ['65 KB', JSON.stringify({ query: `{ __typename }${' '.repeat(65 * 1024)}` }), {}, 413, 'PAYLOAD_TOO_LARGE'],
  ['an unknown parameter', '{"query":"{ __typename }","isAdmin":true}', {}, 400, 'BAD_USER_INPUT'],
  ['variables that are a text', '{"query":"{ __typename }","variables":"x"}', {}, 400, 'BAD_USER_INPUT'],
  ['a query that is a number', '{"query":1}', {}, 400, 'BAD_USER_INPUT'],
])('refuses %s with a code and a sentence, and never with a 500', async (_what, body, headers, status, code) => {
  const answer = await post(body, headers);
  expect(answer).toMatchObject({ status, code });
  expect(answer.answer.errors?.[0]?.extensions.docs).toMatch(/^\/graphql\/errors#/);
  expect(answer.answer.data).toBeUndefined();
});

it('stops reading a body that never says how long it is', async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 16_384;
      controller.enqueue(new Uint8Array(16_384).fill(32));
    },
  });
  expect(await post(endless)).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
  expect(sent).toBeLessThan(1_000_000);
});

it.each(['PUT', 'PATCH', 'DELETE', 'HEAD'])('has no %s', async (method) => {
  const { status, headers } = await send({ method });
  expect(status).toBe(405);
  expect(headers.get('allow')).toBe('GET, POST, OPTIONS');
});

it('never does anything by GET', async () => {
  const { status, answer } = await get({ query: 'mutation { pauseMyRequest { __typename } }' });
  expect(status).toBe(405);
  expect(answer.data).toBeUndefined();
});

it.each<[string, Record<string, string>]>([
  ['variables that are not JSON', { query: '{ __typename }', variables: '{' }],
  ['variables with NUL', { query: '{ __typename }', variables: '{"a":"\\u0000"}' }],
  ['a query with NUL', { query: '{ __typename }\0' }],
  ['extensions that are a list', { extensions: '[]' }],
])('refuses %s in an address', async (_what, parameters) => {
  expect(await get(parameters)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
});

it('refuses an address that is not UTF-8', async () => {
  expect(await send({ method: 'GET', url: `${URL}?query=%ff%fe` })).toMatchObject({
    status: 400,
    code: 'BAD_USER_INPUT',
  });
});

it('does not let another site send anything in the name of somebody', async () => {
  const plain = { 'content-type': 'application/json' };
  for (const headers of [
    { ...plain, cookie: 'kith.session_token=x' },
    { ...plain, origin: 'https://evil.example' },
    { ...plain, 'sec-fetch-site': 'cross-site' },
  ]) {
    expect(await send({ body: HELLO, headers })).toMatchObject({ status: 403, code: 'CSRF_CHECK' });
  }
  // No browser: nothing that somebody else could make it send.
  expect((await send({ body: HELLO, headers: plain })).status).toBe(200);
});

it.each(['0', 'f'.repeat(63), 'F'.repeat(64), '__proto__', '../../../etc/passwd', 'f'.repeat(64)])(
  'does not know the hash %s',
  async (sha256Hash) => {
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
    expect(await get({ extensions })).toMatchObject({ status: 404, code: 'PERSISTED_QUERY_NOT_FOUND' });
  },
);

it('runs no query under the hash of another', async () => {
  const persistedQuery = { version: 1, sha256Hash: 'f'.repeat(64) };
  const first = await post(JSON.stringify({ query: '{ __typename }', extensions: { persistedQuery } }));
  expect(first.status).toBe(200);
  expect(await post(JSON.stringify({ extensions: { persistedQuery } }))).toMatchObject({
    code: 'PERSISTED_QUERY_NOT_FOUND',
  });
});

it.each([
  'https://riverside.example.org.evil.example',
  'https://evil.example/riverside.example.org',
  'https://RIVERSIDE.example.org',
  'https://riverside.example.org:444',
  'https://riverside.example.org:443',
  'http://riverside.example.org',
  'https://riverside.example.org.',
  'https://riverside.example.org/',
  'https://xn--rverside-8ib.example.org',
  'https://sub.riverside.example.org',
  'null',
  '',
])("does not take %j for the partner's page", async (origin) => {
  const headers = { origin, 'x-kith-partner': 'pk_riverside' };
  expect(await post(HELLO, headers)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  const byParameter = await get({ query: '{ __typename }', partner: 'pk_riverside' }, { origin });
  expect(byParameter).toMatchObject({ status: 403, code: 'FORBIDDEN' });
});

it("lets the partner's own page in, and tells only that page", async () => {
  const origin = 'https://riverside.example.org';
  const answer = await post(JSON.stringify({ query: '{ embed { partnerName } }' }), {
    origin,
    'x-kith-partner': 'pk_riverside',
  });
  expect(answer.answer.data).toEqual({ embed: { partnerName: 'Riverside' } });
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answer.headers.get('vary')).toContain('Origin');
  expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
});

it('lets every page read open data, without credentials', async () => {
  const answer = await get(
    { query: '{ urgentHelp(nation: ENGLAND) { name } }' },
    { origin: 'https://anybody.example' },
  );
  expect(answer.status).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
});

it('does not let other pages read what a link opens', async () => {
  const answer = await get(
    { query: '{ __typename }' },
    { origin: 'https://anybody.example', authorization: `Link ${PLANTED}` },
  );
  expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

it.each(['pk_unknown', 'sk_riverside_secret', `pk_${'x'.repeat(10_000)}`, "pk_' OR 1=1 --"])(
  'refuses the key %.20j',
  async (key) => {
    expect(await post(HELLO, { 'x-kith-partner': key })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  },
);

it('refuses a partner that was switched off', async () => {
  await aPartner(app, { publicKey: 'pk_gone', disabledAt: app.clock.now() });
  expect(await post(HELLO, { 'x-kith-partner': 'pk_gone' })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
});

it.each(['Bearer abc', 'Basic YTpi', 'Link', 'Link a b', `Link ${'x'.repeat(201)}`])(
  'knows no authorization like %.20j',
  async (authorization) => {
    expect(await post(HELLO, { authorization })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  },
);

it('says before a POST from a page whether that page may', async () => {
  const ask = (origin: string, method: string) =>
    send({ method: 'OPTIONS', headers: { origin, 'access-control-request-method': method } });
  const partnerPage = await ask('https://riverside.example.org', 'POST');
  expect(partnerPage.headers.get('access-control-allow-origin')).toBe('https://riverside.example.org');
  const stranger = await ask('https://evil.example', 'POST');
  expect(stranger.headers.has('access-control-allow-origin')).toBe(false);
  expect((await ask('null', 'POST')).headers.has('access-control-allow-origin')).toBe(false);
  expect((await ask('https://anybody.example', 'GET')).headers.get('access-control-allow-origin')).toBe('*');
});

it('lets caches keep open data and nothing else', async () => {
  const open = await get({ query: '{ urgentHelp(nation: WALES) { name } }' });
  const etag = open.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]+"$/);
  expect(open.headers.get('cache-control')).toContain('public');
  expect(open.headers.get('vary')).toBe('Accept, Authorization, Cookie, Origin, X-Kith-Partner');
  const again = await get({ query: '{ urgentHelp(nation: WALES) { name } }' }, { 'if-none-match': etag });
  expect(again.status).toBe(304);
  for (const query of [
    '{ myRequest { id } }',
    '{ viewer { id } }',
    '{ urgentHelp { name } viewer { id } }',
    '{ no }',
  ]) {
    expect((await get({ query })).headers.get('cache-control')).toBe('no-store');
  }
});

it('tells every address from every other, on every node, for one day', async () => {
  const request = (forwarded: string) => new Request(URL, { headers: { 'x-forwarded-for': forwarded } });
  const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
  const direct = addressHashOf(app.kith, request('198.51.100.1'), from('203.0.113.7'));
  expect(addressHashOf(app.kith, request('198.51.100.2'), from('203.0.113.7'))).toBe(direct);
  expect(addressHashOf(app.kith, request(''), from('::ffff:203.0.113.7'))).toBe(direct);
  expect(addressHashOf(app.kith, request(''), from('203.0.113.8'))).not.toBe(direct);
  const behindProxy = { ...app.kith, config: { ...app.kith.config, trustedProxies: 1 } };
  const forged = addressHashOf(behindProxy, request('6.6.6.6, 203.0.113.7'), from('10.0.0.1'));
  expect(forged).toBe(direct);
  const home = addressHashOf(app.kith, request(''), from('2001:db8:1:2:aaaa::1'));
  expect(addressHashOf(app.kith, request(''), from('2001:db8:1:2:bbbb::2'))).toBe(home);
  expect(addressHashOf(app.kith, request(''), from('2001:db8:1:3::1'))).not.toBe(home);
});

it('writes nothing that a caller sent into the log, and no line of their making', async () => {
  const evil = `${PLANTED}\r\n{"level":50,"msg":"forged"}`;
  await post(
    JSON.stringify({ query: `query ${PLANTED.replaceAll('-', '_')} { nothing(a: ${JSON.stringify(evil)}) }` }),
  );
  await post(JSON.stringify({ query: '{ service(id: "x") { id } }', operationName: evil, variables: { evil } }));
  await post(JSON.stringify({ query: '{ service(id: "planted-canary-7f3a") { id } }' }));
  await post(HELLO, { 'x-kith-partner': PLANTED, 'x-forwarded-for': PLANTED, 'user-agent': PLANTED, cookie: PLANTED });
  await get({ query: PLANTED, partner: PLANTED }, { authorization: `Link ${PLANTED}` });
  expect(app.logged()).not.toContain(PLANTED);
  expect(app.logged()).not.toContain('planted_canary');
  expect(app.logged()).not.toContain('forged');
});

it('sends a flood from one address away, with the seconds to wait, and nobody else', async () => {
  const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
  const flooder = addressHashOf(app.kith, new Request(URL), from('192.0.2.99'));
  for (let taken = 0; taken < 3_000; taken++) await takeFrom(app.kith, 'search', flooder);
  const ask = (address: string) => app.fetch(new Request(`${URL}?query={__typename}`), from(address));
  const refused = await ask('192.0.2.99');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const { errors } = (await refused.json()) as Answer;
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
  expect((await ask('192.0.2.100')).status).toBe(200);
});

it('explains every code at the address in extensions.docs', async () => {
  const { answer } = await post('nonsense');
  const [path = '', anchor] = String(answer.errors?.[0]?.extensions.docs).split('#');
  const page = await app.fetch(new Request(`http://localhost:4000${path}`));
  expect(page.status).toBe(200);
  expect(await page.text()).toContain(`id="${anchor}"`);
});
