import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { deviceWords, FreshSignInNeeded } from '../modules/people/account/rules.ts';
import { forgetSignInAttempts, takeSignInAttempt } from '../modules/people/attempts.ts';
import {
  endSession,
  isDemoTown,
  noSessionCookie,
  type StaffSessionNow,
  sessionOf,
} from '../modules/people/sessions.ts';
import { createSignIn, type SignIn } from '../modules/people/sign-in.ts';
import { type AccountEvent, assertFresh, recordAccountEvent } from '../modules/safety/account/ways-in.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import { tidyText } from '../plain-text.ts';
import { accountSteps } from './account.ts';
import { demoSignIn, isDemoOffered } from './demo-sign-in.ts';
import { invitationPages } from './invitation.ts';
import { pictureOf } from './key-picture.ts';
import { addressOf, isOwnOrigin } from './same-origin.ts';
import { answer, type Body, cookies, forward, problem, readJson, refused, sessionBegunBy } from './sign-in-library.ts';

/** The few of better-auth's paths that Kith uses. Everything else under /api/auth does not exist. */
const paths = new Map<string, { method: 'GET' | 'POST'; needsSession?: true }>([
  ['/sign-in/email', { method: 'POST' }],
  ['/two-factor/verify-totp', { method: 'POST' }],
  ['/two-factor/verify-backup-code', { method: 'POST' }],
  ['/two-factor/enable', { method: 'POST', needsSession: true }],
  ['/passkey/generate-authenticate-options', { method: 'GET' }],
  ['/passkey/verify-authentication', { method: 'POST' }],
  ['/passkey/generate-register-options', { method: 'GET', needsSession: true }],
  ['/passkey/verify-registration', { method: 'POST', needsSession: true }],
]);

/** Looks like an address, has no account: the answer costs as much time as a wrong password. */
const NOBODY = 'nobody@nowhere.invalid';

/** Signing in and out for staff, and the one-click way of the demo town. */
export function signInPages(kith: Kith): Hono {
  const signIn = createSignIn(kith);
  const app = new Hono();
  app.use('/api/auth/*', noStore, bodyLimit({ maxSize: 16 * 1024, onError: (c) => c.json(problem('TOO_LARGE'), 413) }));
  app.get('/sign-in/state', noStore, async (c) => {
    const session = await sessionOf(kith, c.req.raw);
    const state = session ? (session.isAssured ? 'signed-in' : 'set-up') : 'signed-out';
    return c.json({ state, isDemo: isDemoOffered(kith, c) });
  });
  app.post('/api/auth/sign-out', async (c) => {
    if (!isOwnOrigin(kith, c.req.raw)) return c.json(problem('FOREIGN'), 403);
    await endSession(kith, c.req.raw);
    return c.json({ next: 'sign-in' }, 200, { 'set-cookie': noSessionCookie(kith) });
  });
  app.route('/', accountSteps(kith, signIn));
  app.all('/api/auth/*', (c) => step(kith, signIn, c));
  app.route('/', invitationPages(kith));
  if (isDemoTown(kith.config)) app.route('/', demoSignIn(kith));
  return app;
}

async function noStore(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  c.res.headers.set('cache-control', 'no-store');
}

