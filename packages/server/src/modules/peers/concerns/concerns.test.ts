import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { type Answer, anotherInTouch, twoInTouch } from '../../../testing/doing.ts';
import { anAdvocate, aStaffMember, aTeam } from '../../../testing/people.ts';
import { readMyConcerns } from './reading-concerns.ts';

const DAY = 24 * 60 * 60_000;
const FACTS = 'She said that she cannot go on. Speedwell-canary.';
const CONCERN = `id reference state urgency hasRung raisedBy takenBy personToldAt hiddenUntil needsSecond maySecond
  entries { kind by words sharedWith keepUntil }`;

let app: TestApp;
let two: Awaited<ReturnType<typeof twoInTouch>>;
let second: Awaited<ReturnType<typeof aStaffMember>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  two = await twoInTouch(app);
  second = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: two.team.id, name: 'Tom Bright' });
});
afterAll(() => app.close());

type Headers = Record<string, string>;

async function act(headers: Headers, name: string, input: Record<string, unknown>): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await app.run<Record<string, Answer>>(
    `mutation Act($input: ${type}!) { ${name}(input: $input) { __typename
      ... on ConcernPayload { concern { ${CONCERN} } } ... on UserError { message } ... on InvalidInput { field } } }`,
    { input },
    headers,
  );
  const answer = data?.[name];
  if (!answer) throw new Error(JSON.stringify(errors));
  return answer;
}

const raise = (headers: Headers, requestId: string, more: Record<string, unknown> = {}) =>
  act(headers, 'raiseConcern', {
    requestId,
    urgency: 'SOON',
    words: FACTS,
    hasRung: false,
    idempotencyKey: randomUUID(),
    ...more,
  });
const see = async (headers: Headers) =>
  (await app.run<{ concerns: Answer[] }>(`{ concerns { ${CONCERN} } }`, {}, headers)).data?.concerns ?? [];
const somebody = async () => {
  const { person, matchId } = await anotherInTouch(app, two);
  const { requestId } = await app.kith.db.match.findUniqueOrThrow({ where: { id: matchId } });
  return { headers: person.headers, requestId };
};

