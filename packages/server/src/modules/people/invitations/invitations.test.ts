import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { deliverLetters } from '../../../infra/delivery.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { Authenticator, anAdvocate, aStaffMember, aTeam, Browser, PASSWORD } from '../../../testing/people.ts';
import { letters } from '../letters.ts';

const INVITE = `mutation Invite($input: InviteColleagueInput!) {
  inviteColleague(input: $input) { __typename ... on InviteColleaguePayload { invitation { id email } } ... on UserError { message } } }`;
const REVOKE = `mutation Revoke($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { __typename } }`;
const WEEK_AND_A_DAY_MS = 8 * 24 * 60 * 60_000;
const LIST = '{ invitations { id name email roles team } }';

let app: TestApp;
let teamId: string;
let coordinator: Awaited<ReturnType<typeof aStaffMember>>;
let administrator: Awaited<ReturnType<typeof aStaffMember>>;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  teamId = (await aTeam(app)).id;
  coordinator = await aStaffMember(app, { roles: ['COORDINATOR'], teamId, name: 'Ruth Okafor' });
  administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'], name: 'Hana' });
  app.letters.length = 0;
});

const address = () => `${crypto.randomUUID()}@example.org`;

async function invite(input: Record<string, unknown>, { headers } = coordinator) {
  const whole = { name: 'Ana Silva', roles: ['ADVOCATE'], email: address(), ...input };
  const { data, errors } = await app.run<{
    inviteColleague: { __typename: string; message?: string; invitation?: { id: string; email: string } };
  }>(INVITE, { input: whole }, headers);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.inviteColleague;
}

/** The token of the link in the letter that went to this address. */
async function linkFor(email: string): Promise<string> {
  await deliverLetters(app.kith, letters);
  const letter = app.letters.findLast(({ to }) => to === email);
  return /invitation#([\w-]{43})/.exec(letter?.text ?? '')?.[1] ?? '';
}

const use = (browser: Browser, token: string) =>
  browser.send('/sign-in/invitation/accept', { token, password: PASSWORD });

it('takes somebody from the letter to a signed-in account: password, second factor, in', async () => {
  const email = address();
  expect(await invite({ email })).toMatchObject({ __typename: 'InviteColleaguePayload' });
  const token = await linkFor(email);
  const browser = new Browser(app);
  expect((await browser.send('/sign-in/invitation', { token })).body).toMatchObject({
    name: 'Ana Silva',
    team: 'Riverside team',
    roles: ['ADVOCATE'],
  });
  expect((await use(browser, token)).body).toEqual({ next: 'set-up' });
  expect((await app.run('{ viewer { name } }', {}, browser.headers)).data).toEqual({ viewer: null });
  const { body } = await browser.send('/api/auth/two-factor/enable', { password: PASSWORD });
  const phone = new Authenticator(body.totpURI);
  await browser.send('/api/auth/two-factor/verify-totp', { code: await phone.code() });
  const { data } = await app.run('{ viewer { name roles advocate { stage capacity } } }', {}, browser.headers);
  expect(data).toEqual({
    viewer: { name: 'Ana Silva', roles: ['ADVOCATE'], advocate: { stage: 'LEARNER', capacity: 0 } },
  });
});

it('lets a link be used once, and not after a week, and not when it was taken back', async () => {
  const [once, late, back] = [address(), address(), address()];
  await invite({ email: once });
  const token = await linkFor(once);
  const both = await Promise.all([use(new Browser(app), token), use(new Browser(app), token)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  const gone = await invite({ email: back });
  const backToken = await linkFor(back);
  await app.run(REVOKE, { input: { invitationId: gone.invitation?.id } }, coordinator.headers);
  const refused = await use(new Browser(app), backToken);
  await invite({ email: late });
  const lateToken = await linkFor(late);
  app.clock.advance(WEEK_AND_A_DAY_MS);
  const tooLate = await use(new Browser(app), lateToken);
  app.clock.advance(-WEEK_AND_A_DAY_MS);
  expect(refused.status).toBe(404);
  expect(tooLate.body).toEqual(refused.body);
  expect((await use(new Browser(app), 'x'.repeat(43))).body).toEqual(refused.body);
  expect(
    (await app.run<{ invitations: { email: string }[] }>(LIST, {}, coordinator.headers)).data?.invitations,
  ).toEqual([expect.objectContaining({ email: late })]);
});

it('gives nobody what the inviter may no longer give: another role, another team', async () => {
  const other = await aStaffMember(app, { roles: ['ADMINISTRATOR'], teamId, name: 'Tom' });
  const [asAdministrator, elsewhere, still] = [address(), address(), address()];
  await invite({ email: asAdministrator, roles: ['ADMINISTRATOR'] }, other);
  await invite({ email: elsewhere });
  await invite({ email: still });
  const tokens = [await linkFor(asAdministrator), await linkFor(elsewhere), await linkFor(still)];
  const change = (accountId: string, data: { roles?: ['COORDINATOR']; teamId?: string }) =>
    app.kith.db.staffAccount.update({ where: { id: accountId }, data });
  await change(other.accountId, { roles: ['COORDINATOR'] });
  expect((await use(new Browser(app), tokens[0] ?? '')).status).toBe(404);
  await change(coordinator.accountId, { teamId: (await aTeam(app, 'Hillside')).id });
  expect((await use(new Browser(app), tokens[1] ?? '')).status).toBe(404);
  await change(coordinator.accountId, { teamId });
  expect((await use(new Browser(app), tokens[2] ?? '')).status).toBe(200);
});

it('answers alike whether or not an address has an account, and tells only its owner', async () => {
  const email = address();
  await app.kith.db.staffAccount.create({ data: { name: 'Jo', email, roles: ['STEWARD'] } });
  const [known, unknown] = [await invite({ email }), await invite({})];
  expect(known.__typename).toBe(unknown.__typename);
  expect(await linkFor(email)).toBe('');
  expect(app.letters.find(({ to }) => to === email)?.text).toContain('account already');
});

it.each([
  ['another recipient', { email: 'a@example.org, b@example.org' }],
  ['a header', { email: 'a@example.org\r\nBcc: b@example.org' }],
  ['a header in the name', { name: 'Ana\r\nBcc: b@example.org' }],
  ['letters that look like others', { email: 's\u0430m@example.org' }],
  ['a name that turns around', { name: 'Ana\u202enimdA' }],
  ['no role', { roles: [] }],
  ['more than a coordinator may give', { roles: ['ADMINISTRATOR'] }],
  ['another team', { teamId: 'ZZZ' }],
])('refuses an invitation with %s, and sends nothing', async (_what, input) => {
  expect(await invite(input)).toMatchObject({ __typename: 'InvalidInput' });
  await deliverLetters(app.kith, letters);
  expect(app.letters).toEqual([]);
});

it('keeps invitations from everybody but administrators and coordinators of the team', async () => {
  await invite({});
  const other = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: (await aTeam(app, 'Hillside')).id });
  const advocate = await anAdvocate(app, { teamId });
  const editor = await aStaffMember(app, { roles: ['PARTNER_EDITOR'], teamId });
  for (const { headers } of [other, advocate, editor, { headers: {} }]) {
    const { data } = await app.run(`{ invitations { email } colleagues { email } teams { name } }`, {}, headers);
    expect(data).toEqual({ invitations: [], colleagues: [], teams: [] });
  }
  expect(await invite({}, advocate)).toMatchObject({ __typename: 'NotFound' });
});

