import type { ServiceStatus, ServiceSuggestion } from '../../../../generated/prisma/client.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Letter } from '../../../infra/outbox.ts';
import type { Kith } from '../../../kith.ts';
import { readText } from '../../../plain-text.ts';
import { UUID } from '../../../uuid.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { saveCorrections } from '../../directory/corrections.ts';
import { keptSince } from '../../safety/retention.ts';
import { erasedSuggestion, keyOf, openAddress, openSuggestion, sealSuggestion } from './sealed-suggestion.ts';
import { changeOf, longest, SAID_BY } from './suggestion-rules.ts';

const NONE = 'There is no such suggestion.';

/**
 * A steward puts right what was suggested: it is written to the field, wins over the source from then on, and says who
 * said it. Whoever left an address is told.
 *
 * @param input.value what it will say; left out: what was suggested
 * @param input.status of a service that has stopped; left out: for good
 * @param input.hasAskedService the steward asked the service itself, so that it is the steward who says so
 * @throws {NotFound | InvalidInput}
 */
export async function acceptSuggestion(
  kith: Kith,
  steward: StaffViewer,
  input: {
    suggestionId: string;
    value?: string | null;
    status?: ServiceStatus | null;
    answer?: string | null;
    hasAskedService?: boolean;
  },
): Promise<string> {
  const answer = readText(input.answer, longest.answer, 'answer');
  const serviceId = await answering(kith, steward, input.suggestionId, 'accept suggestion', async (tx, row) => {
    const suggested = openSuggestion(kith.keys, row);
    const isPlaceHidden = await hasHiddenPlace(tx, row.serviceId);
    const change = changeOf(row.field, input.value ?? suggested?.words ?? null, {
      isPlaceHidden,
      status: input.status ?? null,
    });
    if (change) {
      const saidBy = SAID_BY[row.by];
      await saveCorrections(tx, {
        serviceId: row.serviceId,
        ...change,
        ...(row.by === 'PROVIDER' ? { assuredBy: saidBy } : {}),
        note: `Suggested by ${saidBy}.`,
        correctedById: steward.accountId,
        ...(input.hasAskedService ? {} : { saidBy }),
        now: kith.clock.now(),
      });
    }
    return { state: 'DONE', answer };
  });
  kith.signals.publish({ topic: 'directory', id: serviceId });
  return input.suggestionId;
}

/**
 * A steward answers without changing anything.
 *
 * @throws {NotFound | InvalidInput}
 */
export async function answerSuggestion(
  kith: Kith,
  steward: StaffViewer,
  input: { suggestionId: string; answer: string },
): Promise<string> {
  const answer = readText(input.answer, longest.answer, 'answer');
  if (answer === null) throw new InvalidInput('Write a sentence: why it stays as it is.', 'answer');
  await answering(kith, steward, input.suggestionId, 'answer suggestion', async () => ({ state: 'ANSWERED', answer }));
  return input.suggestionId;
}

/**
 * Somebody asked for it, or wrote what should not be here: every word goes, for good, answered or not.
 *
 * @throws {NotFound}
 */
export async function eraseSuggestion(kith: Kith, steward: StaffViewer, id: string): Promise<string> {
  const now = kith.clock.now();
  await kith.db.$transaction(async (tx) => {
    const row = await hold(tx, id);
    await tx.serviceSuggestion.update({
      where: { id },
      data: {
        ...erasedSuggestion,
        ...(row.state === 'WAITING' ? { state: 'ANSWERED', answeredAt: now, answeredById: steward.accountId } : {}),
      },
    });
    await audit(tx, kith, steward, 'erase suggestion', id);
  });
  return id;
}

/** Some of the places of this service must not be found. */
export async function hasHiddenPlace(tx: Pick<Tx, 'location'>, serviceId: string): Promise<boolean> {
  const where = { isSensitive: true, serviceAtLocations: { some: { serviceId } } };
  return (await tx.location.count({ where })) > 0;
}

