import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { fetchDirectory } from './fetch-directory.ts';
import { importDirectory } from './import-directory.ts';

let app: TestApp;
let server: Server;
let base = '';

const service = (id: number) => ({
  id: `feed-${id}`,
  name: `Walk ${id}`,
  status: 'active',
  organization: { id: 'feed-o', name: 'Walkers' },
});
const page = (number: number, last: number, contents: unknown[]) => ({
  total_pages: last,
  page_number: number,
  last_page: number === last,
  contents,
});

/** Several feeds on one server: whole, minimal, broken, going in circles, without an end, redirecting. */
function answer(url: URL): { status?: number; body?: unknown; location?: string; raw?: string } {
  const number = Number(url.searchParams.get('page') ?? 1);
  const [, feed, , id] = url.pathname.split('/');
  if (feed === 'whole') return { body: page(number, 3, [service(number * 2), service(number * 2 + 1)]) };
  if (feed === 'root')
    return url.pathname === '/root'
      ? { body: { version: 'HSDS-UK-3.0', openapi_url: 'x' } }
      : { body: page(1, 1, [service(1)]) };
  if (feed === 'minimal') {
    if (id) return { body: service(Number(id.replace('feed-', ''))) };
    return {
      body: page(
        1,
        1,
        [1, 2, 3].map((n) => ({ id: `feed-${n}`, name: `Walk ${n}` })),
      ),
    };
  }
  if (feed === 'breaking') return number === 1 ? { body: page(1, 2, [service(1)]) } : { raw: '{"contents":[{"id":"2"' };
  if (feed === 'failing') return number === 1 ? { body: page(1, 2, [service(1)]) } : { status: 404, body: {} };
  if (feed === 'circle') return { body: { ...page(1, 9, [service(1)]), page_number: number } };
  if (feed === 'endless') return { body: page(number, 1e9, [service((number % 3) + 1)]) };
  if (feed === 'elsewhere') return { status: 302, location: `${base}/whole/services` };
  if (feed === 'loop') return { status: 302, location: `${base}/loop` };
  return { status: 404, body: {} };
}

beforeAll(async () => {
  app = await createTestApp();
  server = createServer((request, response) => {
    const { status = 200, body, location, raw } = answer(new URL(request.url ?? '/', base));
    response.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) });
    response.end(raw ?? JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await app.close();
  await new Promise((resolve) => server.close(resolve));
});

const load = (feed: string) =>
  importDirectory(app.kith, { source: `${base}/${feed}`, key: feed, mayReachPrivate: true });

it.each([
  ['page by page to its end', 'whole/services', 6],
  ['from the address of its root', 'root', 1],
  ['service by service when its list holds only names', 'minimal/services', 3],
  ['from where it moved to', 'elsewhere', 6],
])('reads a feed %s', async (_name, feed, services) => {
  expect(await load(feed)).toMatchObject({ services: { added: services }, organizations: { added: 1 } });
});

it.each([
  ['is cut off on a later page', 'breaking/services', 'BROKEN_FILE'],
  ['fails on a later page', 'failing/services', 'UNREACHABLE'],
  ['gives the same page again and again', 'circle/services', 'UNREACHABLE'],
  ['gives the same few pages without an end', 'endless/services', 'UNREACHABLE'],
  ['sends Kith round in circles', 'loop', 'UNREACHABLE'],
])('applies nothing of a feed that %s', async (_name, feed, kind) => {
  await expect(load(feed)).rejects.toMatchObject({ name: 'ImportRefused', kind });
  expect(await app.kith.db.directorySource.count({ where: { key: feed.replaceAll('/', '-') } })).toBe(0);
});

it('gives up on a server that does not answer', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  await expect(fetchDirectory(url, { mayReachPrivate: true, timeoutMs: 50 })).rejects.toMatchObject({
    kind: 'UNREACHABLE',
  });
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
});

it('stops reading an answer that grows without an end', async () => {
  const { body } = await fetchDirectory(`${base}/whole/services`, { mayReachPrivate: true, maxBytes: 50 });
  await expect(body.toArray()).rejects.toMatchObject({ kind: 'TOO_BIG' });
});
