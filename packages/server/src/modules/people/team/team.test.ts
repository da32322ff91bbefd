import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce } from '../../../testing/peers.ts';
import { anAdvocate, aStaffMember } from '../../../testing/people.ts';

const MEMBER = `id name room reviewsDue supervisionOn isSupervisionOverdue supervisor isReady readyUntil
  openReadiness { reviewOn hasAdvocateAgreed hasCoordinatorAgreed } sharedNote isNoteThanked beside nextStep isHappyHere
  timesAway { id fromOn untilOn } stageChanges { toStage decidedBy } supervisions { heldOn agreed note thanks }
  advocate { stage energy capacity }`;
const TEAM = `{ team { name members { ${MEMBER} } } }`;
const MINE =
  '{ mySupervision { on isOverdue supervisor whatIWantToTalkAbout isShared isThanked supervisions { agreed thanks } openReadiness { reviewOn } nextStep } }';

let app: TestApp;
let here: Awaited<ReturnType<typeof aTeamReady>>;
let there: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
});
afterAll(() => app.close());
beforeEach(async () => {
  here = await aTeamReady(app);
  there = await aTeamReady(app, 'Hillside team');
});

type Headers = Record<string, string>;
interface Answer {
  __typename: string;
  message?: string;
  member?: Record<string, never> & { id: string };
}

async function change(name: string, input: Record<string, unknown>, headers: Headers): Promise<Answer> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const special: Record<string, string> = {
    confirmReadiness: 'ReadinessInput',
    endReadiness: 'ReadinessInput',
  };
  const payload = name === 'setWhatIWantToTalkAbout' ? '' : `... on ChangeTeamMemberPayload { member { ${MEMBER} } }`;
  const { data, errors } = await app.run<{ answer: Answer }>(
    `mutation Change($input: ${special[name] ?? type}!) {
      answer: ${name}(input: $input) { __typename ${payload} ... on UserError { message } } }`,
    { input },
    headers,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.answer;
}

async function memberOf(headers: Headers, name: string) {
  const { data, errors } = await app.run<{ team: { members: Record<string, unknown>[] } }>(TEAM, {}, headers);
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.team?.members.find((member) => member.name === name);
}

it('shows a coordinator who has room, how they are now and what is due, of the own team only', async () => {
  const { requestId } = await aPersonAsks(app);
  await app.kith.db.peerRequest.update({ where: { id: requestId }, data: { teamId: here.team.id } });
  await introduce(app, here.coordinator, requestId, here.advocate.advocateId);
  expect(await memberOf(here.coordinator.headers, 'Maya')).toMatchObject({
    room: 3,
    isReady: true,
    isSupervisionOverdue: false,
    supervisor: null,
    advocate: { stage: 'ADVOCATE', energy: 'FINE', capacity: 4 },
  });
  const { data } = await app.run<{ team: { name: string; members: unknown[] } }>(TEAM, {}, there.coordinator.headers);
  expect(data?.team).toMatchObject({ name: 'Hillside team' });
  expect(data?.team.members).toHaveLength(2);
});

it.each(['advocate', 'partner editor', 'administrator', 'nobody'] as const)('shows no team to an %s', async (who) => {
  const roles = { 'partner editor': 'PARTNER_EDITOR', administrator: 'ADMINISTRATOR' } as const;
  const headers =
    who === 'advocate'
      ? here.advocate.headers
      : who === 'nobody'
        ? {}
        : (await aStaffMember(app, { roles: [roles[who]], teamId: here.team.id })).headers;
  const { data } = await app.run(
    `query Look($id: ID!) { team { name } teamMember(id: $id) { name } applications { id } }`,
    { id: here.advocate.accountId },
    headers,
  );
  expect(data).toEqual({ team: null, teamMember: null, applications: [] });
});

