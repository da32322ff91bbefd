import { passkey } from '@better-auth/passkey';
import { createOTP } from '@better-auth/utils/otp';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import { twoFactor } from 'better-auth/plugins';
import type { Kith } from '../../kith.ts';
import { deviceWords } from './account/rules.ts';
import { lockLimits, PASSWORD_MIN_LENGTH, sessionLimits } from './rules.ts';
import { cookiePrefix, isDemoTown, isSecureSite, signInSecret } from './sessions.ts';

const STEP_MS = 30_000;

/** The two ways to show more than a password. Sessions that begin here are assured; nothing else makes one so. */
const ASSURING_PATHS = new Set([
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
]);

/** What we read of better-auth's context inside a hook. */
interface HookContext {
  path?: string;
  body?: { code?: unknown };
  context: { secretConfig: Parameters<typeof symmetricDecrypt>[0]['key'] };
}

/**
 * better-auth for staff: passwords, one-time codes and passkeys, over Kith's own tables. Nobody can sign up; accounts are
 * made by accounts.ts. http/sign-in.ts lets through only the few of its paths that Kith needs.
 */
export function createSignIn(kith: Kith) {
  const { config } = kith;
  const site = new URL(config.publicUrl);
  return betterAuth({
    appName: 'Kith',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    trustedOrigins: [site.origin],
    secret: signInSecret(kith),
    secrets: secretVersions(kith),
    database: prismaAdapter(kith.db, { provider: 'postgresql' }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Limits are ours (http/sign-in.ts): per account in the database and per address for a day's fingerprint.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN_LENGTH,
      maxPasswordLength: 128,
    },
    user: {
      modelName: 'staffAccount',
      additionalFields: { disabledAt: { type: 'date', required: false, input: false, returned: false } },
    },
    account: { modelName: 'staffCredential' },
    verification: { modelName: 'staffVerification' },
    session: {
      modelName: 'staffSession',
      expiresIn: sessionLimits.absoluteMs / 1000,
      freshAge: sessionLimits.absoluteMs / 1000,
      disableSessionRefresh: true,
      additionalFields: {
        isAssured: { type: 'boolean', required: false, input: false, returned: false },
        signedInAt: { type: 'date', required: false, input: false, returned: false },
        lastUsedAt: { type: 'date', required: false, input: false, returned: false },
        device: { type: 'string', required: false, input: false, returned: false },
      },
    },
    advanced: {
      database: { generateId: false },
      useSecureCookies: false, // would add __Secure-; ours is the stricter __Host-
      cookiePrefix: cookiePrefix(config),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/', secure: isSecureSite(config) },
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const now = kith.clock.now();
            const { path } = (context ?? {}) as { path?: string };
            await assertMaySignIn(kith, session.userId, path);
            await forgetOldSignIns(kith, session.userId);
            if (path === '/two-factor/verify-totp') {
              await spendCode(kith, session.userId, context as unknown as HookContext);
            }
            return {
              data: {
                ipAddress: null,
                userAgent: null,
                device: deviceWords(session.userAgent),
                isAssured: path !== undefined && ASSURING_PATHS.has(path),
                signedInAt: now,
                lastUsedAt: now,
              },
            };
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Kith',
        schema: { twoFactor: { modelName: 'staffTwoFactor' } },
        accountLockout: {
          enabled: true,
          maxFailedAttempts: lockLimits.attempts,
          durationSeconds: lockLimits.restMs / 1000,
        },
      }),
      passkey({
        rpID: site.hostname,
        rpName: 'Kith',
        origin: site.origin,
        schema: { passkey: { modelName: 'staffPasskey' } },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        authentication: {
          // A passkey stands for two factors only when the device asked who is holding it.
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw new APIError('UNAUTHORIZED');
          },
        },
      }),
    ],
  });
}

export type SignIn = ReturnType<typeof createSignIn>;

/** Codes are sealed with a key of the ring that may not be the current one any more. */
function secretVersions(kith: Kith): { version: number; value: string }[] {
  return kith.keys.fingerprints('staff sign-in', 'secret').map((bytes) => ({
    // Names the key without telling it: the order of the ring may change.
    version: Buffer.from(bytes.slice(0, 4)).readUInt32BE() >>> 1,
    value: Buffer.from(bytes).toString('base64url'),
  }));
}

/** Disabled, or demo outside the demo town: no way of signing in works. A passkey's owner cannot fall back to less. */
async function assertMaySignIn(kith: Kith, accountId: string, path: string | undefined): Promise<void> {
  const account = await kith.db.staffAccount.findUnique({
    where: { id: accountId },
    select: { disabledAt: true, isDemo: true, twoFactorEnabled: true, _count: { select: { passkeys: true } } },
  });
  if (!account || account.disabledAt || (account.isDemo && !isDemoTown(kith.config)))
    throw new APIError('UNAUTHORIZED');
  if (path === '/sign-in/email' && !account.twoFactorEnabled && account._count.passkeys > 0) {
    throw new APIError('UNAUTHORIZED', { code: 'PASSKEY_NEEDED' });
  }
}

/** Sessions that are over and codes of other days are of no use to anybody: gone at the next sign-in. */
async function forgetOldSignIns(kith: Kith, accountId: string): Promise<void> {
  const before = new Date(kith.clock.now().getTime() - 2 * sessionLimits.absoluteMs);
  await kith.db.staffSession.deleteMany({ where: { userId: accountId, signedInAt: { lt: before } } });
  await kith.db.staffUsedCode.deleteMany({ where: { userId: accountId, usedAt: { lt: before } } });
}

/** Writes down the time step that a code belongs to. The same step a second time is refused, in this node or another. */
async function spendCode(kith: Kith, accountId: string, { body, context }: HookContext): Promise<void> {
  const row = await kith.db.staffTwoFactor.findFirst({ where: { userId: accountId }, select: { secret: true } });
  const code = typeof body?.code === 'string' ? body.code : '';
  const otp = row && createOTP(await symmetricDecrypt({ key: context.secretConfig, data: row.secret }));
  const current = Math.floor(Date.now() / STEP_MS);
  for (const step of [current - 1, current, current + 1]) {
    if ((await otp?.hotp(step)) !== code) continue;
    const { count } = await kith.db.staffUsedCode.createMany({
      data: [{ userId: accountId, step: BigInt(step), usedAt: kith.clock.now() }],
      skipDuplicates: true,
    });
    if (count === 1) return;
  }
  throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE' });
}
