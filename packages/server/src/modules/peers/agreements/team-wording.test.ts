import { afterAll, beforeAll, expect, it } from 'vitest';
import { agreeTogether, readOfMatch } from '../../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { anotherInTouch, twoInTouch } from '../../../testing/doing.ts';
import { aTeamReady } from '../../../testing/peers.ts';

type Headers = Record<string, string>;
interface Answer {
  __typename: string;
  message?: string;
  field?: string;
}

let app: TestApp;
let two: Awaited<ReturnType<typeof twoInTouch>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  two = await twoInTouch(app);
});
afterAll(() => app.close());

async function choose(headers: Headers, lines: object[], basedOn: number): Promise<Answer> {
  const { data, errors } = await app.run<{ chooseAgreementWording: Answer }>(
    `mutation ($input: ChooseAgreementWordingInput!) { chooseAgreementWording(input: $input) {
      __typename ... on UserError { message } ... on InvalidInput { field } } }`,
    { input: { lines, basedOn } },
    headers,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.chooseAgreementWording;
}

async function wording(headers: Headers) {
  const { data } = await app.run<{
    teamWording: { number: number; chosenBy: string | null; lines: { topic: string; words: string }[] } | null;
  }>('{ teamWording { number chosenBy lines { topic words kithsWords isFixed } } }', {}, headers);
  return data?.teamWording ?? null;
}

interface Agreed {
  agreements: { wording: string; lines: { topic: string; words: string; title: string }[] }[];
  agreementStart: { topic: string; words: string }[];
}
const seen = (matchId: string) =>
  readOfMatch<Agreed>(
    app,
    'agreements { wording lines { topic title words } } agreementStart { topic words }',
    two.advocate.headers,
    matchId,
  );
const moneyIn = (lines: { topic: string; words: string }[] = []) => lines.find(({ topic }) => topic === 'MONEY')?.words;

it('is chosen by a coordinator for new agreements, and never alters one that two have made', async () => {
  await agreeTogether(app, two.advocate, two.matchId);
  const before = await seen(two.matchId);
  const lines = [{ topic: 'MONEY', words: 'The team pays for the tea.' }];
  expect(await choose(two.coordinator.headers, lines, 0)).toMatchObject({
    __typename: 'ChooseAgreementWordingPayload',
  });
  expect(await wording(two.coordinator.headers)).toMatchObject({ number: 1, chosenBy: 'Ruth' });
  expect((await seen(two.matchId))?.agreements).toEqual(before?.agreements);
  const next = await anotherInTouch(app, two);
  expect(moneyIn((await seen(next.matchId))?.agreementStart)).toBe('The team pays for the tea.');
  await agreeTogether(app, two.advocate, next.matchId);
  const [made] = (await seen(next.matchId))?.agreements ?? [];
  expect(made?.wording).toMatch(/^\d{4}-\d{2}-\d{2}\/team-1$/);
  expect(moneyIn(made?.lines)).toBe('The team pays for the tea.');
  // A later choice leaves that one alone, too, and Kith's words come back with an empty list.
  await choose(two.coordinator.headers, [], 1);
  expect(moneyIn((await seen(next.matchId))?.agreements[0]?.lines)).toBe('The team pays for the tea.');
  expect(await wording(two.coordinator.headers)).toMatchObject({ number: 2 });
  expect((await wording(two.coordinator.headers))?.lines.find(({ topic }) => topic === 'MONEY')?.words).toContain(
    'do not lend',
  );
});

it('cannot take away what has to be passed on, nor write over what a colleague has just chosen', async () => {
  const { headers } = two.coordinator;
  expect(await choose(headers, [{ topic: 'PASS_ON', words: 'Nothing.' }], 2)).toMatchObject({
    __typename: 'InvalidInput',
    field: 'lines.PASS_ON',
  });
  expect(await choose(headers, [{ topic: 'GIFTS', words: 'x'.repeat(601) }], 2)).toMatchObject({
    __typename: 'InvalidInput',
  });
  expect(await choose(headers, [{ topic: 'GIFTS', words: 'A card.' }], 1)).toMatchObject({
    __typename: 'NoLongerPossible',
  });
  // The same sent twice is one version.
  await choose(headers, [{ topic: 'GIFTS', words: 'A card.' }], 2);
  expect(await choose(headers, [{ topic: 'GIFTS', words: 'A card.' }], 2)).toMatchObject({
    __typename: 'ChooseAgreementWordingPayload',
  });
  expect(await wording(headers)).toMatchObject({ number: 3 });
});

it('is nobody else’s: another team begins with its own, and an advocate changes nothing', async () => {
  const there = await aTeamReady(app, 'Hillside team');
  expect(await wording(there.coordinator.headers)).toMatchObject({ number: 0, chosenBy: null });
  for (const headers of [two.advocate.headers, {}]) {
    expect(await wording(headers)).toBeNull();
    expect(await choose(headers, [], 0)).toMatchObject({ __typename: 'NotFound' });
  }
});
