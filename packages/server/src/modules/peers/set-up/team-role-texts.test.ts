import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aTeamReady } from '../../../testing/peers.ts';
import { aStaffMember } from '../../../testing/people.ts';
import { type RoleTextKind, roleTexts } from './role-texts.ts';

type Headers = Record<string, string>;
interface Text {
  title: string;
  number: number;
  parts: { topic: string; words: string; kithsWords: string; isFixed: boolean }[];
  versions: { number: number; chosenBy: string | null; isKiths: boolean; parts: { topic: string; words: string }[] }[];
}

let app: TestApp;
let here: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
});
afterAll(() => app.close());
beforeEach(async () => {
  here = await aTeamReady(app);
});

async function read(headers: Headers, kind: RoleTextKind = 'ADVOCATE_ROLE'): Promise<Text | null> {
  const { data, errors } = await app.run<{ teamSetUp: { roleText: Text } | null }>(
    `query ($kind: RoleTextKind!) { teamSetUp { roleText(kind: $kind) {
      title number parts { topic words kithsWords isFixed } versions { number chosenBy isKiths parts { topic words } } } } }`,
    { kind },
    headers,
  );
  expect(errors).toBeUndefined();
  return data?.teamSetUp?.roleText ?? null;
}

async function choose(headers: Headers, parts: object[], basedOn: number, more: object = {}) {
  const { data, errors } = await app.run<{ chooseRoleText: { __typename: string; field?: string } }>(
    `mutation ($input: ChooseRoleTextInput!) { chooseRoleText(input: $input) {
      __typename ... on UserError { message } ... on InvalidInput { field } } }`,
    { input: { kind: 'ADVOCATE_ROLE', parts, basedOn, ...more } },
    headers,
  );
  return data?.chooseRoleText ?? { __typename: String(errors?.[0]?.extensions?.code) };
}
const wordsOf = (text: Text | null, topic: string) => text?.parts.find((part) => part.topic === topic)?.words;

it.each(Object.entries(roleTexts))('%s begins with good words of Kith’s', async (kind, { title, parts }) => {
  const text = await read(here.advocate.headers, kind as RoleTextKind);
  expect(text).toMatchObject({ title, number: 0, versions: [] });
  expect(text?.parts.map(({ words }) => words)).toEqual(parts.map(({ words }) => words));
  expect(parts.some(({ isFixed }) => isFixed)).toBe(true);
  expect(new Set(parts.map(({ topic }) => topic)).size).toBe(parts.length);
});

it('keeps each choice of a team as a version that says later what it said then', async () => {
  const { headers } = here.coordinator;
  await choose(headers, [{ topic: 'money', words: 'Volunteers. Fares within a week.' }], 0);
  await choose(headers, [{ topic: 'money', words: 'Paid, six hours a week.' }], 1);
  const text = await read(headers);
  expect(text).toMatchObject({ number: 2 });
  expect(wordsOf(text, 'money')).toBe('Paid, six hours a week.');
  expect(wordsOf(text, 'why')).toBe(text?.parts.find(({ topic }) => topic === 'why')?.kithsWords);
  expect(text?.versions.map(({ number, chosenBy }) => [number, chosenBy])).toEqual([
    [2, 'Ruth Okafor'],
    [1, 'Ruth Okafor'],
  ]);
  expect(text?.versions.map(({ parts }) => parts.find(({ topic }) => topic === 'money')?.words)).toEqual([
    'Paid, six hours a week.',
    'Volunteers. Fares within a week.',
  ]);
  // The other texts, and how agreements begin, are as they were.
  expect(await read(headers, 'COORDINATOR_ROLE')).toMatchObject({ number: 0 });
  const { data } = await app.run('{ teamWording { number } }', {}, headers);
  expect(data).toEqual({ teamWording: { number: 0 } });
});

it('puts Kith’s own text back, and forgets no version by it', async () => {
  const { headers } = here.coordinator;
  await choose(headers, [{ topic: 'more', words: 'We have a dog.' }], 0);
  expect(await choose(headers, [], 1)).toMatchObject({ __typename: 'ChangeSetUpPayload' });
  const text = await read(headers);
  expect(wordsOf(text, 'more')).toBe('');
  expect(text?.versions).toMatchObject([
    { number: 2, isKiths: true },
    { number: 1, isKiths: false },
  ]);
});

it('cannot take a promise to everybody away, nor write over what a colleague has just chosen', async () => {
  const { headers } = here.coordinator;
  expect(await choose(headers, [{ topic: 'promise', words: 'Nothing.' }], 0)).toMatchObject({
    __typename: 'InvalidInput',
    field: 'parts.promise',
  });
  expect(await choose(headers, [{ topic: 'why', words: 'x'.repeat(3001) }], 0)).toMatchObject({
    __typename: 'InvalidInput',
    field: 'parts.why',
  });
  expect(await choose(headers, [{ topic: 'nothing', words: 'x' }], 0)).toMatchObject({ __typename: 'InvalidInput' });
  await choose(headers, [{ topic: 'more', words: 'A.' }], 0);
  expect(await choose(headers, [{ topic: 'more', words: 'B.' }], 0)).toMatchObject({ __typename: 'NoLongerPossible' });
  // The same sent twice is one version.
  expect(await choose(headers, [{ topic: 'more', words: 'A.' }], 0)).toMatchObject({
    __typename: 'ChangeSetUpPayload',
  });
  expect(await read(headers)).toMatchObject({ number: 1 });
});

it('is written by coordinators and administrators, read by the team’s advocates, and nobody else’s', async () => {
  const there = await aTeamReady(app, 'Hillside team');
  const own = [{ topic: 'more', words: 'Ours.' }];
  expect(await choose(here.advocate.headers, own, 0)).toMatchObject({ __typename: 'NotFound' });
  expect(await choose(there.coordinator.headers, own, 0, { teamId: here.team.id })).toMatchObject({
    __typename: 'NotFound',
  });
  const hana = await aStaffMember(app, { roles: ['ADMINISTRATOR'], name: 'Hana Whitlock' });
  expect(await choose(hana.headers, own, 0, { teamId: here.team.id })).toMatchObject({
    __typename: 'ChangeSetUpPayload',
  });
  expect(wordsOf(await read(here.advocate.headers), 'more')).toBe('Ours.');
  expect(wordsOf(await read(there.advocate.headers), 'more')).toBe('');
  const steward = await aStaffMember(app, { roles: ['STEWARD'], teamId: here.team.id });
  for (const headers of [steward.headers, {}]) expect(await read(headers)).toBeNull();
});
