import type { Schedule } from '../../../generated/prisma/client.ts';

/** What of a schedule says when. */
export type ScheduleTimes = Pick<
  Schedule,
  | 'freq'
  | 'interval'
  | 'byday'
  | 'bymonthday'
  | 'dtstart'
  | 'until'
  | 'validFrom'
  | 'validTo'
  | 'opensAt'
  | 'closesAt'
  | 'timezone'
  | 'description'
>;

/** A weekday of a recurrence: "1TU" is the first Tuesday, "-1FR" the last Friday, "MO" every Monday. */
export interface ByDay {
  /** 0 is Monday. */
  weekday: number;
  /** 0: every one. */
  nth: number;
}

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const ORDINALS = new Map([
  [1, 'First'],
  [2, 'Second'],
  [3, 'Third'],
  [4, 'Fourth'],
  [5, 'Fifth'],
  [-1, 'Last'],
]);

/** Reads RFC 5545 BYDAY; what is not understood is left out. */
export function readByDay(byday: string | null): ByDay[] {
  return (byday ?? '').split(',').flatMap((part) => {
    const match = /^\s*([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)\s*$/i.exec(part);
    return match?.[2] ? [{ weekday: CODES.indexOf(match[2].toUpperCase()), nth: Number(match[1] ?? 0) }] : [];
  });
}

/** Reads "HH:MM"; null: no time. */
export function readTime(text: string | null): { hour: number; minute: number } | null {
  const match = /^\s*(\d{1,2}):(\d{2})/.exec(text ?? '');
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2]);
  return match && hour <= 24 && minute < 60 ? { hour, minute } : null;
}

/** When, in words for a person: "Thursdays, 2 to 4 pm". */
export function describeSchedule(schedule: ScheduleTimes): string {
  const days = describeDays(schedule);
  const hours = describeHours(schedule);
  const said = [days, hours].filter((part) => part !== null).join(', ');
  if (said) return said;
  return schedule.description?.trim() || 'Ask when it is on';
}

function describeDays(schedule: ScheduleTimes): string | null {
  const every = schedule.interval ?? 1;
  const freq = schedule.freq?.toUpperCase();
  const days = readByDay(schedule.byday);
  if (freq === 'MONTHLY') {
    const which = days.map((day) => `${ORDINALS.get(day.nth) ?? 'Every'} ${DAYS[day.weekday]}`);
    const dates = (schedule.bymonthday ?? '').split(',').filter((date) => /^\s*\d{1,2}\s*$/.test(date));
    const when = which.length > 0 ? lowerRest(which) : dates.length > 0 ? [`Day ${listed(dates)}`] : ['Once'];
    return `${listed(when)} ${every > 1 ? `of every ${ordinal(every)} month` : when[0] === 'Once' ? 'a month' : 'of the month'}`;
  }
  if (freq === 'WEEKLY' && days.length === 0 && schedule.dtstart) {
    days.push({ weekday: (schedule.dtstart.getUTCDay() + 6) % 7, nth: 0 });
  }
  if (days.length === 0) return null;
  const numbers = [...new Set(days.map((day) => day.weekday))].sort((left, right) => left - right);
  if (every > 1)
    return `Every ${every === 2 ? 'second' : ordinal(every)} ${listed(numbers.map((day) => DAYS[day] ?? ''))}`;
  if (numbers.length === 7) return 'Every day';
  const [first = 0] = numbers;
  const last = numbers.at(-1) ?? 0;
  if (numbers.length > 2 && last - first === numbers.length - 1) return `${DAYS[first]} to ${DAYS[last]}`;
  return listed(numbers.map((day) => `${DAYS[day]}s`));
}

function lowerRest(parts: string[]): string[] {
  return parts.map((part, index) => (index === 0 ? part : part.charAt(0).toLowerCase() + part.slice(1)));
}

function listed(parts: string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function ordinal(number: number): string {
  return `${number}${number === 2 ? 'nd' : number === 3 ? 'rd' : 'th'}`;
}

function describeHours(schedule: ScheduleTimes): string | null {
  const opens = readTime(schedule.opensAt);
  const closes = readTime(schedule.closesAt);
  if (!opens) return null;
  if (!closes) return `from ${clock(opens, true)}`;
  const isAllDay = opens.hour === 0 && opens.minute === 0 && (closes.hour === 24 || closes.hour === 23);
  if (isAllDay) return 'all day';
  const sameHalf = opens.hour < 12 === closes.hour < 12 && opens.hour !== 12 && closes.hour !== 12;
  return `${clock(opens, !sameHalf)} to ${clock(closes, true)}`;
}

function clock(time: { hour: number; minute: number }, withHalf: boolean): string {
  if (time.minute === 0 && time.hour === 12) return '12 noon';
  if (time.minute === 0 && time.hour % 24 === 0) return 'midnight';
  const hour = time.hour % 12 === 0 ? 12 : time.hour % 12;
  const minutes = time.minute === 0 ? '' : `:${String(time.minute).padStart(2, '0')}`;
  return `${hour}${minutes}${withHalf ? (time.hour % 24 < 12 ? ' am' : ' pm') : ''}`;
}
