import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, sayYes } from '../../../testing/peers.ts';
import { anAdvocate } from '../../../testing/people.ts';
import { eraseMyRequest } from '../changing.ts';
import { readThanksOf, sendThanks } from './thanks.ts';

const WORDS = 'You sat with me. Blackthorn-canary.';
const SEND = `mutation ($input: SendThanksInput!) { sendThanks(input: $input) { __typename
  ... on SendThanksPayload { thanks { id from words gained mayKeep } } ... on UserError { message } } }`;

let app: TestApp;
let team: Awaited<ReturnType<typeof aTeamReady>>;
let person: Awaited<ReturnType<typeof aPersonAsks>>;
let matchId: string;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
});
afterAll(() => app.close());
beforeEach(async () => {
  team = await aTeamReady(app);
  person = await aPersonAsks(app);
  await app.kith.db.peerRequest.update({ where: { id: person.requestId }, data: { teamId: team.team.id } });
  matchId = (await introduce(app, team.coordinator, person.requestId, team.advocate.advocateId)).match?.id ?? '';
});

async function send(headers: Record<string, string>, more: Record<string, unknown> = {}) {
  const input = { matchId, words: WORDS, idempotencyKey: crypto.randomUUID(), ...more };
  const { data, errors } = await app.run<{ sendThanks: { __typename: string; thanks?: { id: string; from: string } } }>(
    SEND,
    { input },
    headers,
  );
  return data?.sendThanks ?? { __typename: String(errors?.[0]?.extensions?.code) };
}

const myThanks = async (headers: Record<string, string>) => {
  const { data } = await app.run<{ viewer: { thanks: { words: string; from: string }[] } }>(
    '{ viewer { thanks { id from words gained mayKeep } } }',
    {},
    headers,
  );
  return data?.viewer.thanks;
};

it('goes both ways from the yes on, and neither has to', async () => {
  expect(await send(person.headers)).toMatchObject({ __typename: 'NoLongerPossible' });
  await sayYes(app, team.advocate, matchId);
  expect(await myThanks(team.advocate.headers)).toEqual([]);
  expect(await send(person.headers, { gained: 'I slept.', mayKeep: true })).toMatchObject({
    thanks: { from: 'PERSON', words: WORDS, gained: 'I slept.', mayKeep: true },
  });
  expect(await send(team.advocate.headers, { mayKeep: true })).toMatchObject({
    thanks: { from: 'ADVOCATE', mayKeep: false },
  });
  expect((await myThanks(team.advocate.headers))?.map(({ from }) => from).toSorted()).toEqual(['ADVOCATE', 'PERSON']);
  const seen = await readThanksOf(app.kith, { kind: 'person', requestId: person.requestId });
  expect(seen).toHaveLength(2);
});

it('is for the two alone: coordinators, colleagues and strangers neither read nor write it', async () => {
  await sayYes(app, team.advocate, matchId);
  await send(person.headers);
  const colleague = await anAdvocate(app, { teamId: team.team.id, firstName: 'Dee' });
  for (const { headers } of [team.coordinator, colleague, { headers: {} }, await aPersonAsks(app)]) {
    expect((await send(headers)).__typename).toBe('NotFound');
    const { data } = await app.run<{ match: { thanks: unknown[] } | null }>(
      'query ($id: ID!) { match(id: $id) { thanks { words } } }',
      { id: matchId },
      headers,
    );
    expect(data?.match?.thanks ?? []).toEqual([]);
  }
  expect(app.logged()).not.toContain('Blackthorn');
});

it('is one thank-you however often the same is sent, and another body under its key is refused', async () => {
  await sayYes(app, team.advocate, matchId);
  const idempotencyKey = crypto.randomUUID();
  const both = await Promise.all([send(person.headers, { idempotencyKey }), send(person.headers, { idempotencyKey })]);
  expect(both[0]).toEqual(both[1]);
  expect(await send(person.headers, { idempotencyKey, words: 'Else.' })).toMatchObject({
    __typename: 'IdempotencyConflict',
  });
});

it('is taken back by who wrote it, and by nobody else', async () => {
  await sayYes(app, team.advocate, matchId);
  const { thanks } = await send(person.headers);
  const takeBack = `mutation { takeBackThanks(id: "${thanks?.id}") { __typename } }`;
  await app.run(takeBack, {}, team.advocate.headers);
  expect(await myThanks(team.advocate.headers)).toHaveLength(1);
  await app.run(takeBack, {}, person.headers);
  expect(await myThanks(team.advocate.headers)).toEqual([]);
});

it('leaves whoever paused or stopped in quiet', async () => {
  await sayYes(app, team.advocate, matchId);
  await app.run('mutation { withdrawMyRequest { __typename } }', {}, person.headers);
  expect((await send(team.advocate.headers)).__typename).toBe('NoLongerPossible');
});

it('stays when the person changes their request, and is gone with the request that is erased', async () => {
  await sayYes(app, team.advocate, matchId);
  await send(person.headers);
  await app.run('mutation { changeMyRequest(input: { wishes: [] }) { __typename } }', {}, person.headers);
  expect(await myThanks(team.advocate.headers)).toHaveLength(1);
  await eraseMyRequest(app.kith, { kind: 'person', requestId: person.requestId });
  expect(await myThanks(team.advocate.headers)).toEqual([]);
  expect(await app.kith.db.thanks.count({ where: { match: { requestId: person.requestId } } })).toBe(0);
});

it.each([
  ['nothing', ' '],
  ['too much', 'x'.repeat(1_001)],
])('is answered in words when %s was written', async (_what, words) => {
  await sayYes(app, team.advocate, matchId);
  expect((await send(person.headers, { words })).__typename).toBe('InvalidInput');
});

it('needs a person to write it: sending is the only code that makes one (S132)', async () => {
  await sayYes(app, team.advocate, matchId);
  expect(await app.kith.db.thanks.count({ where: { match: { requestId: person.requestId } } })).toBe(0);
  await expect(
    sendThanks(app.kith, { kind: 'anonymous' }, { words: 'Well done!', idempotencyKey: crypto.randomUUID() }),
  ).rejects.toMatchObject({ name: 'NotFound' });
});
