import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { anotherInTouch, twoInTouch } from '../../testing/doing.ts';
import { aStaffMember } from '../../testing/people.ts';

const NEXT =
  '{ viewer { nextSteps { step { what onDay isAccompanied meetingPoint } match { request { reference } } } } }';
type Headers = Record<string, string>;

let app: TestApp;
let two: Awaited<ReturnType<typeof twoInTouch>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  two = await twoInTouch(app);
});
afterAll(() => app.close());

async function plan(matchId: string, what: string, onDay: string | null, goTogether = false): Promise<void> {
  const { data, errors } = await app.run<{ proposeStep: { __typename: string } }>(
    'mutation ($input: ProposeStepInput!) { proposeStep(input: $input) { __typename ... on UserError { message } } }',
    {
      input: {
        matchId,
        what,
        onDay,
        owner: goTogether ? 'BOTH' : 'PERSON',
        isAccompanied: goTogether,
        meetingPoint: goTogether ? 'At the bus stop' : null,
        idempotencyKey: randomUUID(),
      },
    },
    two.advocate.headers,
  );
  expect(data?.proposeStep ?? errors).toMatchObject({ __typename: 'StepPayload' });
}

async function read(headers: Headers) {
  const { data, errors } = await app.run<{
    viewer: { nextSteps: { step: { what: string; meetingPoint: string | null }; match: unknown }[] };
  }>(NEXT, {}, headers);
  expect(errors).toBeUndefined();
  return data?.viewer.nextSteps ?? [];
}

it('an advocate sees what has its day within two weeks, the next first, and with whom; nobody else does', async () => {
  const other = await anotherInTouch(app, two);
  await plan(two.matchId, 'Go to the chess group', '2026-11-26', true);
  await plan(other.matchId, 'Ring the council', '2026-11-24');
  await plan(two.matchId, 'Some time', null);
  await plan(two.matchId, 'After the winter', '2027-02-01');
  const seen = await read(two.advocate.headers);
  expect(seen.map(({ step }) => step.what)).toEqual(['Ring the council', 'Go to the chess group']);
  expect(seen[1]).toMatchObject({
    step: { isAccompanied: true, meetingPoint: 'At the bus stop', onDay: '2026-11-26' },
    match: { request: { reference: two.person.receipt.reference } },
  });
  expect(await read(two.coordinator.headers)).toEqual([]);
  const stranger = await aStaffMember(app, { roles: ['ADVOCATE'], teamId: two.team.id });
  expect(await read(stranger.headers)).toEqual([]);
});

it('is gone when it is marked, when the two are no longer in touch, and when the person erases everything', async () => {
  const [kept, ended, erased] = [
    await anotherInTouch(app, two),
    await anotherInTouch(app, two),
    await anotherInTouch(app, two),
  ];
  for (const { matchId } of [kept, ended, erased]) await plan(matchId, `Of ${matchId}`, '2026-11-25');
  const whats = async () => (await read(two.advocate.headers)).map(({ step }) => step.what);
  expect(await whats()).toEqual(expect.arrayContaining([kept, ended, erased].map(({ matchId }) => `Of ${matchId}`)));
  const { id } = await app.kith.db.step.findFirstOrThrow({ where: { matchId: kept.matchId } });
  await app.run(
    'mutation ($input: MarkStepInput!) { markStep(input: $input) { __typename } }',
    { input: { stepId: id, state: 'DONE' } },
    two.advocate.headers,
  );
  await app.kith.db.match.update({ where: { id: ended.matchId }, data: { status: 'ENDED' } });
  await app.run('mutation { eraseMyRequest { __typename } }', {}, erased.person.headers);
  for (const { matchId } of [kept, ended, erased]) expect(await whats()).not.toContain(`Of ${matchId}`);
});
