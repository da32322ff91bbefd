import { bankHolidaysOf } from './bank-holidays.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A working day ends at this hour, in the team's own time. */
const END_OF_DAY_HOUR = 17;

/** The calendar day of an instant in a time zone, as "2026-11-23". */
export function dayIn(timezone: string, instant: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The day as a person reads it: "Wednesday 25 November". */
export function dayInWords(timezone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: timezone, weekday: 'long', day: 'numeric', month: 'long' })
    .format(instant)
    .replace(',', '');
}

/** A calendar day as Prisma keeps a DATE: midnight UTC. */
export function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The calendar day `days` later. Days, not working days. */
export function daysLater(day: string, days: number): string {
  return new Date(dateOf(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The end of the n-th working day after an instant: weekends and bank holidays do not count, nor does the day itself.
 *
 * @param workingDays 0: the end of the same day, or of the next working day when it is a day off
 */
export function workingDaysLater(from: Date, workingDays: number, timezone: string): Date {
  const holidays = bankHolidaysOf(timezone);
  const isOff = (day: string) => [0, 6].includes(dateOf(day).getUTCDay()) || holidays.has(day);
  let day = dayIn(timezone, from);
  for (let left = Math.max(0, Math.trunc(workingDays)); left > 0; ) {
    day = daysLater(day, 1);
    if (!isOff(day)) left--;
  }
  while (isOff(day)) day = daysLater(day, 1);
  return instantOf(day, END_OF_DAY_HOUR, timezone);
}

/** A full hour of a calendar day in a time zone, as an instant. */
export function instantOf(day: string, hour: number, timezone: string): Date {
  const guess = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
  // Twice, because the first step can cross a change of the clocks.
  let instant = guess;
  for (let step = 0; step < 2; step++) instant = new Date(guess.getTime() - offsetMs(instant, timezone));
  return instant;
}

/** How far a time zone is ahead of UTC at an instant. */
function offsetMs(instant: Date, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value ?? 0);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.trunc(instant.getTime() / 1000) * 1000;
}
