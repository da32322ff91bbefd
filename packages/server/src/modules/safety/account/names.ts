import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { requireStaff } from '../../people/access.ts';
import { usableName } from '../../people/rules.ts';
import { holdAccount, recordAccountEvent } from './ways-in.ts';

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