it('lets no coordinator of another team change anything', async () => {
  const memberId = here.advocate.accountId;
  const tries: [string, Record<string, unknown>][] = [
    ['setCapacity', { memberId, capacity: 1 }],
    ['changeStage', { memberId, stage: 'MENTOR' }],
    ['proposeReadiness', { memberId, reviewOn: '2027-01-01' }],
    ['planSupervision', { memberId, on: '2026-12-01' }],
    ['recordSupervision', { memberId, heldOn: '2026-11-23', agreed: 'x', nextOn: '2026-12-20' }],
    ['addTimeAway', { memberId, fromOn: '2026-12-01', untilOn: '2026-12-02' }],
    ['setNextStep', { memberId, words: 'x', isHappyHere: false }],
    ['thankForNote', { memberId }],
  ];
  for (const [name, input] of tries)
    expect(await change(name, input, there.coordinator.headers)).toMatchObject({ __typename: 'NotFound' });
});

it('walks an advocate from learning to mentor one step at a time, and says who decided', async () => {
  const owen = await anAdvocate(app, { teamId: here.team.id, firstName: 'Owen', stage: 'LEARNER' });
  const sam = await anAdvocate(app, { teamId: here.team.id, firstName: 'Sam', stage: 'MENTOR' });
  const to = (stage: string, besideId?: string) =>
    change('changeStage', { memberId: owen.accountId, stage, besideId }, here.coordinator.headers);
  expect(await to('ADVOCATE')).toMatchObject({ message: expect.stringContaining('One step') });
  expect(await to('SHADOWING')).toMatchObject({ message: expect.stringContaining('mentor') });
  expect(await to('SHADOWING', here.advocate.accountId)).toMatchObject({ message: expect.stringContaining('mentor') });
  expect(await to('SHADOWING', sam.accountId)).toMatchObject({ member: { beside: 'Sam' } });
  const away = { memberId: sam.accountId, stage: 'ADVOCATE' };
  expect(await change('changeStage', away, here.coordinator.headers)).toMatchObject({
    message: expect.stringContaining('Owen goes along with Sam'),
  });
  expect(await to('ADVOCATE')).toMatchObject({
    member: {
      beside: null,
      stageChanges: [{ toStage: 'ADVOCATE', decidedBy: 'Ruth Okafor' }, { toStage: 'SHADOWING' }],
    },
  });
  expect(await to('MENTOR')).toMatchObject({ member: { advocate: { stage: 'MENTOR' } } });
  expect(await to('LEARNER')).toMatchObject({ member: { advocate: { stage: 'LEARNER' } } });
});

it('leaves nobody alone with somebody who is learning', async () => {
  const { requestId } = await aPersonAsks(app);
  await app.kith.db.peerRequest.update({ where: { id: requestId }, data: { teamId: here.team.id } });
  await introduce(app, here.coordinator, requestId, here.advocate.advocateId);
  const back = { memberId: here.advocate.accountId, stage: 'LEARNER' };
  expect(await change('changeStage', back, here.coordinator.headers)).toMatchObject({
    __typename: 'InvalidInput',
    message: expect.stringContaining('meets nobody alone'),
  });
});

it('holds a readiness agreement only when both sides said yes, and introduces nobody without one', async () => {
  const memberId = here.advocate.accountId;
  expect(await change('endReadiness', {}, here.advocate.headers)).toMatchObject({ member: { isReady: false } });
  const { requestId } = await aPersonAsks(app);
  await app.kith.db.peerRequest.update({ where: { id: requestId }, data: { teamId: here.team.id } });
  expect(await introduce(app, here.coordinator, requestId, here.advocate.advocateId)).toMatchObject({
    __typename: 'AdvocateUnavailable',
  });
  const suggested = `query See($id: ID!) { peerRequest(id: $id) { suggestions { advocate { firstName } } } }`;
  const { data } = await app.run(suggested, { id: requestId }, here.coordinator.headers);
  expect(data).toEqual({ peerRequest: { suggestions: [] } });

  const reviewOn = '2027-05-01';
  expect(await change('proposeReadiness', { memberId, reviewOn }, here.coordinator.headers)).toMatchObject({
    member: { isReady: false, openReadiness: { reviewOn, hasAdvocateAgreed: false, hasCoordinatorAgreed: true } },
  });
  expect(await change('confirmReadiness', { memberId }, here.coordinator.headers)).toMatchObject({
    __typename: 'NotFound',
  });
  expect(await change('confirmReadiness', {}, here.advocate.headers)).toMatchObject({
    member: { isReady: true, readyUntil: reviewOn, openReadiness: null },
  });
  expect(await introduce(app, here.coordinator, requestId, here.advocate.advocateId)).toMatchObject({
    __typename: 'ProposeMatchPayload',
  });
});

