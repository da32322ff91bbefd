import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, sayYes } from '../../../testing/peers.ts';

const QUESTION = 'Is this near the station? Larch-canary.';
const ANSWER = 'Two stops. Rowan-canary.';
const HONEST = 'Nobody fits today. Hazel-canary.';

let app: TestApp;
let team: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  team = await aTeamReady(app);
});
afterAll(() => app.close());

const act = (name: string, input: Record<string, unknown>, headers: Record<string, string>) =>
  app.run<Record<string, { __typename: string }>>(
    `mutation Act($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename } }`,
    { input },
    headers,
  );

/** What left for one address since the last look. */
async function mailTo(to: string): Promise<string[]> {
  await app.runJob('deliver letters');
  const texts = app.letters.filter((letter) => letter.to === to).map(({ subject, text }) => `${subject}\n${text}`);
  app.letters.length = 0;
  return texts;
}

const mailOf = async ({ accountId }: { accountId: string }) =>
  (await app.kith.db.staffAccount.findUniqueOrThrow({ where: { id: accountId } })).email;

it('a question tells the coordinators and its answer the advocate, by a reference and never by a word of it', async () => {
  const { coordinator, advocate } = team;
  const person = await aPersonAsks(app);
  const { match } = await introduce(app, coordinator, person.requestId, advocate.advocateId);
  const matchId = match?.id ?? '';
  await mailTo('nobody');
  await act('askCoordinator', { matchId, question: QUESTION }, advocate.headers);
  // Asked again in other words before anybody looked: still one letter.
  await act('askCoordinator', { matchId, question: QUESTION }, advocate.headers);
  const asked = await mailTo(await mailOf(coordinator));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain(person.receipt.reference);
  await act('answerQuestion', { matchId, answer: ANSWER }, coordinator.headers);
  const answered = await mailTo(await mailOf(advocate));
  expect(answered).toHaveLength(1);
  expect(answered[0]).toContain('Your coordinator has answered your question');
  const kept = JSON.stringify([await app.kith.db.outboxMessage.findMany(), asked, answered]) + app.logged();
  expect(kept).not.toMatch(/Larch-canary|Rowan-canary/);
  for (const text of [...asked, ...answered]) expect(text).not.toMatch(/Maya|HOUSING|07700/);
});

it('a question that is over before the letter leaves sends none', async () => {
  const { coordinator, advocate } = team;
  const person = await aPersonAsks(app);
  const { match } = await introduce(app, coordinator, person.requestId, advocate.advocateId);
  await mailTo('nobody');
  await act('askCoordinator', { matchId: match?.id, question: QUESTION }, advocate.headers);
  await sayYes(app, advocate, match?.id ?? '');
  expect((await mailTo(await mailOf(coordinator))).filter((text) => text.includes('asks you'))).toEqual([]);
});

it('an honest word that nobody fits comes as no more than an update', async () => {
  const to = 'jo@example.org';
  const person = await aPersonAsks(app, { reach: { channel: 'EMAIL', value: to } });
  await mailTo(to);
  const { data } = await act(
    'tellNobodyFits',
    { requestId: person.requestId, message: HONEST, ways: ['WAIT'] },
    team.coordinator.headers,
  );
  expect(data?.tellNobodyFits?.__typename).toBe('TellNobodyFitsPayload');
  const letters = await mailTo(to);
  expect(letters).toHaveLength(1);
  expect(letters[0]).toContain('An update for you');
  expect(letters[0]).not.toContain('Hazel-canary');
  expect(JSON.stringify(await app.kith.db.outboxMessage.findMany())).not.toMatch(/Hazel-canary|jo@example/);
});
