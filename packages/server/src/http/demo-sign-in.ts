import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Kith } from '../kith.ts';
import { endSession, sessionCookie, startSession } from '../modules/people/sessions.ts';
import { isOwnOrigin } from './same-origin.ts';

/** Only letters that a UUID has: anything else would be an error in the database, and is simply nobody. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * One click instead of a password, for the staff of the demo town. Mounted in the demo town only: in production these
 * addresses do not exist.
 */
export function demoSignIn(kith: Kith): Hono {
  const isUsable = { isDemo: true, disabledAt: null };
  return new Hono()
    .get('/sign-in/demo', async (c) => {
      const accounts = await kith.db.staffAccount.findMany({
        where: isUsable,
        select: {
          id: true,
          name: true,
          roles: true,
          team: { select: { name: true } },
          advocate: { select: { stage: true, energy: true } },
        },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: 100,
      });
      return c.json(
        {
          accounts: accounts.map(({ team, advocate, ...account }) => ({
            ...account,
            team: team?.name ?? null,
            stage: advocate?.stage ?? null,
            energy: advocate?.energy ?? null,
          })),
        },
        200,
        { 'cache-control': 'no-store' },
      );
    })
    .post('/sign-in/demo', bodyLimit({ maxSize: 1024 }), async (c) => {
      if (!isOwnOrigin(kith, c.req.raw)) return c.json({ code: 'FOREIGN', message: 'Sign in from Kith itself.' }, 403);
      const isJson = c.req.header('content-type')?.startsWith('application/json') ?? false;
      const body: unknown = await (isJson ? c.req.json() : c.req.parseBody()).catch(() => null);
      const accountId = (body as { accountId?: unknown } | null)?.accountId;
      const account =
        typeof accountId === 'string' && UUID.test(accountId)
          ? await kith.db.staffAccount.findFirst({
              where: { AND: [{ id: accountId }, isUsable] },
              select: { id: true },
            })
          : null;
      if (!account) return c.json({ code: 'NOT_FOUND', message: 'Nobody in the demo town has this account.' }, 404);
      await endSession(kith, c.req.raw);
      const headers = { 'set-cookie': sessionCookie(kith, await startSession(kith, account.id)) };
      if (isJson) return c.json({ next: 'done' }, 200, headers);
      return c.body(null, 303, { ...headers, location: '/console' });
    });
}