it('has no field for a diagnosis or a reason in what is kept of readiness', async () => {
  const { rows } = await app.kith.database.pool.query(
    `SELECT column_name FROM information_schema.columns
     WHERE table_name IN ('readiness_agreement', 'time_away', 'stage_change') AND data_type IN ('text', 'bytea', 'json', 'jsonb')`,
  );
  expect(rows).toEqual([]);
});

it('keeps what an advocate wants to talk about to themselves until they share it; the first answer is a thank you', async () => {
  const memberId = here.advocate.accountId;
  const supervisorId = here.coordinator.accountId;
  await change('planSupervision', { memberId, supervisorId, on: '2026-11-30' }, here.coordinator.headers);
  const words = 'The stairs at the office. Fernleaf-canary.';
  await change('setWhatIWantToTalkAbout', { words, isShared: false }, here.advocate.headers);
  expect(await memberOf(here.coordinator.headers, 'Maya')).toMatchObject({
    sharedNote: null,
    supervisionOn: '2026-11-30',
  });
  expect(await change('thankForNote', { memberId }, here.coordinator.headers)).toMatchObject({
    __typename: 'NotFound',
  });
  await change('setWhatIWantToTalkAbout', { words, isShared: true }, here.advocate.headers);
  expect(await memberOf(here.coordinator.headers, 'Maya')).toMatchObject({ sharedNote: words });
  const second = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: here.team.id, name: 'Gwen' });
  expect(await memberOf(second.headers, 'Maya')).toMatchObject({ sharedNote: null });
  await change('thankForNote', { memberId }, here.coordinator.headers);
  const held = {
    memberId,
    heldOn: '2026-11-23',
    agreed: 'A desk downstairs.',
    thanks: 'For saying it.',
    nextOn: '2027-01-04',
  };
  expect(await change('recordSupervision', held, here.coordinator.headers)).toMatchObject({
    member: {
      supervisionOn: '2027-01-04',
      sharedNote: null,
      supervisions: [{ agreed: 'A desk downstairs.', note: words }],
    },
  });
  expect(await memberOf(second.headers, 'Maya')).toMatchObject({ supervisions: [{ agreed: null, note: null }] });
  const { data } = await app.run(MINE, {}, here.advocate.headers);
  expect(data).toMatchObject({
    mySupervision: { on: '2027-01-04', supervisor: 'Ruth Okafor', supervisions: [{ thanks: 'For saying it.' }] },
  });
  const { rows } = await app.kith.database.pool.query(
    'SELECT s::text AS row FROM staff_support s UNION ALL SELECT v::text FROM supervision v',
  );
  expect(JSON.stringify(rows)).not.toContain('Fernleaf');
  expect(JSON.stringify(rows)).not.toContain(Buffer.from('Fernleaf').toString('hex'));
  expect(app.logged()).not.toContain('Fernleaf');
});

it('does not hand on to the next supervisor what was shared with the one before, nor to whoever writes it down', async () => {
  const memberId = here.advocate.accountId;
  const { accountId: supervisorId, headers } = here.coordinator;
  const gwen = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: here.team.id, name: 'Gwen' });
  await change('planSupervision', { memberId, supervisorId }, headers);
  const words = 'Ruth is hard to say no to. Fernleaf-canary.';
  await change('setWhatIWantToTalkAbout', { words, isShared: true }, here.advocate.headers);
  await change('thankForNote', { memberId }, headers);
  // A colleague who only writes down what was agreed is not given the note.
  const held = { memberId, heldOn: '2026-11-23', agreed: 'Slower weeks.', nextOn: '2026-12-21' };
  expect(await change('recordSupervision', held, gwen.headers)).toMatchObject({
    member: { supervisions: [{ agreed: 'Slower weeks.', note: null }] },
  });
  // The same one again, or only another day: it stays shared.
  await change('planSupervision', { memberId, supervisorId, on: '2026-12-15' }, headers);
  expect(await memberOf(headers, 'Maya')).toMatchObject({ sharedNote: words, isNoteThanked: true });
  await change('planSupervision', { memberId, supervisorId: gwen.accountId }, headers);
  expect(await memberOf(gwen.headers, 'Maya')).toMatchObject({ sharedNote: null, isNoteThanked: false });
  const { data } = await app.run(MINE, {}, here.advocate.headers);
  expect(data).toMatchObject({ mySupervision: { whatIWantToTalkAbout: words, isShared: false, isThanked: false } });
  await change('setWhatIWantToTalkAbout', { words, isShared: true }, here.advocate.headers);
  expect(await memberOf(gwen.headers, 'Maya')).toMatchObject({ sharedNote: words });
});

