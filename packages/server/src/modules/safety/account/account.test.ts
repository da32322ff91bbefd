import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import {
  Authenticator,
  aNewColleague,
  aSession,
  aStaffMember,
  Browser,
  PASSWORD,
  setUpSecondFactor,
} from '../../../testing/people.ts';
import { verifyAudit } from '../audit.ts';

const MINUTE = 60_000;
const ANDROID = { 'user-agent': 'Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126.0 Mobile Safari/537.36' };
const ACCOUNT = `{ viewer { name account { email isFresh hasAuthenticator passkeys { id name }
  sessions { id device isThisOne } events { sentence } } } }`;
interface Account {
  email: string;
  isFresh: boolean;
  hasAuthenticator: boolean;
  passkeys: { id: string; name: string | null }[];
  sessions: { id: string; device: string | null; isThisOne: boolean }[];
  events: { sentence: string }[];
}

let app: TestApp;
let email: string;
let accountId: string;
let browser: Browser;
let phone: Authenticator;
let password: string;
let twoFactor: { secret: string; backupCodes: string };
beforeAll(async () => {
  app = await createTestApp();
  const first = await aNewColleague(app);
  phone = await setUpSecondFactor(new Browser(app), first.email);
  const own = { where: { userId: first.accountId } };
  twoFactor = await app.kith.db.staffTwoFactor.findFirstOrThrow({
    ...own,
    select: { secret: true, backupCodes: true },
  });
  password = (await app.kith.db.staffCredential.findFirstOrThrow(own)).password ?? '';
});
afterAll(() => app.close());
// Each test has an account of its own: a copy of the first, since hashing a password takes its time.
beforeEach(async () => {
  // All of these tests come from one address, which may take 120 steps in a quarter of an hour.
  await app.kith.db.$executeRaw`DELETE FROM rate_limit`;
  email = `${crypto.randomUUID()}@example.org`;
  const { id } = await app.kith.db.staffAccount.create({
    data: {
      name: 'Sam Hall',
      email,
      roles: ['COORDINATOR'],
      twoFactorEnabled: true,
      twoFactor: { create: { ...twoFactor, verified: true } },
    },
  });
  await app.kith.db.staffCredential.create({
    data: { userId: id, accountId: id, providerId: 'credential', password },
  });
  accountId = id;
  browser = await signedIn(id);
});

async function signedIn(id: string): Promise<Browser> {
  const one = new Browser(app);
  const { cookie = '' } = await aSession(app, id);
  one.cookies.set(cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1));
  return one;
}

async function account(of = browser): Promise<Account> {
  const { data } = await app.run<{ viewer: { account: Account } | null }>(ACCOUNT, {}, of.headers);
  if (!data?.viewer) throw new Error('Not signed in.');
  return data.viewer.account;
}

async function act(call: string, of = browser): Promise<string> {
  const { data, errors } = await app.run<{ answer: { __typename: string } }>(
    `mutation { answer: ${call} { __typename } }`,
    {},
    of.headers,
  );
  return data?.answer.__typename ?? String(errors?.[0]?.extensions?.code);
}

/** Signed in elsewhere, with a recovery code: codes of the app are each good once, and time stands still here. */
async function elsewhere(code: string): Promise<Browser> {
  const other = new Browser(app);
  await other.send('/api/auth/sign-in/email', { email, password: PASSWORD }, ANDROID);
  const answer = await other.send('/api/auth/two-factor/verify-backup-code', { code }, ANDROID);
  expect(answer.body).toEqual({ next: 'done' });
  return other;
}

const recoveryCodes = async (): Promise<string[]> =>
  (await browser.send('/api/auth/account/recovery-codes', {})).body.backupCodes;

/** A passkey in the database; real ones are in tests/journeys/account.spec.ts. */
function aPasskey(name = 'My phone') {
  const row = { name, publicKey: 'x', credentialID: crypto.randomUUID(), counter: 0, deviceType: 'singleDevice' };
  return app.kith.db.staffPasskey.create({ data: { ...row, backedUp: false, userId: accountId } });
}

