import { InvalidInput, NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { requireStaff } from '../../people/access.ts';
import { usableEmail, usableName } from '../../people/rules.ts';
import { assertFresh, holdAccount, recordAccountEvent } from './ways-in.ts';

/** The name that colleagues see. @throws {InvalidInput} */
export async function changeMyName(kith: Kith, viewer: Viewer, text: string): Promise<void> {
  const me = requireStaff(viewer);
  const name = usableName(text, 'name');
  await kith.db.$transaction(async (tx) => {
    await holdAccount(tx, me.accountId);
    await tx.staffAccount.update({ where: { id: me.accountId }, data: { name } });
    await recordAccountEvent(tx, kith, me.accountId, 'change name');
  });
}

/**
 * The address that somebody signs in with. Whoever could change their own could be talked into it: only an administrator
 * can, who showed a moment ago who they are. The person is signed out everywhere.
 *
 * @throws {NotFound} no such account, or not an administrator
 * @throws {InvalidInput | FreshSignInNeeded} not an address, or taken; too long since they showed who they are
 */
export async function changeStaffEmail(
  kith: Kith,
  viewer: Viewer,
  input: { accountId: string | null; email: string },
): Promise<void> {
  const me = requireStaff(viewer);
  const gone = new NotFound('There is no such account.');
  if (!hasRole(viewer, 'ADMINISTRATOR') || !input.accountId) throw gone;
  const { accountId } = input;
  const email = usableEmail(input.email);
  await kith.db.$transaction(async (tx) => {
    await assertFresh(tx, kith, me);
    if (!(await tx.staffAccount.findUnique({ where: { id: accountId }, select: { id: true } }))) throw gone;
    const account = await holdAccount(tx, accountId);
    if (account.email === email) return;
    if (await tx.staffAccount.findUnique({ where: { email }, select: { id: true } })) {
      throw new InvalidInput('This e-mail address has an account already.', 'email');
    }
    await tx.staffAccount.update({ where: { id: accountId }, data: { email } });
    await tx.staffSession.deleteMany({ where: { userId: accountId, id: { not: me.sessionId } } });
    await recordAccountEvent(tx, kith, accountId, 'change email', me.accountId);
  });
}
