import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { addService } from '../../../testing/directory.ts';

let app: TestApp;
const names = Array.from({ length: 7 }, (_, index) => `Garden group ${index + 1}`);
let ids: string[] = [];
beforeAll(async () => {
  app = await createTestApp();
  for (const [index, name] of names.entries())
    await addService(app, { name, places: [{}], organization: `Garden trust ${index % 3}` });
  ids = (await app.kith.db.service.findMany({ select: { hsdsId: true } })).map(({ hsdsId }) => hsdsId);
});
afterAll(() => app.close());

interface Page {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: { id: string; name: string; [field: string]: unknown }[];
}

const ask = (path: string, init?: RequestInit) =>
  Promise.resolve(app.fetch(new Request(`http://localhost:4000/hsds${path}`, init)));
const page = async (path: string) => (await (await ask(path)).json()) as Page;

it('says what it is, without a key, to any page', async () => {
  const answer = await ask('/');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(await answer.json()).toMatchObject({
    version: 'HSDS-UK-3.0',
    openapi_url: 'http://localhost:4000/hsds/openapi.json',
  });
  const preflight = await ask('/services', { method: 'OPTIONS', headers: { origin: 'https://anywhere.example.org' } });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
});

it('pages through everything once, from the first page to past the last', async () => {
  const first = await page('/services?per_page=3');
  expect(first).toMatchObject({ total_items: 7, total_pages: 3, page_number: 1, size: 3, first_page: true });
  expect(first.last_page).toBe(false);
  const middle = await page('/services?per_page=3&page=2');
  expect(middle).toMatchObject({ first_page: false, last_page: false, size: 3 });
  const last = await page('/services?per_page=3&page=3');
  expect(last).toMatchObject({ last_page: true, size: 1, empty: false });
  expect(new Set([...first.contents, ...middle.contents, ...last.contents].map(({ id }) => id))).toEqual(new Set(ids));
  expect(await page('/services?per_page=3&page=4')).toMatchObject({ size: 0, empty: true, last_page: true });
});

it('gives all of them as lines, as minimal records, and only what changed', async () => {
  const lines = (await (await ask('/services?format=ndjson&full=true')).text()).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { id: string }).id).toSorted()).toEqual(ids.toSorted());
  const minimal = await page('/services?minimal=true');
  expect(minimal.contents).toHaveLength(7);
  expect(Object.keys(minimal.contents[0] ?? {})).toEqual(['id', 'last_modified']);
  expect((await page('/services?modified_after=2026-11-24')).total_items).toBe(0);
  expect((await page('/services?modified_after=2000-01-01T00:00:00%2B01:00')).total_items).toBe(7);
});

it('streams a long list whole, also where two sources gave one id', async () => {
  const { pool } = app.kith.database;
  const before = ids.length;
  // More than two slices of a stream.
  await pool.query(
    `INSERT INTO service (id, hsds_id, source_id, record_id, organization_id, name, status,
       areas, provision_types, advocacy_kinds, keywords, content_hash, fetched_at, last_modified_at)
     SELECT md5('row ' || n)::uuid, md5('pair ' || n / 2)::uuid, s.source_id, 'row ' || n, s.organization_id, 'Row ' || n, 'ACTIVE',
       s.areas, s.provision_types, s.advocacy_kinds, s.keywords, '', now(), now()
     FROM (SELECT * FROM service LIMIT 1) s, generate_series(1, 450) n`,
  );
  for (const path of [
    '/services?format=ndjson',
    '/services?format=ndjson&minimal=true',
    '/services?format=ndjson&full=true',
  ]) {
    const lines = (await (await ask(path)).text()).trim().split('\n');
    expect(lines).toHaveLength(before + 450);
    const names = lines.map((line) => JSON.parse(line) as { id: string; name?: string });
    expect(new Set(names.map(({ id, name }) => name ?? id)).size).toBe(
      path.includes('minimal') ? before + 226 : before + 450,
    );
  }
  await pool.query(`DELETE FROM service WHERE record_id LIKE 'row %'`);
});

it.each(['services', 'organizations', 'service_at_locations'])(
  'reads a page of %s in as many questions to the database as one record',
  async (list) => {
    const { pool } = app.kith.database;
    const asked = async (size: number) => {
      const watched = vi.spyOn(pool, 'connect');
      expect((await page(`/${list}?full=true&full_service=true&per_page=${size}`)).size).toBe(size);
      const times = watched.mock.calls.length;
      watched.mockRestore();
      return times;
    };
    expect(await asked(3)).toBe(await asked(1));
  },
);

it('finds by words, and answers every id that it gives', async () => {
  const found = await page('/services?search=gardens%203');
  expect(found.contents.map(({ name }) => name)).toEqual(['Garden group 3']);
  const organization = found.contents[0]?.organization_id;
  expect((await page(`/services?organization_id=${organization}`)).total_items).toBeGreaterThan(0);
  for (const list of ['services', 'organizations', 'service_at_locations', 'taxonomies', 'taxonomy_terms']) {
    for (const { id } of (await page(`/${list}`)).contents) expect((await ask(`/${list}/${id}`)).status).toBe(200);
  }
});

