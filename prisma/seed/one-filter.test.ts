import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../packages/server/src/testing/app.ts';
import { seedDemoTown } from './seed.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ isDemo: true });
  await seedDemoTown(app.kith);
});
afterAll(() => app.close());

async function find(search: string) {
  const { data, errors } = await app.run<{
    services: { totalCount: number; edges: { node: Record<string, string[]> }[] };
  }>(
    `{ services(search: { ${search} }, first: 50) { totalCount edges { node { areas advocacyKinds provisionTypes } } } }`,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.services;
}

async function termsNamed(area: string, word: RegExp): Promise<string[]> {
  const { data } = await app.run<{ taxonomyTerms: { id: string; name: string }[] }>(
    `{ taxonomyTerms(area: ${area}) { id name } }`,
  );
  return (data?.taxonomyTerms ?? []).filter(({ name }) => word.test(name)).map(({ id }) => id);
}

it.each([
  ['carers (S67)', 'areas: [CARING]', 'areas', 'CARING'],
  ['citizen advocacy (S72)', 'advocacyKinds: [CITIZEN]', 'advocacyKinds', 'CITIZEN'],
  ['speaking up for oneself (S73)', 'advocacyKinds: [SELF]', 'advocacyKinds', 'SELF'],
  ['speaking up as a group (S74)', 'advocacyKinds: [GROUP]', 'advocacyKinds', 'GROUP'],
  ['peer advocacy (S75)', 'advocacyKinds: [PEER]', 'advocacyKinds', 'PEER'],
  ['posts for people who have been there (S10)', 'provisionTypes: [PEER_EMPLOYEE]', 'provisionTypes', 'PEER_EMPLOYEE'],
])('finds %s with one filter, and nothing else', async (_what, search, field, value) => {
  const found = await find(search);
  expect(found.totalCount).toBeGreaterThanOrEqual(2);
  for (const { node } of found.edges) expect(node[field]).toContain(value);
});

it('finds a break for carers with one filter: sitting, days away, in an emergency (S135)', async () => {
  const terms = await termsNamed('CARING', /respite/i);
  expect(terms.length).toBe(3);
  const found = await find(`taxonomyTermIds: ${JSON.stringify(terms)}`);
  expect(found.totalCount).toBeGreaterThanOrEqual(3);
  for (const { node } of found.edges) expect(node.areas).toContain('CARING');
});
