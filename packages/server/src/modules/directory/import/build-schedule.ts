import { type Building, type Child, childOf, type OwnerColumn } from './build-children.ts';
import type { StagedRow } from './stage.ts';
import { Teller } from './teller.ts';
import { cleanLine, cleanText, TEXT_LIMITS } from './text.ts';
import { cleanDate, cleanInteger, cleanTime, looksLikeTime } from './values.ts';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** HSDS schedule, 1.1 regular_schedule and Ohana's, as one RFC 5545 recurrence. */
export function buildSchedule(building: Building, row: StagedRow, owner: OwnerColumn): Child | null {
  const tell = new Teller(building.report, row);
  const values = { ...row.values };
  // Some exports have the times of day in the columns of the dates.
  for (const [dateColumn, timeColumn] of [
    ['valid_from', 'opens_at'],
    ['valid_to', 'closes_at'],
    ['dtstart', 'opens_at'],
    ['until', 'closes_at'],
  ] as const) {
    if (!looksLikeTime(values[dateColumn])) continue;
    values[timeColumn] ??= values[dateColumn];
    delete values[dateColumn];
    tell.repaired(`${dateColumn}: it holds a time of day; it was read as ${timeColumn}.`);
  }
  const byday = cleanDays(values.byday ?? values.weekday, tell);
  const freq = cleanFrequency(values.freq, byday, tell);
  const timezone = cleanLine(values.timezone, 60, () => undefined);
  const columns = {
    freq,
    interval: cleanInteger(values.interval, 1, 99, tell.of('interval')),
    byday,
    bymonthday: cleanMonthDays(values.bymonthday, tell),
    dtstart: cleanDate(values.dtstart, tell.of('dtstart')),
    until: cleanDate(values.until, tell.of('until')),
    valid_from: cleanDate(values.valid_from, tell.of('valid_from')),
    valid_to: cleanDate(values.valid_to, tell.of('valid_to')),
    opens_at: cleanTime(values.opens_at, tell.of('opens_at')),
    closes_at: cleanTime(values.closes_at, tell.of('closes_at')),
    timezone: timezone && isTimezone(timezone) ? timezone : null,
    description: cleanText(values.description, TEXT_LIMITS.text, tell.of('description')),
  };
  if (columns.valid_from && columns.valid_to && columns.valid_from > columns.valid_to) {
    tell.repaired('valid_to: it is before valid_from and was left out.');
    columns.valid_to = null;
  }
  const isSaid = [
    byday,
    columns.bymonthday,
    columns.opens_at,
    columns.closes_at,
    columns.dtstart,
    columns.description,
  ].some((value) => value !== null);
  return isSaid ? childOf(building, row, owner, columns) : null;
}

function cleanFrequency(value: unknown, byday: string | null, tell: Teller): string | null {
  const word = cleanLine(value, 40, () => undefined)?.toUpperCase();
  if (word === 'WEEKLY' || word === 'MONTHLY') return word;
  if (word === 'DAILY') return 'WEEKLY';
  if (word) tell.repaired(`freq: "${word.slice(0, 20)}" is not WEEKLY or MONTHLY and was left out.`);
  if (!byday) return null;
  return /\d/.test(byday) ? 'MONTHLY' : 'WEEKLY';
}

/** "Mon, Wed", "MO,WE", "1TU", "3" (HSDS 1.1: 1 is Monday). */
function cleanDays(value: unknown, tell: Teller): string | null {
  const text = cleanLine(value, 200, () => undefined);
  if (!text) return null;
  const days: string[] = [];
  for (const part of text.split(/[\s,;|/]+/).filter(Boolean)) {
    const match = /^([+-]?[1-5])?([a-z]{2,9})\.?$/i.exec(part);
    const word = match?.[2]?.toLowerCase() ?? '';
    const index = /^[1-7]$/.test(part)
      ? Number(part) - 1
      : DAY_NAMES.findIndex((name) => word !== '' && name.startsWith(word));
    const day = DAYS[index];
    if (day) days.push(`${match?.[1]?.replace('+', '') ?? ''}${day}`);
    else tell.repaired(`byday: "${part.slice(0, 20)}" is not a day of the week and was left out.`);
  }
  return days.length > 0 ? [...new Set(days)].join(',') : null;
}

function cleanMonthDays(value: unknown, tell: Teller): string | null {
  const text = cleanLine(value, 200, () => undefined);
  if (!text) return null;
  const days = text
    .split(/[\s,]+/)
    .filter((day) => /^-?\d{1,2}$/.test(day) && Math.abs(Number(day)) >= 1 && Math.abs(Number(day)) <= 31);
  if (days.length === 0) tell.repaired('bymonthday: it has no day of a month and was left out.');
  return days.length > 0 ? days.join(',') : null;
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
