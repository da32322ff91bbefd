import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RateLimited } from '../../errors.ts';
import { agreeTogether, saveCard } from '../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, NUMBER, sayYes, seeMine, seeRequest, wish } from '../../testing/peers.ts';
import { anAdvocate, aSession } from '../../testing/people.ts';
import { issuePass, knowsSecondHalf, personFromCode, personFromLink, personFromPass } from './coming-back.ts';
import { readMyRequest } from './my-request.ts';

let app: TestApp;
let team: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  team = await aTeamReady(app);
});
afterAll(() => app.close());

const DAY = 24 * 60 * 60 * 1000;

async function act(name: string, headers: Record<string, string>) {
  const { data, errors } = await app.run<
    Record<string, { __typename: string; message?: string; request?: { status: string } }>
  >(
    `mutation { ${name} { __typename ... on MyRequestPayload { request { status } } ... on UserError { message } } }`,
    {},
    headers,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data[name];
}

async function change(input: Record<string, unknown>, headers: Record<string, string>) {
  const { data, errors } = await app.run<{ changeMyRequest: { __typename: string; message?: string; field?: string } }>(
    `mutation Change($input: ChangeMyRequestInput!) {
      changeMyRequest(input: $input) { __typename ... on InvalidInput { field } ... on UserError { message } }
    }`,
    { input },
    headers,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.changeMyRequest;
}

async function erase(headers: Record<string, string>) {
  const { data } = await app.run<{ eraseMyRequest: { __typename: string; erasedAt?: string } }>(
    'mutation { eraseMyRequest { __typename ... on EraseMyRequestPayload { erasedAt } } }',
    {},
    headers,
  );
  return data?.eraseMyRequest;
}

describe('the way back', () => {
  it('is the link, or the four words however they are typed', async () => {
    const { kith } = app;
    const { receipt, requestId } = await aPersonAsks(app);
    const person = { kind: 'person', requestId };
    expect(await personFromLink(kith, receipt.link.split('#')[1] ?? '')).toEqual(person);
    const shortened = receipt.code.split(' ').map((word) => word.slice(0, 4));
    for (const typed of [
      receipt.code,
      receipt.code.toUpperCase(),
      shortened.join('-'),
      ` ${receipt.code.replaceAll(' ', ',  ')}.`,
    ])
      expect(await personFromCode(kith, typed, `visitor ${typed}`)).toEqual(person);
  });

  it('opens nothing for a wrong link or wrong words', async () => {
    for (const token of ['', 'x', 'A'.repeat(43), 'A'.repeat(10_000), "' OR 1=1"])
      expect(await personFromLink(app.kith, token)).toBeNull();
    for (const words of ['', 'abandon abandon abandon abandon', '🙂', 'x'.repeat(10_000)])
      expect(await personFromCode(app.kith, words, `wrong ${words.slice(0, 9)}`)).toBeNull();
    expect(await seeMine(app, { authorization: `Link ${'A'.repeat(43)}` })).toBeNull();
  });

  it('stops somebody who guesses words', async () => {
    const guess = () => personFromCode(app.kith, 'abandon ability able about', 'one address');
    for (let time = 0; time < 10; time++) expect(await guess()).toBeNull();
    await expect(guess()).rejects.toBeInstanceOf(RateLimited);
  });

  it('lets many people in from one address, as long as their words are right', async () => {
    const { receipt, requestId } = await aPersonAsks(app);
    const person = { kind: 'person', requestId } as const;
    const half = receipt.code.split(' ').slice(2).join(' ');
    for (let time = 0; time < 25; time++) {
      expect(await personFromCode(app.kith, receipt.code, 'a hostel')).toEqual(person);
      expect(await knowsSecondHalf(app.kith, person, half, 'a hostel')).toBe(true);
    }
  });

  it('ends 30 days after the last change, and each change moves that day', async () => {
    const person = await aPersonAsks(app);
    app.clock.advance(29 * DAY);
    expect(await change({ words: 'Still here.' }, person.headers)).toMatchObject({ __typename: 'MyRequestPayload' });
    app.clock.advance(29 * DAY);
    expect((await seeMine(app, person.headers))?.words).toBe('Still here.');
    app.clock.advance(2 * DAY);
    expect(await seeMine(app, person.headers)).toBeNull();
    expect(await personFromCode(app.kith, person.receipt.code, 'late')).toBeNull();
    app.clock.advance(-60 * DAY);
  });

  it('can be made anew, which ends the old link and words', async () => {
    const person = await aPersonAsks(app);
    const { data } = await app.run<{ renewMyLink: { link: string; code: string } }>(
      'mutation { renewMyLink { ... on RenewMyLinkPayload { link code } } }',
      {},
      person.headers,
    );
    expect(await seeMine(app, person.headers)).toBeNull();
    expect(await personFromCode(app.kith, person.receipt.code, 'old words')).toBeNull();
    const renewed = { kind: 'person', requestId: person.requestId };
    expect(await personFromLink(app.kith, data?.renewMyLink.link.split('#')[1] ?? '')).toEqual(renewed);
    expect(await personFromCode(app.kith, data?.renewMyLink.code ?? '', 'new words')).toEqual(renewed);
  });

  it('has a pass for forms that is good for half an hour, and for its own request only', async () => {
    const { requestId } = await aPersonAsks(app);
    const other = await aPersonAsks(app);
    const pass = await issuePass(app.kith, requestId);
    expect(await personFromPass(app.kith, pass)).toEqual({ kind: 'person', requestId });
    for (const forged of [
      '',
      'a.b.c',
      pass.slice(0, -2),
      pass.replace(requestId, other.requestId),
      pass.replace(/\.\d+\./, '.9999999999.'),
    ])
      expect(await personFromPass(app.kith, forged)).toBeNull();
    app.clock.advance(31 * 60 * 1000);
    expect(await personFromPass(app.kith, pass)).toBeNull();
    app.clock.advance(-31 * 60 * 1000);
  });

  it('knows the second half of the words, for links that are opened on a shared phone', async () => {
    const { receipt, requestId } = await aPersonAsks(app);
    const person = { kind: 'person', requestId } as const;
    const [first, second, third, fourth] = receipt.code.split(' ');
    expect(await knowsSecondHalf(app.kith, person, `${third} ${fourth}`, 'a')).toBe(true);
    expect(await knowsSecondHalf(app.kith, person, receipt.code, 'a')).toBe(true);
    expect(await knowsSecondHalf(app.kith, person, `${first} ${second}`, 'a')).toBe(false);
  });
});

describe("the person's own request", () => {
  it('can be changed in every part, and what is left out stays', async () => {
    const person = await aPersonAsks(app, { wishes: [wish('EXPERIENCE', 'debt')] });
    expect(await change({ reach: { channel: 'TEXT', value: NUMBER } }, person.headers)).toMatchObject({
      __typename: 'MyRequestPayload',
    });
    expect(await change({ words: null, wishes: [wish('EXPERIENCE', 'eviction')] }, person.headers)).toMatchObject({
      __typename: 'MyRequestPayload',
    });
    expect(await seeMine(app, person.headers)).toMatchObject({
      words: null,
      channel: 'TEXT',
      reach: { value: NUMBER },
      wishes: [{ value: 'eviction' }],
    });
    expect(await change({ reach: { channel: 'EMAIL', value: 'x' } }, person.headers)).toMatchObject({
      __typename: 'InvalidInput',
      field: 'reach.value',
    });
  });

  it('lets go at once of an introduction that falls under a new "rather not"', async () => {
    const ines = await anAdvocate(app, {
      teamId: team.team.id,
      firstName: 'Ines',
      shares: [{ dimension: 'GENDER', value: 'woman' }],
    });
    const person = await aPersonAsks(app);
    const match = await introduce(app, team.coordinator, person.requestId, ines.advocateId);
    await change({ wishes: [wish('GENDER', 'woman', 'RATHER_NOT')] }, person.headers);
    expect(await sayYes(app, ines, match.match?.id ?? '')).toMatchObject({ __typename: 'NoLongerPossible' });
    expect(await introduce(app, team.coordinator, person.requestId, ines.advocateId)).toMatchObject({
      __typename: 'NotSuitable',
    });
    expect(await seeMine(app, person.headers)).toMatchObject({ status: 'ASKED' });
  });

  it('can be paused and taken up again with the same advocate', async () => {
    const person = await aPersonAsks(app, { reach: { channel: 'PHONE', value: NUMBER } });
    const match = await introduce(app, team.coordinator, person.requestId, team.advocate.advocateId);
    await sayYes(app, team.advocate, match.match?.id ?? '');
    await agreeTogether(app, team.advocate, match.match?.id ?? '');
    expect(await act('pauseMyRequest', person.headers)).toMatchObject({ request: { status: 'PAUSED' } });
    expect(await act('pauseMyRequest', person.headers)).toMatchObject({ __typename: 'NoLongerPossible' });
    // A pause is quiet: the number is covered while it lasts.
    expect((await seeRequest(app, person.requestId, team.advocate.headers))?.reach).toMatchObject({ value: null });
    expect(await act('resumeMyRequest', person.headers)).toMatchObject({ request: { status: 'CONNECTED' } });
    expect((await seeRequest(app, person.requestId, team.advocate.headers))?.reach).toMatchObject({ value: NUMBER });
    expect(await act('resumeMyRequest', person.headers)).toMatchObject({ __typename: 'NoLongerPossible' });
    await act('withdrawMyRequest', person.headers);
  });

  it('comes back to the team when the advocate has no room any more', async () => {
    const busy = await anAdvocate(app, { teamId: team.team.id, firstName: 'Bo', capacity: 1 });
    const first = await aPersonAsks(app);
    const match = await introduce(app, team.coordinator, first.requestId, busy.advocateId);
    await sayYes(app, busy, match.match?.id ?? '');
    await act('pauseMyRequest', first.headers);
    const second = await aPersonAsks(app);
    const other = await introduce(app, team.coordinator, second.requestId, busy.advocateId);
    await sayYes(app, busy, other.match?.id ?? '');
    expect(await act('resumeMyRequest', first.headers)).toMatchObject({ request: { status: 'CAME_BACK' } });
    expect((await seeMine(app, first.headers))?.statusSentence).toContain('Good to have you back.');
  });

  it('can be stopped and started again as often as somebody likes, without a reason', async () => {
    const person = await aPersonAsks(app);
    for (let time = 0; time < 3; time++) {
      expect(await act('withdrawMyRequest', person.headers)).toMatchObject({ request: { status: 'WITHDRAWN' } });
      // Who stopped is left alone.
      expect((await seeRequest(app, person.requestId, team.coordinator.headers))?.words).toBeNull();
      expect(await act('resumeMyRequest', person.headers)).toMatchObject({ request: { status: 'CAME_BACK' } });
    }
    const match = await introduce(app, team.coordinator, person.requestId, team.advocate.advocateId);
    expect(await sayYes(app, team.advocate, match.match?.id ?? '')).toMatchObject({ __typename: 'AcceptMatchPayload' });
    await act('withdrawMyRequest', person.headers);
  });

  it('can be erased in the middle of a match: nobody can read it again', async () => {
    const person = await aPersonAsks(app, {
      reach: { channel: 'PHONE', value: NUMBER },
      wishes: [wish('EXPERIENCE', 'debt')],
      outwardCode: 'M33',
    });
    const match = await introduce(app, team.coordinator, person.requestId, team.advocate.advocateId);
    await sayYes(app, team.advocate, match.match?.id ?? '');
    await agreeTogether(app, team.advocate, match.match?.id ?? '');
    await saveCard(app, team.advocate.headers, match.match?.id ?? '');
    expect(await erase(person.headers)).toMatchObject({ __typename: 'EraseMyRequestPayload' });

    expect(await seeMine(app, person.headers)).toBeNull();
    expect(await personFromCode(app.kith, person.receipt.code, 'erased')).toBeNull();
    expect(await seeRequest(app, person.requestId, team.coordinator.headers)).toBeNull();
    expect(await seeRequest(app, person.requestId, team.advocate.headers)).toBeNull();
    expect(await readMyRequest(app.kith, { kind: 'person', requestId: person.requestId })).toBeNull();
    const row = await app.kith.db.peerRequest.findUniqueOrThrow({
      where: { id: person.requestId },
      include: { wishes: true, matches: { include: { agreements: true, cards: true, reviews: true } } },
    });
    expect(row).toMatchObject({
      words: null,
      reach: null,
      dataKey: null,
      linkHash: null,
      codeHash: null,
      outwardCode: null,
      wishes: [],
    });
    expect(row.matches).toMatchObject([
      { status: 'ENDED', reason: null, firstMeeting: null, agreements: [{ body: null }], cards: [] },
    ]);
    // Sent twice, erased once: the second press finds nothing.
    expect(await erase(person.headers)).toMatchObject({ __typename: 'NotFound' });
  });

  it('is not made again by a late retry after it was erased', async () => {
    const idempotencyKey = 'a-key-that-comes-late';
    const person = await aPersonAsks(app, { idempotencyKey });
    await erase(person.headers);
    await expect(aPersonAsks(app, { idempotencyKey })).rejects.toThrow('IdempotencyConflict');
  });

  it('shows the page behind /back everything, the words of the coordinator included', async () => {
    const person = await aPersonAsks(app);
    const match = await introduce(app, team.coordinator, person.requestId, team.advocate.advocateId);
    await sayYes(app, { headers: await aSession(app, team.advocate.accountId) }, match.match?.id ?? '');
    await agreeTogether(app, { headers: await aSession(app, team.advocate.accountId) }, match.match?.id ?? '');
    expect(await readMyRequest(app.kith, { kind: 'person', requestId: person.requestId })).toMatchObject({
      status: 'CONNECTED',
      meeting: { advocateName: 'Maya', firstMeeting: { when: 'Thursday at 2' } },
      introductions: [{ status: 'ACTIVE', reason: expect.stringContaining('tribunal') }],
      canPause: true,
      canResume: false,
    });
  });
});