it('introduces nobody new while supervision is overdue, tells the coordinator, and goes on once it was held', async () => {
  const memberId = here.advocate.accountId;
  await app.kith.db.advocateProfile.update({
    where: { id: here.advocate.advocateId },
    data: { supervisionDueOn: new Date('2026-11-20') },
  });
  expect(await memberOf(here.coordinator.headers, 'Maya')).toMatchObject({ isSupervisionOverdue: true });
  const { requestId } = await aPersonAsks(app);
  await app.kith.db.peerRequest.update({ where: { id: requestId }, data: { teamId: here.team.id } });
  expect(await introduce(app, here.coordinator, requestId, here.advocate.advocateId)).toMatchObject({
    __typename: 'AdvocateUnavailable',
  });
  const held = { memberId, heldOn: '2026-11-23', agreed: 'Slower weeks.', nextOn: '2026-12-21' };
  await change('recordSupervision', held, here.coordinator.headers);
  expect(await introduce(app, here.coordinator, requestId, here.advocate.advocateId)).toMatchObject({
    __typename: 'ProposeMatchPayload',
  });
});

it('says which coordinator has no supervisor, and lets one be named, from outside too', async () => {
  const { accountId: memberId, headers } = here.coordinator;
  expect(await memberOf(headers, 'Ruth Okafor')).toMatchObject({ supervisor: null });
  expect(await change('planSupervision', { memberId, supervisorId: memberId }, headers)).toMatchObject({
    __typename: 'InvalidInput',
  });
  const outsideSupervisor = 'Dr Lena Marsh';
  expect(await change('planSupervision', { memberId, outsideSupervisor, on: '2026-12-01' }, headers)).toMatchObject({
    member: { supervisor: outsideSupervisor, supervisionOn: '2026-12-01' },
  });
  const supervisorId = there.coordinator.accountId;
  await change('planSupervision', { memberId, supervisorId }, headers);
  const { data } = await app.run('{ viewer { supervises { name } } }', {}, there.coordinator.headers);
  expect(data).toEqual({ viewer: { supervises: [{ name: 'Ruth Okafor' }] } });
});

it('keeps a next step or "happy where I am", said by either of the two', async () => {
  await change('setNextStep', { words: 'Learn to sign.', isHappyHere: false }, here.advocate.headers);
  expect(await memberOf(here.coordinator.headers, 'Maya')).toMatchObject({ nextStep: 'Learn to sign.' });
  await change('setNextStep', { memberId: here.advocate.accountId, isHappyHere: true }, here.coordinator.headers);
  expect(await memberOf(here.coordinator.headers, 'Maya')).toMatchObject({ nextStep: null, isHappyHere: true });
});

it('introduces nobody to an advocate who is away on days that were known, and does again when they take it back', async () => {
  const days = { fromOn: '2026-11-20', untilOn: '2026-11-27' };
  await change('addTimeAway', days, here.advocate.headers);
  const twice = await change('addTimeAway', days, here.advocate.headers);
  // Somebody who is no coordinator is answered about themselves.
  expect(twice).toMatchObject({ member: { timesAway: [days] } });
  const { requestId } = await aPersonAsks(app);
  await app.kith.db.peerRequest.update({ where: { id: requestId }, data: { teamId: here.team.id } });
  expect(await introduce(app, here.coordinator, requestId, here.advocate.advocateId)).toMatchObject({
    __typename: 'AdvocateUnavailable',
    message: expect.stringContaining('break'),
  });
  const [timeAway] = (twice.member as unknown as { timesAway: { id: string }[] }).timesAway;
  await change('removeTimeAway', { timeAwayId: timeAway?.id }, here.advocate.headers);
  expect(await introduce(app, here.coordinator, requestId, here.advocate.advocateId)).toMatchObject({
    __typename: 'ProposeMatchPayload',
  });
});

