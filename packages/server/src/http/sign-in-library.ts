import type { Context } from 'hono';
import type { Kith } from '../kith.ts';
import { type StaffSessionNow, sessionCookieName, sessionOf } from '../modules/people/sessions.ts';
import type { SignIn } from '../modules/people/sign-in.ts';

export type Body = Record<string, unknown>;

/** What the console is told after each step of signing in. */
export type Next = 'code' | 'set-up' | 'passkey' | 'done';

/** Hands a checked request to better-auth. It sees our own address, our own origin, and only what it needs. */
export function forward(
  kith: Kith,
  signIn: SignIn,
  c: Context,
  path: string,
  body: Body,
  options: { withSession: boolean; cookie?: string },
): Promise<Response> {
  const { publicUrl } = kith.config;
  const headers = new Headers({ origin: new URL(publicUrl).origin });
  const given = (options.cookie ?? c.req.header('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  const name = sessionCookieName(kith.config);
  const kept = given.filter((cookie) => options.withSession || !cookie.startsWith(`${name}=`));
  if (kept.length > 0) headers.set('cookie', kept.join('; '));
  // Turned into a few words at once (people/account/rules.ts), and never kept as it is.
  const userAgent = c.req.header('user-agent');
  if (userAgent) headers.set('user-agent', userAgent);
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

/** The session that an answer of better-auth begins, if it begins one. */
export async function sessionBegunBy(kith: Kith, response: Response): Promise<StaffSessionNow | null> {
  const cookie = response.headers.getSetCookie().find((one) => one.startsWith(sessionCookieName(kith.config)));
  if (!cookie) return null;
  return sessionOf(kith, new Request(kith.config.publicUrl, { headers: { cookie: cookie.split(';')[0] ?? '' } }));
}

export async function readJson(c: Context): Promise<Body | null> {
  if (!c.req.header('content-type')?.startsWith('application/json')) return null;
  const body: unknown = await c.req.json().catch(() => null);
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : null;
}

export function answer(c: Context, next: Next, headers: Headers): Response {
  const response = c.json({ next });
  for (const cookie of headers.getSetCookie()) response.headers.append('set-cookie', cookie);
  return response;
}

export function cookies(response: Response): Record<string, string[]> {
  return { 'set-cookie': response.headers.getSetCookie() };
}

/** One sentence for a wrong password, an unknown address, a resting and a disabled account: nothing can be told apart. */
const NOT_RIGHT =
  'That e-mail address and password do not go together. After five wrong tries an account rests for 15 minutes.';

/** Says what better-auth refused in our own words. */
export async function refused(kith: Kith, c: Context, path: string, response: Response): Promise<Response> {
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
  FRESH_NEEDED: 'Show that it is you first: use your passkey, or your password and a code.',
  NOT_YOU: 'That is not right, or it belongs to somebody else. After five wrong tries an account rests for 15 minutes.',
} as const;

export function problem(code: keyof typeof sentences): { code: string; message: string } {
  return { code, message: sentences[code] };
}
