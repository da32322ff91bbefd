import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actAsPerson, actOnMatch, aPairTogether, readOfMatch, standIn } from '../../../testing/agreements.ts';
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

const act = (name: string, headers: Record<string, string>, matchId: string, more: object = {}) =>
  actOnMatch(app, name, name === 'pauseMatch' ? 'PauseMatchInput' : 'MatchInput', headers, { matchId, ...more });

/** What the coordinator says about two people. @returns the kind of answer */
async function keepApart(requestId: string, advocateId: string, isApart = true): Promise<string | undefined> {
  const { data } = await app.run<{ keepApart: { __typename: string } }>(
    'mutation ($input: KeepApartInput!) { keepApart(input: $input) { __typename } }',
    { input: { requestId, advocateId, reason: 'Neighbours. Vetch-canary.', isApart } },
    team.coordinator.headers,
  );
  return data?.keepApart.__typename;
}

describe('two who must not meet', () => {
  it('an introduction that was open is over for the advocate, whatever came first, and no word says why', async () => {
    const person = await aPersonAsks(app);
    const { match } = await introduce(app, team.coordinator, person.requestId, maya.advocateId);
    // As if it were said in the moment between reading and saying yes.
    await app.kith.db.notTogether.create({
      data: { requestId: person.requestId, advocateId: maya.advocateId, saidBy: 'COORDINATOR', at: app.clock.now() },
    });
    expect(await seeRequest(app, person.requestId, maya.headers)).toBeNull();
    const answer = await sayYes(app, maya, match?.id ?? '');
    expect(answer).toMatchObject({
      __typename: 'NoLongerPossible',
      message: 'This introduction is over. Thank you for looking at it.',
    });
    expect(JSON.stringify(await seeMine(app, person.headers))).not.toMatch(/apart|Maya|Vetch/);
  });

  it('a stand-in who becomes kept apart sees nothing from that moment on, and is back when it is taken back', async () => {
    const sam = await anAdvocate(app, { teamId: team.team.id, firstName: 'Sam' });
    const { person, matchId } = await aPairTogether(app, team.coordinator, maya);
    await standIn(app, maya, sam);
    await app.run('mutation { setEnergy(input: { energy: BREAK }) { __typename } }', {}, maya.headers);
    expect(await seeRequest(app, person.requestId, sam.headers)).not.toBeNull();
    expect(await keepApart(person.requestId, sam.advocateId)).toBe('KeepApartPayload');
    expect(await seeRequest(app, person.requestId, sam.headers)).toBeNull();
    expect(await readOfMatch(app, 'id', sam.headers, matchId)).toBeNull();
    expect(await readOfMatch(app, 'standIn { firstName }', person.headers, matchId)).toEqual({ standIn: null });
    expect(JSON.stringify(await seeMine(app, person.headers))).not.toMatch(/apart|Sam|Vetch/);
    await keepApart(person.requestId, sam.advocateId, false);
    expect(await seeRequest(app, person.requestId, sam.headers)).not.toBeNull();
  });

  it('a match on a pause ends its sight at once and is not taken up again by the advocate or the coordinator', async () => {
    const { person, matchId } = await aPairTogether(app, team.coordinator, maya);
    expect(await keepApart(person.requestId, maya.advocateId)).toBe('NoLongerPossible');
    await act('pauseMatch', team.coordinator.headers, matchId, { reason: 'We look at something first.' });
    expect(await seeRequest(app, person.requestId, maya.headers)).not.toBeNull();
    expect(await keepApart(person.requestId, maya.advocateId)).toBe('KeepApartPayload');
    expect(await seeRequest(app, person.requestId, maya.headers)).toBeNull();
    expect(await readOfMatch(app, 'id', maya.headers, matchId)).toBeNull();
    expect((await act('resumeMatch', maya.headers, matchId)).__typename).toBe('NoLongerPossible');
    expect(await act('resumeMatch', team.coordinator.headers, matchId)).toMatchObject({
      __typename: 'NoLongerPossible',
      message: 'This cannot go on as it was. The team can look for somebody else.',
    });
  });

  it('a person who comes back is with the team again, not with somebody they must not meet, and reads nothing of it', async () => {
    const { person, matchId } = await aPairTogether(app, team.coordinator, maya);
    await act('pauseMatch', maya.headers, matchId);
    await keepApart(person.requestId, maya.advocateId);
    await app.run('mutation { resumeMyRequest { __typename } }', {}, person.headers);
    expect(await seeMine(app, person.headers)).toMatchObject({ status: 'CAME_BACK' });
    expect(await readOfMatch(app, 'status', person.headers, matchId)).toEqual({ status: 'ENDED' });
    expect(JSON.stringify(await seeMine(app, person.headers))).not.toMatch(/apart|Vetch/);
  });

  it('who was asked a second time is not, once the person says that they would rather not meet them', async () => {
    const { person, matchId } = await aPairTogether(app, team.coordinator, maya);
    await actAsPerson(app, 'finishMyRequest', person.headers);
    await app.run('mutation { resumeMyRequest { __typename } }', {}, person.headers);
    const { match } = await introduce(app, team.coordinator, person.requestId, maya.advocateId);
    expect(match).not.toBeUndefined();
    await app.run(
      'mutation ($input: SayWhoNotToMeetInput!) { sayWhoNotToMeet(input: $input) { __typename } }',
      { input: { matchId } },
      person.headers,
    );
    expect(await seeRequest(app, person.requestId, maya.headers)).toBeNull();
    expect(await seeMine(app, person.headers)).toMatchObject({ status: 'CAME_BACK' });
    expect((await sayYes(app, maya, match?.id ?? '')).__typename).toBe('NoLongerPossible');
  });
});
