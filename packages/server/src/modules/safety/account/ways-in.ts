import { NotFound } from '../../../errors.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { readLine } from '../../../plain-text.ts';
import type { StaffViewer, Viewer } from '../../../viewer.ts';
import { requireStaff } from '../../people/access.ts';
import { assertAnotherWayIn, FreshSignInNeeded, isFresh } from '../../people/account/rules.ts';
import { recordAudit } from '../audit.ts';

/** What can happen to an account. Kept without content: neither names nor addresses. */
export const accountEvents = {
  'sign in': 'Signed in.',
  'show again': 'Showed again who is there.',
  'rest account': 'Five wrong passwords: the account rested for 15 minutes.',
  'add passkey': 'A passkey was added.',
  'rename passkey': 'A passkey got another name.',
  'remove passkey': 'A passkey was removed.',
  'set up codes': 'An app for codes was set up.',
  'remove codes': 'The app for codes was removed.',
  'make recovery codes': 'New recovery codes were made. The old ones do not work any more.',
  'change password': 'The password was changed.',
  'change name': 'The name was changed.',
  'ask new email': 'Whoever looks after accounts wrote down another e-mail address. It waits to be confirmed.',
  'change email': 'The new e-mail address was confirmed. It is the one to sign in with.',
  'sign out elsewhere': 'Signed out somewhere else.',
} as const;
export type AccountEvent = keyof typeof accountEvents;

/** Writes down what happened to an account, last in the transaction that does it. */
export function recordAccountEvent(
  tx: Tx,
  kith: Kith,
  accountId: string,
  action: AccountEvent,
  actorId: string | null = accountId,
): Promise<void> {
  return recordAudit(tx, kith, {
    actorKind: 'staff',
    actorId,
    action,
    objectType: 'StaffAccount',
    objectId: accountId,
  });
}

/**
 * Holds one's own account until the transaction ends, so that two changes at once cannot each leave the other's way in.
 */
export async function holdAccount(tx: Tx, accountId: string) {
  await tx.$queryRaw`SELECT id FROM staff_account WHERE id = ${accountId}::uuid FOR UPDATE`;
  const account = await tx.staffAccount.findUnique({
    where: { id: accountId },
    select: {
      id: true,
      name: true,
      email: true,
      isDemo: true,
      twoFactorEnabled: true,
      _count: { select: { passkeys: true } },
    },
  });
  if (!account) throw new NotFound('There is no such account any more.');
  return account;
}

/**
 * For changes of the ways in.
 *
 * @throws {FreshSignInNeeded} too long since they showed who they are
 */
export async function assertFresh(tx: Tx, kith: Kith, session: { sessionId: string }): Promise<void> {
  const row = await tx.staffSession.findUnique({
    where: { id: session.sessionId },
    select: { signedInAt: true, isAssured: true, user: { select: { isDemo: true } } },
  });
  const isEnough = row?.isAssured && isFresh({ signedInAt: row.signedInAt, isDemo: row.user.isDemo }, kith.clock.now());
  if (!isEnough) throw new FreshSignInNeeded();
}

/** @throws {NotFound | FreshSignInNeeded | LastWayIn} */
export async function removePasskey(kith: Kith, viewer: Viewer, passkeyId: string): Promise<void> {
  const me = requireStaff(viewer);
  await kith.db.$transaction(async (tx) => {
    await assertFresh(tx, kith, me);
    const account = await holdAccount(tx, me.accountId);
    const own = { id: passkeyId, userId: me.accountId };
    if (!(await tx.staffPasskey.findFirst({ where: own, select: { id: true } }))) throw noSuchPasskey();
    if (!account.isDemo) {
      assertAnotherWayIn({ passkeys: account._count.passkeys - 1, hasAuthenticator: account.twoFactorEnabled });
    }
    await tx.staffPasskey.deleteMany({ where: own });
    await endOtherSessions(tx, me);
    await recordAccountEvent(tx, kith, me.accountId, 'remove passkey');
  });
}

/** @throws {NotFound | InvalidInput} */
export async function renamePasskey(kith: Kith, viewer: Viewer, passkeyId: string, text: string): Promise<void> {
  const me = requireStaff(viewer);
  const name = readLine(text, 60, 'name');
  await kith.db.$transaction(async (tx) => {
    const { count } = await tx.staffPasskey.updateMany({
      where: { id: passkeyId, userId: me.accountId },
      data: { name },
    });
    if (count === 0) throw noSuchPasskey();
    await recordAccountEvent(tx, kith, me.accountId, 'rename passkey');
  });
}

/** Forgets the app for codes and its recovery codes. @throws {NotFound | FreshSignInNeeded | LastWayIn} */
export async function removeAuthenticator(kith: Kith, viewer: Viewer): Promise<void> {
  const me = requireStaff(viewer);
  await kith.db.$transaction(async (tx) => {
    await assertFresh(tx, kith, me);
    const account = await holdAccount(tx, me.accountId);
    if (!account.twoFactorEnabled) throw new NotFound('There is no app for codes on this account.');
    assertAnotherWayIn({ passkeys: account._count.passkeys, hasAuthenticator: false });
    await tx.staffTwoFactor.deleteMany({ where: { userId: me.accountId } });
    await tx.staffAccount.update({ where: { id: me.accountId }, data: { twoFactorEnabled: false } });
    await endOtherSessions(tx, me);
    await recordAccountEvent(tx, kith, me.accountId, 'remove codes');
  });
}

/**
 * The new password, already hashed; every other browser is signed out.
 *
 * @throws {FreshSignInNeeded}
 */
export async function savePassword(
  kith: Kith,
  me: Pick<StaffViewer, 'accountId' | 'sessionId'>,
  hash: string,
): Promise<void> {
  await kith.db.$transaction(async (tx) => {
    await assertFresh(tx, kith, me);
    await holdAccount(tx, me.accountId);
    await tx.staffCredential.updateMany({
      where: { userId: me.accountId, providerId: 'credential' },
      data: { password: hash },
    });
    await endOtherSessions(tx, me);
    await recordAccountEvent(tx, kith, me.accountId, 'change password');
  });
}

/** Signs out one other browser of one's own. @throws {NotFound} */
export async function signOutSession(kith: Kith, viewer: Viewer, sessionId: string): Promise<void> {
  const me = requireStaff(viewer);
  await kith.db.$transaction(async (tx) => {
    const { count } = await tx.staffSession.deleteMany({ where: { id: sessionId, userId: me.accountId } });
    if (count === 0) throw new NotFound('That browser is signed out already.');
    await recordAccountEvent(tx, kith, me.accountId, 'sign out elsewhere');
  });
}

/** Signs out every other browser of one's own. @returns how many */
export async function signOutOthers(kith: Kith, viewer: Viewer): Promise<number> {
  const me = requireStaff(viewer);
  return kith.db.$transaction(async (tx) => {
    const count = await endOtherSessions(tx, me);
    if (count > 0) await recordAccountEvent(tx, kith, me.accountId, 'sign out elsewhere');
    return count;
  });
}

/** Whoever else is signed in with this account has to show again who they are. */
export async function endOtherSessions(tx: Tx, me: Pick<StaffViewer, 'accountId' | 'sessionId'>): Promise<number> {
  const { count } = await tx.staffSession.deleteMany({ where: { userId: me.accountId, id: { not: me.sessionId } } });
  return count;
}

function noSuchPasskey(): NotFound {
  return new NotFound('There is no such passkey any more.');
}
