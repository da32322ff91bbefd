import { InvalidInput, NotFound } from '../../../errors.ts';
import { areSame } from '../../../infra/crypto.ts';
import type { Letter, Letters } from '../../../infra/outbox.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { requireStaff } from '../../people/access.ts';
import { usableEmail } from '../../people/rules.ts';
import { keptUntil } from '../retention.ts';
import { assertFresh, holdAccount, recordAccountEvent } from './ways-in.ts';

const GONE = 'There is no such account.';
const TAKEN = 'This e-mail address has an account already.';
const OWN = 'Nobody changes their own. Another administrator changes yours; if there is none, make somebody one first.';

interface Waiting {
  id: string;
  newEmail: string;
  newEmailUntil: Date;
}

/**
 * Another address to sign in with. Whoever could change their own could be talked into it: only an administrator can, for
 * somebody else, who showed a moment ago who they are. It counts when somebody who reads the new mailbox says so; until then the old one does.
 * Both mailboxes are told. The address that counts already takes a change back that waits.
 *
 * @throws {NotFound} no such account, or not an administrator
 * @throws {InvalidInput | FreshSignInNeeded} not an address, taken, or one's own account; too long since they showed who they are
 */
export async function changeStaffEmail(
  kith: Kith,
  viewer: Viewer,
  input: { accountId: string | null; email: string },
): Promise<string> {
  const me = requireStaff(viewer);
  const { accountId } = input;
  if (!hasRole(viewer, 'ADMINISTRATOR') || !accountId) throw new NotFound(GONE);
  if (accountId === me.accountId) throw new InvalidInput(OWN, 'accountId');
  const email = usableEmail(input.email);
  const now = kith.clock.now();
  await kith.db.$transaction(async (tx) => {
    await assertFresh(tx, kith, me);
    if (!(await tx.staffAccount.findUnique({ where: { id: accountId }, select: { id: true } })))
      throw new NotFound(GONE);
    const account = await holdAccount(tx, accountId);
    if (account.email === email) {
      await tx.staffAccount.update({ where: { id: accountId }, data: { newEmail: null, newEmailUntil: null } });
      return;
    }
    if (await tx.staffAccount.findUnique({ where: { email }, select: { id: true } }))
      throw new InvalidInput(TAKEN, 'email');
    const newEmailUntil = keptUntil('newEmail', now);
    await tx.staffAccount.update({ where: { id: accountId }, data: { newEmail: email, newEmailUntil } });
    for (const kind of ['email-to-confirm', 'email-changing'])
      await kith.outbox.put(tx, { kind, subjectId: accountId, key: `${kind}:${accountId}:${now.getTime()}` });
    await recordAccountEvent(tx, kith, accountId, 'ask new email', me.accountId);
  });
  return accountId;
}

/** Whether a link can be used now. Reading changes nothing: mail programs open links by themselves. */
export async function isNewAddressOpen(kith: Kith, token: string): Promise<boolean> {
  return (await find(kith, token)) !== null;
}

/**
 * Somebody who reads the new mailbox says that it is theirs, once. From then on it is what they sign in with; every browser
 * is signed out.
 *
 * @returns false: unknown, used, taken back or run out, all alike
 */
export async function confirmNewAddress(kith: Kith, token: string): Promise<boolean> {
  const found = await find(kith, token);
  if (!found) return false;
  return kith.db.$transaction(async (tx) => {
    const account = await holdAccount(tx, found.id);
    const waiting = await tx.staffAccount.findUnique({ where: { id: account.id } });
    // Another letter went out meanwhile, or somebody else took the address.
    if (waiting?.newEmail !== found.newEmail || waiting.newEmailUntil?.getTime() !== found.newEmailUntil.getTime())
      return false;
    if (await tx.staffAccount.findUnique({ where: { email: found.newEmail }, select: { id: true } })) return false;
    await tx.staffAccount.update({
      where: { id: account.id },
      data: {
        email: found.newEmail,
        emailVerified: true,
        newEmail: null,
        newEmailUntil: null,
      },
    });
    const former = await tx.formerAddress.create({
      data: { accountId: account.id, email: account.email, until: keptUntil('formerEmail', kith.clock.now()) },
    });
    await tx.staffSession.deleteMany({ where: { userId: account.id } });
    // The mailbox before is told by a letter of its own: the first one may still wait, and would go nowhere now.
    await kith.outbox.put(tx, { kind: 'email-left', subjectId: former.id, key: `email-left:${former.id}` });
    await kith.outbox.put(tx, {
      kind: 'email-changed',
      subjectId: account.id,
      key: `email-changed:${account.id}:${found.newEmailUntil.getTime()}`,
    });
    await recordAccountEvent(tx, kith, account.id, 'change email');
    return true;
  });
}

