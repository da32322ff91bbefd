import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { anAdvocate, aStaffMember, aTeam } from '../../testing/people.ts';
import { createStaffAccount } from './accounts.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const ME = `{ viewer { name roles team advocate {
  firstName stage energy breakUntil openMatches capacity shares { dimension value label } } } }`;
const SET_ENERGY = `mutation ($input: SetEnergyInput!) { setEnergy(input: $input) {
  __typename
  ... on SetEnergyPayload { advocate { firstName energy breakUntil } }
  ... on InvalidInput { message field }
  ... on NotFound { message } } }`;

const shares = [
  { dimension: 'EXPERIENCE', value: 'hospital-stay', visibility: 'PUBLIC' },
  { dimension: 'EXPERIENCE', value: 'debt', visibility: 'MATCHED' },
  { dimension: 'FAITH', value: 'none', visibility: 'PRIVATE' },
] as const;

describe('the viewer', () => {
  it('is nobody for a visitor', async () => {
    expect((await app.run(ME)).data).toEqual({ viewer: null });
  });

  it('sees all of their own advocate profile, also what they keep private', async () => {
    const team = await aTeam(app);
    const maya = await anAdvocate(app, { teamId: team.id, shares: [...shares] });
    const { data } = await app.run(ME, {}, maya.headers);
    expect(data?.viewer).toMatchObject({
      name: 'Maya',
      roles: ['ADVOCATE'],
      team: 'Riverside team',
      advocate: {
        stage: 'ADVOCATE',
        energy: 'FINE',
        breakUntil: null,
        openMatches: 0,
        capacity: 4,
        shares: [
          { dimension: 'EXPERIENCE', value: 'hospital-stay', label: 'A stay in hospital for mental health' },
          { dimension: 'EXPERIENCE', value: 'debt', label: 'Debt' },
          { dimension: 'FAITH', value: 'none', label: 'No religion' },
        ],
      },
    });
  });

  it('of somebody without a profile has none', async () => {
    const { headers } = await aStaffMember(app, { roles: ['STEWARD'] });
    expect(await app.run(ME, {}, headers)).toMatchObject({ data: { viewer: { team: null, advocate: null } } });
  });
});

describe('saying how one is', () => {
  it('is one step, and nothing of the day before is kept', async () => {
    const maya = await anAdvocate(app);
    const away = { energy: 'BREAK', breakUntil: '2026-12-01', breakWords: 'I am resting. Tom is there for you.' };
    const first = await app.run(SET_ENERGY, { input: away }, maya.headers);
    expect(first.data?.setEnergy).toMatchObject({ advocate: { energy: 'BREAK', breakUntil: '2026-12-01' } });
    const second = await app.run(SET_ENERGY, { input: { energy: 'FINE' } }, maya.headers);
    expect(second.data?.setEnergy).toMatchObject({ advocate: { energy: 'FINE', breakUntil: null } });
    const row = await app.kith.db.advocateProfile.findUnique({ where: { id: maya.advocateId } });
    expect(row).toMatchObject({ energy: 'FINE', breakUntil: null, breakWords: null });
    expect(app.logged()).not.toContain('resting');
  });

  it('answers a day that has passed with words, and saves nothing', async () => {
    const maya = await anAdvocate(app);
    const input = { energy: 'BREAK', breakUntil: '2026-11-01' };
    const { data } = await app.run(SET_ENERGY, { input }, maya.headers);
    expect(data?.setEnergy).toMatchObject({ __typename: 'InvalidInput', field: 'breakUntil' });
    expect(await app.kith.db.advocateProfile.findUnique({ where: { id: maya.advocateId } })).toMatchObject({
      energy: 'FINE',
    });
  });

  it('is for advocates: others are told so, strangers must sign in', async () => {
    const { headers } = await aStaffMember(app, { roles: ['COORDINATOR'] });
    const { data } = await app.run(SET_ENERGY, { input: { energy: 'LOW' } }, headers);
    expect(data?.setEnergy).toMatchObject({ __typename: 'NotFound' });
    const { errors } = await app.run(SET_ENERGY, { input: { energy: 'LOW' } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('making an account', () => {
  const input = { name: 'Sam Hall', email: 'new@example.org', roles: ['COORDINATOR'] as const };

  it('gives a password of six words that is not kept', async () => {
    const { accountId, password } = await createStaffAccount(app.kith, input);
    expect(password.split('-').length).toBeGreaterThanOrEqual(6);
    const stored = await app.kith.db.staffCredential.findFirst({ where: { userId: accountId } });
    expect(stored?.password).not.toContain(password);
  });

  it.each([
    ['an address twice', { email: 'NEW@example.org' }, 'email'],
    ['no address', { email: 'sam' }, 'email'],
    ['no name', { name: ' ' }, 'name'],
    ['no role', { roles: [] }, 'roles'],
    ['a short password', { password: 'short' }, 'password'],
    ['a team that does not exist', { email: 'other@example.org', teamId: crypto.randomUUID() }, 'teamId'],
  ])('is refused for %s', async (_title, more, field) => {
    await expect(createStaffAccount(app.kith, { ...input, ...more })).rejects.toMatchObject({
      name: 'InvalidInput',
      field,
    });
  });
});
