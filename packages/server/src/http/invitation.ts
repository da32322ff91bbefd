import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { InvalidInput, NotFound, RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { acceptInvitation, readInvitation } from '../modules/people/invitations/accepting.ts';
import { beginSession, endSession, sessionCookie } from '../modules/people/sessions.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import { addressOf, isOwnOrigin } from './same-origin.ts';

/**
 * Using an invitation: the console reads the token from the fragment of the link, which no log ever sees, and sends it
 * here. Afterwards the browser is where a first sign-in stands: nothing but setting up a second factor is possible.
 */
export function invitationPages(kith: Kith): Hono {
  const handle = async (c: Context, work: (body: Record<string, unknown>) => Promise<Response>): Promise<Response> => {
    if (!isOwnOrigin(kith, c.req.raw)) return refuse(c, 403, 'FOREIGN', 'This can only be done from Kith itself.');
    try {
      await takeFrom(kith, 'signIn', addressOf(kith, c));
      const isJson = c.req.header('content-type')?.startsWith('application/json') ?? false;
      const body: unknown = isJson ? await c.req.json().catch(() => null) : null;
      if (typeof body !== 'object' || body === null) return refuse(c, 400, 'BAD_INPUT', 'Open the link again, please.');
      return await work(body as Record<string, unknown>);
    } catch (error) {
      if (error instanceof NotFound) return refuse(c, 404, 'NOT_FOUND', error.message);
      if (error instanceof InvalidInput) return refuse(c, 400, 'BAD_INPUT', error.message);
      if (error instanceof RateLimited) {
        c.header('retry-after', String(error.retryAfterSeconds));
        return refuse(c, 429, 'RATE_LIMITED', error.message);
      }
      throw error;
    }
  };
  const small = bodyLimit({ maxSize: 4 * 1024 });
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return new Hono()
    .post('/sign-in/invitation', small, (c) =>
      handle(c, async ({ token }) =>
        c.json(await readInvitation(kith, text(token)), 200, { 'cache-control': 'no-store' }),
      ),
    )
    .post('/sign-in/invitation/accept', small, (c) =>
      handle(c, async ({ token, password }) => {
        const accountId = await acceptInvitation(kith, { token: text(token), password: text(password) });
        await endSession(kith, c.req.raw);
        const cookie = sessionCookie(kith, await beginSession(kith, accountId));
        return c.json({ next: 'set-up' }, 200, { 'set-cookie': cookie, 'cache-control': 'no-store' });
      }),
    );
}

function refuse(c: Context, status: 400 | 403 | 404 | 429, code: string, message: string): Response {
  return c.json({ code, message }, status, { 'cache-control': 'no-store' });
}