it.each([
  ['setCapacity', { capacity: -1 }],
  ['setCapacity', { capacity: 21 }],
  ['proposeReadiness', { reviewOn: '2020-01-01' }],
  ['proposeReadiness', { reviewOn: '2099-01-01' }],
  ['addTimeAway', { fromOn: '2026-12-02', untilOn: '2026-12-01' }],
  ['setNextStep', { words: 'x'.repeat(301), isHappyHere: false }],
  ['recordSupervision', { heldOn: '2027-01-01', agreed: 'x', nextOn: '2027-02-01' }],
  ['recordSupervision', { heldOn: '2026-11-23', agreed: '  ', nextOn: '2027-02-01' }],
])('%s refuses what cannot be: %j', async (name, input) => {
  const answer = await change(name, { memberId: here.advocate.accountId, ...input }, here.coordinator.headers);
  expect(answer).toMatchObject({ __typename: 'InvalidInput' });
});

describe('a mentor', () => {
  const setMentors = (isOn: boolean, headers: Record<string, string>) =>
    app.run<{ setMentorsSupervise: { __typename: string } }>(
      'mutation ($isOn: Boolean!) { setMentorsSupervise(isOn: $isOn) { __typename } }',
      { isOn },
      headers,
    );
  const supervises = async (headers: Record<string, string>) => {
    const { data } = await app.run<{ viewer: { supervises: { name: string; sharedNote: string | null }[] } }>(
      '{ viewer { supervises { name sharedNote } } }',
      {},
      headers,
    );
    return data?.viewer.supervises;
  };

  it('supervises an advocate of their team only where the team says so, and only while they are a mentor', async () => {
    const { headers } = here.coordinator;
    const jo = await anAdvocate(app, { teamId: here.team.id, firstName: 'Jo' });
    const kim = await anAdvocate(app, { teamId: here.team.id, firstName: 'Kim', stage: 'MENTOR' });
    const far = await anAdvocate(app, { teamId: there.team.id, firstName: 'Far', stage: 'MENTOR' });
    const plan = (supervisorId: string) => change('planSupervision', { memberId: jo.accountId, supervisorId }, headers);
    expect(await plan(kim.accountId)).toMatchObject({ __typename: 'InvalidInput' });
    expect((await setMentors(true, jo.headers)).data?.setMentorsSupervise.__typename).toBe('NotFound');
    await setMentors(true, headers);
    expect(await plan(far.accountId)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await plan(kim.accountId)).toMatchObject({ member: { supervisor: 'Kim' } });
    await app.run(
      'mutation { setWhatIWantToTalkAbout(input: { words: "The stairs.", isShared: true }) { __typename } }',
      {},
      jo.headers,
    );
    expect(await supervises(kim.headers)).toEqual([{ name: 'Jo', sharedNote: 'The stairs.' }]);
    const held = { memberId: jo.accountId, heldOn: '2026-11-23', agreed: 'A lift.', nextOn: '2026-12-21' };
    expect(await change('recordSupervision', held, kim.headers)).toMatchObject({ member: { supervisor: 'Kim' } });
    // It changes nothing else: a mentor coordinates nobody.
    expect(await change('setCapacity', { memberId: jo.accountId, capacity: 9 }, kim.headers)).toMatchObject({
      __typename: 'NotFound',
    });
    await app.kith.db.advocateProfile.update({ where: { id: kim.advocateId }, data: { stage: 'ADVOCATE' } });
    expect(await supervises(kim.headers)).toEqual([]);
    expect(await memberOf(headers, 'Jo')).toMatchObject({ supervisor: null });
    await app.kith.db.advocateProfile.update({ where: { id: kim.advocateId }, data: { stage: 'MENTOR' } });
    await setMentors(false, headers);
    expect(await supervises(kim.headers)).toEqual([]);
    expect(await change('recordSupervision', held, kim.headers)).toMatchObject({ __typename: 'NotFound' });
  });
});
