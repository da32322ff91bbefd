import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { act, anotherInTouch, aStandIn, seeTogether, twoInTouch } from '../../../testing/doing.ts';
import { readMyPermissions } from './giving.ts';
import { readExpiry } from './permission-rules.ts';

const DAY = 24 * 60 * 60_000;

let app: TestApp;
let two: Awaited<ReturnType<typeof twoInTouch>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  two = await twoInTouch(app);
});
afterAll(() => app.close());

const scope = { withWhom: 'My landlord', about: 'The repairs. Teasel-canary.', expiresOn: '2026-11-25' };
const interceding = { interventions: [], activities: ['INTERCEDING'] };

describe('a permission', () => {
  it('ends by itself after its last day, in the time of the team', () => {
    const now = new Date('2026-11-23T09:00:00Z');
    expect(readExpiry(new Date('2026-11-25'), 'Europe/London', now)).toEqual(new Date('2026-11-26T00:00:00Z'));
    expect(readExpiry(new Date('2027-06-01'), 'Europe/London', now)).toEqual(new Date('2027-06-01T23:00:00Z'));
    expect(readExpiry(new Date('2026-11-23'), 'America/New_York', now)).toEqual(new Date('2026-11-24T05:00:00Z'));
    expect(() => readExpiry(new Date('2026-11-22'), 'Europe/London', now)).toThrow('That day has passed');
    expect(() => readExpiry(new Date('2028-01-01'), 'Europe/London', now)).toThrow('within a year');
  });

  it('lets the advocate speak for the person, and without one that cannot be recorded (S77)', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    expect(await act(app, two.advocate.headers, 'recordContact', { matchId, ...interceding })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'permissionId',
    });
    const { permission } = await act(app, person.headers, 'givePermission', { matchId, ...scope });
    expect(permission).toMatchObject({ state: 'LIVE', givenHow: 'ONLINE', byName: null, withWhom: 'My landlord' });
    const again = await act(app, person.headers, 'givePermission', { matchId, ...scope });
    expect(again.permission.id).toBe(permission.id);
    const recorded = await act(app, two.advocate.headers, 'recordContact', {
      matchId,
      ...interceding,
      permissionId: permission.id,
      outcome: 'They send somebody on Friday',
    });
    expect(recorded.contact).toMatchObject({ activities: ['INTERCEDING'], permissionId: permission.id });
  });

  it('is taken back by the person in one go, with effect at once', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const { permission } = await act(app, person.headers, 'givePermission', { matchId, ...scope });
    const withdrawn = await act(app, person.headers, 'withdrawPermission', { permissionId: permission.id });
    expect(withdrawn.permission).toMatchObject({ state: 'WITHDRAWN', withdrawnAt: '2026-11-23T09:00:00.000Z' });
    const input = { matchId, ...interceding, permissionId: permission.id };
    expect((await act(app, two.advocate.headers, 'recordContact', input)).__typename).toBe('NoLongerPossible');
    const again = await act(app, person.headers, 'withdrawPermission', { permissionId: permission.id });
    expect(again.permission.state).toBe('WITHDRAWN');
  });

  it('ends by the clock', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const { permission } = await act(app, person.headers, 'givePermission', { matchId, ...scope });
    app.clock.advance(3 * DAY);
    const [mine] = await readMyPermissions(app.kith, { kind: 'person', requestId: person.requestId });
    expect(mine).toMatchObject({ state: 'EXPIRED', withWhom: 'My landlord' });
    app.clock.advance(-3 * DAY);
    await app.kith.db.permission.update({ where: { id: permission.id }, data: { expiresAt: app.clock.now() } });
    const input = { matchId, ...interceding, permissionId: permission.id };
    expect((await act(app, two.advocate.headers, 'recordContact', input)).message).toContain('has ended');
  });

  it('can be read out and recorded, which the person sees and can take back', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const asked = await act(app, two.advocate.headers, 'givePermission', { matchId, ...scope });
    expect(asked).toMatchObject({ __typename: 'InvalidInput', field: 'wasReadOut' });
    await act(app, two.advocate.headers, 'givePermission', { matchId, ...scope, wasReadOut: true });
    const [seen] = (await seeTogether(app, person.headers, matchId))?.permissions ?? [];
    expect(seen).toMatchObject({ givenHow: 'READ_OUT', byName: 'Maya', about: scope.about });
    const { permission } = await act(app, person.headers, 'withdrawPermission', { permissionId: seen.id });
    expect(permission.state).toBe('WITHDRAWN');
  });

  it('is good for this advocate and this person only', async () => {
    const one = await anotherInTouch(app, two);
    const other = await anotherInTouch(app, two);
    const { permission } = await act(app, one.person.headers, 'givePermission', { matchId: one.matchId, ...scope });
    const elsewhere = { matchId: other.matchId, ...interceding, permissionId: permission.id };
    expect((await act(app, two.advocate.headers, 'recordContact', elsewhere)).__typename).toBe('InvalidInput');
    const withdraw = { permissionId: permission.id };
    expect((await act(app, other.person.headers, 'withdrawPermission', withdraw)).__typename).toBe('NotFound');
    const standIn = await aStandIn(app, two, one.matchId);
    const here = { matchId: one.matchId, ...interceding, permissionId: permission.id };
    expect((await act(app, standIn.headers, 'recordContact', here)).__typename).toBe('InvalidInput');
    await standIn.over();
  });

  it.each([
    [{ withWhom: ' ' }, 'withWhom'],
    [{ about: '' }, 'about'],
    [{ withWhom: 'a\nb' }, 'withWhom'],
    [{ expiresOn: '2026-11-01' }, 'expiresOn'],
    [{ expiresOn: '2029-11-01' }, 'expiresOn'],
  ])('says what is missing in %j', async (change, field) => {
    const { matchId, person } = two;
    const answer = await act(app, person.headers, 'givePermission', { matchId, ...scope, ...change });
    expect(answer).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('is sealed, and gone with the request', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    await act(app, person.headers, 'givePermission', { matchId, ...scope });
    const { rows } = await app.kith.database.pool.query('SELECT row_to_json(p)::text AS text FROM permission p');
    expect(JSON.stringify(rows)).not.toMatch(/Teasel|landlord/);
    await app.run('mutation { eraseMyRequest { __typename } }', {}, person.headers);
    expect(await app.kith.db.permission.count({ where: { requestId: person.requestId } })).toBe(0);
  });
});
