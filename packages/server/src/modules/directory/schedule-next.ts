import rrule from 'rrule';
import { readByDay, readTime, type ScheduleTimes } from './schedule.ts';

// rrule is CommonJS to Node: its names hang on the default export.
const { RRule } = rrule as unknown as typeof import('rrule');

/** One time that a service happens. */
export interface Session {
  startsAt: Date;
  endsAt: Date | null;
  /** IANA name. */
  timezone: string;
}

const DEFAULT_TIMEZONE = 'Europe/London';
const DAY_MS = 86_400_000;

/** The soonest session of several schedules that starts after `now`; null: not known. */
export function nextSession(schedules: readonly ScheduleTimes[], now: Date): Session | null {
  const sessions = schedules.flatMap((schedule) => {
    const session = nextOf(schedule, now);
    return session ? [session] : [];
  });
  return sessions.sort((left, right) => left.startsAt.getTime() - right.startsAt.getTime())[0] ?? null;
}

/**
 * The sessions of several schedules that begin from `from` on and before `until`, soonest first; those that two schedules
 * both tell are one.
 *
 * @param most how many at most
 */
export function sessionsBetween(
  schedules: readonly ScheduleTimes[],
  { from, until }: { from: Date; until: Date },
  most: number,
): Session[] {
  const sessions = new Map<number, Session>();
  for (const schedule of schedules) {
    // nextOf looks for what begins after an instant.
    let since = new Date(from.getTime() - 1);
    for (let count = 0; count < most; count++) {
      const session = nextOf(schedule, since);
      if (!session || session.startsAt >= until) break;
      if (!sessions.has(session.startsAt.getTime())) sessions.set(session.startsAt.getTime(), session);
      since = session.startsAt;
    }
  }
  return [...sessions.values()]
    .sort((left, right) => left.startsAt.getTime() - right.startsAt.getTime())
    .slice(0, most);
}

/** Recurs in local time ("floating", as RFC 5545 calls it) and only then becomes an instant: summer time moves nothing. */
function nextOf(schedule: ScheduleTimes, now: Date): Session | null {
  const opens = readTime(schedule.opensAt);
  const freq = schedule.freq?.toUpperCase();
  if (!opens || (freq !== 'WEEKLY' && freq !== 'MONTHLY')) return null;
  const timezone = knownTimezone(schedule.timezone);
  const localNow = new Date(now.getTime() + offsetMs(now, timezone));
  const first = schedule.dtstart ?? schedule.validFrom;
  const days = readByDay(schedule.byday);
  const monthDays = (schedule.bymonthday ?? '')
    .split(',')
    .map(Number)
    .filter((day) => day >= 1 && day <= 31);
  // Without any day there is nothing to count from.
  if (!first && days.length === 0 && monthDays.length === 0) return null;
  const last = earlier(schedule.until, schedule.validTo);
  const rule = new RRule({
    freq: freq === 'WEEKLY' ? RRule.WEEKLY : RRule.MONTHLY,
    interval: Math.max(1, Math.min(schedule.interval ?? 1, 60)),
    // Recurrences that count from long ago are walked one by one; without an interval the start does not matter.
    dtstart: at(startOf(schedule, first, localNow), opens),
    ...(last ? { until: at(last, { hour: 23, minute: 59 }) } : {}),
    ...(days.length > 0
      ? {
          byweekday: days.map(({ weekday, nth }) => {
            const day = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU][weekday] ?? RRule.MO;
            return nth !== 0 && freq === 'MONTHLY' ? day.nth(nth) : day;
          }),
        }
      : {}),
    ...(days.length === 0 && monthDays.length > 0 ? { bymonthday: monthDays } : {}),
  });
  const from =
    schedule.validFrom && schedule.validFrom > localNow ? new Date(schedule.validFrom.getTime() - 1) : localNow;
  const next = rule.after(from);
  if (!next) return null;
  const startsAt = instantOf(next, timezone);
  const closes = readTime(schedule.closesAt);
  if (!closes) return { startsAt, endsAt: null, timezone };
  const closing = at(next, closes);
  // Past midnight: "22:00" to "02:00".
  const endsAt = instantOf(closing > next ? closing : new Date(closing.getTime() + DAY_MS), timezone);
  return { startsAt, endsAt, timezone };
}

function startOf(schedule: ScheduleTimes, first: Date | null, localNow: Date): Date {
  const isEveryTime = (schedule.interval ?? 1) <= 1;
  const hasDays = readByDay(schedule.byday).length > 0;
  if (first && !(isEveryTime && hasDays && first < localNow)) return first;
  return new Date(localNow.getTime() - 40 * DAY_MS);
}

function earlier(left: Date | null, right: Date | null): Date | null {
  if (!left || !right) return left ?? right;
  return left < right ? left : right;
}

function at(day: Date, time: { hour: number; minute: number }): Date {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), time.hour, time.minute));
}

function knownTimezone(name: string | null): string {
  if (!name) return DEFAULT_TIMEZONE;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return DEFAULT_TIMEZONE;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far local time is ahead of UTC at an instant. */
function offsetMs(instant: Date, timezone: string): number {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timezone, format);
  }
  const parts = new Map(format.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const local = Date.UTC(
    parts.get('year') ?? 0,
    (parts.get('month') ?? 1) - 1,
    parts.get('day') ?? 1,
    parts.get('hour') ?? 0,
    parts.get('minute') ?? 0,
    parts.get('second') ?? 0,
  );
  return local - Math.floor(instant.getTime() / 1000) * 1000;
}

function instantOf(local: Date, timezone: string): Date {
  const guess = new Date(local.getTime() - offsetMs(local, timezone));
  return new Date(local.getTime() - offsetMs(guess, timezone));
}
