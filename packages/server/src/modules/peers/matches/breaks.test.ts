import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actAsPerson, actOnMatch, aPairTogether, readOfMatch, standIn } from '../../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aTeamReady, NUMBER, seeMine, seeRequest, WORDS, wish } from '../../../testing/peers.ts';
import { anAdvocate } from '../../../testing/people.ts';
import { tellOfBreaks } from './stand-in-asking.ts';

let app: TestApp;
let team: Awaited<ReturnType<typeof aTeamReady>>;
let maya: { advocateId: string; headers: Record<string, string> };
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  team = await aTeamReady(app);
});
beforeEach(async () => {
  maya = await anAdvocate(app, { teamId: team.team.id, firstName: 'Maya', capacity: 20 });
});
afterAll(() => app.close());

type Headers = Record<string, string>;
const DAY_MS = 24 * 60 * 60 * 1000;
const twoTogether = (input: Record<string, unknown> = {}) => aPairTogether(app, team.coordinator, maya, input);
const act = (...rest: [string, string, Headers, Record<string, unknown>]) => actOnMatch(app, ...rest);
const mine = (call: string, headers: Headers) => actAsPerson(app, call, headers);
const ofMatch = <T>(fields: string, headers: Headers, id: string) => readOfMatch<T>(app, fields, headers, id);
const rest = (headers: Headers, input: Record<string, unknown>) =>
  app.run('mutation ($input: SetEnergyInput!) { setEnergy(input: $input) { __typename } }', { input }, headers);

