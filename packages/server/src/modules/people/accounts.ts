import { randomInt } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { hashPassword } from 'better-auth/crypto';
import type { AdvocateStage, StaffRole } from '../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../errors.ts';
import type { Kith } from '../../kith.ts';
import { assertUsablePassword, usableEmail, usableName } from './rules.ts';

export interface NewStaffAccount {
  name: string;
  email: string;
  roles: readonly StaffRole[];
  teamId?: string | null;
  /** Left out: Kith makes one up, to be told once. */
  password?: string;
  /** The account's advocate profile, if it is to have one. */
  advocate?: { firstName: string; stage: AdvocateStage; capacity: number };
}

/**
 * Makes an account for a member of staff. There is no other way to get one. At their first sign-in they set up a
 * second factor; until then they can do nothing else.
 *
 * @returns the password, to be handed over by another way than e-mail; it is not kept anywhere
 * @throws {InvalidInput} a field cannot be used, or the e-mail address has an account already
 */
export async function createStaffAccount(
  kith: Kith,
  input: NewStaffAccount,
): Promise<{ accountId: string; password: string }> {
  const name = usableName(input.name, 'name');
  const email = usableEmail(input.email);
  if (input.roles.length === 0) throw new InvalidInput('Choose at least one role.', 'roles');
  const password = input.password ?? madeUpPassword();
  assertUsablePassword(password);
  const advocate = input.advocate && {
    ...input.advocate,
    firstName: usableName(input.advocate.firstName, 'firstName'),
  };
  if (advocate && !(advocate.capacity >= 0 && advocate.capacity <= 20)) {
    throw new InvalidInput('An advocate can have 0 to 20 people at once.', 'capacity');
  }
  const hash = await hashPassword(password);
  const now = kith.clock.now();
  const accountId = await kith.db.$transaction(async (tx) => {
    if (await tx.staffAccount.findUnique({ where: { email }, select: { id: true } })) {
      throw new InvalidInput('This e-mail address has an account already.', 'email');
    }
    if (input.teamId && !(await tx.team.findUnique({ where: { id: input.teamId }, select: { id: true } }))) {
      throw new InvalidInput('There is no such team.', 'teamId');
    }
    const account = await tx.staffAccount.create({
      data: {
        name,
        email,
        emailVerified: true,
        roles: [...new Set(input.roles)],
        teamId: input.teamId ?? null,
        createdAt: now,
        ...(advocate ? { advocate: { create: advocate } } : {}),
      },
    });
    await tx.staffCredential.create({
      data: { userId: account.id, accountId: account.id, providerId: 'credential', password: hash, createdAt: now },
    });
    return account.id;
  });
  return { accountId, password };
}

/**
 * Stops an account at once: its sessions end, and no way of signing in works any more.
 *
 * @throws {NotFound} no such account
 */
export async function disableStaffAccount(kith: Kith, accountId: string): Promise<void> {
  await kith.db.$transaction(async (tx) => {
    const { count } = await tx.staffAccount.updateMany({
      where: { id: accountId },
      data: { disabledAt: kith.clock.now() },
    });
    if (count === 0) throw new NotFound('There is no such account.');
    await tx.staffSession.deleteMany({ where: { userId: accountId } });
  });
}

/**
 * For somebody who lost their phone or forgot their password: takes away every way to sign in and gives a new starting
 * password. They set up a second factor again. Whoever runs this has made sure who is asking.
 *
 * @throws {NotFound} no such account
 */
export async function resetStaffSignIn(kith: Kith, accountId: string): Promise<{ password: string }> {
  const password = madeUpPassword();
  const hash = await hashPassword(password);
  await kith.db.$transaction(async (tx) => {
    const { count } = await tx.staffAccount.updateMany({
      where: { id: accountId },
      data: { twoFactorEnabled: false, failedSignIns: 0, lockedUntil: null },
    });
    if (count === 0) throw new NotFound('There is no such account.');
    await tx.staffSession.deleteMany({ where: { userId: accountId } });
    await tx.staffTwoFactor.deleteMany({ where: { userId: accountId } });
    await tx.staffPasskey.deleteMany({ where: { userId: accountId } });
    await tx.staffCredential.deleteMany({ where: { userId: accountId } });
    await tx.staffCredential.create({
      data: { userId: accountId, accountId, providerId: 'credential', password: hash },
    });
  });
  return { password };
}

/** Six words of 2,048: 66 bits, and easy to read out. */
function madeUpPassword(): string {
  return Array.from({ length: 6 }, () => wordlist[randomInt(wordlist.length)]).join('-');
}
