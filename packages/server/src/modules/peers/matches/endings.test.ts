import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actAsPerson, actOnMatch, agreeTogether, aPairTogether, readOfMatch } from '../../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, sayYes, seeMine, seeRequest } from '../../../testing/peers.ts';
import { anAdvocate } from '../../../testing/people.ts';

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
const twoTogether = (input: Record<string, unknown> = {}) => aPairTogether(app, team.coordinator, maya, input);
const act = (...rest: [string, string, Headers, Record<string, unknown>]) => actOnMatch(app, ...rest);
const mine = (call: string, headers: Headers) => actAsPerson(app, call, headers);
const ofMatch = <T>(fields: string, headers: Headers, id: string) => readOfMatch<T>(app, fields, headers, id);

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