it('keeps neither name nor address of who is invited in clear, and none at all when it is over', async () => {
  const email = address();
  const { invitation } = await invite({ email, name: 'Wilhelmina Quist' });
  const rows = async () =>
    JSON.stringify((await app.kith.database.pool.query('SELECT i::text AS row FROM staff_invitation i')).rows);
  expect(await rows()).not.toContain('Quist');
  expect(await rows()).not.toContain(Buffer.from('Quist').toString('hex'));
  await app.run(REVOKE, { input: { invitationId: invitation?.id } }, coordinator.headers);
  const left = await app.kith.db.staffInvitation.count({ where: { revokedAt: { not: null }, dataKey: { not: null } } });
  expect(left).toBe(0);
});

const CHANGE = (name: string, type: string) => `mutation Change($input: ${type}!) {
  answer: ${name}(input: $input) { __typename ... on ChangeColleaguePayload { colleague { roles isDisabled } } ... on UserError { message } } }`;

async function changeColleague(name: string, input: Record<string, unknown>, headers = administrator.headers) {
  const type = name === 'changeStaffRoles' ? 'ChangeStaffRolesInput' : 'ColleagueInput';
  const { data, errors } = await app.run<{ answer: Record<string, unknown> }>(CHANGE(name, type), { input }, headers);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.answer;
}

it('puts a disabled account out at once, and lets it in again', async () => {
  const { accountId, headers } = await anAdvocate(app, { teamId });
  expect((await app.run('{ viewer { name } }', {}, headers)).data).toEqual({ viewer: { name: 'Maya' } });
  expect(await changeColleague('disableColleague', { accountId })).toMatchObject({ colleague: { isDisabled: true } });
  expect((await app.run('{ viewer { name } }', {}, headers)).data).toEqual({ viewer: null });
  expect(await changeColleague('enableColleague', { accountId })).toMatchObject({ colleague: { isDisabled: false } });
});

it('counts changed roles from the next click on', async () => {
  const { accountId, headers } = coordinator;
  const roles = ['ADVOCATE'];
  const encoded = Buffer.from(`Team:${teamId}`).toString('base64');
  expect(await changeColleague('changeStaffRoles', { accountId, roles, teamId: encoded })).toMatchObject({
    colleague: { roles },
  });
  expect((await app.run('{ team { name } viewer { roles } }', {}, headers)).data).toEqual({
    team: null,
    viewer: { roles },
  });
});

it('always leaves an administrator, even when two go at once', async () => {
  await app.kith.db.staffAccount.updateMany({
    where: { roles: { has: 'ADMINISTRATOR' }, id: { not: administrator.accountId } },
    data: { disabledAt: app.clock.now() },
  });
  const second = await aStaffMember(app, { roles: ['ADMINISTRATOR'], name: 'Lee' });
  const answers = await Promise.all([
    changeColleague('changeStaffRoles', { accountId: second.accountId, roles: ['STEWARD'] }),
    changeColleague('changeStaffRoles', { accountId: administrator.accountId, roles: ['STEWARD'] }, second.headers),
  ]);
  expect(answers.map(({ __typename }) => __typename)).toContain('ChangeColleaguePayload');
  const left = await app.kith.db.staffAccount.count({ where: { roles: { has: 'ADMINISTRATOR' }, disabledAt: null } });
  expect(left).toBe(1);
});

it('writes every one of these down in the audit trail, without names', async () => {
  const email = address();
  await invite({ email });
  const rows = await app.kith.db.auditEvent.findMany({ where: { actorId: coordinator.accountId } });
  expect(rows.map(({ action }) => action)).toEqual(['invite colleague']);
  expect(JSON.stringify(rows.map(({ objectId, objectType }) => [objectId, objectType]))).not.toContain(email);
});
