import type { PeerRequest, PlanEntry } from '../../../../generated/prisma/client.ts';
import { NotFound } from '../../../errors.ts';
import { inBatches } from '../../../infra/batches.ts';
import type { LeftToPeople, Letter, Postponed } from '../../../infra/outbox.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import type { Viewer } from '../../../viewer.ts';
import { openJson } from '../../peers/contacts/sealed-words.ts';
import { dateOf, dayIn } from '../../peers/promise-clock.ts';
import { NoLongerPossible } from '../../peers/rules.ts';
import { letterToPerson, safeWayTo } from '../../peers/telling/letter-to-person.ts';
import { keptSince } from '../../safety/retention.ts';
import type { PlanWords } from './plan-rules.ts';
import {
  type Reminder,
  reminderDayOf,
  reminderInstant,
  reminderOf,
  type WayToRemind,
  whyNotReminded,
} from './reminder-rules.ts';
import { NO_PLAN, withMyPlan } from './with-plan.ts';

type Reminded = PeerRequest & { team: { timezone: string } };

const DAY_MS = 24 * 60 * 60_000;

/**
 * The person asks to be written to on the day before a meeting. Asked twice is asked once.
 *
 * @throws {NotFound | NoLongerPossible}
 */
export async function askForReminder(kith: Kith, viewer: Viewer, entryId: string): Promise<void> {
  await withMyPlan(kith, viewer, async (tx, { requestId, request, dataKey, now }) => {
    const entry = UUID.test(entryId) ? await tx.planEntry.findFirst({ where: { id: entryId, requestId } }) : null;
    const words = entry && openJson<PlanWords>(dataKey, 'plan_entry.words', entry.id, entry.words);
    if (!words) throw new NotFound(NO_PLAN);
    const way = wayToRemind(kith, request);
    const day = words.kind === 'MEETING' ? reminderDayOf(words.onDay, now, way.timezone) : null;
    if (!day) throw new NoLongerPossible('We can remind you of a meeting from tomorrow on. Write its day first.');
    const whyNot = whyNotReminded(way, day, now);
    if (whyNot) throw new NoLongerPossible(whyNot);
    await tx.planEntry.update({ where: { id: entryId }, data: { remindOn: dateOf(day) } });
  });
}

/** The person takes that back. Not asked, or already gone, is fine. @throws {NotFound} no person */
export async function takeBackReminder(kith: Kith, viewer: Viewer, entryId: string): Promise<void> {
  await withMyPlan(kith, viewer, async (tx, { requestId }) => {
    if (UUID.test(entryId))
      await tx.planEntry.updateMany({ where: { id: entryId, requestId }, data: { remindOn: null } });
  });
}

/** What a person may know of the reminder of one entry. Null: it is no meeting from tomorrow on. */
export async function reminderOfEntry(
  kith: Kith,
  request: Reminded,
  entry: Pick<PlanEntry, 'remindOn'>,
  words: PlanWords,
): Promise<Reminder | null> {
  const now = kith.clock.now();
  const way = wayToRemind(kith, request);
  const day = words.kind === 'MEETING' ? reminderDayOf(words.onDay, now, way.timezone) : null;
  if (!day) return null;
  const letter =
    day === dayIn(way.timezone, now)
      ? await kith.db.outboxMessage.findUnique({ where: { key: keyOf(request.id, day) }, select: { sentAt: true } })
      : null;
  return reminderOf(way, { day, isAsked: entry.remindOn !== null, sentAt: letter?.sentAt ?? null }, now);
}

/**
 * Writes to everybody who asked for it on this day, when it is safe and once. What is over is forgotten: the day is all
 * that stands in clear.
 */
export async function remindOfMeetings(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  const today = dateOf(dayIn('UTC', now)).getTime();
  const yesterday = dateOf(dayIn('UTC', keptSince('reminder', now)));
  await kith.db.planEntry.updateMany({ where: { remindOn: { lt: yesterday } }, data: { remindOn: null } });
  await inBatches(
    ({ after, take }) =>
      kith.db.planEntry.findMany({
        // Somewhere it is still yesterday, and somewhere already tomorrow.
        where: { remindOn: { gte: yesterday, lte: new Date(today + DAY_MS) }, request: { erasedAt: null }, ...after },
        select: { id: true, remindOn: true, request: { include: { team: { select: { timezone: true } } } } },
        orderBy: { id: 'asc' },
        take,
      }),
    async ({ remindOn, request }) => {
      const way = wayToRemind(kith, request);
      const day = dayIn(way.timezone, now);
      if (remindOn?.getTime() !== dateOf(day).getTime()) return;
      const at = reminderInstant(way, day, now);
      if (!at || at > now) return;
      const key = keyOf(request.id, day);
      await kith.db.$transaction(async (tx) => {
        // Dropped because they paused meanwhile, so it never went; they have started again.
        await tx.outboxMessage.deleteMany({ where: { key, droppedAt: { not: null }, sentAt: null } });
        await kith.outbox.put(tx, { kind: 'person-reminder', subjectId: request.id, key });
      });
    },
  );
}

/**
 * The letter of a reminder, made when it leaves: the same words as every letter to a person. Nobody but the person hears of
 * it, also when it cannot go: the plan is theirs alone.
 *
 * @returns null: taken back, moved, deleted, not safe any more, or the day is over
 */
export async function reminderLetter(kith: Kith, requestId: string): Promise<Letter | Postponed | LeftToPeople | null> {
  const now = kith.clock.now();
  const request = await kith.db.peerRequest.findUnique({
    where: { id: requestId },
    include: { team: { select: { timezone: true } } },
  });
  if (!request) return null;
  const way = wayToRemind(kith, request);
  const day = dayIn(way.timezone, now);
  const at = reminderInstant(way, day, now);
  if (!at || (await kith.db.planEntry.count({ where: { requestId, remindOn: dateOf(day) } })) === 0) return null;
  if (at > now) return { notBefore: at };
  const letter = await letterToPerson(kith, requestId);
  if (!letter || !('to' in letter)) return null;
  const { about: _theirsAlone, ...said } = letter;
  return said;
}

function wayToRemind(kith: Kith, request: Reminded): WayToRemind {
  const { config } = kith;
  return {
    status: request.status,
    hasStoppedLetters: request.lettersStoppedAt !== null,
    channel: request.channel,
    way: safeWayTo(kith, request),
    canText: config.textUrl !== null || !config.isProduction,
    timezone: request.team.timezone,
  };
}

/** One letter for each day, however many meetings come after it. */
function keyOf(requestId: string, day: string): string {
  return `person-reminder:${requestId}:${day}`;
}