describe('one’s own account', () => {
  it('tells the ways in, where one is signed in and what happened, without secrets', async () => {
    const [code = ''] = await recoveryCodes();
    await elsewhere(code);
    const mine = await account();
    expect(mine).toMatchObject({ email, isFresh: true, hasAuthenticator: true, passkeys: [] });
    expect(mine.sessions.map(({ device, isThisOne }) => [device, isThisOne]).toSorted(([, a]) => (a ? 1 : -1))).toEqual(
      [
        ['Chrome on Android', false],
        [null, true],
      ],
    );
    expect(mine.events.map(({ sentence }) => sentence)).toEqual([
      'Signed in.',
      'New recovery codes were made. The old ones do not work any more.',
    ]);
    const rows = await app.kith.db.staffSession.findMany({ where: { userId: accountId } });
    expect(rows.every(({ userAgent, ipAddress }) => userAgent === null && ipAddress === null)).toBe(true);
  });

  it('shows a rest after five wrong passwords', async () => {
    for (let attempt = 0; attempt < 6; attempt++) {
      await new Browser(app).send('/api/auth/sign-in/email', { email, password: 'a wrong password' });
    }
    const rests = (await account()).events.filter(({ sentence }) => sentence.startsWith('Five wrong passwords'));
    expect(rests).toHaveLength(1);
  });

  it('has a name that its owner changes', async () => {
    expect(await act('changeMyName(name: "Sam Okoro")')).toBe('MyAccountPayload');
    expect(await act('changeMyName(name: " ")')).toBe('InvalidInput');
    const { data } = await app.run<{ viewer: { name: string } }>('{ viewer { name } }', {}, browser.headers);
    expect(data?.viewer.name).toBe('Sam Okoro');
  });
});

describe('signing out elsewhere', () => {
  it('ends one browser or all but this one, at once', async () => {
    const [one = '', two = ''] = await recoveryCodes();
    const [first, second] = [await elsewhere(one), await elsewhere(two)];
    const { id } = (await account(first)).sessions.find(({ isThisOne }) => isThisOne) ?? { id: '' };
    expect(await act(`signOutBrowser(id: "${id}")`)).toBe('MyAccountPayload');
    await expect(account(first)).rejects.toThrow('Not signed in.');
    expect(await act('signOutOtherBrowsers')).toBe('MyAccountPayload');
    await expect(account(second)).rejects.toThrow('Not signed in.');
    expect((await account()).sessions).toHaveLength(1);
  });

  it('cannot end somebody else’s', async () => {
    const { id } = (await account()).sessions[0] ?? { id: '' };
    const stranger = await aStaffMember(app, { roles: ['STEWARD'] });
    const { data } = await app.run(`mutation { signOutBrowser(id: "${id}") { __typename } }`, {}, stranger.headers);
    expect(data?.signOutBrowser).toEqual({ __typename: 'NotFound' });
    expect((await account()).email).toBe(email);
  });
});