describe("I'm worried about someone", () => {
  it('says at once whom to ring, who is on call, what is shared and how to tell the person', async () => {
    const { requestId } = await somebody();
    const read = async (headers: Headers) =>
      (
        await app.run<{ peerRequest: { concernGuide: Answer | null } | null }>(
          `query ($id: ID!) { peerRequest(id: $id) { concernGuide { urgentHelp { display } onCall { name phone }
             coordinators whatIsShared howToTell } } }`,
          { id: requestId },
          headers,
        )
      ).data?.peerRequest?.concernGuide;
    expect(await read(two.advocate.headers)).toMatchObject({
      onCall: null,
      coordinators: ['Ruth Okafor', 'Tom Bright'],
      urgentHelp: expect.arrayContaining([{ display: '999' }]),
    });
    const { data } = await app.run<{ goOnCall: Answer }>(
      'mutation { goOnCall(input: { phone: "01632 960 555" }) { ... on GoOnCallPayload { onCall { name phone } } } }',
      {},
      second.headers,
    );
    expect(data?.goOnCall).toEqual({ onCall: { name: 'Tom Bright', phone: '01632 960 555' } });
    expect((await read(two.advocate.headers))?.onCall).toEqual({ name: 'Tom Bright', phone: '01632 960 555' });
    await app.kith.db.staffAccount.update({ where: { id: second.accountId }, data: { disabledAt: app.clock.now() } });
    expect((await read(two.advocate.headers))?.onCall).toBeNull();
    await app.kith.db.staffAccount.update({ where: { id: second.accountId }, data: { disabledAt: null } });
  });

  it('goes to the coordinators, once, and rings and tells nobody else', async () => {
    const { requestId, headers } = await somebody();
    const key = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3].map(() => raise(two.advocate.headers, requestId, { idempotencyKey: key })),
    );
    expect(new Set(answers.map(({ concern }) => concern.id)).size).toBe(1);
    const waiting = await app.kith.db.outboxMessage.findMany({ where: { subjectId: answers[0]?.concern.id } });
    expect(waiting.map(({ kind }) => kind)).toEqual(['concern-raised', 'concern-raised']);
    // The person reads it on their own page.
    expect(await see(headers)).toMatchObject([{ raisedBy: 'Maya', entries: [{ kind: 'RAISED', words: FACTS }] }]);
    expect(app.logged()).not.toContain('Speedwell');
  });

  it('is decided by two, never by one, and closes when the person knows and something was learned', async () => {
    const { requestId } = await somebody();
    const { concern } = await raise(two.advocate.headers, requestId);
    const { id: concernId } = concern;
    const ruth = two.coordinator.headers;
    expect(await act(ruth, 'closeConcern', { concernId, learned: 'Nothing' })).toMatchObject({
      __typename: 'NoLongerPossible',
    });
    expect((await act(ruth, 'takeConcern', { concernId })).concern.takenBy).toBe('Ruth');
    const proposed = await act(ruth, 'proposeForConcern', { concernId, words: 'Ring her together on Monday' });
    expect(proposed.concern).toMatchObject({ state: 'OPEN', needsSecond: true, maySecond: false });
    expect(await act(ruth, 'answerForConcern', { concernId, agrees: true, words: 'Yes' })).toMatchObject({
      __typename: 'NoLongerPossible',
      message: expect.stringContaining('Two people decide'),
    });
    const agreed = await act(second.headers, 'answerForConcern', { concernId, agrees: true, words: 'I will be there' });
    expect(agreed.concern).toMatchObject({ state: 'DECIDED', needsSecond: false });
    expect(await act(ruth, 'closeConcern', { concernId, learned: 'Ask earlier' })).toMatchObject({
      message: expect.stringContaining('tell the person'),
    });
    await act(ruth, 'addToConcern', { concernId, kind: 'TOLD_PERSON', words: 'Maya told her' });
    expect(await act(ruth, 'addToConcern', { concernId, kind: 'SHARED', words: 'A call' })).toMatchObject({
      field: 'sharedWith',
    });
    await act(ruth, 'addToConcern', { concernId, kind: 'SHARED', words: 'A call', sharedWith: 'Her sister' });
    const closed = await act(second.headers, 'closeConcern', { concernId, learned: 'Ask earlier' });
    expect(closed.concern).toMatchObject({ state: 'CLOSED' });
    expect(closed.concern.entries.map(({ kind }: { kind: string }) => kind)).toEqual([
      'RAISED',
      'TAKEN',
      'PROPOSED',
      'AGREED',
      'TOLD_PERSON',
      'SHARED',
      'CLOSED',
    ]);
    expect(await act(ruth, 'takeConcern', { concernId })).toMatchObject({ __typename: 'NoLongerPossible' });
  });

  it('can be raised by the person: something is not right; the advocate does not see it', async () => {
    const { requestId, headers } = await somebody();
    const { concern } = await raise(headers, requestId, { words: 'He asked me for money.' });
    expect(concern).toMatchObject({ raisedBy: null, entries: [{ kind: 'RAISED', by: null }] });
    const ids = (await see(two.advocate.headers)).map(({ id }) => id);
    expect(ids).not.toContain(concern.id);
    expect((await see(two.coordinator.headers)).map(({ id }) => id)).toContain(concern.id);
  });

  it('is nobody else’s: another team, another advocate, a stranger', async () => {
    const { requestId } = await somebody();
    const { concern } = await raise(two.advocate.headers, requestId);
    const elsewhere = await aTeam(app, 'Hillside team');
    const stranger = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: elsewhere.id });
    const other = await anAdvocate(app, { teamId: two.team.id, firstName: 'Sol' });
    const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'], teamId: two.team.id });
    for (const headers of [stranger.headers, other.headers, administrator.headers, {}]) {
      expect((await see(headers)).filter(({ id }) => id === concern.id)).toEqual([]);
      expect(await raise(headers, requestId)).toMatchObject({ __typename: 'NotFound' });
      expect(await act(headers, 'takeConcern', { concernId: concern.id })).toMatchObject({ __typename: 'NotFound' });
    }
    // Who raised it sees that it was taken, not what the coordinators write.
    await act(two.coordinator.headers, 'addToConcern', { concernId: concern.id, kind: 'NOTE', words: 'Between us' });
    const own = (await see(two.advocate.headers)).find(({ id }) => id === concern.id);
    expect(own?.entries.map(({ kind }: { kind: string }) => kind)).toEqual(['RAISED']);
  });

  it('is not given away by a line in the story of the person from whom it is kept', async () => {
    const { requestId, headers } = await somebody();
    const { concern } = await raise(two.advocate.headers, requestId, { wouldAddDanger: true });
    const looks = () => app.kith.db.requestEvent.count({ where: { requestId, kind: 'NOTES_READ' } });
    await see(two.coordinator.headers);
    expect(await looks()).toBe(0);
    const entry = { action: 'read kept concern', objectId: requestId, actorId: two.coordinator.accountId };
    expect(await app.kith.db.auditEvent.count({ where: entry })).toBe(1);
    await act(two.coordinator.headers, 'addToConcern', { concernId: concern.id, kind: 'TOLD_PERSON', words: 'Told' });
    expect(await looks()).toBe(1);
    expect((await see(headers)).map(({ id }) => id)).toEqual([concern.id]);
  });

  it('does not bury the coordinators in letters, whoever writes', async () => {
    const { requestId, headers } = await somebody();
    for (let count = 0; count < 20; count++) await raise(headers, requestId);
    expect(await raise(headers, requestId)).toMatchObject({ __typename: 'NoLongerPossible' });
    expect(await raise(two.advocate.headers, requestId)).toMatchObject({ __typename: 'ConcernPayload' });
  });

  it('leaves no word behind when the person erases their request', async () => {
    const { requestId, headers } = await somebody();
    const { concern } = await raise(two.advocate.headers, requestId);
    await app.run('mutation { eraseMyRequest { __typename } }', {}, headers);
    const entries = await app.kith.db.concernEntry.findMany({ where: { concernId: concern.id } });
    expect(entries.map(({ words }) => words)).toEqual([null]);
    const seen = (await see(two.coordinator.headers)).find(({ id }) => id === concern.id);
    expect(seen?.entries[0].words).toBeNull();
  });

  // The last one: it turns the clock on.
  it('is kept from the person for three working days by one, and longer only by two, to a day to look again', async () => {
    const { requestId, headers } = await somebody();
    const { concern } = await raise(two.advocate.headers, requestId, { wouldAddDanger: true });
    expect(await see(headers)).toEqual([]);
    const keepUntil = '2026-12-10';
    await act(two.coordinator.headers, 'proposeForConcern', { concernId: concern.id, words: 'Wait', keepUntil });
    expect(
      await act(two.coordinator.headers, 'proposeForConcern', { concernId: concern.id, words: 'Wait', keepUntil }),
    ).toMatchObject({ __typename: 'NoLongerPossible' });
    await act(second.headers, 'answerForConcern', { concernId: concern.id, agrees: true, words: 'Yes' });
    app.clock.advance(8 * DAY);
    const kept = await readMyConcerns(app.kith, { kind: 'person', requestId });
    expect(kept).toEqual([]);
    app.clock.advance(10 * DAY);
    const [shown] = await readMyConcerns(app.kith, { kind: 'person', requestId });
    expect(shown?.lines[0]).toMatchObject({ words: FACTS });
  });
});
