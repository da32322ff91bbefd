import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Kith } from '../kith.ts';
import { widgetFiles } from './widget-files.ts';

let rootDir = '';
let get: (address: string, headers?: Record<string, string>) => Response | Promise<Response>;

beforeAll(async () => {
  rootDir = await mkdtemp(path.join(tmpdir(), 'kith-widget-files-'));
  const folder = path.join(rootDir, 'packages/widget/dist/v1');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'kith.js'), 'loader');
  await writeFile(path.join(folder, 'kith.js.br'), 'loader in brotli');
  await writeFile(path.join(folder, 'kith.ABCD1234.js'), 'panel');
  await writeFile(path.join(rootDir, 'packages/widget/dist/persisted.json'), '{}');
  const app = widgetFiles({ config: { rootDir } } as Kith);
  get = (address, headers) => app.request(address, { headers });
});
afterAll(() => rm(rootDir, { recursive: true }));

it('gives the loader to any page, for a short time, and says when nothing changed', async () => {
  const first = await get('/v1/kith.js');
  expect(await first.text()).toBe('loader');
  expect(first.headers.get('access-control-allow-origin')).toBe('*');
  expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(first.headers.get('timing-allow-origin')).toBe('*');
  expect(first.headers.get('cache-control')).toBe('public, max-age=300');
  const second = await get('/v1/kith.js', { 'if-none-match': first.headers.get('etag') ?? '' });
  expect(second.status).toBe(304);
});

it('WIDGET 16, 17: lets files with a hash in their name be kept for good', async () => {
  expect((await get('/v1/kith.ABCD1234.js')).headers.get('cache-control')).toContain('immutable');
});

it.each([
  ['gzip, deflate, br', 'br', 'loader in brotli'],
  ['br;q=0, gzip', null, 'loader'],
  ['', null, 'loader'],
])('answers "accept-encoding: %s" with what was packed at build', async (accepted, encoding, body) => {
  const response = await get('/v1/kith.js', { 'accept-encoding': accepted });
  expect(response.headers.get('content-encoding')).toBe(encoding);
  expect(await response.text()).toBe(body);
});

it.each(['/v1/persisted.json', '/v1/..%2fpersisted.json', '/v1/kith.js.br', '/v1/constructor', '/v1/%00'])(
  'has no %s',
  async (address) => {
    const response = await get(address);
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
  },
);

it('leads from a frame without its script to the form of the same partner, in the same language', async () => {
  const html = await (await get('/embed?partner=pk_x&lang=cy&near=M33&area=%22%3E')).text();
  expect(html).toContain('href="/connect?partner=pk_x&#38;lang=cy&#38;area=%22%3E"');
  expect(await (await get('/embed')).text()).toContain('href="/connect"');
});

it('writes what the address of a frame says as text, never as markup', async () => {
  const response = await get(`/embed?partner=pk_x&near=${encodeURIComponent('"><script>alert(1)</script>')}`);
  const html = await response.text();
  expect(html).toContain('partner="pk_x"');
  expect(html).not.toContain('<script>alert');
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
});