describe('changing the ways in', () => {
  it('needs somebody who showed within ten minutes who they are', async () => {
    const passkey = await aPasskey();
    app.clock.advance(11 * MINUTE);
    expect((await account()).isFresh).toBe(false);
    const next = 'another long password';
    for (const [path, body] of [
      ['/account/password', { current: PASSWORD, next }],
      ['/account/authenticator', {}],
      ['/account/recovery-codes', {}],
    ] as const) {
      expect(await browser.send(`/api/auth${path}`, body)).toMatchObject({
        status: 403,
        body: { code: 'FRESH_NEEDED' },
      });
    }
    expect((await browser.send('/api/auth/passkey/generate-register-options')).status).toBe(403);
    expect(await act(`removePasskey(id: "${passkey.id}")`)).toBe('FreshSignInNeeded');
    expect(await act('removeAuthenticator')).toBe('FreshSignInNeeded');

    const before = browser.sessionCookie;
    const check = { password: PASSWORD, code: await phone.code(0) };
    expect((await browser.send('/api/auth/check/password', check)).body).toEqual({ next: 'done' });
    expect(browser.sessionCookie).not.toBe(before);
    expect(await account()).toMatchObject({ isFresh: true, sessions: [{ isThisOne: true }] });
    expect(await act(`removePasskey(id: "${passkey.id}")`)).toBe('MyAccountPayload');
  });

  it.each([
    ['a wrong password', { password: 'not the password' }],
    ['a wrong code', { code: '000000' }],
    ['nothing', { password: undefined, code: undefined }],
  ])('is not opened by %s', async (_what, wrong) => {
    app.clock.advance(11 * MINUTE);
    const check = { password: PASSWORD, code: await phone.code(0), ...wrong };
    expect((await browser.send('/api/auth/check/password', check)).status).toBe(401);
    expect((await account()).isFresh).toBe(false);
  });

  it('is refused from another page, without a session, and as a form', async () => {
    const path = '/api/auth/account/recovery-codes';
    expect((await browser.send(path, {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await browser.send(path, {}, { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await new Browser(app).send(path, {})).status).toBe(401);
  });

  it('never takes the last way in, however many changes come at once', async () => {
    expect(await act('removeAuthenticator')).toBe('LastWayIn');
    const [first, second] = [await aPasskey('One'), await aPasskey('Two')];
    expect(await act('removeAuthenticator')).toBe('MyAccountPayload');
    const both = [act(`removePasskey(id: "${first.id}")`), act(`removePasskey(id: "${second.id}")`)];
    expect((await Promise.all(both)).toSorted()).toEqual(['LastWayIn', 'MyAccountPayload']);
    expect(await app.kith.db.staffPasskey.count({ where: { userId: accountId } })).toBe(1);
  });

  it('keeps to one’s own passkeys', async () => {
    const passkey = await aPasskey();
    const stranger = await signedIn((await aStaffMember(app, { roles: ['STEWARD'] })).accountId);
    expect(await act(`removePasskey(id: "${passkey.id}")`, stranger)).toBe('NotFound');
    expect(await act(`renamePasskey(id: "${passkey.id}", name: "Mine")`, stranger)).toBe('NotFound');
    expect(await act(`renamePasskey(id: "${passkey.id}", name: "The blue key")`)).toBe('MyAccountPayload');
    expect((await account()).passkeys).toMatchObject([{ name: 'The blue key' }]);
  });
});

describe('a new password', () => {
  const next = 'seven herons on a wire';
  const change = (body: object) => browser.send('/api/auth/account/password', { current: PASSWORD, next, ...body });

  it('takes the place of the old one, and signs every other browser out', async () => {
    const [code = ''] = await recoveryCodes();
    const other = await elsewhere(code);
    expect((await change({})).body).toEqual({ next: 'done' });
    await expect(account(other)).rejects.toThrow('Not signed in.');
    expect((await account()).events[0]?.sentence).toBe('The password was changed.');
    const fresh = new Browser(app);
    expect((await fresh.send('/api/auth/sign-in/email', { email, password: PASSWORD })).status).toBe(401);
    expect((await fresh.send('/api/auth/sign-in/email', { email, password: next })).body).toEqual({ next: 'code' });
  });

  it('needs the old one, and lets the account rest after five wrong ones', async () => {
    for (let attempt = 0; attempt < 5; attempt++) {
      expect((await change({ current: 'not the password' })).body).toMatchObject({ code: 'WRONG_PASSWORD' });
    }
    expect((await change({})).status).toBe(401);
    app.clock.advance(15 * MINUTE);
  });

  it.each([
    ['short', 'short', 400],
    ['the same', PASSWORD, 400],
    ['very long', 'x'.repeat(129), 400],
  ])('is refused when it is %s', async (_why, typed, status) => {
    expect((await change({ next: typed })).status).toBe(status);
  });
});

describe('an app for codes', () => {
  it('takes the place of the one before only after it showed a right code; its picture is made here', async () => {
    const begun = await browser.send('/api/auth/account/authenticator', {});
    expect(begun.body.picture).toMatchObject({
      size: expect.any(Number),
      path: expect.stringMatching(/^M\d+ \d+h\d+v1H/),
    });
    expect(begun.body.backupCodes).toHaveLength(10);
    const wrong = await browser.send('/api/auth/account/authenticator/confirm', { code: '000000' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'WRONG_CODE' } });
    const newPhone = new Authenticator(begun.body.totpURI);
    const code = await newPhone.code(0);
    expect((await browser.send('/api/auth/account/authenticator/confirm', { code })).body).toEqual({ next: 'done' });

    const other = new Browser(app);
    await other.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    for (const old of [await phone.code(1), code]) {
      expect((await other.send('/api/auth/two-factor/verify-totp', { code: old })).status).toBe(401);
    }
    await other.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    await other.send('/api/auth/two-factor/verify-totp', { code: await newPhone.code(1) });
    expect((await account(other)).email).toBe(email);
    expect(await verifyAudit(app.kith)).toMatchObject({ isWhole: true });
  });

  it('is forgotten when nobody finishes within ten minutes', async () => {
    const { body } = await browser.send('/api/auth/account/authenticator', {});
    app.clock.advance(11 * MINUTE);
    const code = await new Authenticator(body.totpURI).code(0);
    expect((await browser.send('/api/auth/account/authenticator/confirm', { code })).status).toBe(400);
  });

  it('has recovery codes that are shown once; new ones end the old ones', async () => {
    const [old = ''] = await recoveryCodes();
    const [next = ''] = await recoveryCodes();
    const other = new Browser(app);
    await other.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    expect((await other.send('/api/auth/two-factor/verify-backup-code', { code: old })).status).toBe(401);
    await elsewhere(next);
    const dump = JSON.stringify(await app.kith.db.staffTwoFactor.findMany());
    expect(dump).not.toContain(next);
  });
});

describe('the e-mail address', () => {
  const change = (headers: Record<string, string>, to: string) =>
    app.run<{ changeStaffEmail: { __typename: string } }>(
      'mutation ($input: ChangeStaffEmailInput!) { changeStaffEmail(input: $input) { __typename } }',
      { input: { accountId, email: to } },
      headers,
    );

  const lettersTo = async (address: string) => {
    await app.runJob('deliver letters');
    return app.letters.filter((letter) => letter.to === address);
  };
  const linkIn = (text = '') => /\/new-address\/\S+/.exec(text)?.[0] ?? '';
  const visit = (link: string, method: 'GET' | 'POST') =>
    app.fetch(new Request(`http://localhost:4000${link}`, { method, headers: { origin: 'http://localhost:4000' } }));

  it('is changed by an administrator alone, and counts when the new mailbox has confirmed it', async () => {
    const to = `${crypto.randomUUID()}@example.org`;
    expect((await change(browser.headers, to)).data?.changeStaffEmail.__typename).toBe('NotFound');
    const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
    expect((await change(administrator.headers, 'no address')).data?.changeStaffEmail.__typename).toBe('InvalidInput');
    expect((await change(administrator.headers, to)).data?.changeStaffEmail.__typename).toBe('ChangeStaffEmailPayload');
    const [letter] = await lettersTo(to);
    const link = linkIn(letter?.text);
    expect((await lettersTo(email)).at(-1)?.text).toContain('did not ask for this');
    // Nothing has changed yet, and opening the link alone changes nothing.
    expect((await visit(link, 'GET')).status).toBe(200);
    expect((await account()).email).toBe(email);
    expect((await visit(`${link.slice(0, -3)}AAA`, 'POST')).status).toBe(404);
    expect((await visit(link, 'POST')).status).toBe(200);
    await expect(account()).rejects.toThrow('Not signed in.');
    const { body } = await new Browser(app).send('/api/auth/sign-in/email', { email: to, password: PASSWORD });
    expect(body).toEqual({ next: 'code' });
    expect((await visit(link, 'POST')).status).toBe(404);
    expect((await lettersTo(to)).at(-1)?.text).toContain('signed out everywhere');
    const done = { objectId: accountId, action: { in: ['ask new email', 'change email'] } };
    expect(await app.kith.db.auditEvent.count({ where: done })).toBe(2);
  });

  it('can be taken back, runs out after a day, and never takes an address that somebody else got meanwhile', async () => {
    const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
    const linkFor = async (to: string) => {
      await change(administrator.headers, to);
      return linkIn((await lettersTo(to)).at(-1)?.text);
    };
    const takenBack = await linkFor(`${crypto.randomUUID()}@example.org`);
    await change(
      administrator.headers,
      (await app.kith.db.staffAccount.findUniqueOrThrow({ where: { id: accountId } })).email,
    );
    expect((await visit(takenBack, 'POST')).status).toBe(404);
    const gone = `${crypto.randomUUID()}@example.org`;
    const late = await linkFor(gone);
    await aNewColleague(app, gone);
    expect((await visit(late, 'POST')).status).toBe(404);
    const old = await linkFor(`${crypto.randomUUID()}@example.org`);
    app.clock.advance(25 * 60 * MINUTE);
    expect((await visit(old, 'GET')).status).toBe(404);
    expect((await visit(old, 'POST')).status).toBe(404);
  });

  it('tells the mailbox before, also when its first letter was still waiting, and then forgets it', async () => {
    const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
    const to = `${crypto.randomUUID()}@example.org`;
    await change(administrator.headers, to);
    // A slow mail server: the warning has not left when the new mailbox says yes.
    await app.kith.db.outboxMessage.updateMany({
      where: { kind: 'email-changing', subjectId: accountId, sentAt: null },
      data: { notBefore: new Date(app.clock.now().getTime() + 60 * MINUTE) },
    });
    const link = linkIn((await lettersTo(to)).at(-1)?.text);
    expect(await lettersTo(email)).toEqual([]);
    expect((await visit(link, 'POST')).status).toBe(200);
    expect((await lettersTo(email)).map(({ text }) => text).join()).toContain(
      'do not sign in with this address any more',
    );
    app.clock.advance(8 * 24 * 60 * MINUTE);
    await app.runJob('forget proofs and limits');
    const row = await app.kith.db.staffAccount.findUniqueOrThrow({ where: { id: accountId } });
    expect(row).toMatchObject({ email: to });
    expect(await app.kith.db.formerAddress.count()).toBe(0);
  });

  it('tells every mailbox before, once, when it is changed twice before the first letter went out', async () => {
    const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
    const [second, third] = [`${crypto.randomUUID()}@example.org`, `${crypto.randomUUID()}@example.org`];
    const later = new Date(app.clock.now().getTime() + 60 * MINUTE);
    for (const to of [second, third]) {
      app.clock.advance(MINUTE);
      await change(administrator.headers, to);
      const link = linkIn((await lettersTo(to)).at(-1)?.text);
      expect((await visit(link, 'POST')).status).toBe(200);
      // A slow mail server.
      await app.kith.db.outboxMessage.updateMany({
        where: { kind: 'email-left', sentAt: null },
        data: { notBefore: later },
      });
    }
    app.clock.advance(61 * MINUTE);
    const left = 'do not sign in with this address any more';
    for (const [address, times] of [
      [email, 1],
      [second, 1],
      [third, 0],
    ] as const)
      expect((await lettersTo(address)).filter(({ text }) => text.includes(left))).toHaveLength(times);
  });

  it('says nothing of the kind to an address that they came back to', async () => {
    const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
    const away = `${crypto.randomUUID()}@example.org`;
    const later = new Date(app.clock.now().getTime() + 60 * MINUTE);
    for (const to of [away, email]) {
      app.clock.advance(MINUTE);
      await change(administrator.headers, to);
      const link = linkIn((await lettersTo(to)).at(-1)?.text);
      expect((await visit(link, 'POST')).status).toBe(200);
      await app.kith.db.outboxMessage.updateMany({
        where: { kind: 'email-left', sentAt: null },
        data: { notBefore: later },
      });
    }
    app.clock.advance(61 * MINUTE);
    const left = 'do not sign in with this address any more';
    expect((await lettersTo(email)).filter(({ text }) => text.includes(left))).toEqual([]);
    expect((await lettersTo(away)).filter(({ text }) => text.includes(left))).toHaveLength(1);
  });

  it('that never confirmed itself is forgotten', async () => {
    const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
    await change(administrator.headers, `${crypto.randomUUID()}@example.org`);
    app.clock.advance(25 * 60 * MINUTE);
    await app.runJob('forget proofs and limits');
    const row = await app.kith.db.staffAccount.findUniqueOrThrow({ where: { id: accountId } });
    expect(row).toMatchObject({ newEmail: null, newEmailUntil: null });
  });

  it('of one’s own is changed by nobody, not by an administrator either', async () => {
    const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
    const { data } = await app.run<{ changeStaffEmail: { __typename: string; message: string } }>(
      'mutation ($input: ChangeStaffEmailInput!) { changeStaffEmail(input: $input) { __typename ... on UserError { message } } }',
      { input: { accountId: administrator.accountId, email: 'mine@example.org' } },
      administrator.headers,
    );
    expect(data?.changeStaffEmail).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('own'),
    });
  });

  it('belongs to one account', async () => {
    const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
    await aNewColleague(app, 'taken@example.org');
    expect((await change(administrator.headers, 'taken@example.org')).data?.changeStaffEmail.__typename).toBe(
      'InvalidInput',
    );
    app.clock.advance(11 * MINUTE);
    const late = await change(administrator.headers, `${crypto.randomUUID()}@example.org`);
    expect(late.data?.changeStaffEmail.__typename).toBe('FreshSignInNeeded');
  });
});
