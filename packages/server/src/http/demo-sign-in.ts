import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isLoopbackName } from '../config.ts';
import type { Kith } from '../kith.ts';
import { deviceWords } from '../modules/people/account/rules.ts';
import { energyOn } from '../modules/people/rules.ts';
import { endSession, isDemoTown, sessionCookie, startSession } from '../modules/people/sessions.ts';
import { UUID } from '../uuid.ts';
import type { NodeEnv } from './address.ts';
import { isOwnOrigin } from './same-origin.ts';

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

/**
 * Whether one click may sign this visitor in: on the machine that Kith runs on, and everywhere when KITH_DEMO=1 asked for
 * it. Somebody who forgets both NODE_ENV and PUBLIC_URL on a server must not open it to the whole network.
 */
export function isDemoOffered(kith: Kith, c: Context): boolean {
  if (!isDemoTown(kith.config)) return false;
  if (kith.config.isDemoAsked) return true;
  // None in tests, which call without a network.
  const from = (c.env as NodeEnv | undefined)?.incoming?.socket?.remoteAddress;
  const { headers, url } = c.req.raw;
  const isByProxy = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers.has(name));
  // A page anywhere can give its own name our address, and would then be "the same origin".
  const { hostname } = new URL(url);
  const isOwnName = isLoopbackName(hostname) || hostname === new URL(kith.config.publicUrl).hostname;
  return (from === undefined || LOOPBACK.test(from)) && !isByProxy && isOwnName;
}

/**
 * One click instead of a password, for the staff of the demo town. Mounted in the demo town only: in production these
 * addresses do not exist.
 */
export function demoSignIn(kith: Kith): Hono {
  const isUsable = { isDemo: true, disabledAt: null };
  return new Hono()
    .use('/sign-in/demo', async (c, next) => {
      if (isDemoOffered(kith, c)) return next();
      const message = 'One click signs in on the machine that Kith runs on. KITH_DEMO=1 opens it to others.';
      return c.json({ code: 'FORBIDDEN', message }, 403);
    })
    .get('/sign-in/demo', async (c) => {
      const accounts = await kith.db.staffAccount.findMany({
        where: isUsable,
        select: {
          id: true,
          name: true,
          roles: true,
          team: { select: { name: true } },
          advocate: { select: { stage: true, energy: true, breakUntil: true } },
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
            energy: advocate ? energyOn(advocate, kith.clock.now()) : null,
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
      const device = deviceWords(c.req.header('user-agent'));
      const headers = { 'set-cookie': sessionCookie(kith, await startSession(kith, account.id, device)) };
      if (isJson) return c.json({ next: 'done' }, 200, headers);
      return c.body(null, 303, { ...headers, location: '/console' });
    });
}