/**
 * What became of it, to whoever left an address: never which service it was about. Null: erased meanwhile.
 */
export async function suggestionLetter(kith: Kith, id: string): Promise<Letter | null> {
  const row = await kith.db.serviceSuggestion.findUnique({ where: { id } });
  const to = row && openAddress(kith.keys, row);
  if (!row || !to || row.state === 'WAITING') return null;
  const answer = openSuggestion(kith.keys, row)?.answer ?? null;
  const first =
    row.state === 'DONE'
      ? 'Thank you for telling us. What you suggested has been put right.'
      : 'Thank you for telling us. Somebody has looked at what you suggested, and it stays as it is.';
  const last = 'Your address was kept for this letter only, and is erased now.';
  return {
    channel: 'EMAIL',
    to,
    subject: 'An update for you',
    text: [first, ...(answer ? ['', answer] : []), '', last, ''].join('\n'),
  };
}

/**
 * Forgets where suggesters can be reached once they were told, and after 90 days whatever became of it; and everything they
 * wrote a month after the answer.
 */
export async function forgetSuggestions(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  // Told, dropped or given up; or no letter was ever put because there was nothing to tell.
  await kith.db.$executeRaw`
    UPDATE service_suggestion s SET reach = NULL
    WHERE s.reach IS NOT NULL AND s.state <> 'WAITING' AND NOT EXISTS (
      SELECT FROM outbox_message o WHERE o.subject_id = s.id AND o.kind = 'suggestion-answered'
        AND o.sent_at IS NULL AND o.dropped_at IS NULL AND o.given_up_at IS NULL)`;
  await kith.db.serviceSuggestion.updateMany({
    where: { suggestedAt: { lte: keptSince('suggesterAddress', now) }, reach: { not: null } },
    data: { reach: null },
  });
  await kith.db.serviceSuggestion.updateMany({
    where: { answeredAt: { lte: keptSince('suggestion', now) }, dataKey: { not: null } },
    data: erasedSuggestion,
  });
}

/** @throws {NotFound} */
async function hold(tx: Tx, id: string): Promise<ServiceSuggestion> {
  if (!UUID.test(id)) throw new NotFound(NONE);
  await tx.$queryRaw`SELECT id FROM service_suggestion WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.serviceSuggestion.findUnique({ where: { id } });
  if (!row) throw new NotFound(NONE);
  return row;
}

/** Holds a suggestion that waits, answers it, and writes that down; all or nothing. @returns its service */
async function answering(
  kith: Kith,
  steward: StaffViewer,
  id: string,
  action: string,
  work: (tx: Tx, row: ServiceSuggestion) => Promise<{ state: 'DONE' | 'ANSWERED'; answer: string | null }>,
): Promise<string> {
  return kith.db.$transaction(async (tx) => {
    const row = await hold(tx, id);
    const key = keyOf(kith.keys, row);
    const suggested = openSuggestion(kith.keys, row);
    if (row.state !== 'WAITING' || !key || !suggested)
      throw new InvalidInput('This suggestion has been answered already.', 'suggestionId');
    const { state, answer } = await work(tx, row);
    await tx.serviceSuggestion.update({
      where: { id },
      data: {
        state,
        answeredAt: kith.clock.now(),
        answeredById: steward.accountId,
        words: sealSuggestion(key, id, { ...suggested, answer }),
      },
    });
    if (row.reach)
      await kith.outbox.put(tx, { kind: 'suggestion-answered', subjectId: id, key: `suggestion-answered:${id}` });
    await audit(tx, kith, steward, action, id);
    return row.serviceId;
  });
}

function audit(tx: Tx, kith: Kith, { accountId }: StaffViewer, action: string, objectId: string): Promise<void> {
  return recordAudit(tx, kith, {
    actorKind: 'staff',
    actorId: accountId,
    action,
    objectType: 'ServiceSuggestion',
    objectId,
  });
}
