import type { ProviderCheck, ServiceStatus, SuggestedField } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';
import { sha256 } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { saveCorrections } from '../../directory/corrections.ts';
import { describeSchedule } from '../../directory/schedule.ts';
import { saveSuggestion } from '../suggestions/suggesting.ts';
import { MOST_WAITING_BY_LINK, readSuggested } from '../suggestions/suggestion-rules.ts';
import { askedServices } from './asking-providers.ts';
import { ITSELF } from './freshness-rules.ts';

const LONGEST_TOKEN = 100;

/** One entry as the directory shows it, for whoever it is about. Never where it is: that is for its own door to say. */
export interface CheckedService {
  id: string;
  name: string;
  /** What the directory says, as name and words. */
  facts: { name: string; words: string }[];
  answer: ProviderCheck | null;
}

/** What a link opens. */
export interface OpenCheck {
  askId: string;
  expiresAt: Date;
  hasStopped: boolean;
  services: CheckedService[];
}

/** @returns null: unknown, expired or ended, all alike */
export async function openCheck(kith: Kith, token: string): Promise<OpenCheck | null> {
  const ask = await kith.db.freshnessAsk.findFirst({
    where: { tokenHash: sha256(token.slice(0, LONGEST_TOKEN)), expiresAt: { gt: kith.clock.now() } },
    include: { services: true },
  });
  if (!ask) return null;
  const known = await askedServices(kith, ask.id);
  if (known.length === 0) return null;
  const rows = await kith.db.service.findMany({
    where: { id: { in: known.map(({ id }) => id) } },
    include: { schedules: { orderBy: { id: 'asc' } }, phones: { orderBy: { id: 'asc' } } },
  });
  return {
    askId: ask.id,
    expiresAt: ask.expiresAt,
    hasStopped: ask.stoppedAt !== null,
    services: known.flatMap(({ id }) => {
      const row = rows.find((one) => one.id === id);
      if (!row) return [];
      const facts = [
        ['What it is', row.summary ?? row.description],
        [
          'When',
          row.schedules
            .map((one) => describeSchedule(one))
            .filter(Boolean)
            .join('; '),
        ],
        ['Phone', row.phones.map(({ number }) => number).join(', ')],
        ['E-mail', row.email],
        ['Web page', row.url],
        ['Cost', row.feesDescription ?? (row.isFree ? 'Free' : null)],
        ['Who it is for', row.eligibility],
        ['How to turn up', row.applicationProcess],
        ['Notice', row.alert],
      ].flatMap(([name, words]) => (name && words ? [{ name, words }] : []));
      const answer = ask.services.find(({ serviceId }) => serviceId === id)?.answer ?? null;
      return [{ id, name: row.name, facts, answer }];
    }),
  };
}

/** What was pressed. */
export interface ProviderAnswerInput {
  /** One of the link's services; null: all of them. */
  serviceId: string | null;
  answer: ProviderCheck;
  field?: SuggestedField | undefined;
  words?: string | null | undefined;
}

/**
 * A service answers by its link. The last answer counts while the link works. A change waits for a steward; everything
 * else is so at once, since it comes from the service's own mailbox.
 *
 * @returns the link as it is now; null: it opens nothing
 * @throws {InvalidInput} a change without what to change
 */
export async function answerCheck(kith: Kith, token: string, input: ProviderAnswerInput): Promise<OpenCheck | null> {
  const check = await openCheck(kith, token);
  if (!check) return null;
  const chosen = check.services.filter(({ id }) => input.serviceId === null || id === input.serviceId);
  if (chosen.length === 0) throw new InvalidInput('Choose one of the services on this page.');
  const { answer, field } = input;
  if (answer === 'CHANGE' && !field) throw new InvalidInput('Choose what is not right.', 'field');
  const suggested = answer === 'CHANGE' && field ? readSuggested({ field, words: input.words }) : null;
  const now = kith.clock.now();
  await kith.db.$transaction(async (tx) => {
    // One press after the other, so that each sees what the one before did.
    await tx.$queryRaw`SELECT id FROM freshness_ask WHERE id = ${check.askId}::uuid FOR UPDATE`;
    for (const { id: serviceId } of chosen) {
      if (suggested && field) {
        const what = `${check.askId} ${serviceId} ${field} ${suggested.words ?? ''}`;
        const idempotencyHash = kith.keys.fingerprint('provider-suggestion', what);
        const isNew = (await tx.serviceSuggestion.count({ where: { idempotencyHash } })) === 0;
        if (isNew) {
          await assertNotTooMany(tx, check.services);
          await saveSuggestion(tx, kith, {
            serviceId,
            field,
            by: 'PROVIDER',
            suggested,
            email: null,
            idempotencyHash,
            digest: idempotencyHash,
          });
        }
      } else {
        const status = await statusAfter(tx, check.askId, serviceId, answer);
        await saveCorrections(tx, {
          serviceId,
          columns: status ? { status } : {},
          assuredBy: ITSELF,
          note: 'Answered by the link that was sent to its address.',
          correctedById: null,
          saidBy: ITSELF,
          now,
        });
      }
      await tx.freshnessAskService.update({
        where: { askId_serviceId: { askId: check.askId, serviceId } },
        data: { answer, answeredAt: now },
      });
    }
  });
  for (const { id } of chosen) kith.signals.publish({ topic: 'directory', id });
  return openCheck(kith, token);
}

/** No more of these letters to this address. @returns whether the link opened anything */
export async function stopAsking(kith: Kith, token: string): Promise<boolean> {
  const check = await openCheck(kith, token);
  if (!check) return false;
  await kith.db.freshnessAsk.update({ where: { id: check.askId }, data: { stoppedAt: kith.clock.now() } });
  return true;
}

/** @throws {InvalidInput} much that came by this link waits already */
async function assertNotTooMany(tx: Tx, services: readonly CheckedService[]): Promise<void> {
  const waiting = await tx.serviceSuggestion.count({
    where: { serviceId: { in: services.map(({ id }) => id) }, by: 'PROVIDER', state: 'WAITING' },
  });
  if (waiting >= MOST_WAITING_BY_LINK)
    throw new InvalidInput('Much of what you told us waits already. Somebody looks at it within three working days.');
}

/**
 * What a link closed it can open again and close in another way; what a steward or the source closed stays so, whatever
 * the link said before. Null: as it is.
 */
async function statusAfter(
  tx: Tx,
  askId: string,
  serviceId: string,
  answer: ProviderCheck,
): Promise<ServiceStatus | null> {
  await tx.$queryRaw`SELECT id FROM service WHERE id = ${serviceId}::uuid FOR UPDATE`;
  const { status } = await tx.service.findUniqueOrThrow({ where: { id: serviceId }, select: { status: true } });
  const corrected = await tx.serviceCorrection.findUnique({
    where: { serviceId_field: { serviceId, field: 'status' } },
  });
  const isItsOwn = corrected?.correctedById === null && corrected.saidBy === ITSELF && corrected.value === status;
  if (status !== 'ACTIVE' && !isItsOwn) return null;
  if (answer === 'CLOSED') return 'DEFUNCT';
  if (answer === 'CLOSED_FOR_NOW') return 'TEMPORARILY_CLOSED';
  const asked = await tx.freshnessAskService.findUnique({ where: { askId_serviceId: { askId, serviceId } } });
  return asked?.answer === 'CLOSED' || asked?.answer === 'CLOSED_FOR_NOW' ? 'ACTIVE' : null;
}
