import { randomInt } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { assertFresh, endOtherSessions, holdAccount, recordAccountEvent } from './ways-in.ts';

type Me = Pick<StaffViewer, 'accountId' | 'sessionId'>;
/** The key that better-auth seals its values with (its context's secretConfig). */
type Secret = Parameters<typeof symmetricDecrypt>[0]['key'];

/** A new app, shown but not tried yet. The one before works until this one has shown a right code. */
interface Pending {
  secret: string;
  recoveryCodes: string[];
}

const PENDING_MS = 10 * 60_000;
const STEP_MS = 30_000;
const RECOVERY_CODES = 10;
// Without letters and figures that look like each other on paper.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * Makes a key for an app and codes for the day the phone is lost. Nothing changes until confirmAuthenticator.
 *
 * @returns shown this once
 * @throws {FreshSignInNeeded}
 */
export async function beginAuthenticator(
  kith: Kith,
  me: Me,
  seal: Secret,
): Promise<{ totpURI: string; backupCodes: string[] }> {
  const pending: Pending = { secret: someLetters(32), recoveryCodes: newCodes() };
  const value = await symmetricEncrypt({ key: seal, data: JSON.stringify(pending) });
  const email = await kith.db.$transaction(async (tx) => {
    await assertFresh(tx, kith, me);
    const account = await holdAccount(tx, me.accountId);
    const identifier = pendingOf(me);
    await tx.staffVerification.deleteMany({ where: { identifier } });
    const expiresAt = new Date(kith.clock.now().getTime() + PENDING_MS);
    await tx.staffVerification.create({ data: { identifier, value, expiresAt } });
    return account.email;
  });
  return { totpURI: createOTP(pending.secret).url('Kith', email), backupCodes: pending.recoveryCodes };
}

/**
 * The new app shows a right code: from now on it counts, and the one before does not. Other browsers are signed out.
 *
 * @returns false: a wrong code, or one that was used
 * @throws {FreshSignInNeeded | NotFound} begun too long ago
 */
export async function confirmAuthenticator(kith: Kith, me: Me, seal: Secret, code: string): Promise<boolean> {
  const identifier = pendingOf(me);
  const row = await kith.db.staffVerification.findFirst({
    where: { identifier, expiresAt: { gt: kith.clock.now() } },
    select: { value: true },
  });
  if (!row) throw new NotFound('That took too long. Begin with the app again.');
  const pending = JSON.parse(await symmetricDecrypt({ key: seal, data: row.value })) as Pending;
  const step = await stepOf(pending.secret, code);
  if (step === null) return false;
  const secret = await symmetricEncrypt({ key: seal, data: pending.secret });
  const backupCodes = await symmetricEncrypt({ key: seal, data: JSON.stringify(pending.recoveryCodes) });
  return kith.db.$transaction(async (tx) => {
    await assertFresh(tx, kith, me);
    await holdAccount(tx, me.accountId);
    // Somebody else who typed the same code a moment ago was faster, or the row was replaced.
    const { count } = await tx.staffVerification.deleteMany({ where: { identifier, value: row.value } });
    if (count === 0) return false;
    const own = { userId: me.accountId };
    // The same code does not sign in as well.
    await tx.staffUsedCode.createMany({
      data: [{ ...own, step: BigInt(step), usedAt: kith.clock.now() }],
      skipDuplicates: true,
    });
    await tx.staffTwoFactor.deleteMany({ where: own });
    await tx.staffTwoFactor.create({ data: { ...own, secret, backupCodes, verified: true } });
    await tx.staffAccount.update({ where: { id: me.accountId }, data: { twoFactorEnabled: true } });
    await endOtherSessions(tx, me);
    await recordAccountEvent(tx, kith, me.accountId, 'set up codes');
    return true;
  });
}

/**
 * New codes for the day the phone is lost; the old ones do not work any more.
 *
 * @returns shown this once
 * @throws {FreshSignInNeeded | NotFound} no app is set up
 */
export async function newRecoveryCodes(kith: Kith, me: Me, seal: Secret): Promise<{ backupCodes: string[] }> {
  const codes = newCodes();
  const backupCodes = await symmetricEncrypt({ key: seal, data: JSON.stringify(codes) });
  await kith.db.$transaction(async (tx) => {
    await assertFresh(tx, kith, me);
    const account = await holdAccount(tx, me.accountId);
    if (!account.twoFactorEnabled) throw new NotFound('Set up an app first; recovery codes come with it.');
    await tx.staffTwoFactor.updateMany({ where: { userId: me.accountId }, data: { backupCodes } });
    await recordAccountEvent(tx, kith, me.accountId, 'make recovery codes');
  });
  return { backupCodes: codes };
}

/** The time step that a code belongs to: now, or half a minute to either side. */
async function stepOf(secret: string, code: string): Promise<number | null> {
  const otp = createOTP(secret);
  const current = Math.floor(Date.now() / STEP_MS);
  for (const step of [current - 1, current, current + 1]) if ((await otp.hotp(step)) === code) return step;
  return null;
}

function pendingOf({ accountId }: Me): string {
  return `new-authenticator:${accountId}`;
}

function newCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => `${someLetters(5)}-${someLetters(5)}`);
}

function someLetters(count: number): string {
  return Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
