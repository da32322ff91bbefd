import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { sharedData } from '../../../testing/import-sources.ts';
import { importDirectory } from './import-directory.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

// The rows are others' and are not in this repository; the fixtures cover the same code.
it.for([
  ['trafford-oruk3', 1212, 1426],
  ['dc-2021-partial-hsds20', 57, 497],
  ['baltimore-ohana', 748, 1875],
  ['ohana-sample/data/sample-csv', 8, 23],
] as const)(
  'imports %s whole, and a second time without a change',
  { timeout: 300_000 },
  async ([name, organizations, services], { skip }) => {
    const source = sharedData(name);
    if (!source) return skip(`${name} is not here (set KITH_SHARED to the folder that has data/ in it).`);
    const first = await importDirectory(app.kith, { source, key: name });
    expect(first).toMatchObject({ organizations: { added: organizations }, services: { added: services } });
    const second = await importDirectory(app.kith, { source, key: name });
    expect(second).toMatchObject({ added: 0, changed: 0, removed: 0 });
  },
);
