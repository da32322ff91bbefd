import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aFolder, sharedData } from '../../../testing/import-sources.ts';
import { importDirectory } from '../import/import-directory.ts';

// The standard's own schemas judge what Kith publishes. Rows and schemas are others' and are not in this repository;
// hsds.test.ts covers the same code with rows of our own.

type Json = Record<string, unknown>;
interface Page {
  contents: Json[];
  last_page: boolean;
  total_items: number;
}

const standards = ['hsds-3.0', 'oruk-3.0-profile'] as const;
const lists = {
  '/services': 'compiled/service_list.json',
  '/services?full=true': 'compiled/service.json',
  '/organizations': 'compiled/organization_list.json',
  '/organizations?full=true': 'compiled/organization.json',
  '/service_at_locations': 'compiled/service_at_location_list.json',
  '/service_at_locations?full=true': 'compiled/service_at_location.json',
  '/taxonomies': 'taxonomy.json',
  '/taxonomy_terms': 'taxonomy_term.json',
} as const;

async function everyPage(app: TestApp, list: string): Promise<Json[]> {
  const all: Json[] = [];
  for (let number = 1; ; number += 1) {
    const address = `http://localhost:4000/hsds${list}${list.includes('?') ? '&' : '?'}per_page=100&page=${number}`;
    const page = (await (await app.fetch(new Request(address))).json()) as Page;
    all.push(...page.contents);
    if (page.last_page) {
      expect(all).toHaveLength(page.total_items);
      return all;
    }
  }
}

function judges(file: string): { standard: string; judge: (record: Json) => string | null }[] {
  return standards.map((standard) => {
    const folder = path.resolve(sharedData('') ?? '', '..', 'hsds-spec', standard, 'schema');
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    const schema = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Json;
    // The schemas of single tables name each other by file.
    for (const name of ['metadata.json', 'taxonomy.json', 'taxonomy_term.json']) {
      const other = path.join(folder, name);
      if (!file.startsWith('compiled/') && name !== file && existsSync(other))
        ajv.addSchema(JSON.parse(readFileSync(other, 'utf8')) as Json, name);
    }
    const validate = ajv.compile(schema);
    return {
      standard,
      judge: (record) => (validate(record) ? null : ajv.errorsText(validate.errors).slice(0, 500)),
    };
  });
}

/** A record without what another Kith may say differently: ids of children, and when it was read. */
function comparable(value: unknown, isChild = false): unknown {
  if (Array.isArray(value))
    return value
      .map((one) => comparable(one, true))
      .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  if (typeof value !== 'object' || value === null) return value;
  const left = Object.entries(value).filter(
    ([field]) => field !== 'last_modified' && !(isChild && field === 'id') && !/^(taxonomy_id|link_id)$/.test(field),
  );
  return Object.fromEntries(
    left
      .map(
        ([field, inner]) =>
          [field, comparable(inner, !['organization', 'location', 'taxonomy_term'].includes(field))] as const,
      )
      .filter(([field]) => field !== 'taxonomy_detail')
      .toSorted(([a], [b]) => a.localeCompare(b)),
  );
}

// One on each engine: they are many rows of the same statements, and the larger one goes to the faster.
it.for([
  ['trafford-oruk3', 'pglite'],
  ['baltimore-ohana', 'postgresql'],
] as const)(
  'publishes %s as the standard wants it, and reads it back without loss, on %s',
  { timeout: 300_000 },
  async ([name, engine], { skip }) => {
    if ((engine === 'postgresql') !== Boolean(process.env.KITH_TEST_POSTGRES)) return skip(`It is read on ${engine}.`);
    const source = sharedData(name);
    if (!source) return skip(`${name} is not here (set KITH_SHARED to the folder that has data/ in it).`);
    const app = await createTestApp();
    const another = await createTestApp();
    try {
      await importDirectory(app.kith, { source, key: name });
      for (const [list, file] of Object.entries(lists)) {
        const records = await everyPage(app, list);
        for (const { standard, judge } of judges(file)) {
          const problems = records.flatMap((record) => judge(record) ?? []);
          expect(problems.slice(0, 3), `${list} by ${standard}: ${problems.length} of ${records.length}`).toEqual([]);
        }
      }
      const services = await everyPage(app, '/services?full=true');
      const terms = await everyPage(app, '/taxonomy_terms');
      const folder = await aFolder({
        'services.json': { contents: services },
        'taxonomy_terms.json': { contents: terms },
      });
      await importDirectory(another.kith, { source: folder.path, key: 'again' });
      await folder.remove();
      const readBack = await everyPage(another, '/services?full=true');
      const before = new Map(services.map((service) => [service.id, comparable(service)]));
      const different = readBack.filter((service) => !isDeepStrictEqual(comparable(service), before.get(service.id)));
      expect(readBack).toHaveLength(services.length);
      expect(different.slice(0, 1).map((service) => comparable(service))).toEqual(
        different.slice(0, 1).map((service) => before.get(service.id)),
      );
    } finally {
      await app.close();
      await another.close();
    }
  },
);
