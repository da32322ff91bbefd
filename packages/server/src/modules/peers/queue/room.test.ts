import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agreeTogether } from '../../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, sayYes } from '../../../testing/peers.ts';
import { anAdvocate } from '../../../testing/people.ts';

// PGlite runs one statement at a time: a few rounds show that nothing hangs. PostgreSQL shows the races.
const isPostgres = Boolean(process.env.KITH_TEST_POSTGRES);
const ROUNDS = isPostgres ? 200 : 5;
const RUNS = isPostgres ? 8 : 3;

let app: TestApp;
let team: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  team = await aTeamReady(app);
});
afterAll(() => app.close());

const openMatches = (advocateId: string) =>
  app.kith.db.match.count({ where: { advocateId, status: { in: ['PROPOSED', 'ACTIVE'] } } });

type Step = { what: number; person: number; advocate: number };
const steps = [
  'introduce',
  'introduce',
  'sayYes',
  'decline',
  'agree',
  'pause',
  'resume',
  'energy',
  'capacity',
  'end',
  'lapse',
] as const;

it('nobody is given more people than they agreed to, whatever happens in whatever order, several things at once', async () => {
  const anyStep: fc.Arbitrary<Step> = fc.record({
    what: fc.nat(steps.length - 1),
    person: fc.nat(3),
    advocate: fc.nat(1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(anyStep, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), async (rounds) => {
      const people = await Promise.all([0, 1, 2, 3].map(() => aPersonAsks(app)));
      const advocates = await Promise.all(
        [1, 2].map((capacity) => anAdvocate(app, { teamId: team.team.id, firstName: 'Ada', capacity })),
      );
      for (const round of rounds) {
        const before = await Promise.all(advocates.map(({ advocateId }) => openMatches(advocateId)));
        await Promise.all(round.map((step) => take(step, people, advocates)));
        for (const [index, { advocateId }] of advocates.entries()) {
          const { capacity } = await app.kith.db.advocateProfile.findUniqueOrThrow({ where: { id: advocateId } });
          const open = await openMatches(advocateId);
          // Who agreed to fewer keeps those they have, and is given nobody more.
          expect(open).toBeLessThanOrEqual(Math.max(capacity, before[index] ?? 0, 2));
          if (open > (before[index] ?? 0) && !round.some(({ what }) => steps[what] === 'capacity'))
            expect(open).toBeLessThanOrEqual(capacity);
        }
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 240_000);

async function take(
  { what, person, advocate }: Step,
  people: Awaited<ReturnType<typeof aPersonAsks>>[],
  advocates: Awaited<ReturnType<typeof anAdvocate>>[],
): Promise<void> {
  const who = people[person];
  const by = advocates[advocate];
  if (!who || !by) return;
  const { db } = app.kith;
  const match = await db.match.findFirst({
    where: { requestId: who.requestId, status: { in: ['PROPOSED', 'ACTIVE', 'PAUSED'] } },
  });
  const own = advocates.find(({ advocateId }) => advocateId === match?.advocateId) ?? by;
  const run = (mutation: string, headers: Record<string, string>) =>
    app.run(`mutation { ${mutation} { __typename } }`, {}, headers);
  switch (steps[what]) {
    case 'introduce':
      return void (await introduce(app, team.coordinator, who.requestId, by.advocateId));
    case 'sayYes':
      return void (match && (await sayYes(app, own, match.id)));
    case 'agree':
      return void (match && (await agreeTogether(app, own, match.id).catch(() => undefined)));
    case 'decline':
      return void (match && (await run(`declineMatch(input: { matchId: "${match.id}" })`, own.headers)));
    case 'pause':
      return void (await run('pauseMyRequest', who.headers));
    case 'resume':
      return void (await run('resumeMyRequest', who.headers));
    case 'energy':
      return void (await run(`setEnergy(input: { energy: ${person % 2 ? 'LOW' : 'FINE'} })`, by.headers));
    case 'capacity':
      return void (await db.advocateProfile.update({ where: { id: by.advocateId }, data: { capacity: person % 3 } }));
    case 'end':
      return void (match && (await run(`endMatch(input: { matchId: "${match.id}" })`, own.headers)));
    case 'lapse':
      return void (
        match &&
        (await db.match.updateMany({ where: { id: match.id, answeredAt: null }, data: { lapsesAt: app.clock.now() } }))
      );
  }
}

it(`two yeses to one introduction, from two tabs of one advocate: one wins, the other gets an answer; ${ROUNDS} rounds`, async () => {
  const ada = await anAdvocate(app, { teamId: team.team.id, firstName: 'Tab', capacity: 1_000 });
  const person = await aPersonAsks(app);
  await introduce(app, team.coordinator, person.requestId, ada.advocateId);
  const { id } = await app.kith.db.match.findFirstOrThrow({ where: { requestId: person.requestId } });
  for (let round = 0; round < ROUNDS; round++) {
    const answers = await Promise.all([1, 2].map(() => sayYes(app, ada, id)));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['AcceptMatchPayload', 'NoLongerPossible']);
    await app.kith.db.match.update({ where: { id }, data: { answeredAt: null } });
  }
}, 240_000);

it(`two coordinators introduce two advocates to one person: one is asked, the other coordinator is told; ${ROUNDS} rounds`, async () => {
  const own = await aTeamReady(app, 'A small team');
  const both = [
    await anAdvocate(app, { teamId: own.team.id, firstName: 'Lee', capacity: 1_000 }),
    await anAdvocate(app, { teamId: own.team.id, firstName: 'Mo', capacity: 1_000 }),
  ];
  const person = await aPersonAsks(app);
  await app.kith.db.peerRequest.update({ where: { id: person.requestId }, data: { teamId: own.team.id } });
  for (let round = 0; round < ROUNDS; round++) {
    const answers = await Promise.all(
      both.map(({ advocateId }) => introduce(app, own.coordinator, person.requestId, advocateId)),
    );
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['NoLongerPossible', 'ProposeMatchPayload']);
    await app.kith.db.match.deleteMany({ where: { requestId: person.requestId } });
    await app.kith.db.peerRequest.update({ where: { id: person.requestId }, data: { status: 'ASKED' } });
  }
}, 240_000);
