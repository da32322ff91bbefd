import type { Letter } from '../../../infra/outbox.ts';
import type { Kith } from '../../../kith.ts';
import { forgotten, isOpen, openInvited } from './inviting.ts';

const SUBJECT = 'An invitation for you';

/** To somebody who is invited. Whoever has an account already is told so, here and nowhere else. */
export async function invitationLetter(kith: Kith, invitationId: string): Promise<Letter | null> {
  const row = await kith.db.staffInvitation.findFirst({
    where: { id: invitationId, ...isOpen(kith.clock.now()) },
    include: { team: { select: { name: true } } },
  });
  const invited = row && openInvited(kith.keys, row);
  if (!invited) return null;
  const inviter = row.invitedById
    ? await kith.db.staffAccount.findUnique({ where: { id: row.invitedById }, select: { name: true } })
    : null;
  const from = [inviter?.name ?? 'A colleague', row.team ? `of ${row.team.name}` : ''].filter(Boolean).join(' ');
  const hasAccount = await kith.db.staffAccount.findUnique({ where: { email: invited.email }, select: { id: true } });
  const { publicUrl } = kith.config;
  const text = hasAccount
    ? [
        `${from} has invited you, and you have an account already. Sign in as always: ${publicUrl}/console`,
        '',
        'If you need another team or role, ask an administrator.',
      ]
    : [
        `${from} invites you to work with them.`,
        '',
        `Open this link to begin. It works once, and until ${row.expiresAt.toISOString().slice(0, 10)}:`,
        `${publicUrl}/console/invitation#${invited.token}`,
        '',
        'You choose a password there, and a passkey or an app on your phone.',
        'If you did not expect this, do nothing: without the link nothing happens.',
      ];
  return {
    channel: 'EMAIL',
    to: invited.email,
    subject: SUBJECT,
    text: [`Hello ${invited.name},`, '', ...text, ''].join('\n'),
  };
}

/** Those that ran out or lost their inviter keep no name and no address. */
export async function forgetInvitations(kith: Kith): Promise<void> {
  await kith.db.staffInvitation.updateMany({
    where: { dataKey: { not: null }, expiresAt: { lte: kith.clock.now() } },
    data: forgotten,
  });
}
