import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreeTogether } from '../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import {
  aPersonAsks,
  aTeamReady,
  DECLINE,
  HERE_TO_MEET,
  introduce,
  NUMBER,
  sayYes,
  seeMine,
  seeRequest,
  WORDS,
  wish,
} from '../../testing/peers.ts';
import { anAdvocate, aSession } from '../../testing/people.ts';

let app: TestApp;
let team: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  team = await aTeamReady(app);
});
afterAll(() => app.close());

const HOUR = 60 * 60 * 1000;

describe('from asking to a yes', () => {
  it('lets a person ask, be introduced, and see who will meet them and how', async () => {
    const person = await aPersonAsks(app, { wishes: [wish('EXPERIENCE', 'tribunal')] });
    expect(person.receipt).toMatchObject({ team: 'Riverside team', promisedBy: '2026-11-25' });
    expect(person.receipt.code.split(' ')).toHaveLength(4);
    expect(await seeMine(app, person.headers)).toMatchObject({
      status: 'ASKED',
      statusSentence: 'You asked for a peer. The Riverside team answers by Wednesday 25 November.',
      words: WORDS,
    });

    const match = await introduce(app, team.coordinator, person.requestId, team.advocate.advocateId);
    expect(match.__typename).toBe('ProposeMatchPayload');
    expect(await seeMine(app, person.headers)).toMatchObject({
      status: 'BEING_INTRODUCED',
      statusSentence:
        'The Riverside team has asked somebody who may suit you. You will see the answer here by Wednesday 25 November.',
      matches: [],
    });

    expect(await sayYes(app, team.advocate, match.match?.id ?? '')).toMatchObject({
      __typename: 'AcceptMatchPayload',
      match: { status: 'PROPOSED', reviewOn: null },
    });
    expect(await seeMine(app, person.headers)).toMatchObject({
      status: 'BEING_INTRODUCED',
      statusSentence:
        'Maya said yes and looks forward to meeting you. When you have both agreed how you meet, you are connected.',
    });
    await agreeTogether(app, team.advocate, match.match?.id ?? '');
    const mine = await seeMine(app, person.headers);
    expect(mine).toMatchObject({
      status: 'CONNECTED',
      statusSentence: 'You and Maya are connected.',
      matches: [
        {
          advocate: { firstName: 'Maya' },
          firstMeeting: { channel: 'IN_PERSON', when: 'Thursday at 2', words: HERE_TO_MEET },
        },
      ],
    });
    expect(mine?.events.map(({ kind }) => kind)).toEqual([
      'ASKED',
      'INTRODUCED',
      'ADVOCATE_SAID_YES',
      'AGREEMENT_PROPOSED',
      'AGREEMENT_READ_OUT',
      'AGREED',
    ]);
  });

  it('tells the person that a coordinator read their words, once for each colleague and day', async () => {
    const person = await aPersonAsks(app);
    for (let look = 0; look < 3; look++) {
      expect((await seeRequest(app, person.requestId, team.coordinator.headers))?.words).toBe(WORDS);
    }
    const reads = (await seeMine(app, person.headers))?.events.filter(({ kind }) => kind === 'WORDS_READ');
    expect(reads).toEqual([{ kind: 'WORDS_READ', sentence: 'A coordinator read your words.' }]);
    const audited = await app.kith.db.auditEvent.findMany({
      where: { objectId: person.requestId },
      orderBy: { action: 'asc' },
    });
    expect(audited.map(({ action, actorId }) => ({ action, actorId }))).toEqual([
      { action: 'read reach', actorId: team.coordinator.accountId },
      { action: 'read words', actorId: team.coordinator.accountId },
    ]);
  });

  it('lets an advocate say "not me" for free: the request waits again, and the person is told kindly', async () => {
    const person = await aPersonAsks(app);
    const match = await introduce(app, team.coordinator, person.requestId, team.advocate.advocateId);
    const { data } = await app.run(DECLINE, { input: { matchId: match.match?.id } }, team.advocate.headers);
    expect(data?.declineMatch).toMatchObject({
      __typename: 'DeclineMatchPayload',
      match: { status: 'DECLINED', request: null },
    });
    const mine = await seeMine(app, person.headers);
    expect(mine).toMatchObject({ status: 'ASKED', matches: [] });
    expect(mine?.events.at(-1)?.sentence).toBe(
      'They cannot do it this time. It is not about you. The team looks for somebody else.',
    );
    // Whoever said "not me" is not suggested for the same person again.
    expect((await seeRequest(app, person.requestId, team.coordinator.headers))?.suggestions).toEqual([]);
  });

  it('lets an introduction pass on by itself when nobody answers in two working days', async () => {
    const person = await aPersonAsks(app);
    const match = await introduce(app, team.coordinator, person.requestId, team.advocate.advocateId);
    app.clock.advance(57 * HOUR);
    const later = await anAdvocateAgain(team.advocate.accountId);
    expect(await sayYes(app, later, match.match?.id ?? '')).toMatchObject({ __typename: 'NoLongerPossible' });
    const mine = await seeMine(app, person.headers);
    expect(mine).toMatchObject({ status: 'ASKED', isLate: true });
    expect(mine?.statusSentence).toContain('we are sorry');
    expect(mine?.events.map(({ kind }) => kind)).toEqual(['ASKED', 'INTRODUCED', 'INTRODUCTION_LAPSED']);
    app.clock.advance(-57 * HOUR);
  });

  it('shows a coordinator three people at most, with reasons and what is not met', async () => {
    const mine = await createTestApp();
    try {
      const { team: own, coordinator } = await aTeamReady(mine, 'Hillside');
      await anAdvocate(mine, {
        teamId: own.id,
        firstName: 'Ines',
        shares: [{ dimension: 'EXPERIENCE', value: 'tribunal' }],
      });
      await anAdvocate(mine, {
        teamId: own.id,
        firstName: 'Joe',
        stage: 'LEARNER',
        shares: [{ dimension: 'EXPERIENCE', value: 'tribunal' }],
      });
      await anAdvocate(mine, {
        teamId: own.id,
        firstName: 'Kit',
        shares: [{ dimension: 'GENDER', value: 'man', visibility: 'PRIVATE' }],
      });
      await anAdvocate(mine, { teamId: own.id, firstName: 'Lou' });
      await anAdvocate(mine, { teamId: own.id, firstName: 'Mel' });
      const person = await aPersonAsks(mine, {
        reach: { channel: 'PHONE', value: NUMBER },
        wishes: [wish('EXPERIENCE', 'tribunal'), wish('GENDER', 'man', 'RATHER_NOT')],
      });
      const seen = await seeRequest(mine, person.requestId, coordinator.headers);
      expect(seen?.suggestions).toHaveLength(3);
      expect(seen?.suggestions[0]).toMatchObject({
        advocate: { firstName: 'Ines' },
        reasons: ['Shares: A tribunal', 'Keeps in touch by phone'],
        notMet: [],
      });
      expect(seen?.suggestions[1]?.notMet).toEqual(['Not shared: A tribunal']);
      const names = seen?.suggestions.map(({ advocate }) => advocate.firstName) ?? [];
      expect(names).not.toContain('Joe');
      expect(names).not.toContain('Kit');
    } finally {
      await mine.close();
    }
  });
});

describe('the last line of the database', () => {
  it('refuses a second live match, whatever the program believes', async () => {
    const person = await aPersonAsks(app);
    const now = app.clock.now();
    await app.kith.db.match.create({
      data: {
        requestId: person.requestId,
        advocateId: team.advocate.advocateId,
        proposedById: team.coordinator.accountId,
        proposedAt: now,
        lapsesAt: new Date(now.getTime() + HOUR),
      },
    });
    expect(await introduce(app, team.coordinator, person.requestId, team.advocate.advocateId)).toMatchObject({
      __typename: 'NoLongerPossible',
    });
  });
});

async function anAdvocateAgain(accountId: string) {
  return { headers: await aSession(app, accountId) };
}
