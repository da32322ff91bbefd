import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agreeTogether, standIn } from '../../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import {
  aPersonAsks,
  aTeamReady,
  introduce,
  NUMBER,
  sayYes,
  seeMine,
  seeRequest,
  WORDS,
  wish,
} from '../../../testing/peers.ts';
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

async function twoTogether(input: Record<string, unknown> = {}) {
  const person = await aPersonAsks(app, { reach: { channel: 'PHONE', value: NUMBER }, ...input });
  const { match } = await introduce(app, team.coordinator, person.requestId, maya.advocateId);
  const matchId = match?.id ?? '';
  await sayYes(app, maya, matchId);
  await agreeTogether(app, maya, matchId);
  return { person, matchId };
}

/** A mutation about a match. */
async function act(name: string, type: string, headers: Headers, input: Record<string, unknown>) {
  const { data, errors } = await app.run<{ answer: Record<string, unknown> }>(
    `mutation Act($input: ${type}!) { answer: ${name}(input: $input) {
      __typename ... on MatchMovedPayload { match { id status pausedBy endedBy reviewOn isReviewDue } }
      ... on UserError { message } ... on InvalidInput { field }
    } }`,
    { input },
    headers,
  );
  return data?.answer ?? { errors };
}

/** A mutation of the person that needs no input. */
async function mine(call: string, headers: Headers) {
  const { data, errors } = await app.run<{ answer: Record<string, unknown> }>(
    `mutation { answer: ${call} { __typename ... on MyMatchPayload { request { status isLate waitingSince wishedAgain { id } } } ... on UserError { message } } }`,
    {},
    headers,
  );
  return data?.answer ?? { errors };
}

const rest = (headers: Headers, input: Record<string, unknown>) =>
  app.run('mutation ($input: SetEnergyInput!) { setEnergy(input: $input) { __typename } }', { input }, headers);

async function ofMatch<T>(fields: string, headers: Headers, id: string): Promise<T | null> {
  const { data } = await app.run<{ match: T | null }>(
    `query ($id: ID!) { match(id: $id) { ${fields} } }`,
    { id },
    headers,
  );
  return data?.match ?? null;
}

describe('a pause', () => {
  it('by the advocate needs no reason, is told kindly, and covers the number until they go on', async () => {
    const { person, matchId } = await twoTogether();
    expect(await act('pauseMatch', 'PauseMatchInput', maya.headers, { matchId })).toMatchObject({
      match: { status: 'PAUSED', pausedBy: 'ADVOCATE' },
    });
    expect((await seeMine(app, person.headers))?.statusSentence).toBe(
      'Maya needs a pause. You did nothing wrong. You can wait, or ask for somebody else.',
    );
    expect((await seeRequest(app, person.requestId, maya.headers))?.reach).toMatchObject({ value: null });
    expect(await act('resumeMatch', 'MatchInput', person.headers, { matchId })).toMatchObject({
      __typename: 'NoLongerPossible',
    });
    expect(await act('resumeMatch', 'MatchInput', maya.headers, { matchId })).toMatchObject({
      match: { status: 'ACTIVE' },
    });
    expect(await seeMine(app, person.headers)).toMatchObject({ status: 'CONNECTED' });
  });

  it('by the person is one action, and nobody else ends it', async () => {
    const { person, matchId } = await twoTogether();
    await act('pauseMatch', 'PauseMatchInput', person.headers, { matchId });
    for (const headers of [maya.headers, team.coordinator.headers])
      expect(await act('resumeMatch', 'MatchInput', headers, { matchId })).toMatchObject({
        __typename: 'NoLongerPossible',
      });
    expect(await act('resumeMatch', 'MatchInput', person.headers, { matchId })).toMatchObject({
      match: { status: 'ACTIVE' },
    });
  });

  it('by a coordinator needs a reason, which the person reads', async () => {
    const { person, matchId } = await twoTogether();
    expect(await act('pauseMatch', 'PauseMatchInput', team.coordinator.headers, { matchId })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'reason',
    });
    await act('pauseMatch', 'PauseMatchInput', team.coordinator.headers, { matchId, reason: 'Maya is moving.' });
    expect(await ofMatch('whyStopped', person.headers, matchId)).toEqual({ whyStopped: 'Maya is moving.' });
  });
});

