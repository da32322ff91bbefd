import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady } from '../../../testing/peers.ts';
import { anAdvocate, aStaffMember } from '../../../testing/people.ts';
import { setUpItems } from './set-up-items.ts';

type Headers = Record<string, string>;
interface Tick {
  id: string;
  doneOn: string;
  doneBy: string | null;
  note: string | null;
  endedAt: string | null;
  endedBy: string | null;
}
interface SetUp {
  team: string;
  mayChange: boolean;
  doneCount: number;
  itemCount: number;
  items: { key: string; title: string; done: Tick | null; before: Tick[]; seenByKith: string | null }[];
}

const TICK = 'id doneOn doneBy note endedAt endedBy';
const SET_UP = `team mayChange doneCount itemCount items { key title seenByKith done { ${TICK} } before { ${TICK} } }`;

let app: TestApp;
let here: Awaited<ReturnType<typeof aTeamReady>>;
let teamId = '';
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
});
afterAll(() => app.close());
beforeEach(async () => {
  here = await aTeamReady(app);
  teamId = encodeGlobalID('Team', here.team.id);
});

async function setUp(headers: Headers, ofTeam?: string): Promise<SetUp | null> {
  const { data, errors } = await app.run<{ teamSetUp: SetUp | null }>(
    `query ($teamId: ID) { teamSetUp(teamId: $teamId) { ${SET_UP} } }`,
    { teamId: ofTeam },
    headers,
  );
  expect(errors).toBeUndefined();
  return data?.teamSetUp ?? null;
}

const itemOf = async (headers: Headers, key: string) => (await setUp(headers))?.items.find((item) => item.key === key);

