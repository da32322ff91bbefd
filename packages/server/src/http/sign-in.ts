import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { forgetSignInAttempts, takeSignInAttempt } from '../modules/people/attempts.ts';
import {
  endSession,
  isDemoTown,
  noSessionCookie,
  type StaffSessionNow,
  sessionCookieName,
  sessionOf,
} from '../modules/people/sessions.ts';
import { createSignIn, type SignIn } from '../modules/people/sign-in.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import { demoSignIn, isDemoOffered } from './demo-sign-in.ts';
import { addressOf, isOwnOrigin } from './same-origin.ts';

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

/** One sentence for a wrong password, an unknown address, a resting and a disabled account: nothing can be told apart. */
const NOT_RIGHT =
  'That e-mail address and password do not go together. After five wrong tries an account rests for 15 minutes.';

/** What the console is told after each step of signing in. */
type Next = 'code' | 'set-up' | 'passkey' | 'done';

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
  app.all('/api/auth/*', (c) => step(kith, signIn, c));
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
  if (path === '/sign-in/email') return signInWithPassword(kith, signIn, c, body);
  if (typeof body.code === 'string') body.code = body.code.replaceAll(/\s/g, '');
  // A trusted device would be a way in with the password alone.
  delete body.trustDevice;
  const response = await forward(kith, signIn, c, path, body, session !== null);
  if (!response.ok) return refused(kith, c, path, response);
  if (path === '/two-factor/enable' || known.method === 'GET')
    return c.json(await response.json(), 200, cookies(response));
  if (path === '/passkey/verify-registration' && !session?.isAssured) {
    // Set up without ever having shown it: they sign in with it now.
    await endSession(kith, c.req.raw);
    return answer(c, 'passkey', new Headers({ 'set-cookie': noSessionCookie(kith) }));
  }
  // A new session never lives beside the one that this browser had.
  if (session && response.headers.getSetCookie().some((cookie) => cookie.startsWith(sessionCookieName(kith.config)))) {
    await kith.db.staffSession.deleteMany({ where: { id: session.id } });
  }
  return answer(c, 'done', response.headers);
}

async function signInWithPassword(kith: Kith, signIn: SignIn, c: Context, body: Body): Promise<Response> {
  const { email, password } = body;
  if (typeof email !== 'string' || typeof password !== 'string') return c.json(problem('BAD_INPUT'), 400);
  const isUsable = email.length <= 254 && password.length <= 128 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
  const mayTry = isUsable && (await takeSignInAttempt(kith, email));
  const tried = mayTry ? { email: email.trim(), password } : { email: NOBODY, password: 'x' };
  const response = await forward(kith, signIn, c, '/sign-in/email', tried, false);
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
  return refused(kith, c, '/sign-in/email', response);
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

/** Hands a checked request to better-auth. It sees our own address, our own origin, and only what it needs. */
function forward(kith: Kith, signIn: SignIn, c: Context, path: string, body: Body, withSession: boolean) {
  const { publicUrl } = kith.config;
  const headers = new Headers({ origin: new URL(publicUrl).origin });
  const given = (c.req.header('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  const kept = given.filter((cookie) => withSession || !cookie.startsWith(`${sessionCookieName(kith.config)}=`));
  if (kept.length > 0) headers.set('cookie', kept.join('; '));
  const isPost = c.req.method === 'POST';
  if (isPost) headers.set('content-type', 'application/json');
  return signIn.handler(
    new Request(`${publicUrl}/api/auth${path}`, {
      method: c.req.method,
      headers,
      ...(isPost ? { body: JSON.stringify(body) } : {}),
    }),
  );
}

type Body = Record<string, unknown>;

async function readJson(c: Context): Promise<Body | null> {
  if (!c.req.header('content-type')?.startsWith('application/json')) return null;
  const body: unknown = await c.req.json().catch(() => null);
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : null;
}

function answer(c: Context, next: Next, headers: Headers): Response {
  const response = c.json({ next });
  for (const cookie of headers.getSetCookie()) response.headers.append('set-cookie', cookie);
  return response;
}

function cookies(response: Response): Record<string, string[]> {
  return { 'set-cookie': response.headers.getSetCookie() };
}

async function refused(kith: Kith, c: Context, path: string, response: Response): Promise<Response> {
  if (response.status >= 500) {
    kith.log.error({ route: path, status: response.status }, 'sign-in');
    return c.json(problem('OUR_SIDE'), 500);
  }
  const { code } = (await response.json().catch(() => ({}))) as { code?: string };
  if (code === 'INVALID_TWO_FACTOR_COOKIE' || code?.startsWith('TOO_MANY_ATTEMPTS') || code === 'CHALLENGE_NOT_FOUND') {
    return c.json(problem('START_AGAIN'), 401);
  }
  if (response.status === 429) return c.json(problem('RESTING'), 429, { 'retry-after': '900' });
  if (path === '/sign-in/email') return c.json({ code: 'NOT_RIGHT', message: NOT_RIGHT }, 401);
  if (path === '/two-factor/enable') return c.json(problem('WRONG_PASSWORD'), 401);
  return c.json(problem(path.startsWith('/passkey/') ? 'PASSKEY_FAILED' : 'WRONG_CODE'), 401);
}

const sentences = {
  NOT_FOUND: 'There is nothing here.',
  FOREIGN: 'This can only be done from Kith itself. Open the console and try again there.',
  TOO_LARGE: 'That is too large.',
  BAD_INPUT: 'Something is missing. Fill in both boxes and try again.',
  UNAUTHENTICATED: 'Please sign in again.',
  START_AGAIN: 'That took too long, or was tried too often. Please start again with your password.',
  RESTING: 'Too many wrong codes. Wait 15 minutes, then try again.',
  WRONG_PASSWORD: 'That password is not right. Type it again.',
  WRONG_CODE: 'That code did not work. Each code works once: wait for the next one, then type it here.',
  PASSKEY_FAILED: 'That passkey did not work. Try again, or sign in with your password.',
  OUR_SIDE: 'Something went wrong on our side. Please try again in a minute.',
} as const;

function problem(code: keyof typeof sentences): { code: string; message: string } {
  return { code, message: sentences[code] };
}
