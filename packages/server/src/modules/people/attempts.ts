import type { Kith } from '../../kith.ts';
import { lockLimits } from './rules.ts';

/**
 * Takes one of an account's few tries before the password is looked at, so that many at once get no more than few.
 *
 * @returns false: nobody has this e-mail, or the account rests or is disabled. All are answered like a wrong password.
 */
export async function takeSignInAttempt(kith: Kith, email: string): Promise<boolean> {
  const now = kith.clock.now();
  const restUntil = new Date(now.getTime() + lockLimits.restMs);
  const taken = await kith.db.$executeRaw`
    UPDATE staff_account SET
      failed_sign_ins = CASE WHEN locked_until IS NULL THEN failed_sign_ins + 1 ELSE 1 END,
      locked_until = CASE WHEN locked_until IS NULL AND failed_sign_ins + 1 >= ${lockLimits.attempts} THEN ${restUntil}::timestamptz END
    WHERE email = ${email.trim().toLowerCase()} AND disabled_at IS NULL
      AND (locked_until IS NULL OR locked_until <= ${now}::timestamptz)`;
  return taken === 1;
}

/** The password was right: earlier wrong ones no longer count. */
export async function forgetSignInAttempts(kith: Kith, email: string): Promise<void> {
  await kith.db.staffAccount.updateMany({
    where: { email: email.trim().toLowerCase() },
    data: { failedSignIns: 0, lockedUntil: null },
  });
}