describe('a break', () => {
  it('brings in a colleague who said yes before, from its first moment to its last and not longer', async () => {
    const sam = await anAdvocate(app, { teamId: team.team.id, firstName: 'Sam' });
    const { person, matchId } = await twoTogether();
    await standIn(app, maya, sam);
    expect(await ofMatch('standIn { firstName isIn }', person.headers, matchId)).toEqual({
      standIn: { firstName: 'Sam', isIn: false },
    });
    expect(await seeRequest(app, person.requestId, sam.headers)).toBeNull();
    await rest(maya.headers, { energy: 'BREAK', breakUntil: '2026-11-25', breakWords: 'Back soon.' });
    expect(await seeRequest(app, person.requestId, sam.headers)).toMatchObject({
      words: WORDS,
      reach: { value: NUMBER },
    });
    expect((await seeMine(app, person.headers))?.statusSentence).toContain(
      'Maya says: “Back soon.” Sam and the Riverside',
    );
    await tellOfBreaks(app.kith);
    // "I'd rather wait": the stand-in sees nothing.
    await mine('ratherWait(isOn: true)', person.headers);
    expect(await seeRequest(app, person.requestId, sam.headers)).toBeNull();
    expect((await seeMine(app, person.headers))?.statusSentence).not.toContain('Sam');
    await mine('ratherWait(isOn: false)', person.headers);
    expect(await seeRequest(app, person.requestId, sam.headers)).not.toBeNull();
    // Back by one tap.
    await rest(maya.headers, { energy: 'FINE' });
    expect(await seeRequest(app, person.requestId, sam.headers)).toBeNull();
    expect(await ofMatch('id', sam.headers, matchId)).toBeNull();
  });

  it('ends by its date without anybody doing anything', async () => {
    const sam = await anAdvocate(app, { teamId: team.team.id, firstName: 'Sam' });
    const { person } = await twoTogether();
    await standIn(app, maya, sam);
    await rest(maya.headers, { energy: 'BREAK', breakUntil: '2026-11-23' });
    const { standingOf } = await import('../access.ts');
    const request = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: person.requestId } });
    const viewer = {
      kind: 'staff' as const,
      accountId: '',
      sessionId: '',
      name: 'Sam',
      roles: new Set(['ADVOCATE' as const]),
      teamId: team.team.id,
      advocateId: sam.advocateId,
    };
    const on = (now: Date) => standingOf({ db: app.kith.db, viewer, now }, request);
    expect(await on(app.clock.now())).toBe('connected');
    expect(await on(new Date(app.clock.now().getTime() + DAY_MS))).toBeNull();
  });

  it('is stood in for on days away, too: on these days, not before and not after, and the person is told once', async () => {
    const sam = await anAdvocate(app, { teamId: team.team.id, firstName: 'Sam' });
    const { person } = await twoTogether();
    await standIn(app, maya, sam);
    const away = (fromOn: string, untilOn: string) =>
      app.run<{ addTimeAway: { __typename: string } }>(
        'mutation ($input: AddTimeAwayInput!) { addTimeAway(input: $input) { __typename } }',
        { input: { fromOn, untilOn } },
        maya.headers,
      );
    await away('2026-11-25', '2026-11-27');
    const seen = () => seeRequest(app, person.requestId, sam.headers);
    expect(await seen()).toBeNull();
    await app.kith.db.timeAway.updateMany({
      data: { fromOn: new Date('2026-11-23'), untilOn: new Date('2026-11-24') },
    });
    expect(await seen()).toMatchObject({ words: WORDS });
    const sentence = (await seeMine(app, person.headers))?.statusSentence;
    expect(sentence).toContain('Maya is away until Tuesday 24 November. Sam and the Riverside');
    await tellOfBreaks(app.kith);
    await tellOfBreaks(app.kith);
    const { id } = await app.kith.db.match.findFirstOrThrow({ where: { requestId: person.requestId } });
    expect(await app.kith.db.outboxMessage.count({ where: { kind: 'stand-in', subjectId: id } })).toBe(1);
    await app.kith.db.timeAway.updateMany({
      data: { fromOn: new Date('2026-11-20'), untilOn: new Date('2026-11-22') },
    });
    expect(await seen()).toBeNull();
    expect((await seeMine(app, person.headers))?.statusSentence).toContain('You and Maya are connected');
    await app.kith.db.timeAway.deleteMany();
  });

  it('never brings in somebody whom the person would rather not meet, nor a learner, nor who was only asked', async () => {
    const sam = await anAdvocate(app, {
      teamId: team.team.id,
      firstName: 'Sam',
      shares: [{ dimension: 'GENDER', value: 'man', visibility: 'PRIVATE' }],
    });
    const { person, matchId } = await twoTogether({ wishes: [wish('GENDER', 'man', 'RATHER_NOT')] });
    const learner = await anAdvocate(app, { teamId: team.team.id, firstName: 'Jo', stage: 'LEARNER' });
    const ask = (advocateId: string) =>
      app.run<{ askStandIn: object }>(
        'mutation ($input: AskStandInInput!) { askStandIn(input: $input) { __typename } }',
        { input: { advocateId } },
        maya.headers,
      );
    expect((await ask(learner.advocateId)).data?.askStandIn).toEqual({ __typename: 'NoLongerPossible' });
    await rest(maya.headers, { energy: 'BREAK' });
    await ask(sam.advocateId);
    expect(await ofMatch('standIn { firstName }', person.headers, matchId)).toEqual({ standIn: null });
    await standIn(app, maya, sam);
    expect(await seeRequest(app, person.requestId, sam.headers)).toBeNull();
    // The coordinator is told whom nobody covers.
    const { data } = await app.run<{ matchesNobodyCovers: { id: string }[] }>(
      '{ matchesNobodyCovers { id } }',
      {},
      team.coordinator.headers,
    );
    expect(data?.matchesNobodyCovers.map(({ id }) => id)).toContain(matchId);
    expect((await app.run('{ matchesNobodyCovers { id } }', {}, maya.headers)).data).toEqual({
      matchesNobodyCovers: [],
    });
  });
});

describe('"I\'m running low"', () => {
  it('tells the advocate in one tap, says to the person that it was seen, and is no history', async () => {
    const { person, matchId } = await twoTogether();
    await mine('sayRunningLow(isOn: true)', person.headers);
    const low = 'runningLowSince runningLowSeenAt';
    expect(await ofMatch(low, maya.headers, matchId)).toMatchObject({
      runningLowSince: expect.any(String),
      runningLowSeenAt: null,
    });
    await act('seeRunningLow', 'MatchInput', maya.headers, { matchId });
    expect(await ofMatch(low, person.headers, matchId)).toMatchObject({ runningLowSeenAt: expect.any(String) });
    await mine('sayRunningLow(isOn: false)', person.headers);
    expect(await ofMatch(low, maya.headers, matchId)).toEqual({ runningLowSince: null, runningLowSeenAt: null });
    const row = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: person.requestId } });
    expect(row).toMatchObject({ lowAt: null, lowSeenAt: null });
  });
});
