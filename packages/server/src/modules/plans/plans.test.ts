import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { act, anotherInTouch, aServiceToAsk, seeTogether, twoInTouch } from '../../testing/doing.ts';
import { aPersonAsks, seeMine } from '../../testing/peers.ts';
import { anAdvocate } from '../../testing/people.ts';
import { clearErased } from './jobs.ts';
import { readMySteps } from './my-steps.ts';
import { proposeMyStep } from './steps.ts';

const DAY = 24 * 60 * 60_000;

let app: TestApp;
let two: Awaited<ReturnType<typeof twoInTouch>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  two = await twoInTouch(app);
});
afterAll(() => app.close());

const viewerOf = (requestId: string) => ({ kind: 'person' as const, requestId });
const together = {
  owner: 'BOTH',
  what: 'Go to the chess club. Bramble-canary.',
  isAccompanied: true,
  onDay: '2026-11-26',
  meetingPoint: 'The bus stop at 2',
};

describe('a step', () => {
  it('says whose it is, and both sides propose and mark it (S20, S93)', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const { step } = await act(app, two.advocate.headers, 'proposeStep', { matchId, owner: 'BOTH', what: 'Ring them' });
    expect(step).toMatchObject({ owner: 'BOTH', state: 'PLANNED', byName: 'Maya', isPrivate: false });
    const done = await act(app, person.headers, 'markStep', { stepId: step.id, state: 'DONE' });
    expect(done.step).toMatchObject({ state: 'DONE', markedAt: '2026-11-23T09:00:00.000Z' });
    const back = await act(app, two.advocate.headers, 'markStep', { stepId: step.id, state: 'PLANNED' });
    expect(back.step).toMatchObject({ state: 'PLANNED', markedAt: null });
    await act(app, person.headers, 'proposeStep', { matchId, owner: 'PERSON', what: 'Open the letters' });
    await act(app, person.headers, 'proposeStep', { matchId, owner: 'ADVOCATE', what: 'Bring the form' });
    const { steps } = (await seeTogether(app, two.advocate.headers, matchId)) ?? { steps: [] };
    expect(steps.map(({ owner }: { owner: string }) => owner).toSorted()).toEqual(['ADVOCATE', 'BOTH', 'PERSON']);
  });

  it('cannot be without an owner', async () => {
    const { errors } = await app.run(
      'mutation($input: ProposeStepInput!) { proposeStep(input: $input) { __typename } }',
      { input: { matchId: two.matchId, idempotencyKey: randomUUID(), what: 'x' } },
      two.advocate.headers,
    );
    expect(errors?.[0]?.message).toContain('owner');
  });

  it('“go with me” has a day, a place to meet and a question afterwards, asked once (S133)', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const propose = (change: object) =>
      act(app, two.advocate.headers, 'proposeStep', { matchId, ...together, ...change });
    expect(await propose({ onDay: null })).toMatchObject({ __typename: 'InvalidInput', field: 'onDay' });
    expect(await propose({ meetingPoint: ' ' })).toMatchObject({ __typename: 'InvalidInput', field: 'meetingPoint' });
    const { step } = await propose({});
    expect(step).toMatchObject({ meetingPoint: 'The bus stop at 2', onDay: '2026-11-26', asksFollowUp: false });
    app.clock.advance(4 * DAY);
    const viewer = viewerOf(person.requestId);
    expect(await readMySteps(app.kith, viewer)).toMatchObject([{ asksFollowUp: true, what: together.what }]);
    const how = { stepId: step.id, gotThere: 'YES', helped: 'A_BIT', words: 'Loud, but kind.' };
    const { step: answered } = await act(app, person.headers, 'answerFollowUp', how);
    expect(answered).toMatchObject({ asksFollowUp: false, followUp: { gotThere: 'YES', helped: 'A_BIT' } });
    app.clock.advance(-4 * DAY);
  });

  it('takes “rather not say” for an answer, and asks for one', async () => {
    const { matchId } = await anotherInTouch(app, two);
    const { step } = await act(app, two.advocate.headers, 'proposeStep', { matchId, ...together });
    const nothing = await act(app, two.advocate.headers, 'answerFollowUp', { stepId: step.id });
    expect(nothing).toMatchObject({ __typename: 'InvalidInput', field: 'gotThere' });
    const rather = { stepId: step.id, helped: 'RATHER_NOT_SAY' };
    const answer = await act(app, two.advocate.headers, 'answerFollowUp', rather);
    expect(answer.step.followUp).toEqual({ gotThere: null, helped: 'RATHER_NOT_SAY', words: null });
    const neither = await act(app, two.advocate.headers, 'answerFollowUp', { helped: 'YES' });
    expect(neither.__typename).toBe('InvalidInput');
  });

  it('suggests a service, which the person sees as a card', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const serviceId = await aServiceToAsk(app);
    const input = { matchId, owner: 'PERSON', what: 'Have a look at this', serviceId };
    const { step } = await act(app, two.advocate.headers, 'proposeStep', input);
    expect(step.service.name).toBe('Chess and a cuppa');
    const [mine] = await readMySteps(app.kith, viewerOf(person.requestId));
    expect(mine?.service).toMatchObject({ name: 'Chess and a cuppa', line: 'A warm room and somebody to talk to.' });
    const gone = await act(app, two.advocate.headers, 'proposeStep', { ...input, serviceId: randomUUID() });
    expect(gone).toMatchObject({ __typename: 'InvalidInput', field: 'serviceId' });
  });

  it('speaks for somebody only with a permission, also as a step (S77)', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const input = { matchId, owner: 'ADVOCATE', what: 'Ring the landlord', activity: 'INTERCEDING' };
    const { step } = await act(app, two.advocate.headers, 'proposeStep', input);
    const mark = () => act(app, two.advocate.headers, 'markStep', { stepId: step.id, state: 'DONE' });
    expect((await mark()).__typename).toBe('NoLongerPossible');
    const scope = { matchId, withWhom: 'Landlord', about: 'Repairs', expiresOn: '2026-12-01' };
    await act(app, person.headers, 'givePermission', scope);
    expect((await mark()).step.state).toBe('DONE');
  });

  it('has goals with a day for mentoring, and opens doors (S76, S78)', async () => {
    const { matchId } = await anotherInTouch(app, two);
    const goal = { matchId, owner: 'PERSON', what: 'A course', activity: 'MENTORING', onDay: '2027-06-30' };
    const mentoring = await act(app, two.advocate.headers, 'proposeStep', goal);
    expect(mentoring.step).toMatchObject({ activity: 'MENTORING', onDay: '2027-06-30' });
    const door = { matchId, owner: 'ADVOCATE', what: 'Ask Sam for a word', activity: 'SPONSORING' };
    expect((await act(app, two.advocate.headers, 'proposeStep', door)).step.activity).toBe('SPONSORING');
  });

  it('is proposed once under one key', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const input = { matchId, owner: 'PERSON', what: 'Open the letters', idempotencyKey: randomUUID() };
    const first = await act(app, person.headers, 'proposeStep', input);
    expect((await act(app, person.headers, 'proposeStep', input)).step.id).toBe(first.step.id);
    const other = await act(app, person.headers, 'proposeStep', { ...input, what: 'Another' });
    expect(other.__typename).toBe('IdempotencyConflict');
  });

  it('can be the person’s alone: before anybody is there, or because they want it so', async () => {
    const alone = await aPersonAsks(app);
    const viewer = viewerOf(alone.requestId);
    await proposeMyStep(app.kith, viewer, { owner: 'PERSON', what: 'A walk', idempotencyKey: randomUUID() });
    expect(await readMySteps(app.kith, viewer)).toMatchObject([{ isPrivate: true, what: 'A walk' }]);

    const { matchId, person } = await anotherInTouch(app, two);
    const mine = viewerOf(person.requestId);
    const secret = { owner: 'PERSON' as const, what: 'Secret', isPrivate: true, idempotencyKey: randomUUID() };
    const stepId = await proposeMyStep(app.kith, mine, secret);
    const shared = { owner: 'PERSON' as const, what: 'Shared', idempotencyKey: randomUUID() };
    await proposeMyStep(app.kith, mine, shared);
    const seen = await seeTogether(app, two.advocate.headers, matchId);
    expect(seen?.steps.map(({ what }: { what: string }) => what)).toEqual(['Shared']);
    const mark = { stepId, state: 'DONE' };
    expect((await act(app, two.advocate.headers, 'markStep', mark)).__typename).toBe('NotFound');
    expect((await act(app, two.coordinator.headers, 'markStep', mark)).__typename).toBe('NotFound');
    expect((await act(app, person.headers, 'markStep', mark)).step.state).toBe('DONE');
    const { data } = await app.run('{ myRequest { ownSteps { what } } }', {}, person.headers);
    expect(data?.myRequest).toEqual({ ownSteps: [{ what: 'Secret' }] });
  });

  it('is nobody else’s: not another advocate’s, another person’s or a former advocate’s', async () => {
    const { matchId } = await anotherInTouch(app, two);
    const { step } = await act(app, two.advocate.headers, 'proposeStep', { matchId, ...together });
    const colleague = await anAdvocate(app, { teamId: two.team.id, firstName: 'Dee' });
    const stranger = await aPersonAsks(app);
    const mark = { stepId: step.id, state: 'LET_GO' };
    for (const headers of [colleague.headers, stranger.headers, two.coordinator.headers, {}])
      expect((await act(app, headers, 'markStep', mark)).__typename).toBe('NotFound');
    await app.kith.db.match.update({ where: { id: matchId }, data: { status: 'ENDED' } });
    expect((await seeTogether(app, two.advocate.headers, matchId))?.steps ?? []).toEqual([]);
    expect((await act(app, two.advocate.headers, 'markStep', mark)).__typename).toBe('NoLongerPossible');
  });

  it('shows a coordinator where it is, and words only with a trace', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    await act(app, two.advocate.headers, 'proposeStep', { matchId, ...together });
    const look = (fields: string) =>
      app.run(`query($id: ID!) { match(id: $id) { steps { ${fields} } } }`, { id: matchId }, two.coordinator.headers);
    const { data } = await look('state owner onDay asksFollowUp proposedAt');
    expect(data?.match).toMatchObject({ steps: [{ state: 'PLANNED', asksFollowUp: false }] });
    const kinds = async () => (await seeMine(app, person.headers))?.events.map(({ kind }) => kind);
    expect(await kinds()).not.toContain('NOTES_READ');
    expect((await look('what')).data?.match).toEqual({ steps: [{ what: together.what }] });
    expect(await kinds()).toContain('NOTES_READ');
  });

  it('is sealed, which service it is about too, and gone after erasing', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const serviceId = await aServiceToAsk(app);
    await act(app, two.advocate.headers, 'proposeStep', { matchId, ...together, serviceId });
    const rows = async () =>
      JSON.stringify((await app.kith.database.pool.query('SELECT row_to_json(s)::text AS t FROM step s')).rows);
    expect(await rows()).not.toContain('Bramble');
    expect(await rows()).not.toContain(serviceId);
    await app.run('mutation { eraseMyRequest { __typename } }', {}, person.headers);
    expect(await readMySteps(app.kith, viewerOf(person.requestId))).toEqual([]);
    await clearErased(app.kith);
    expect(await app.kith.db.step.count({ where: { requestId: person.requestId } })).toBe(0);
    expect(app.logged()).not.toContain('Bramble');
  });
});
