import type { RecurringJob } from '../../infra/jobs.ts';
import type { Kith } from '../../kith.ts';
import { workingDaysLater } from '../peers/promise-clock.ts';
import { REMIND_AFTER_WORKING_DAYS } from './introduction-rules.ts';
import { remindOfMeetings } from './own/reminding.ts';

const AT_ONCE = 100;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What plans does by itself. */
export const jobs: readonly RecurringJob[] = [
  { name: 'remind about introductions', everyMinutes: 60, run: async (kith) => void (await remindOfSilence(kith)) },
  // Safe hours begin at half hours.
  { name: 'remind of meetings', everyMinutes: 15, run: remindOfMeetings },
  { name: 'clear plans of erased requests', everyMinutes: 15, run: async (kith) => void (await clearErased(kith)) },
];

/**
 * Reminds advocates, once each, of introductions that no service answered in five working days.
 *
 * @returns how many
 */
export async function remindOfSilence(kith: Kith): Promise<number> {
  const now = kith.clock.now();
  const silent = await kith.db.serviceIntroduction.findMany({
    where: {
      // Five working days are at least a week.
      sentAt: { lte: new Date(now.getTime() - REMIND_AFTER_WORKING_DAYS * DAY_MS) },
      answer: null,
      stoppedAt: null,
      remindedAt: null,
      request: { erasedAt: null },
    },
    select: { id: true, sentAt: true, matchId: true, request: { select: { team: { select: { timezone: true } } } } },
    orderBy: { sentAt: 'asc' },
    take: AT_ONCE,
  });
  let count = 0;
  for (const { id, sentAt, matchId, request } of silent) {
    if (sentAt === null || workingDaysLater(sentAt, REMIND_AFTER_WORKING_DAYS, request.team.timezone) > now) continue;
    const isMine = await kith.db.$transaction(async (tx) => {
      const marked = await tx.serviceIntroduction.updateMany({
        where: { id, remindedAt: null, answer: null, stoppedAt: null },
        data: { remindedAt: now },
      });
      if (marked.count > 0)
        await kith.outbox.put(tx, {
          kind: 'introduction-unanswered',
          subjectId: id,
          key: `introduction-unanswered:${id}`,
        });
      return marked.count > 0;
    });
    if (!isMine) continue;
    count++;
    kith.signals.publish({ topic: 'match', id: matchId });
  }
  return count;
}

/**
 * Removes the steps and introductions of erased requests. Their words went with the data key; this takes the rest.
 *
 * @returns how many rows
 */
export async function clearErased(kith: Kith): Promise<number> {
  const where = { request: { erasedAt: { not: null } } };
  const steps = await kith.db.step.deleteMany({ where });
  const introductions = await kith.db.serviceIntroduction.deleteMany({ where });
  return steps.count + introductions.count;
}
