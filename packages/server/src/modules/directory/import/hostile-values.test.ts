import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aFolder } from '../../../testing/import-sources.ts';
import type { SourceLimits } from './import-limits.ts';
import { readIntoStage } from './read-into-stage.ts';
import { ReportBook } from './report.ts';
import { Stage } from './stage.ts';

let server: Server;
let base = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    // One never says anything, one never comes to an end.
    if (url.pathname === '/silent') return;
    const number = Number(url.searchParams.get('page') ?? 1);
    const contents = [{ id: `s${number}`, name: `Walk ${number}`, organization: { id: 'o', name: 'Walkers' } }];
    response.end(JSON.stringify({ page_number: number, last_page: false, contents }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function read(source: string, limits: Partial<SourceLimits> = {}) {
  const report = new ReportBook();
  const stage = new Stage(report, limits.characters);
  try {
    await readIntoStage({
      ...{
        source,
        sourceName: 'a source',
        format: 'auto',
        mayReachPrivate: true,
        key: 'hostile',
        stage,
        report,
        limits,
      },
      onProgress: () => undefined,
    });
    return [...stage.batches('service', 1_000)].flat();
  } finally {
    stage.close();
  }
}

const MANY = 500_000;
/** A megabyte each, of what takes the square of its length when every place in it is looked at from every other. */
const HOSTILE: readonly [string, string][] = [
  ['tags that never close', '<p '.repeat(MANY / 2)],
  ['scripts that never close', '<script '.repeat(MANY / 4)],
  ['an address with a million ends', `a@${'a.'.repeat(MANY)}@`],
  ['a web address with a million dots', `www.${'.a'.repeat(MANY)} `],
  ['blanks', `${' '.repeat(2 * MANY)}x`],
  ['new lines', `${'\n '.repeat(MANY)}x`],
  ['commas', `${', '.repeat(MANY)}x`],
  ['hyphens', `x${'-'.repeat(2 * MANY)}x`],
  ['digits', '1'.repeat(2 * MANY)],
  ['marks on one letter', `a${'\u0316\u0301'.repeat(MANY)}`],
  ['half of a pair', '\ud83d'.repeat(2 * MANY)],
  ['garbled letters', 'Ã©Â'.repeat(MANY / 2)],
  ['entities of entities', `${'&amp;'.repeat(MANY / 4)}lt;`],
];

it.each(HOSTILE)(
  'takes what else is in a feed with a megabyte of %s, and more in every field',
  async (_what, whole) => {
    // Longer than what is kept of any value.
    const value = whole.slice(0, 60_000);
    const folder = await aFolder({
      'services.json': [
        {
          ...{ id: 's1', name: 'Tea', status: 'active', organization: { id: 'o1', name: 'Trust', description: value } },
          ...{ description: whole, url: value, email: value, fees_description: value, keywords: value, alert: value },
          ...{ application_process: value, minimum_age: value, assured_date: value, interpretation_services: value },
          phones: [{ id: 'p', number: value, description: value }],
          schedules: [{ id: 't', opens_at: value, closes_at: value, byday: value, description: value, dtstart: value }],
          contacts: [{ id: 'c', name: value, title: value, department: value, email: value }],
          languages: [{ id: 'l', name: value }],
          cost_options: [{ id: 'k', amount: value, option: value }],
          service_areas: [{ id: 'a', name: value }],
          attributes: [{ id: 'b', taxonomy_term: { id: 'x', name: value, taxonomy: value } }],
          service_at_locations: [
            {
              id: 'sl',
              location: {
                ...{ id: 'l1', name: value, latitude: value, longitude: value, transportation: value },
                addresses: [{ id: 'd', address_1: value, city: value, postal_code: value, country: value }],
                accessibility: [{ id: 'y', description: value }],
              },
            },
          ],
        },
        { id: 's2', name: 'Coffee', status: 'active', organization: { id: 'o2', name: 'Another trust' } },
      ],
    });
    const records = await read(path.join(folder.path, 'services.json'));
    expect(records.map(({ title }) => title)).toContain('Coffee');
    for (const record of records) expect(JSON.stringify(record).length).toBeLessThan(300_000);
    await folder.remove();
  },
);

it.each(HOSTILE)('says what the columns of a table mean that holds a megabyte of %s', async (_what, value) => {
  const cells = `"${value.replaceAll('"', '')}"`;
  const folder = await aFolder({ 'list.csv': `activity,mystery,who\n${`Tea,${cells},${cells}\n`.repeat(2)}` });
  await expect(read(path.join(folder.path, 'list.csv'))).rejects.toMatchObject({
    name: 'UnknownColumns',
    tables: [{ columns: [{ column: 'activity' }, { column: 'mystery' }, { column: 'who' }] }],
  });
  await folder.remove();
});

it('keeps the first of a million things that hang on one record', async () => {
  const phones = Array.from({ length: 3_000 }, (_, index) => ({ id: `p${index}`, number: `01632 960${index}` }));
  const folder = await aFolder({
    'services.json': [{ id: 's1', name: 'Tea', organization: { id: 'o1', name: 'T' }, phones }],
  });
  const [tea] = await read(path.join(folder.path, 'services.json'));
  expect(tea?.children.phone).toHaveLength(1_000);
  await folder.remove();
});

it('gives up a feed that has no end: by what it sends, and by the time it takes', async () => {
  await expect(read(`${base}/endless`, { bytes: 20_000 })).rejects.toMatchObject({ kind: 'TOO_BIG' });
  await expect(read(`${base}/endless`, { characters: 20_000 })).rejects.toMatchObject({ kind: 'TOO_BIG' });
  await expect(read(`${base}/endless`, { rows: 100 })).rejects.toMatchObject({ kind: 'TOO_BIG' });
  await expect(read(`${base}/endless`, { ms: 50 })).rejects.toThrow('took longer');
  await expect(read(`${base}/silent`, { ms: 50 })).rejects.toThrow('took longer');
});

it('lets others have their turn while it reads and joins, so that whoever says stop is heard', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `${index},o1,Group ${index},active,Tea and talk.`);
  const folder = await aFolder({
    'services.csv': `id,organization_id,name,status,description\n${rows.join('\n')}`,
    'organizations.csv': 'id,name\no1,Trust\n',
  });
  await expect(read(folder.path, { ms: 1 })).rejects.toThrow('took longer');
  await folder.remove();
});