/** Addresses that never confirmed themselves in time, and those from before a change once they could be told. */
export async function forgetOtherAddresses(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  await kith.db.staffAccount.updateMany({
    where: { newEmailUntil: { lte: now } },
    data: { newEmail: null, newEmailUntil: null },
  });
  await kith.db.formerAddress.deleteMany({ where: { until: { lte: now } } });
  await kith.db.staffAccount.updateMany({
    where: { formerEmailUntil: { lte: now } },
    data: { formerEmail: null, formerEmailUntil: null },
  });
}

async function find(kith: Kith, token: string): Promise<Waiting | null> {
  const [id = '', signature = ''] = token.slice(0, 120).split('.');
  if (!UUID.test(id)) return null;
  const waiting = waitingIn(await kith.db.staffAccount.findUnique({ where: { id } }), kith.clock.now());
  if (!waiting) return null;
  const given = Buffer.from(signature, 'base64url');
  return kith.keys.fingerprints(PURPOSE, bodyOf(waiting)).some((right) => areSame(right, given)) ? waiting : null;
}

const PURPOSE = 'new-address';

function bodyOf({ id, newEmail, newEmailUntil }: Waiting): string {
  return `${id}|${newEmail}|${newEmailUntil.getTime()}`;
}

function waitingIn(
  row: { id: string; newEmail: string | null; newEmailUntil: Date | null; disabledAt: Date | null } | null,
  now: Date,
): Waiting | null {
  if (!row?.newEmail || !row.newEmailUntil || row.disabledAt || row.newEmailUntil <= now) return null;
  return { id: row.id, newEmail: row.newEmail, newEmailUntil: row.newEmailUntil };
}

/** The letters about it, made when they are sent. Null: it was taken back, or is over. */
export const addressLetters: Letters = {
  'email-to-confirm': async (kith, accountId) => {
    const account = await kith.db.staffAccount.findUnique({ where: { id: accountId } });
    const waiting = waitingIn(account, kith.clock.now());
    if (!account || !waiting) return null;
    const signature = Buffer.from(kith.keys.fingerprint(PURPOSE, bodyOf(waiting))).toString('base64url');
    return letter(waiting.newEmail, [
      `Hello ${account.name},`,
      '',
      'Whoever looks after accounts wrote this address down for you to sign in with.',
      'If it is yours, open this link and press the button. It works once, for a day:',
      `${kith.config.publicUrl}/new-address/${waiting.id}.${signature}`,
      '',
      'If you know nothing of this, do nothing: then nothing changes.',
    ]);
  },
  'email-changing': async (kith, accountId) => {
    const account = await kith.db.staffAccount.findUnique({ where: { id: accountId } });
    if (!account || !waitingIn(account, kith.clock.now())) return null;
    return letter(account.email, [
      `Hello ${account.name},`,
      '',
      'Whoever looks after accounts wrote down another address for you to sign in with.',
      'When that address has confirmed it, this one does not work any more.',
      '',
      'If you did not ask for this, tell whoever looks after accounts, or your coordinator, today.',
    ]);
  },
  'email-changed': async (kith, accountId) => {
    const account = await kith.db.staffAccount.findUnique({ where: { id: accountId } });
    if (!account || account.disabledAt) return null;
    return letter(account.email, [
      `Hello ${account.name},`,
      '',
      'This is the address that you sign in with now. You were signed out everywhere.',
      `Sign in: ${kith.config.publicUrl}/console`,
    ]);
  },
  'email-left': async (kith, formerId) => {
    const former = await kith.db.formerAddress.findUnique({ where: { id: formerId }, include: { account: true } });
    // They came back to it: then it is no former one.
    if (!former || former.email === former.account.email) return null;
    return letter(former.email, [
      `Hello ${former.account.name},`,
      '',
      'You do not sign in with this address any more: another one has taken its place.',
      '',
      'If you did not ask for this, tell whoever looks after accounts, or your coordinator, today.',
    ]);
  },
};

function letter(to: string, lines: readonly string[]): Letter {
  return { channel: 'EMAIL', to, subject: 'Your way to sign in', text: [...lines, ''].join('\n') };
}