async function step(kith: Kith, signIn: SignIn, c: Context): Promise<Response> {
  const path = c.req.path.slice('/api/auth'.length);
  const known = paths.get(path);
  if (known?.method !== c.req.method) return c.json(problem('NOT_FOUND'), 404);
  if (!isOwnOrigin(kith, c.req.raw)) return c.json(problem('FOREIGN'), 403);
  try {
    await takeFrom(kith, 'signIn', addressOf(kith, c));
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
    return c.json({ code: 'RATE_LIMITED', message: error.message }, 429, {
      'retry-after': String(error.retryAfterSeconds),
    });
  }
  const body = known.method === 'POST' ? await readJson(c) : {};
  if (!body) return c.json(problem('BAD_INPUT'), 400);
  const session = await sessionOf(kith, c.req.raw);
  if (known.needsSession && (!session || !(await mayChangeSignIn(kith, session)))) {
    return c.json(problem('UNAUTHENTICATED'), 401);
  }
  if (known.needsSession && session?.isAssured) {
    // Whoever is in has steps of their own for the app (account.ts), and shows who they are before a passkey is added.
    if (path === '/two-factor/enable') return c.json(problem('NOT_FOUND'), 404);
    if (!(await isSessionFresh(kith, session))) return c.json(problem('FRESH_NEEDED'), 403);
  }
  if (path === '/sign-in/email') return signInWithPassword(kith, signIn, c, body);
  if (typeof body.code === 'string') body.code = body.code.replaceAll(/\s/g, '');
  // A trusted device would be a way in with the password alone.
  delete body.trustDevice;
  if (path === '/passkey/verify-registration') body.name = passkeyName(c, body.name);
  const response = await forward(kith, signIn, c, path, body, { withSession: session !== null });
  if (!response.ok) return refused(kith, c, path, response);
  if (path === '/two-factor/enable') {
    const key = (await response.json()) as { totpURI: string };
    return c.json({ ...key, picture: pictureOf(key.totpURI) }, 200, cookies(response));
  }
  if (known.method === 'GET') return c.json(await response.json(), 200, cookies(response));
  if (path === '/passkey/verify-registration' && session) await tell(kith, session.accountId, 'add passkey');
  if (path === '/passkey/verify-registration' && !session?.isAssured) {
    // Set up without ever having shown it: they sign in with it now.
    await endSession(kith, c.req.raw);
    return answer(c, 'passkey', new Headers({ 'set-cookie': noSessionCookie(kith) }));
  }
  const begun = await sessionBegunBy(kith, response);
  // A new session never lives beside the one that this browser had.
  if (session && begun) await kith.db.staffSession.deleteMany({ where: { id: session.id } });
  if (begun?.isAssured) await tell(kith, begun.accountId, session ? 'set up codes' : 'sign in');
  return answer(c, 'done', response.headers);
}

async function signInWithPassword(kith: Kith, signIn: SignIn, c: Context, body: Body): Promise<Response> {
  const { email, password } = body;
  if (typeof email !== 'string' || typeof password !== 'string') return c.json(problem('BAD_INPUT'), 400);
  const isUsable = email.length <= 254 && password.length <= 128 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
  const mayTry = isUsable && (await takeSignInAttempt(kith, email));
  const tried = mayTry ? { email: email.trim(), password } : { email: NOBODY, password: 'x' };
  const response = await forward(kith, signIn, c, '/sign-in/email', tried, { withSession: false });
  if (response.ok) {
    await forgetSignInAttempts(kith, email);
    await endSession(kith, c.req.raw);
    const { twoFactorRedirect } = (await response.json()) as { twoFactorRedirect?: boolean };
    return answer(c, twoFactorRedirect ? 'code' : 'set-up', response.headers);
  }
  const { code } = (await response
    .clone()
    .json()
    .catch(() => ({}))) as { code?: string };
  if (mayTry && code === 'PASSKEY_NEEDED') {
    await forgetSignInAttempts(kith, email);
    return answer(c, 'passkey', new Headers());
  }
  if (mayTry) await tellRest(kith, email);
  return refused(kith, c, '/sign-in/email', response);
}

/** The fifth wrong password in a row began a rest: its owner finds it among what happened to their account. */
async function tellRest(kith: Kith, email: string): Promise<void> {
  const account = await kith.db.staffAccount.findFirst({
    where: { email: email.trim().toLowerCase(), lockedUntil: { gt: kith.clock.now() } },
    select: { id: true },
  });
  if (account) await tell(kith, account.id, 'rest account', null);
}

function tell(kith: Kith, accountId: string, event: AccountEvent, actorId: string | null = accountId): Promise<void> {
  return kith.db.$transaction((tx) => recordAccountEvent(tx, kith, accountId, event, actorId));
}

async function isSessionFresh(kith: Kith, session: StaffSessionNow): Promise<boolean> {
  try {
    await kith.db.$transaction((tx) => assertFresh(tx, kith, { sessionId: session.id }));
    return true;
  } catch (error) {
    if (error instanceof FreshSignInNeeded) return false;
    throw error;
  }
}

/** What its owner typed, or the browser that made it. */
function passkeyName(c: Context, typed: unknown): string | null {
  const name = typeof typed === 'string' ? tidyText(typed.slice(0, 500).replaceAll(/[\r\n]+/g, ' ')) : null;
  return (name && [...name].slice(0, 60).join('')) || deviceWords(c.req.header('user-agent'));
}

/** Whoever came with a password alone may add a second factor once, while there is none. */
async function mayChangeSignIn(kith: Kith, session: StaffSessionNow): Promise<boolean> {
  if (session.isAssured) return true;
  const account = await kith.db.staffAccount.findUnique({
    where: { id: session.accountId },
    select: { twoFactorEnabled: true, _count: { select: { passkeys: true } } },
  });
  return account !== null && !account.twoFactorEnabled && account._count.passkeys === 0;
}
