import { inBatches } from '../../../infra/batches.ts';
import type { Kith } from '../../../kith.ts';
import { dateOf, dayIn } from '../promise-clock.ts';
import { waitingStatuses } from '../rules.ts';
import { writtenChannels } from './tell-person.ts';
import { tellCoordinators } from './tell-staff.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** A promise ends at 17:00: who is told eight hours before still has the day. */
const NEAR_MS = 8 * HOUR_MS;
/** Older than that and told: the queue shows it, and letters about it are forgotten. */
const LATE_FOR_DAYS = 60;
/** Nobody is reminded at night. */
const MORNING_HOUR = 9;

/** Tells coordinators of promises that end today or are over, once each. */
export async function watchPromises(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  await inBatches(
    ({ after, take }) =>
      kith.db.peerRequest.findMany({
        where: {
          status: { in: [...waitingStatuses] },
          erasedAt: null,
          promisedBy: { gt: new Date(now.getTime() - LATE_FOR_DAYS * DAY_MS), lte: new Date(now.getTime() + NEAR_MS) },
          ...after,
        },
        select: { id: true, teamId: true, promisedBy: true },
        orderBy: { id: 'asc' },
        take,
      }),
    async ({ id, teamId, promisedBy }) => {
      const letter = promisedBy < now ? 'promise-late' : 'promise-near';
      // A new promise (they came back) is a new occasion.
      await tellCoordinators(kith.db, kith, teamId, letter, { id, occasion: `${id}:${promisedBy.getTime()}` });
    },
  );
}

/** Tells advocate and person that the day has come to look at a match together (S36). */
export async function remindOfReviews(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  await inBatches(
    ({ after, take }) =>
      kith.db.match.findMany({
        // A day ahead of UTC at most, whatever the team's time zone.
        where: { status: 'ACTIVE', reviewOn: { lte: new Date(now.getTime() + DAY_MS) }, ...after },
        select: {
          id: true,
          reviewOn: true,
          request: { select: { id: true, channel: true, team: { select: { timezone: true } } } },
        },
        orderBy: { id: 'asc' },
        take,
      }),
    async ({ id, reviewOn, request }) => {
      if (!reviewOn || !isMorningOf(reviewOn, request.team.timezone, now)) return;
      const day = reviewOn.toISOString().slice(0, 10);
      await kith.outbox.put(kith.db, { kind: 'review-due', subjectId: id, key: `review-due:${id}:${day}` });
      if (writtenChannels.includes(request.channel))
        await kith.outbox.put(kith.db, { kind: 'person-review', subjectId: id, key: `person-review:${id}:${day}` });
    },
  );
}

/** Tells coordinators of supervisions that are overdue, once for each due day. */
export async function remindOfSupervision(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  await inBatches(
    ({ after, take }) =>
      kith.db.advocateProfile.findMany({
        where: {
          supervisionDueOn: { lt: now },
          account: { disabledAt: null, teamId: { not: null }, roles: { has: 'ADVOCATE' } },
          ...after,
        },
        select: { id: true, supervisionDueOn: true, account: { select: { team: true } } },
        orderBy: { id: 'asc' },
        take,
      }),
    async ({ id, supervisionDueOn, account: { team } }) => {
      // Overdue from the morning after the day.
      if (!team || !supervisionDueOn) return;
      const dayAfter = new Date(supervisionDueOn.getTime() + DAY_MS);
      if (!isMorningOf(dayAfter, team.timezone, now)) return;
      const day = supervisionDueOn.toISOString().slice(0, 10);
      await tellCoordinators(kith.db, kith, team.id, 'supervision-overdue', { id, occasion: `${id}:${day}` });
    },
  );
}

/** Whether that calendar day has come in a time zone, and its morning with it. */
function isMorningOf(day: Date, timezone: string, now: Date): boolean {
  const today = dateOf(dayIn(timezone, now));
  if (day > today) return false;
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: 'numeric', hourCycle: 'h23' }).format(now);
  return day < today || Number(hour) >= MORNING_HOUR;
}