async function change(headers: Headers, mutation: 'tickSetUpItem' | 'takeBackSetUpItem', input: object) {
  const type = mutation === 'tickSetUpItem' ? 'TickSetUpItemInput' : 'TakeBackSetUpItemInput';
  const { data, errors } = await app.run<Record<string, { __typename: string; field?: string; message?: string }>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      __typename ... on UserError { message } ... on InvalidInput { field } } }`,
    { input },
    headers,
  );
  return data?.[mutation] ?? { __typename: String(errors?.[0]?.extensions?.code) };
}
const tick = (headers: Headers, input: object) => change(headers, 'tickSetUpItem', { doneOn: '2026-11-20', ...input });
const takeBack = (headers: Headers, item: string) => change(headers, 'takeBackSetUpItem', { item });

it('begins with nothing done, every item with a sentence of help', async () => {
  const seen = await setUp(here.coordinator.headers);
  expect(seen).toMatchObject({ team: 'Riverside team', mayChange: true, doneCount: 0, itemCount: setUpItems.length });
  expect(seen?.items.every(({ done, before }) => done === null && before.length === 0)).toBe(true);
  expect(new Set(setUpItems.map(({ key }) => key)).size).toBe(setUpItems.length);
});

it('keeps the day, the name and the note of what is done', async () => {
  const { headers } = here.coordinator;
  expect(await tick(headers, { item: 'money', note: 'Bus fares within a week' })).toMatchObject({
    __typename: 'ChangeSetUpPayload',
  });
  expect(await setUp(headers)).toMatchObject({ doneCount: 1 });
  expect((await itemOf(headers, 'money'))?.done).toMatchObject({
    doneOn: '2026-11-20',
    doneBy: 'Ruth Okafor',
    note: 'Bus fares within a week',
    endedAt: null,
  });
});

it('never loses a day: what is taken back, and what another day took the place of, stays', async () => {
  const { headers } = here.coordinator;
  await tick(headers, { item: 'promise', note: 'At the team day', doneOn: '2026-06-03' });
  await takeBack(headers, 'promise');
  await takeBack(headers, 'promise');
  expect(await itemOf(headers, 'promise')).toMatchObject({
    done: null,
    before: [{ doneOn: '2026-06-03', doneBy: 'Ruth Okafor', endedBy: 'Ruth Okafor', note: null }],
  });
  await tick(headers, { item: 'promise' });
  const basedOn = (await itemOf(headers, 'promise'))?.done?.id;
  await tick(headers, { item: 'promise', doneOn: '2026-11-22', basedOn });
  const days = ({ doneOn }: Tick) => doneOn;
  const item = await itemOf(headers, 'promise');
  expect([item?.done?.doneOn, item?.before.map(days).toSorted()]).toEqual(['2026-11-22', ['2026-06-03', '2026-11-20']]);
  expect(item?.before.every(({ endedAt }) => endedAt !== null)).toBe(true);
});

it('changes a note in its place, and makes nothing of the same sent twice', async () => {
  const { headers } = here.coordinator;
  await tick(headers, { item: 'myths', note: 'First half' });
  const first = (await itemOf(headers, 'myths'))?.done?.id;
  await tick(headers, { item: 'myths', note: 'First half' });
  await tick(headers, { item: 'myths', note: 'All of it', basedOn: first });
  expect(await itemOf(headers, 'myths')).toMatchObject({ done: { id: first, note: 'All of it' }, before: [] });
  await tick(headers, { item: 'myths', note: '  ', basedOn: first });
  expect(await itemOf(headers, 'myths')).toMatchObject({ done: { id: first, note: null }, before: [] });
});

it('does not write over what a colleague has just ticked', async () => {
  const tom = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: here.team.id, name: 'Tom Bright' });
  await tick(tom.headers, { item: 'on-call', note: 'The blue phone' });
  expect(await tick(here.coordinator.headers, { item: 'on-call', doneOn: '2026-11-01' })).toMatchObject({
    __typename: 'NoLongerPossible',
  });
  expect((await itemOf(tom.headers, 'on-call'))?.done).toMatchObject({ doneBy: 'Tom Bright', note: 'The blue phone' });
});

it('holds one tick an item, however many come at once', async () => {
  const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];
  const answers = await Promise.all(
    days.map((doneOn) => tick(here.coordinator.headers, { item: 'stand-ins', doneOn })),
  );
  expect(answers.filter(({ __typename }) => __typename === 'ChangeSetUpPayload')).toHaveLength(1);
  expect(await app.kith.db.setUpTick.count({ where: { teamId: here.team.id, item: 'stand-ins' } })).toBe(1);
});

it.each([
  ['a day to come', { item: 'money', doneOn: '2026-11-24' }, 'doneOn'],
  ['a day long ago', { item: 'money', doneOn: '1026-11-20' }, 'doneOn'],
  ['an item that is none', { item: 'no such thing' }, 'item'],
  ['a note that is too long', { item: 'money', note: 'x'.repeat(301) }, 'note'],
  ['a note of two lines', { item: 'money', note: 'one\ntwo' }, 'note'],
])('refuses %s', async (_what, input, field) => {
  expect(await tick(here.coordinator.headers, input)).toMatchObject({ __typename: 'InvalidInput', field });
});

it('is read by the team’s advocates, who do not tick and see nothing of each other', async () => {
  await tick(here.coordinator.headers, { item: 'money', note: 'Bus fares within a week' });
  const { headers } = here.advocate;
  const seen = await setUp(headers);
  expect(seen).toMatchObject({ mayChange: false, doneCount: 1 });
  expect(seen?.items.find(({ key }) => key === 'money')?.done?.note).toBe('Bus fares within a week');
  expect(seen?.items.every(({ seenByKith }) => seenByKith === null)).toBe(true);
  expect(await tick(headers, { item: 'promise' })).toMatchObject({ __typename: 'NotFound' });
  expect(await takeBack(headers, 'money')).toMatchObject({ __typename: 'NotFound' });
  expect(await setUp(headers)).toMatchObject({ doneCount: 1 });
});

it('is nobody else’s', async () => {
  const there = await aTeamReady(app, 'Hillside team');
  const others = [
    there.coordinator.headers,
    there.advocate.headers,
    (await aStaffMember(app, { roles: ['STEWARD'], teamId: here.team.id })).headers,
    (await aStaffMember(app, { roles: ['PARTNER_EDITOR'], teamId: here.team.id })).headers,
    (await aPersonAsks(app)).headers,
    {},
  ];
  for (const headers of others) {
    expect(await setUp(headers, teamId)).toBeNull();
    expect(await tick(headers, { teamId, item: 'money' })).toMatchObject({ __typename: 'NotFound' });
  }
  expect(await setUp(there.coordinator.headers)).toMatchObject({ team: 'Hillside team', doneCount: 0 });
});

it('is every team’s for administrators, in a team or in none', async () => {
  const { headers } = await aStaffMember(app, { roles: ['ADMINISTRATOR'], name: 'Hana Whitlock' });
  expect(await setUp(headers)).toBeNull();
  expect(await setUp(headers, encodeGlobalID('Team', crypto.randomUUID()))).toBeNull();
  expect(await setUp(headers, 'no team at all')).toBeNull();
  expect(await tick(headers, { teamId, item: 'complaints' })).toMatchObject({ __typename: 'ChangeSetUpPayload' });
  expect(await setUp(headers, teamId)).toMatchObject({ team: 'Riverside team', mayChange: true, doneCount: 1 });
  expect((await itemOf(here.coordinator.headers, 'complaints'))?.done?.doneBy).toBe('Hana Whitlock');
});

it('shows what Kith itself sees, in numbers, and leaves the tick to people', async () => {
  const { headers } = here.coordinator;
  const seen = async (key: string) => (await itemOf(headers, key))?.seenByKith;
  expect(await seen('on-call')).toBe('Nobody is on call just now.');
  await app.run('mutation { goOnCall(input: { phone: "01632 960 001" }) { __typename } }', {}, headers);
  expect(await seen('on-call')).toBe('Somebody is on call.');
  expect(await seen('readiness')).toBe('Advocates whose agreement holds today: 1 of 1.');
  await anAdvocate(app, { teamId: here.team.id, firstName: 'Dee', profile: { readyUntil: new Date('2026-11-01') } });
  expect(await seen('readiness')).toBe('Advocates whose agreement holds today: 1 of 2.');
  expect(await seen('stand-ins')).toBe('Advocates with a stand-in: 0 of 2.');
  expect(await seen('supervision')).toBe('With a supervisor and a next day: 0 of 3.');
  await app.run(
    `mutation { planSupervision(input: { memberId: "${here.advocate.accountId}", supervisorId: "${here.coordinator.accountId}" }) { __typename } }`,
    {},
    headers,
  );
  expect(await seen('supervision')).toBe('With a supervisor and a next day: 1 of 3.');
  expect(await seen('roles')).toBe('In Kith’s words so far.');
  expect(await seen('money')).toBeNull();
  expect(await setUp(headers)).toMatchObject({ doneCount: 0 });
});

it('says in the audit trail that it was done, without the note', async () => {
  await tick(here.coordinator.headers, { item: 'partners', note: 'Plumbago at the town hall' });
  const events = await app.kith.db.auditEvent.findMany({ where: { objectId: here.team.id } });
  expect(events).toMatchObject([{ action: 'tick set-up item', actorId: here.coordinator.accountId }]);
  expect(app.logged()).not.toContain('Plumbago');
});