it('shows nothing of what is gone, hidden or not yet checked', async () => {
  const { id } = await addService(app, { name: 'Nobody checked this' });
  await app.kith.db.service.update({ where: { id }, data: { status: 'UNVERIFIED' } });
  expect((await ask(`/services/${id}`)).status).toBe(404);
  await app.kith.db.service.update({ where: { id }, data: { status: 'ACTIVE', removedAt: new Date() } });
  expect((await ask(`/services/${id}`)).status).toBe(404);
  expect((await page('/services')).total_items).toBe(7);
});

it('gives no address, position, number or name of a place that must not be found', async () => {
  const { id, locationIds } = await addService(app, { name: 'Harbour safe house', places: [{ isSensitive: true }] });
  const { hsdsId, name } = await app.kith.db.location.update({
    where: { id: locationIds[0] ?? '' },
    data: { name: 'Quince Lane 4', description: 'Behind the mill', transportation: 'Bus 9', isSensitive: true },
  });
  const at = await app.kith.db.serviceAtLocation.findFirstOrThrow({ where: { serviceId: id } });
  const organization = await app.kith.db.service.findUniqueOrThrow({ where: { id }, include: { organization: true } });
  const everywhere = [
    `/services/${id}`,
    '/services?full=true',
    `/service_at_locations/${at.id}`,
    '/service_at_locations',
    '/service_at_locations?full=true',
    `/organizations/${organization.organization.hsdsId}?full_service=true`,
    '/organizations?full=true',
    '/services?format=ndjson&full=true',
  ];
  for (const path of everywhere) {
    const text = await (await ask(path)).text();
    expect(text).not.toMatch(/Quince|Behind the mill|Bus 9/);
    expect(text.includes(name ?? 'Quince')).toBe(false);
  }
  const full = (await (await ask(`/services/${id}`)).json()) as {
    service_at_locations: { location: Record<string, unknown> }[];
  };
  expect(full.service_at_locations[0]?.location).toEqual({
    id: hsdsId,
    location_type: 'physical',
    kith: { is_sensitive: true },
  });
  await app.kith.db.service.delete({ where: { id } });
});

it.each([
  ['page=0', 'page'],
  ['page=-5', 'page'],
  ['page=1e99', 'page'],
  ['per_page=101', 'per_page'],
  ['per_page=5.5', 'per_page'],
  ['taxonomy_term_id=1%27%20OR%201=1', 'taxonomy_term_id'],
  ['modified_after=2026-02-31', 'modified_after'],
  ['modified_after=yesterday', 'modified_after'],
  ['proximity=100', 'postcode'],
  ['proximity=-1&postcode=M33', 'proximity'],
  ['format=xml', 'format'],
  ['full=perhaps', 'full'],
])('refuses %s in a sentence that names it', async (query, parameter) => {
  const answer = await ask(`/services?${query}`);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(await answer.json()).toMatchObject({ parameter, message: expect.stringMatching(/\.$/) });
});

it('refuses a text that is longer than anybody types', async () => {
  expect((await ask(`/services?search=${'x'.repeat(10_000)}`)).status).toBe(400);
});

it.each([
  'search=%27);DROP TABLE service;--',
  'search=%25_%5C',
  'search=%00%ED%A0%80',
  'search=a%26!%7C(b',
  'postcode=%27&proximity=500',
  'unknown=1',
])('takes %s as words, or passes over it', async (query) => {
  expect((await ask(`/services?${query}`)).status).toBe(200);
});

it('can only be read, and says where everything is', async () => {
  expect((await ask('/services', { method: 'POST', body: '{}' })).status).toBe(405);
  expect((await ask('/nothing')).status).toBe(404);
  expect((await ask('/services/not-an-id')).status).toBe(404);
  const api = (await (await ask('/openapi.json')).json()) as { paths: Record<string, unknown> };
  expect(Object.keys(api.paths)).toContain('/service_at_locations/{id}');
});

it('is kept by whoever asked: the second time nothing is sent', async () => {
  const one = await ask('/services?per_page=2');
  expect(one.headers.get('cache-control')).toBe('public, max-age=300');
  const again = await ask('/services?per_page=2', { headers: { 'if-none-match': one.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
});

// The last one: it uses up the limit.
it('gives the whole directory thirty times a minute, and then says when to come again', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 31; n += 1) statuses.push((await ask('/taxonomies?format=ndjson')).status);
  expect(statuses.at(0)).toBe(200);
  const refused = await ask('/taxonomies?format=ndjson');
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect((await ask('/taxonomies')).status).toBe(200);
});
