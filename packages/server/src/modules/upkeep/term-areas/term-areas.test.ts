import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aFolder } from '../../../testing/import-sources.ts';
import { aStaffMember } from '../../../testing/people.ts';
import { importDirectory } from '../../directory/import/import-directory.ts';

interface Term {
  id: string;
  name: string;
  areas: string[];
  areasOfKith: string[];
  isChanged: boolean;
  services: number;
}

let app: TestApp;
let steward: Record<string, string>;
let source: Awaited<ReturnType<typeof aFolder>>;
beforeAll(async () => {
  app = await createTestApp();
  ({ headers: steward } = await aStaffMember(app, { roles: ['STEWARD'] }));
  const service = (id: string, name: string, term: string) => ({
    id,
    name,
    status: 'active',
    organization: { id: 'o1', name: 'Sale Library' },
    attributes: [{ id: `a${id}`, taxonomy_term: { id: term, name: term, taxonomy: 'Local' } }],
  });
  source = await aFolder({
    'services.json': {
      contents: [
        service('s1', 'Thursday Circle', 'Sheds'),
        service('s2', 'Friday Circle', 'Sheds'),
        service('s3', 'Chess', 'Games'),
      ],
    },
  });
});
afterAll(async () => {
  await source.remove();
  await app.close();
});
const again = () => importDirectory(app.kith, { source: source.path, key: 'local' });
beforeEach(async () => {
  await app.kith.db.termMapping.deleteMany();
  await again();
});

async function list(text?: string, headers = steward): Promise<Term[]> {
  const { data } = await app.run<{ mappedTerms: Term[] }>(
    'query($text: String) { mappedTerms(text: $text) { id name areas areasOfKith isChanged services } }',
    { text },
    headers,
  );
  return data?.mappedTerms ?? [];
}
async function does(call: string, headers = steward) {
  const { data, errors } = await app.run<{ it: { __typename: string } }>(
    `mutation { it: ${call} { __typename } }`,
    {},
    headers,
  );
  return data?.it.__typename ?? errors?.[0]?.extensions?.code;
}
const areasOf = async (name: string) => (await app.kith.db.service.findFirst({ where: { name } }))?.areas;

describe('what a term stands for', () => {
  it('is listed with how many services have it, and found by part of its name', async () => {
    expect((await list()).map(({ name, services }) => [name, services])).toEqual([
      ['Sheds', 2],
      ['Games', 1],
    ]);
    expect((await list('GAM')).map(({ name }) => name)).toEqual(['Games']);
    expect(await list('%')).toEqual([]);
  });

  it('is what a steward says, from the next import on, and can be put back', async () => {
    const before = await areasOf('Thursday Circle');
    const [{ id } = { id: '' }] = await list('sheds');
    expect(await does(`setTermAreas(input: { id: "${id}", areas: [RELATIONSHIPS, RELATIONSHIPS] })`)).toBe(
      'ChangeMappedTermPayload',
    );
    expect(await areasOf('Thursday Circle')).toEqual(before);
    await again();
    expect(await areasOf('Thursday Circle')).toEqual(['RELATIONSHIPS']);
    expect(await list('sheds')).toMatchObject([{ areas: ['RELATIONSHIPS'], isChanged: true }]);
    expect(await does(`putBackTermAreas(id: "${id}")`)).toBe('ChangeMappedTermPayload');
    await again();
    expect(await areasOf('Thursday Circle')).toEqual(before);
  });

  it('never undoes what a steward put right at one service', async () => {
    const thursday = await app.kith.db.service.findFirstOrThrow({ where: { name: 'Thursday Circle' } });
    await does(`correctService(input: { serviceId: "${thursday.id}", areas: [HOUSING] })`);
    const [{ id } = { id: '' }] = await list('sheds');
    await does(`setTermAreas(input: { id: "${id}", areas: [RELATIONSHIPS] })`);
    await again();
    expect(await areasOf('Thursday Circle')).toEqual(['HOUSING']);
    expect(await areasOf('Friday Circle')).toEqual(['RELATIONSHIPS']);
  });
});

it('refuses what cannot be, and whoever may not', async () => {
  const [{ id } = { id: '' }] = await list('games');
  expect(await does(`setTermAreas(input: { id: "${id}", areas: [HOUSING, MONEY, HEALTH, CARING, LEISURE] })`)).toBe(
    'InvalidInput',
  );
  const none = Buffer.from('MappedTerm:no such').toString('base64');
  for (const other of ['x', none]) expect(await does(`putBackTermAreas(id: "${other}")`)).toBe('NotFound');
  const { headers: coordinator } = await aStaffMember(app, { roles: ['COORDINATOR'] });
  expect(await list('', coordinator)).toEqual([]);
  expect(await does(`setTermAreas(input: { id: "${id}", areas: [] })`, coordinator)).toBe('FORBIDDEN');
  expect(await does(`setTermAreas(input: { id: "${id}", areas: [] })`, {})).toBe('UNAUTHENTICATED');
});
