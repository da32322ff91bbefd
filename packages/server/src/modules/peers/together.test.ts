import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { anAsk, aPersonAsks, aTeamReady, introduce, sayYes, seeMine } from '../../testing/peers.ts';
import { anAdvocate } from '../../testing/people.ts';
import type { RequestPeerInput } from './asking-rules.ts';
import { requestPeer } from './requesting.ts';

// PGlite runs one statement at a time: a few rounds show that nothing hangs. PostgreSQL shows the races.
const ROUNDS = process.env.KITH_TEST_POSTGRES ? 50 : 5;

let app: TestApp;
let team: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  team = await aTeamReady(app);
});
afterAll(() => app.close());

const sorted = (answers: { __typename: string }[]) => answers.map(({ __typename }) => __typename).sort();
const openMatches = (advocateId: string) =>
  app.kith.db.match.count({ where: { advocateId, status: { in: ['PROPOSED', 'ACTIVE'] } } });
const setRoom = (advocateId: string, capacity: number) =>
  app.kith.db.advocateProfile.update({ where: { id: advocateId }, data: { capacity } });

describe(`two at once, ${ROUNDS} rounds`, { timeout: 120_000 }, () => {
  it('one ask that reaches two nodes at once: one request, and the same receipt from both', async () => {
    // A second copy of the module has its own memory, as another node has.
    const nodes = [
      requestPeer,
      (await import('./requesting.ts?another-node' as string)).requestPeer as typeof requestPeer,
    ];
    expect(nodes[1]).not.toBe(nodes[0]);
    for (let round = 0; round < ROUNDS; round++) {
      const input = anAsk() as unknown as RequestPeerInput;
      const from = { partner: null, addressHash: `round ${round}` };
      const before = await app.kith.db.peerRequest.count();
      const answers = await Promise.all([...nodes, ...nodes].map((ask) => ask(app.kith, from, input)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await app.kith.db.peerRequest.count()).toBe(before + 1);
    }
  });

  it('two introductions for one person: one is made, the other is told that somebody was faster', async () => {
    const [first, second] = [
      await anAdvocate(app, { teamId: team.team.id, firstName: 'Ada', capacity: 1_000 }),
      await anAdvocate(app, { teamId: team.team.id, firstName: 'Bea', capacity: 1_000 }),
    ];
    for (let round = 0; round < ROUNDS; round++) {
      const { requestId } = await aPersonAsks(app);
      const answers = await Promise.all(
        [first, second].map(({ advocateId }) => introduce(app, team.coordinator, requestId, advocateId)),
      );
      expect(sorted(answers)).toEqual(['NoLongerPossible', 'ProposeMatchPayload']);
    }
  });

  it('two introductions for the last place of an advocate: nobody goes over what they agreed to', async () => {
    const ada = await anAdvocate(app, { teamId: team.team.id, firstName: 'Cas', capacity: 0 });
    for (let round = 1; round <= ROUNDS; round++) {
      await setRoom(ada.advocateId, round);
      const people = [await aPersonAsks(app), await aPersonAsks(app)];
      const answers = await Promise.all(
        people.map(({ requestId }) => introduce(app, team.coordinator, requestId, ada.advocateId)),
      );
      expect(sorted(answers)).toEqual(['AdvocateUnavailable', 'ProposeMatchPayload']);
      expect(await openMatches(ada.advocateId)).toBe(round);
    }
  });

  it('two yeses at once, with room for one: one is connected, the other gets an answer', async () => {
    const ada = await anAdvocate(app, { teamId: team.team.id, firstName: 'Dot', capacity: 2_000 });
    for (let round = 1; round <= ROUNDS; round++) {
      const people = [await aPersonAsks(app), await aPersonAsks(app)];
      await setRoom(ada.advocateId, 2_000);
      const matches: string[] = [];
      for (const { requestId } of people)
        matches.push((await introduce(app, team.coordinator, requestId, ada.advocateId)).match?.id ?? '');
      await setRoom(ada.advocateId, round);
      const answers = await Promise.all(matches.map((matchId) => sayYes(app, ada, matchId)));
      expect(sorted(answers)).toEqual(['AcceptMatchPayload', 'AdvocateUnavailable']);
      const held = { advocateId: ada.advocateId, status: 'PROPOSED' as const, answeredAt: { not: null } };
      expect(await app.kith.db.match.count({ where: held })).toBe(round);
      // What is left over is let go, so that the next round begins with room for one again.
      await app.kith.db.match.updateMany({
        where: { advocateId: ada.advocateId, status: 'PROPOSED', answeredAt: null },
        data: { status: 'LAPSED' },
      });
    }
  });

  it('the same yes pressed twice: one is taken, the other is told that it is over', async () => {
    const ada = await anAdvocate(app, { teamId: team.team.id, firstName: 'Eve', capacity: 1_000 });
    for (let round = 0; round < ROUNDS; round++) {
      const person = await aPersonAsks(app);
      const { match } = await introduce(app, team.coordinator, person.requestId, ada.advocateId);
      const answers = await Promise.all([sayYes(app, ada, match?.id ?? ''), sayYes(app, ada, match?.id ?? '')]);
      expect(sorted(answers)).toEqual(['AcceptMatchPayload', 'NoLongerPossible']);
      const mine = await seeMine(app, person.headers);
      expect(mine?.events.filter(({ kind }) => kind === 'ADVOCATE_SAID_YES')).toHaveLength(1);
    }
  });

  it('a yes and the person erasing: whatever comes first, nothing of the words is left', async () => {
    const ada = await anAdvocate(app, { teamId: team.team.id, firstName: 'Fay', capacity: 1_000 });
    for (let round = 0; round < ROUNDS; round++) {
      const person = await aPersonAsks(app);
      const { match } = await introduce(app, team.coordinator, person.requestId, ada.advocateId);
      const [yes] = await Promise.all([
        sayYes(app, ada, match?.id ?? ''),
        app.run('mutation { eraseMyRequest { __typename } }', {}, person.headers),
      ]);
      expect(['AcceptMatchPayload', 'NotFound', 'NoLongerPossible']).toContain(yes.__typename);
      const row = await app.kith.db.peerRequest.findUniqueOrThrow({
        where: { id: person.requestId },
        include: { matches: true },
      });
      expect(row).toMatchObject({ words: null, reach: null, dataKey: null });
      for (const { status, reason, firstMeeting } of row.matches) {
        expect(['ENDED', 'LAPSED']).toContain(status);
        expect([reason, firstMeeting]).toEqual([null, null]);
      }
    }
  });
});
