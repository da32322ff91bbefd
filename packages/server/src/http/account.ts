import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { type Context, Hono } from 'hono';
import { DomainError, RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { FreshSignInNeeded } from '../modules/people/account/rules.ts';
import { forgetSignInAttempts, takeSignInAttempt } from '../modules/people/attempts.ts';
import { assertUsablePassword } from '../modules/people/rules.ts';
import { type StaffSessionNow, sessionOf } from '../modules/people/sessions.ts';
import type { SignIn } from '../modules/people/sign-in.ts';
import { beginAuthenticator, confirmAuthenticator, newRecoveryCodes } from '../modules/safety/account/authenticator.ts';
import { recordAccountEvent, savePassword } from '../modules/safety/account/ways-in.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import { pictureOf } from './key-picture.ts';
import { addressOf, isOwnOrigin } from './same-origin.ts';
import { answer, type Body, forward, problem, readJson, sessionBegunBy } from './sign-in-library.ts';

interface Asked {
  kith: Kith;
  signIn: SignIn;
  c: Context;
  body: Body;
  session: StaffSessionNow;
}

/** What a signed-in member of staff does with secrets of their own account. Everything without a secret is GraphQL. */
export function accountSteps(kith: Kith, signIn: SignIn): Hono {
  const steps: Record<string, (asked: Asked) => Promise<Response>> = {
    '/check/passkey': checkPasskey,
    '/check/password': checkPassword,
    '/account/password': changePassword,
    '/account/authenticator': async ({ c, session, signIn: library }) => {
      const key = await beginAuthenticator(kith, meOf(session), await secretOf(library));
      return c.json({ ...key, picture: pictureOf(key.totpURI) });
    },
    '/account/authenticator/confirm': async ({ c, body, session, signIn: library }) => {
      const code = textOf(body.code).replaceAll(/\s/g, '');
      const isRight = await confirmAuthenticator(kith, meOf(session), await secretOf(library), code);
      return isRight ? c.json({ next: 'done' }) : c.json(problem('WRONG_CODE'), 401);
    },
    '/account/recovery-codes': async ({ c, session, signIn: library }) =>
      c.json(await newRecoveryCodes(kith, meOf(session), await secretOf(library))),
  };
  const app = new Hono();
  for (const [path, act] of Object.entries(steps)) {
    app.post(`/api/auth${path}`, async (c) => {
      if (!isOwnOrigin(kith, c.req.raw)) return c.json(problem('FOREIGN'), 403);
      const session = await sessionOf(kith, c.req.raw);
      if (!session?.isAssured) return c.json(problem('UNAUTHENTICATED'), 401);
      const body = await readJson(c);
      if (!body) return c.json(problem('BAD_INPUT'), 400);
      try {
        await takeFrom(kith, 'signIn', addressOf(kith, c));
        return await act({ kith, signIn, c, body, session });
      } catch (error) {
        return refusal(c, error);
      }
    });
  }
  return app;
}

function refusal(c: Context, error: unknown): Response {
  if (error instanceof RateLimited) {
    return c.json({ code: 'RATE_LIMITED', message: error.message }, 429, {
      'retry-after': String(error.retryAfterSeconds),
    });
  }
  if (error instanceof FreshSignInNeeded) return c.json(problem('FRESH_NEEDED'), 403);
  if (error instanceof DomainError) return c.json({ code: 'NOT_POSSIBLE', message: error.message }, 400);
  throw error;
}

/** Shows again who is there, with a passkey: a new session takes the place of the one before. */
async function checkPasskey(asked: Asked): Promise<Response> {
  const { kith, signIn, c, body } = asked;
  const given = { response: body.response };
  const response = await forward(kith, signIn, c, '/passkey/verify-authentication', given, { withSession: false });
  return finishCheck(asked, response);
}

/** Shows again who is there, with the password and a code of the app (or a recovery code). */
async function checkPassword(asked: Asked): Promise<Response> {
  const { kith, signIn, c, body, session } = asked;
  const { email } = await kith.db.staffAccount.findUniqueOrThrow({
    where: { id: session.accountId },
    select: { email: true },
  });
  const [password, code] = [textOf(body.password), textOf(body.code).replaceAll(/\s/g, '')];
  if (!(await takeSignInAttempt(kith, email))) return c.json(problem('NOT_YOU'), 401);
  const first = await forward(kith, signIn, c, '/sign-in/email', { email, password }, { withSession: false });
  const { twoFactorRedirect } = (await first.json().catch(() => ({}))) as { twoFactorRedirect?: boolean };
  if (!first.ok || !twoFactorRedirect) return c.json(problem('NOT_YOU'), 401);
  await forgetSignInAttempts(kith, email);
  const path = /^\d{6}$/.test(code) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code';
  const cookie = first.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const second = await forward(kith, signIn, c, path, { code }, { withSession: false, cookie });
  if (second.status === 429) return c.json(problem('RESTING'), 429, { 'retry-after': '900' });
  return finishCheck(asked, second);
}

/** Only the same account can take the place of its own session. */
async function finishCheck({ kith, c, session }: Asked, response: Response): Promise<Response> {
  const begun = response.ok ? await sessionBegunBy(kith, response) : null;
  if (!begun) return c.json(problem('NOT_YOU'), 401);
  if (begun.accountId !== session.accountId || !begun.isAssured) {
    await kith.db.staffSession.deleteMany({ where: { id: begun.id } });
    return c.json(problem('NOT_YOU'), 401);
  }
  await kith.db.$transaction(async (tx) => {
    await tx.staffSession.deleteMany({ where: { id: session.id } });
    await recordAccountEvent(tx, kith, session.accountId, 'show again');
  });
  return answer(c, 'done', response.headers);
}

/** A new password, by whoever knows the one before. Wrong ones count like those of a sign-in. */
async function changePassword({ kith, c, body, session }: Asked): Promise<Response> {
  const [current, next] = [textOf(body.current), textOf(body.next)];
  assertUsablePassword(next);
  const account = await kith.db.staffAccount.findUniqueOrThrow({
    where: { id: session.accountId },
    select: { email: true, credentials: { where: { providerId: 'credential' }, select: { password: true } } },
  });
  const hash = account.credentials[0]?.password;
  const mayTry = current.length <= 128 && (await takeSignInAttempt(kith, account.email));
  if (!hash || !mayTry || !(await verifyPassword({ hash, password: current }))) {
    return c.json(problem('WRONG_PASSWORD'), 401);
  }
  await forgetSignInAttempts(kith, account.email);
  if (current === next) return c.json({ code: 'NOT_POSSIBLE', message: 'That is the password you have now.' }, 400);
  await savePassword(kith, meOf(session), await hashPassword(next));
  return c.json({ next: 'done' });
}

function meOf(session: StaffSessionNow) {
  return { accountId: session.accountId, sessionId: session.id };
}

async function secretOf(signIn: SignIn) {
  return (await signIn.$context).secretConfig;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 1_000) : '';
}
