import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { anAdvocate, aSession, aStaffMember, aTeam } from '../../../testing/people.ts';

const WORDS = 'How to be quiet when it is hard. Elderflower-canary.';
const GROWTH = `learning { id learnedOn title words } usefulByWeek { weekOf count }
  gains { item answers { answeredOn answer } } wellbeingPlan { helps signs next others }`;
const MINE = `{ viewer { growth { ${GROWTH} } } }`;
const result = `{ __typename ... on MyGrowthPayload { madeId growth { ${GROWTH} } } ... on UserError { message } ... on InvalidInput { field } }`;

let app: TestApp;
let maya: Awaited<ReturnType<typeof anAdvocate>>;
let teamId: string;
beforeAll(async () => {
  app = await createTestApp();
  teamId = (await aTeam(app)).id;
});
afterAll(() => app.close());
beforeEach(async () => {
  maya = await anAdvocate(app, { teamId });
});

interface Growth {
  learning: { id: string; title: string; words: string | null }[];
  usefulByWeek: { weekOf: string; count: number }[];
  gains: { item: string; answers: { answeredOn: string; answer: number }[] }[];
  wellbeingPlan: Record<string, string | null> | null;
}

async function act(call: string, variables: Record<string, unknown> = {}, types = '') {
  const { data, errors } = await app.run<{
    answer: { __typename: string; field?: string; madeId?: string; growth?: Growth };
  }>(`mutation ${types} { answer: ${call} ${result} }`, variables, maya.headers);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.answer;
}

it('keeps a learning log for the advocate alone, sealed', async () => {
  const add = (input: object) => act('addLearning(input: $input)', { input }, '($input: AddLearningInput!)');
  const { madeId, growth } = await add({ learnedOn: '2026-11-20', title: 'Listening', words: WORDS });
  expect(growth?.learning).toEqual([{ id: madeId, learnedOn: '2026-11-20', title: 'Listening', words: WORDS }]);
  const row = await app.kith.db.learningEntry.findFirstOrThrow({ where: { advocateId: maya.advocateId } });
  expect(Buffer.from(row.words).toString('latin1')).not.toContain('Elderflower');
  expect(app.logged()).not.toContain('Elderflower');

  expect(await add({ learnedOn: '2026-11-24', title: 'Tomorrow' })).toMatchObject({ field: 'learnedOn' });
  expect(await add({ learnedOn: '2026-11-20', title: ' ' })).toMatchObject({ field: 'title' });

  const tom = await anAdvocate(app, { teamId, firstName: 'Tom' });
  await app.run(`mutation { removeLearning(id: "${madeId}") { __typename } }`, {}, tom.headers);
  const { data } = await app.run<{ viewer: { growth: Growth } }>(MINE, {}, maya.headers);
  expect(data?.viewer.growth.learning).toHaveLength(1);
  expect((await act(`removeLearning(id: "${madeId}")`)).growth?.learning).toEqual([]);
});

it('notes "I was useful" in one tap, as a trend that only the advocate sees, and takes a slip back', async () => {
  const { madeId } = await act('iWasUseful');
  app.clock.advance(8 * 24 * 60 * 60_000);
  maya = { ...maya, headers: await aSession(app, maya.accountId) };
  const { growth } = await act('iWasUseful');
  expect(growth?.usefulByWeek).toHaveLength(12);
  expect(growth?.usefulByWeek.slice(-2).map(({ count }) => count)).toEqual([1, 1]);
  expect(
    (await act(`takeBackUseful(id: "${madeId}")`)).growth?.usefulByWeek.slice(-2).map(({ count }) => count),
  ).toEqual([0, 1]);
  const coordinator = await aStaffMember(app, { roles: ['COORDINATOR'], teamId });
  expect(await app.run(MINE, {}, coordinator.headers)).toMatchObject({ data: { viewer: { growth: null } } });
});

it('stops counting taps that are no taps any more', async () => {
  for (let tap = 0; tap < 30; tap++) await act('iWasUseful');
  expect(await act('iWasUseful')).toMatchObject({ __typename: 'InvalidInput' });
});

it('asks what it gives them; the later answer of a day counts, and everything may be left out', async () => {
  const answer = (answers: object[]) =>
    act('answerGains(input: $input)', { input: { answers } }, '($input: AnswerGainsInput!)');
  await answer([{ item: 'role', answer: 1 }]);
  const { growth } = await answer([{ item: 'role', answer: 4 }]);
  const of = (item: string) => growth?.gains.find((gain) => gain.item === item)?.answers;
  expect(of('role')).toMatchObject([{ answer: 4 }]);
  expect(of('shame')).toEqual([]);
  for (const answers of [[], [{ item: 'role', answer: 5 }], [{ item: 'health', answer: 1 }]]) {
    expect(await answer(answers)).toMatchObject({ __typename: 'InvalidInput', field: 'answers' });
  }
});

it('keeps a well-being plan that its owner writes, changes and empties', async () => {
  const set = (input: object) => act('setWellbeingPlan(input: $input)', { input }, '($input: SetWellbeingPlanInput!)');
  expect((await set({ helps: 'Swimming.', others: 'Ask me once.' })).growth?.wellbeingPlan).toEqual({
    helps: 'Swimming.',
    signs: null,
    next: null,
    others: 'Ask me once.',
  });
  expect(await set({ helps: 'x'.repeat(2_001) })).toMatchObject({ __typename: 'InvalidInput', field: 'helps' });
  expect((await set({})).growth?.wellbeingPlan).toBeNull();
  expect(await app.kith.db.wellbeingPlan.count()).toBe(0);
});
