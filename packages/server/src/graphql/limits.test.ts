import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { limits } from './limits.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');

async function ask(query: string, variables?: Record<string, unknown>) {
  const start = performance.now();
  const answer = await app.run(query, variables);
  return { ...answer, ms: performance.now() - start, problem: answer.errors?.[0]?.extensions ?? {} };
}

const deep = (levels: number) =>
  `{ services { edges { node { ${'organization { services { '.repeat(levels)} id ${'} }'.repeat(levels)} } } } }`;

describe('a bomb is answered with a code, within a second', () => {
  it.each<[string, string, string | undefined]>([
    ['11 aliases', `{ ${times(11, (i) => `a${i}: __typename`)} }`, 'aliases'],
    ['an alias of 41 letters', `{ ${'a'.repeat(41)}: __typename }`, 'aliasLength'],
    ['11 aliases of __typename on a list', `{ urgentHelp { ${times(11, (i) => `a${i}: __typename`)} } }`, 'aliases'],
    [
      'aliases in a fragment that is used again and again',
      `{ ${times(6, () => '...F')} } fragment F on Query { a: __typename b: __typename }`,
      'aliases',
    ],
    ['aliases in inline fragments', `{ ${times(11, (i) => `... on Query { a${i}: __typename }`)} }`, undefined],
    ['depth 9', deep(3), 'depth'],
    [
      'depth in fragments',
      `{ services { edges { node { ...A } } } } fragment A on Service { organization { services { ...B } } } fragment B on Service { organization { services { organization { services { id } } } } }`,
      'depth',
    ],
    ['801 tokens', `{ ${times(799, () => '__typename')} }`, 'tokens'],
    ['5,000 fields', `{ ${'__typename '.repeat(5_000)} }`, 'tokens'],
    ['one name 700 times', `{ urgentHelp { ${times(700, () => 'name')} } }`, 'repeats'],
    ['one spread 300 times', `{ ${times(250, () => '...F')} } fragment F on Query { __typename }`, 'repeats'],
    ['250 inline fragments', `{ ${times(190, () => '...{__typename}')} }`, 'repeats'],
    ['21 directives', `{ __typename ${times(21, () => '@include(if: true)')} }`, 'directives'],
    ['390 directives nobody knows', `{ __typename ${times(390, (i) => `@a${i}`)} }`, 'directives'],
    [
      '5 pages within each other',
      '{ services(first: 50) { edges { node { organization { services { organization { phones { number } } locations { addresses { city } } } } } } } }',
      'cost',
    ],
    [
      'a page of 50 that asks for a page of 50',
      '{ peerRequests(first: 50) { edges { node { matches { request { matches { id advocate { id } } } } suggestions { advocate { id } } } } } }',
      'cost',
    ],
  ])('%s', async (_what, query, limit) => {
    const { data, problem, ms } = await ask(query);
    expect(data ?? null).toBeNull();
    expect(problem.code).toBe('COST_LIMIT');
    if (limit) expect(problem.limit).toBe(limit);
    expect(problem.docs).toBe('/graphql/errors#cost-limit');
    expect(ms).toBeLessThan(1_000);
  });

  it.each<[string, string]>([
    ['a fragment that uses itself', '{ ...F } fragment F on Query { __typename ...F }'],
    [
      'a circle of three',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }',
    ],
    [
      'a circle below a field',
      '{ urgentHelp { ...A } } fragment A on UrgentHelpLine { name ...B } fragment B on UrgentHelpLine { ...A }',
    ],
    ['a circle called __proto__', '{ ...__proto__ } fragment __proto__ on Query { __typename ...__proto__ }'],
    ['a fragment called constructor that is not there', '{ ...constructor }'],
    ['a circle that nothing uses', '{ __typename } fragment A on Query { ...B } fragment B on Query { ...A }'],
    [
      '60 fragments that use the next twice',
      `{ ...F0 } ${times(60, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F60 on Query { __typename }`,
    ],
    [
      'two fragments that differ in every field',
      `{ urgentHelp { ...A ...B } } fragment A on UrgentHelpLine { ${times(10, (i) => `n${i}`)} } fragment B on UrgentHelpLine { ${times(10, (i) => `n${i}: name`)} }`,
    ],
    [
      'introspection within introspection',
      `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`,
    ],
    ['a query without an end', '{ services { edges {'],
    ['380 variables', `query(${times(190, (i) => `$v${i}: Int`)}) { __typename }`],
    ['200 operations', times(190, (i) => `query Q${i} { __typename }`)],
    [
      'a list in a list in a list',
      `{ services(search: { areas: ${'['.repeat(300)}${']'.repeat(300)} }) { totalCount } }`,
    ],
    ['a subscription', 'subscription { anything }'],
    ['NUL written as GraphQL', '{ services(search: { text: "a\\u0000b" }) { totalCount } }'],
  ])('%s', async (_what, query) => {
    const { data, errors, problem, ms } = await ask(query);
    if (errors) expect(problem.code).toMatch(/^(BAD_USER_INPUT|COST_LIMIT)$/);
    else expect(data).toBeDefined();
    expect(ms).toBeLessThan(1_000);
  });
});

it.each([
  ['-5', undefined],
  ['0', undefined],
  ['51', undefined],
  ['101', undefined],
  ['1e99', undefined],
  ['2147483648', undefined],
  ['"5"', undefined],
  ['null', undefined],
  ['true', undefined],
  ['$first', -5],
  ['$first', 0],
  ['$first', 101],
  ['$first', 1e99],
  ['$first', '5'],
  ['$first', 2.5],
])('refuses a page of first: %s (%j)', async (literal, first) => {
  const declared = literal === '$first' ? 'query($first: Int!)' : '';
  const { data, problem } = await ask(`${declared} { services(first: ${literal}) { totalCount } }`, { first });
  expect(data ?? null).toBeNull();
  expect(problem.code).toBe('BAD_USER_INPUT');
});

it('lets a whole page with all that a service has through', async () => {
  const query = `{ services(first: 50) { totalCount facets { areas { area count } } edges { cursor distanceKm matchedOn node {
    id name summary areas organization { name phones { number } } locations { name latitude longitude addresses { city postalCode } }
    schedules { summary } phones { number } costOptions { amount } taxonomyTerms { name } source { name } nextSession { startsAt } } } } }`;
  const { errors, extensions } = (await app.run(query)) as {
    errors?: unknown;
    extensions?: { cost: { requested: number } };
  };
  expect(errors).toBeUndefined();
  expect(extensions?.cost.requested).toBeGreaterThan(500);
  expect(extensions?.cost.requested).toBeLessThan(limits.cost);
});

it('shows the schema to tools outside production', async () => {
  expect((await ask(getIntrospectionQuery())).errors).toBeUndefined();
});

it('shows neither schema nor explorer in production', async () => {
  const live = await createTestApp({ isProduction: true });
  const { errors } = await live.run('{ __schema { types { name } } }');
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  const misspelt = await live.run('{ urgentHelpp { name } }');
  expect(misspelt.errors?.[0]?.message).not.toContain('urgentHelp"?');
  const page = await live.fetch(new Request('http://localhost:4000/graphql', { headers: { accept: 'text/html' } }));
  expect(page.status).toBeGreaterThanOrEqual(400);
  expect(await page.text()).not.toContain('GraphiQL');
  await live.close();
});
