import type { TownService } from './town/service.ts';

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const DAY_MS = 24 * 60 * 60 * 1000;
/** A Monday long ago, for what has always been there. */
const LONG_AGO = new Date('2024-01-01T00:00:00Z');
const WHEN = /^(?:(?<weeks>\d)w )?(?<byday>[1-5]?[A-Z]{2}(?:,[A-Z]{2})*) (?<opens>\d\d:\d\d)-(?<closes>\d\d:\d\d)$/;

/** HSDS schedules of one service: RFC 5545 recurrences with local times. */
export function hsdsSchedules(service: TownService, now: Date): Record<string, unknown>[] {
  const schedules = (service.when ?? []).map((text) => {
    const { weeks, byday = '', opens, closes } = WHEN.exec(text)?.groups ?? {};
    if (!opens) throw new Error(`"${text}" of ${service.id} is not a time.`);
    const isMonthly = /^\d/.test(byday);
    const days = byday.split(',').map((day) => day.slice(-2));
    const from = service.course ? weeksFrom(now, service.course.startsInWeeks) : anchorOf(service.id);
    const until = service.course && new Date(from.getTime() + (service.course.weeks * 7 - 1) * DAY_MS);
    return {
      freq: isMonthly ? 'MONTHLY' : 'WEEKLY',
      interval: Number(weeks ?? 1),
      byday,
      dtstart: dayOf(isMonthly ? from : firstOf(days, from)),
      until: until && dayOf(until),
      opens_at: opens,
      closes_at: closes,
      timezone: 'Europe/London',
      description: service.whenNote,
    };
  });
  return schedules.length === 0 && service.whenNote ? [{ description: service.whenNote }] : schedules;
}

/** Monday of the week that is so many weeks away. */
function weeksFrom(now: Date, weeks: number): Date {
  const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const sinceMonday = (today.getUTCDay() + 6) % 7;
  return new Date(today.getTime() + (weeks * 7 - sinceMonday) * DAY_MS);
}

/** Every other week means different weeks for different groups. */
function anchorOf(id: string): Date {
  return id.length % 2 === 0 ? LONG_AGO : new Date(LONG_AGO.getTime() + 7 * DAY_MS);
}

/** The first of these weekdays on or after a day. */
function firstOf(days: readonly string[], from: Date): Date {
  for (let step = 0; step < 7; step++) {
    const day = new Date(from.getTime() + step * DAY_MS);
    if (days.includes(DAYS[day.getUTCDay()] ?? '')) return day;
  }
  return from;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
