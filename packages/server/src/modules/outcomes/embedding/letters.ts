import type { Letter } from '../../../infra/outbox.ts';
import type { Kith } from '../../../kith.ts';
import { LEAST_SHOWN, monthBack, readPartnerMonth } from './month.ts';

const inWords = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** To a partner's editor, once a month: three numbers about the month before. Null: they edit it no longer, or it is off. */
export async function partnerMonthLetter(
  kith: Kith,
  partnerId: string,
  accountId: string | null,
): Promise<Letter | null> {
  const editor = await kith.db.partnerEditor.findFirst({
    where: { partnerId, accountId: accountId ?? '', account: { disabledAt: null }, partner: { disabledAt: null } },
    include: { account: { select: { email: true } }, partner: { select: { name: true } } },
  });
  if (!editor) return null;
  const month = await readPartnerMonth(kith, partnerId, monthBack(kith.clock.now(), 1));
  const line = (label: string, count: number | null) => `${label}: ${count ?? `fewer than ${LEAST_SHOWN}`}`;
  return {
    channel: 'EMAIL',
    to: editor.account.email,
    subject: `Kith on your page, ${inWords.format(month.month)}`,
    text: [
      `${editor.partner.name}, ${inWords.format(month.month)}:`,
      '',
      line('Searches', month.searches),
      line('People who asked for a peer', month.asks),
      line('People who were connected with a peer', month.connected),
      '',
      'These are counts. Kith keeps nothing about who visited your page.',
      `Your page in Kith: ${kith.config.publicUrl}/console/embed`,
      '',
    ].join('\n'),
  };
}

/** Puts the letters about the last month in the outbox: once for each editor and month, however often this runs. */
export async function tellPartnersTheirMonth(kith: Kith): Promise<void> {
  const month = monthBack(kith.clock.now(), 1).toISOString().slice(0, 7);
  const editors = await kith.db.partnerEditor.findMany({
    where: { addedAt: { lt: monthBack(kith.clock.now(), 0) }, partner: { disabledAt: null } },
    select: { partnerId: true, accountId: true },
    orderBy: [{ partnerId: 'asc' }, { accountId: 'asc' }],
  });
  for (const { partnerId, accountId } of editors) {
    await kith.db.$transaction((tx) =>
      kith.outbox.put(tx, {
        kind: 'partner-month',
        subjectId: partnerId,
        accountId,
        key: `partner-month:${month}:${partnerId}:${accountId}`,
      }),
    );
  }
}