describe('an ending', () => {
  it('by the person asks nothing, keeps their own words for them, and has a way back to the same advocate', async () => {
    const { person, matchId } = await twoTogether();
    const input = { matchId, goodbye: 'Thank you.', good: 'You waited with me. Sorrel-canary.' };
    expect(await act('endMatch', 'EndMatchInput', person.headers, input)).toMatchObject({
      match: { status: 'ENDED', endedBy: 'PERSON' },
    });
    // Pressed twice: nothing more happens.
    expect(await act('endMatch', 'EndMatchInput', person.headers, { matchId })).toMatchObject({
      match: { status: 'ENDED' },
    });
    const said = 'goodbye goodWords';
    expect(await ofMatch(said, person.headers, matchId)).toEqual({ goodbye: input.goodbye, goodWords: input.good });
    expect(await ofMatch(said, maya.headers, matchId)).toEqual({ goodbye: input.goodbye, goodWords: null });
    expect(await ofMatch(said, team.coordinator.headers, matchId)).toMatchObject({ goodWords: null });
    expect(await seeMine(app, person.headers)).toMatchObject({ status: 'FINISHED_FOR_NOW' });
    expect(await mine('comeBackToSameAdvocate', person.headers)).toMatchObject({ request: { status: 'CAME_BACK' } });
    const { data } = await app.run<{ peerRequest: { wishedAgain: { firstName: string } | null } }>(
      'query ($id: ID!) { peerRequest(id: $id) { wishedAgain { firstName } } }',
      { id: person.requestId },
      team.coordinator.headers,
    );
    expect(data?.peerRequest.wishedAgain).toEqual({ firstName: 'Maya' });
    const again = await introduce(app, team.coordinator, person.requestId, maya.advocateId);
    await sayYes(app, maya, again.match?.id ?? '');
    await agreeTogether(app, maya, again.match?.id ?? '');
    expect(await seeMine(app, person.headers)).toMatchObject({ status: 'CONNECTED' });
  });

  it('by the advocate tells the person kindly; the person comes back in one action', async () => {
    const { person, matchId } = await twoTogether();
    await act('endMatch', 'EndMatchInput', maya.headers, { matchId, goodbye: 'You did it yourself.' });
    expect(await seeMine(app, person.headers)).toMatchObject({ status: 'FINISHED_FOR_NOW' });
    expect(await ofMatch('goodbye', person.headers, matchId)).toEqual({ goodbye: 'You did it yourself.' });
    const { data } = await app.run('mutation { resumeMyRequest { __typename } }', {}, person.headers);
    expect(data?.resumeMyRequest).toMatchObject({ __typename: 'MyRequestPayload' });
  });

  it('leaves nothing readable of all this when the person erases', async () => {
    const { person, matchId } = await twoTogether();
    await act('reviewMatch', 'ReviewMatchInput', maya.headers, {
      matchId,
      outcome: 'GO_ON',
      without: 'Ring the office.',
    });
    await act('endMatch', 'EndMatchInput', person.headers, { matchId, goodbye: 'Bye.', good: 'All.' });
    await app.run('mutation { eraseMyRequest { __typename } }', {}, person.headers);
    const row = await app.kith.db.match.findFirstOrThrow({
      where: { requestId: person.requestId },
      include: { agreements: true, reviews: true, cards: true },
    });
    expect(row).toMatchObject({ goodbye: null, goodWords: null, whyStopped: null, cards: [] });
    expect([row.agreements[0]?.body, row.reviews[0]?.without]).toEqual([null, null]);
  });
});

describe('somebody else', () => {
  it('needs no reason: the request waits again with its age, and this advocate is not thought of again', async () => {
    const { person, matchId } = await twoTogether();
    const before = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: person.requestId } });
    expect(await mine('askForSomebodyElse', person.headers)).toMatchObject({
      request: { status: 'ASKED', isLate: false },
    });
    expect(await mine('askForSomebodyElse', person.headers)).toMatchObject({ __typename: 'MyMatchPayload' });
    const seen = await seeRequest(app, person.requestId, team.coordinator.headers);
    expect(seen?.suggestions.map(({ advocate }) => advocate.id)).not.toContain(maya.advocateId);
    const after = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: person.requestId } });
    expect(after.askedAt).toEqual(before.askedAt);
    expect(await ofMatch('status request { words }', maya.headers, matchId)).toEqual({
      status: 'ENDED',
      request: null,
    });
  });

  it('or "this isn\'t for me": finished for now at any time, and back in one action', async () => {
    const person = await aPersonAsks(app);
    expect(await mine('finishMyRequest', person.headers)).toMatchObject({ request: { status: 'FINISHED_FOR_NOW' } });
    await app.run('mutation { resumeMyRequest { __typename } }', {}, person.headers);
    expect(await seeMine(app, person.headers)).toMatchObject({ status: 'CAME_BACK' });
  });
});

describe('looking at it together', () => {
  it('sets the next day, by either side; a review that is due shows on both sides', async () => {
    const { person, matchId } = await twoTogether();
    await app.kith.db.match.updateMany({
      where: { requestId: person.requestId },
      data: { reviewOn: new Date('2026-11-20') },
    });
    for (const headers of [person.headers, maya.headers])
      expect(await ofMatch('isReviewDue', headers, matchId)).toEqual({ isReviewDue: true });
    const input = { matchId, outcome: 'GO_ON', nextOn: '2027-02-01', without: 'Go to the group alone.' };
    expect(await act('reviewMatch', 'ReviewMatchInput', person.headers, input)).toMatchObject({
      match: { reviewOn: '2027-02-01', isReviewDue: false },
    });
    expect(await ofMatch('reviews { side outcome nextOn without }', maya.headers, matchId)).toEqual({
      reviews: [{ side: 'PERSON', outcome: 'GO_ON', nextOn: '2027-02-01', without: input.without }],
    });
    expect(
      await act('reviewMatch', 'ReviewMatchInput', maya.headers, { ...input, nextOn: '2027-09-01' }),
    ).toMatchObject({ __typename: 'InvalidInput', field: 'nextOn' });
  });

  it('cannot be left out: the database keeps no active match without a day', async () => {
    const { person } = await twoTogether();
    await expect(
      app.kith.db.match.updateMany({ where: { requestId: person.requestId }, data: { reviewOn: null } }),
    ).rejects.toThrow();
  });
});

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
