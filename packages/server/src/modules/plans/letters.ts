import type { Letter, Letters } from '../../infra/outbox.ts';
import type { Kith } from '../../kith.ts';
import { anonymous } from '../../viewer.ts';
import { visibleServices } from '../directory/access.ts';
import { openJson } from '../peers/contacts/sealed-words.ts';
import { isInTouch } from '../peers/contacts/together.ts';
import { openDataKey } from '../peers/sealed.ts';
import { addressOfService, type IntroductionWords, SUBJECT, withLinks } from './introduction-rules.ts';
import { reminderLetter } from './own/reminding.ts';
import { linksOf, noHashes } from './provider-links.ts';

/** What this module sends. To a person goes only what they asked for: everything else they see on /back. */
export const letters: Letters = {
  introduction: introductionLetter,
  'introduction-answered': (kith, id) => advocateLetter(kith, id, 'A service has answered. '),
  'introduction-unanswered': (kith, id) => advocateLetter(kith, id, 'A service has not answered yet. '),
  'person-reminder': reminderLetter,
};

/**
 * The letter to a service, made when it leaves: exactly what was agreed, and three links. Whatever changed since the yes
 * (somebody stopped or paused, the service or its address is another one) stops it.
 */
async function introductionLetter(kith: Kith, id: string): Promise<Letter | null> {
  const row = await load(kith, id);
  if (!row || row.agreedAt === null || row.stoppedAt !== null || row.answer !== null) return null;
  const dataKey = openDataKey(kith.keys, row.request);
  const words = openJson<IntroductionWords>(dataKey, 'service_introduction.words', id, row.words);
  const now = kith.clock.now();
  const isFresh = row.linksExpireAt !== null && row.linksExpireAt > now;
  if (!dataKey || !words || !isFresh || !isInTouch(row.match) || !(await isStillAt(kith, words))) {
    await kith.db.serviceIntroduction.updateMany({
      where: { id, stoppedAt: null },
      data: { stoppedAt: now, ...noHashes },
    });
    return null;
  }
  // Tried again after a lost connection: the first time counts.
  await kith.db.serviceIntroduction.updateMany({ where: { id, sentAt: null }, data: { sentAt: now } });
  const links = linksOf(kith.config.publicUrl, dataKey, id);
  return {
    channel: 'EMAIL',
    to: words.email,
    subject: SUBJECT,
    text: withLinks(words.text, links, row.linksExpireAt ?? now, row.request.team.timezone),
    about: { teamId: row.request.teamId, requestId: row.requestId },
  };
}

/** The yes was for this service at this address. */
async function isStillAt(kith: Kith, { serviceId, email }: IntroductionWords): Promise<boolean> {
  const service = await kith.db.service.findFirst({
    where: { AND: [{ id: serviceId }, visibleServices(anonymous)] },
    select: { email: true, organization: { select: { email: true } } },
  });
  return service !== null && addressOfService(service) === email;
}

/** To the advocate's own address: that there is something to look at, never what. */
async function advocateLetter(kith: Kith, id: string, what: string): Promise<Letter | null> {
  const row = await load(kith, id);
  if (!row || row.stoppedAt !== null || !(isInTouch(row.match) || row.match.status === 'PAUSED')) return null;
  const { account } = row.match.advocate;
  if (account.disabledAt !== null) return null;
  return {
    channel: 'EMAIL',
    to: account.email,
    subject: 'Something to look at in Kith',
    text: [`${what}You find it with the person it is about:`, `${kith.config.publicUrl}/console`, ''].join('\n\n'),
    about: { teamId: row.request.teamId, requestId: row.requestId },
  };
}

function load(kith: Kith, id: string) {
  return kith.db.serviceIntroduction.findFirst({
    where: { id, request: { erasedAt: null } },
    include: {
      request: { include: { team: { select: { timezone: true } } } },
      match: {
        select: {
          status: true,
          answeredAt: true,
          advocate: { select: { account: { select: { email: true, disabledAt: true } } } },
        },
      },
    },
  });
}
