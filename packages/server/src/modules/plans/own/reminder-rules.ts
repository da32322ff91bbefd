import type { ContactChannel, PeerRequestStatus } from '../../../../generated/prisma/enums.ts';
import { dateOf, dayIn, dayInWords, daysLater, instantOf } from '../../peers/promise-clock.ts';
import { nextSafeInstant, readSafeHours } from '../../peers/telling/safe-hours.ts';

/** Whether Kith writes to the person on the day before a meeting, ready to read. */
export interface Reminder {
  /** The day before the meeting, YYYY-MM-DD. */
  day: string;
  canAsk: boolean;
  canTakeBack: boolean;
  /** What happens, or why it cannot and what changes that. */
  sentence: string;
}

/** How a request could be written to now. In clear: never log it. */
export interface WayToRemind {
  status: PeerRequestStatus;
  hasStoppedLetters: boolean;
  channel: ContactChannel;
  /** The safe way by which Kith writes; null: none. */
  way: { channel: 'EMAIL' | 'TEXT' | 'POST'; times: string | null } | null;
  canText: boolean;
  timezone: string;
}

/** Nobody is reminded at night, unless the night is the only safe time. */
const MORNING_HOUR = 9;

/** The day before a meeting that lies ahead. Null: no day was said, or it is today or over. */
export function reminderDayOf(onDay: string | null, now: Date, timezone: string): string | null {
  return onDay !== null && onDay > dayIn(timezone, now) ? daysLater(onDay, -1) : null;
}

/** When Kith may write on that day, from now on. Null: at no time. */
export function reminderInstant({ way, timezone, canText }: WayToRemind, day: string, now: Date): Date | null {
  if (!way || way.channel === 'POST' || (way.channel === 'TEXT' && !canText)) return null;
  const hours = readSafeHours(way.times, way.channel);
  if (!hours) return null;
  for (const hour of [MORNING_HOUR, 0]) {
    const from = instantOf(day, hour, timezone);
    const at = nextSafeInstant(hours, from > now ? from : now, timezone);
    if (at && dayIn(timezone, at) === day) return at;
  }
  return null;
}

/** Why nothing can be sent on that day, and what the person can do about it. Null: it can. */
export function whyNotReminded(request: WayToRemind, day: string, now: Date): string | null {
  const { status, hasStoppedLetters, channel, way, canText } = request;
  if (status === 'PAUSED' || status === 'WITHDRAWN')
    return 'We send you nothing while your request rests. Start it again, and we can remind you.';
  if (hasStoppedLetters) return 'You asked us to send you nothing. Save again how to reach you, and we can remind you.';
  if (channel === 'POST')
    return 'A letter in the post could come too late. You can choose e-mail or text under “How to reach you”.';
  if (!way) return 'We can remind you by e-mail or text. You can choose one under “How to reach you”.';
  if (way.channel === 'TEXT' && !canText)
    return 'We cannot send texts from here. You can choose e-mail under “How to reach you”.';
  if (!readSafeHours(way.times, way.channel))
    return 'Only a person may read your safe times, as you wrote them. Tick some under “How to reach you”, and we can remind you.';
  if (!reminderInstant(request, day, now))
    return `There is no safe time left to write to you on ${inWords(day)}. You can change your times under “How to reach you”.`;
  return null;
}

/** @param sentAt when the letter for that day went out; null: it has not */
export function reminderOf(
  request: WayToRemind,
  { day, isAsked, sentAt }: { day: string; isAsked: boolean; sentAt: Date | null },
  now: Date,
): Reminder {
  if (sentAt) return { day, canAsk: false, canTakeBack: false, sentence: `We wrote to you on ${inWords(day)}.` };
  const whyNot = whyNotReminded(request, day, now);
  const asked = whyNot
    ? `You asked us to write to you on ${inWords(day)}. ${whyNot}`
    : `We will write to you on ${inWords(day)}.`;
  const open =
    whyNot ?? `We can write to you on ${inWords(day)}, in your safe times. We only say that there is an update.`;
  return { day, canAsk: !isAsked && whyNot === null, canTakeBack: isAsked, sentence: isAsked ? asked : open };
}

function inWords(day: string): string {
  return dayInWords('UTC', dateOf(day));
}
