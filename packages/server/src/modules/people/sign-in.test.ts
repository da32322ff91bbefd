import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aNewColleague, Browser, PASSWORD, setUpSecondFactor } from '../../testing/people.ts';
import { disableStaffAccount } from './accounts.ts';

let app: TestApp;
let email: string;
let accountId: string;
const VIEWER = '{ viewer { name roles } }';
const MINUTE = 60_000;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ({ email, accountId } = await aNewColleague(app, `${crypto.randomUUID()}@example.org`));
});

async function nameSeenBy(browser: Browser): Promise<string | null> {
  const { data } = await app.run<{ viewer: { name: string } | null }>(VIEWER, {}, browser.headers);
  return data?.viewer?.name ?? null;
}

describe('a new colleague', () => {
  it('can do nothing with the password alone but set up a second factor', async () => {
    const browser = new Browser(app);
    const answer = await browser.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    expect(answer).toMatchObject({ status: 200, body: { next: 'set-up' } });
    expect(await nameSeenBy(browser)).toBeNull();
    expect((await browser.send('/sign-in/state')).body).toEqual({ state: 'set-up', isDemo: false });
    await setUpSecondFactor(browser, email);
    expect(await nameSeenBy(browser)).toBe('Sam Hall');
    expect((await browser.send('/sign-in/state')).body).toEqual({ state: 'signed-in', isDemo: false });
  });

  it('cannot sign up alone', async () => {
    const answer = await new Browser(app).send('/api/auth/sign-up/email', {
      name: 'Eve',
      email: 'e@e.org',
      password: PASSWORD,
    });
    expect(answer.status).toBe(404);
  });

  it('finds nothing else of the library open', async () => {
    const browser = new Browser(app);
    await setUpSecondFactor(browser, email);
    for (const path of [
      '/get-session',
      '/list-sessions',
      '/ok',
      '/two-factor/send-otp',
      '/update-user',
      '/delete-user',
    ]) {
      expect((await browser.send(`/api/auth${path}`)).status, path).toBe(404);
      expect((await browser.send(`/api/auth${path}`, {})).status, path).toBe(404);
    }
  });
});

