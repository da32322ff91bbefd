import type { Weekday } from '../../../../generated/prisma/enums.ts';

/**
 * The half hours of a week as bits, in a team's own time: half hour 0 begins on Sunday at 00:00. Eleven words of 32 bits,
 * so that thousands of advocates are compared in a moment.
 */
export type WeekHours = Uint32Array;

const SLOTS_A_DAY = 48;
const SLOT_MINUTES = 30;
const WORDS = Math.ceil((7 * SLOTS_A_DAY) / 32);
const DAYS: readonly Weekday[] = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

/** @param slots 336 half hours, true where it suits */
export function weekOfSlots(slots: readonly boolean[]): WeekHours {
  const week = new Uint32Array(WORDS);
  slots.forEach((isIn, slot) => {
    if (isIn) mark(week, slot);
  });
  return week;
}

/** @returns null: no rows, which means that any time suits */
export function weekOfRows(rows: readonly { weekday: Weekday; from: string; until: string }[]): WeekHours | null {
  if (rows.length === 0) return null;
  const week = new Uint32Array(WORDS);
  for (const { weekday, from, until } of rows) {
    const day = DAYS.indexOf(weekday) * SLOTS_A_DAY;
    // Only half hours that lie wholly inside.
    for (
      let slot = Math.ceil(minutesOf(from) / SLOT_MINUTES);
      slot < Math.floor(minutesOf(until) / SLOT_MINUTES);
      slot++
    )
      mark(week, day + slot);
  }
  return week;
}

/** Whether there is a half hour that suits both. Null suits any time. */
export function doHoursMeet(left: WeekHours | null | undefined, right: WeekHours | null | undefined): boolean {
  if (!left || !right) return true;
  for (let word = 0; word < WORDS; word++) if (((left[word] ?? 0) & (right[word] ?? 0)) !== 0) return true;
  return false;
}

function mark(week: WeekHours, slot: number): void {
  week[slot >>> 5] = (week[slot >>> 5] ?? 0) | (1 << (slot & 31));
}

/** "18:30" → 1,110. */
function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