describe('signing in', () => {
  it('asks for a code after the password, and takes each code once', async () => {
    const phone = await setUpSecondFactor(new Browser(app), email);
    const browser = new Browser(app);
    const code = await phone.code(0);
    expect((await browser.send('/api/auth/sign-in/email', { email, password: PASSWORD })).body).toEqual({
      next: 'code',
    });
    expect(browser.sessionCookie).toBeUndefined();
    expect(
      (await browser.send('/api/auth/two-factor/verify-totp', { code: `${code.slice(0, 3)} ${code.slice(3)}` })).body,
    ).toEqual({ next: 'done' });
    expect(await nameSeenBy(browser)).toBe('Sam Hall');

    const thief = new Browser(app);
    await thief.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    const replay = await thief.send('/api/auth/two-factor/verify-totp', { code });
    expect(replay).toMatchObject({ status: 401, body: { code: 'WRONG_CODE' } });
    expect(await nameSeenBy(thief)).toBeNull();
  });

  it('answers an unknown address, a wrong password and a resting account with the same words', async () => {
    const browser = new Browser(app);
    const wrong = await browser.send('/api/auth/sign-in/email', { email, password: 'not the password' });
    const unknown = await browser.send('/api/auth/sign-in/email', { email: 'no@example.org', password: 'x' });
    const strange = await browser.send('/api/auth/sign-in/email', {
      email: 'no\r\nbcc: a@b.c',
      password: 'x'.repeat(900),
    });
    expect(wrong.status).toBe(401);
    expect([unknown.status, unknown.body]).toEqual([401, wrong.body]);
    expect([strange.status, strange.body]).toEqual([401, wrong.body]);
  });

  it('lets an account rest after five wrong passwords, however many come at once, and wakes it after 15 minutes', async () => {
    const browser = new Browser(app);
    await Promise.all(
      Array.from({ length: 12 }, () =>
        browser.send('/api/auth/sign-in/email', { email, password: 'a wrong password' }),
      ),
    );
    const during = await browser.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    expect(during).toMatchObject({ status: 401, body: { code: 'NOT_RIGHT' } });
    app.clock.advance(15 * MINUTE);
    const after = await browser.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    expect(after.body).toEqual({ next: 'set-up' });
  });

  it('lets codes rest after five wrong ones', async () => {
    const phone = await setUpSecondFactor(new Browser(app), email);
    const browser = new Browser(app);
    await browser.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    for (let attempt = 0; attempt < 5; attempt++) {
      await browser.send('/api/auth/two-factor/verify-totp', { code: '000000' });
    }
    await browser.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    const answer = await browser.send('/api/auth/two-factor/verify-totp', { code: await phone.code(0) });
    expect(answer).toMatchObject({ status: 429, body: { code: 'RESTING' } });
  });

  it('takes a recovery code once when the phone is lost', async () => {
    const browser = new Browser(app);
    await browser.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    const { body } = await browser.send('/api/auth/two-factor/enable', { password: PASSWORD });
    const { Authenticator } = await import('../../testing/people.ts');
    const phone = new Authenticator(body.totpURI);
    await browser.send('/api/auth/two-factor/verify-totp', { code: await phone.code() });
    const [recovery] = body.backupCodes as string[];
    for (const expected of ['done', undefined]) {
      const other = new Browser(app);
      await other.send('/api/auth/sign-in/email', { email, password: PASSWORD });
      const answer = await other.send('/api/auth/two-factor/verify-backup-code', { code: recovery });
      expect(answer.body.next).toBe(expected);
    }
  });

  it('starts a new session, ends the one before, and never takes one that a browser brings along', async () => {
    const browser = new Browser(app);
    browser.cookies.set('kith.session_token', 'chosen-by-a-stranger.c2lnbmVk');
    const phone = await setUpSecondFactor(browser, email);
    const first = browser.sessionCookie;
    expect(first).not.toContain('chosen-by-a-stranger');
    const old = new Browser(app);
    old.cookies.set('kith.session_token', first ?? '');
    expect(await nameSeenBy(old)).toBe('Sam Hall');
    await browser.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    await browser.send('/api/auth/two-factor/verify-totp', { code: await phone.code(1) });
    expect(browser.sessionCookie).not.toBe(first);
    expect(await nameSeenBy(browser)).toBe('Sam Hall');
    expect(await nameSeenBy(old)).toBeNull();
  });

  it('is refused from another page, as a form, or with a cookie that somebody changed', async () => {
    const browser = new Browser(app);
    const body = { email, password: PASSWORD };
    expect((await browser.send('/api/auth/sign-in/email', body, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await browser.send('/api/auth/sign-in/email', body, { origin: 'null' })).status).toBe(403);
    expect(
      (await browser.send('/api/auth/sign-in/email', body, { origin: 'http://localhost:4000.evil.example' })).status,
    ).toBe(403);
    expect((await browser.send('/api/auth/sign-in/email', body, { 'content-type': 'text/plain' })).status).toBe(400);
    await setUpSecondFactor(browser, email);
    const forged = new Browser(app);
    forged.cookies.set('kith.session_token', `${(browser.sessionCookie ?? '').slice(0, -6)}AAA%3D`);
    expect(await nameSeenBy(forged)).toBeNull();
    const bare = new Browser(app);
    bare.cookies.set('kith.session_token', decodeURIComponent(browser.sessionCookie ?? '').split('.')[0] ?? '');
    expect(await nameSeenBy(bare)).toBeNull();
  });
});

describe('a session', () => {
  let browser: Browser;
  beforeEach(async () => {
    browser = new Browser(app);
    await setUpSecondFactor(browser, email);
  });

  it('is over at once when the account is disabled, and there is no way back in', async () => {
    await disableStaffAccount(app.kith, accountId);
    expect(await nameSeenBy(browser)).toBeNull();
    const answer = await browser.send('/api/auth/sign-in/email', { email, password: PASSWORD });
    expect(answer).toMatchObject({ status: 401, body: { code: 'NOT_RIGHT' } });
  });

  it('is over at once even when only the account row says so', async () => {
    await app.kith.db.staffAccount.update({ where: { id: accountId }, data: { disabledAt: app.clock.now() } });
    expect(await nameSeenBy(browser)).toBeNull();
  });

  it('is over after half an hour without use, and a page that polls does not keep it awake', async () => {
    app.clock.advance(29 * MINUTE);
    expect(await nameSeenBy(browser)).toBe('Sam Hall');
    app.clock.advance(29 * MINUTE);
    expect(await nameSeenBy(browser)).toBe('Sam Hall');
    app.clock.advance(20 * MINUTE);
    await app.run(VIEWER, {}, { ...browser.headers, 'x-kith-background': '1' });
    app.clock.advance(11 * MINUTE);
    expect(await nameSeenBy(browser)).toBeNull();
  });

  it('is over after twelve hours, however busy', async () => {
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      app.clock.advance(20 * MINUTE);
      expect(await nameSeenBy(browser)).toBe('Sam Hall');
    }
    app.clock.advance(20 * MINUTE);
    expect(await nameSeenBy(browser)).toBeNull();
  });

  it('follows a change of roles at the next request', async () => {
    await app.kith.db.staffAccount.update({ where: { id: accountId }, data: { roles: ['STEWARD'] } });
    const { data } = await app.run(VIEWER, {}, browser.headers);
    expect(data).toEqual({ viewer: { name: 'Sam Hall', roles: ['STEWARD'] } });
  });

  it('ends with signing out, for the copy of the cookie too', async () => {
    const copy = new Browser(app);
    copy.cookies.set('kith.session_token', browser.sessionCookie ?? '');
    await browser.send('/api/auth/sign-out', {});
    expect(browser.sessionCookie).toBeUndefined();
    expect(await nameSeenBy(copy)).toBeNull();
  });

  it('keeps no address and no browser name', async () => {
    const rows = await app.kith.db.staffSession.findMany({ select: { ipAddress: true, userAgent: true } });
    expect(rows.every((row) => row.ipAddress === null && row.userAgent === null)).toBe(true);
  });

  it('has a cookie that scripts and other sites cannot use', async () => {
    const fresh = new Browser(app);
    const { email: other } = await aNewColleague(app, `${crypto.randomUUID()}@example.org`);
    const { headers } = await fresh.send('/api/auth/sign-in/email', { email: other, password: PASSWORD });
    expect(headers.getSetCookie().join()).toMatch(/kith\.session_token=.*; Path=\/; HttpOnly; SameSite=Strict/);
  });
});

it('uses a __Host- cookie when Kith is reached by https', async () => {
  const secure = await createTestApp({ publicUrl: 'https://kith.example.org' });
  try {
    await aNewColleague(secure);
    const response = await secure.fetch(
      new Request('https://kith.example.org/api/auth/sign-in/email', {
        method: 'POST',
        headers: { origin: 'https://kith.example.org', 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'sam@example.org', password: PASSWORD }),
      }),
    );
    const cookie = response.headers.getSetCookie().find((one) => one.includes('session_token')) ?? '';
    expect(cookie).toMatch(/^__Host-kith\.session_token=/);
    for (const part of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict']) expect(cookie).toContain(`; ${part}`);
    expect(cookie).not.toContain('Domain');
    const { data } = await secure.run('{ viewer { name } }', {}, { cookie: cookie.split(';')[0] ?? '' });
    expect(data).toEqual({ viewer: null });
  } finally {
    await secure.close();
  }
});
