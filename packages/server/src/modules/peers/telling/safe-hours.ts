import type { ContactChannel } from '../../../../generated/prisma/enums.ts';

/**
 * The half hours of a week in which it is safe to write to a person: true where it is. Index: day (0 Sunday) × 48 + half
 * hour, in the team's time zone.
 */
export type SafeHours = readonly boolean[];

const SLOTS = 48;
const SLOT_MINUTES = 30;
const ALL_DAYS: readonly number[] = [0, 1, 2, 3, 4, 5, 6];
const DAY_NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** A span of a day in minutes. */
interface Span {
  from: number;
  to: number;
}

const DAYTIME: Span = { from: 9 * 60, to: 20 * 60 };
/** Said as good: the quiet middle. Said as bad: everything that somebody may mean by it. */
const PARTS: Readonly<Record<string, { good: Span; bad: readonly Span[] }>> = {
  morning: { good: { from: 540, to: 720 }, bad: [{ from: 0, to: 720 }] },
  lunchtime: { good: { from: 720, to: 840 }, bad: [{ from: 660, to: 900 }] },
  afternoon: { good: { from: 720, to: 1020 }, bad: [{ from: 690, to: 1080 }] },
  evening: { good: { from: 1020, to: 1260 }, bad: [{ from: 960, to: 1440 }] },
  night: {
    good: { from: 1200, to: 1320 },
    bad: [
      { from: 1080, to: 1440 },
      { from: 0, to: 540 },
    ],
  },
};

// Words that change nothing. Anything else that is not understood makes the whole text not understood.
const FILLERS = new Set(
  'on in the at is are it its please best ok okay fine good safe only my time times of day days hours hour during call calls text texts email emails e-mail write letters messages me after-all'.split(
    ' ',
  ),
);
const NEGATIONS = new Set(['never', 'not', 'no', 'except', 'avoid', 'dont', "don't"]);

/**
 * Reads what a person wrote about safe times ("weekday mornings, never after 6 pm"). A program that guesses could write at
 * a dangerous hour: one word that is not understood, or a sentence with two readings, and nothing is read at all.
 *
 * @param times in the person's words; null or empty: they set no hours
 * @returns null: not understood, so that only a human being should write
 */
export function readSafeHours(times: string | null, channel: ContactChannel): SafeHours | null {
  const text = times?.trim() ?? '';
  if (text === '') return week(ALL_DAYS, [channel === 'TEXT' ? DAYTIME : { from: 0, to: 1440 }]);
  const clauses = clausesOf(text);
  if (!clauses) return null;
  const groups = groupsOf(clauses);
  if (!groups) return null;
  const hours = groups.good.length > 0 ? week([], []) : week(ALL_DAYS, [DAYTIME]);
  for (const { days, spans } of groups.good) set(hours, days ?? ALL_DAYS, spans ?? [DAYTIME], true);
  for (const { days, spans } of groups.bad) set(hours, days ?? ALL_DAYS, spans ?? [{ from: 0, to: 1440 }], false);
  return hours.includes(true) ? hours : null;
}

/** The first instant from `now` on that is safe; null: there is none. */
export function nextSafeInstant(hours: SafeHours, now: Date, timezone: string): Date | null {
  const step = SLOT_MINUTES * 60_000;
  for (let slot = 0; slot <= 8 * SLOTS; slot++) {
    const instant = slot === 0 ? now : new Date(Math.floor(now.getTime() / step) * step + slot * step);
    if (hours[slotOf(instant, timezone)]) return instant;
  }
  return null;
}

function slotOf(instant: Date, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  const day = DAY_NAMES.indexOf(part('weekday').toLowerCase());
  return day * SLOTS + Math.floor((Number(part('hour')) * 60 + Number(part('minute'))) / SLOT_MINUTES);
}

function week(days: readonly number[], spans: readonly Span[]): boolean[] {
  const hours = new Array<boolean>(7 * SLOTS).fill(false);
  set(hours, days, spans, true);
  return hours;
}

/** Marks half hours: as safe only those that lie wholly inside, as unsafe every one that is touched. */
function set(hours: boolean[], days: readonly number[], spans: readonly Span[], isSafe: boolean): void {
  for (const day of days) {
    for (const { from, to } of spans) {
      const first = isSafe ? Math.ceil(from / SLOT_MINUTES) : Math.floor(from / SLOT_MINUTES);
      const last = isSafe ? Math.floor(to / SLOT_MINUTES) : Math.ceil(to / SLOT_MINUTES);
      for (let slot = first; slot < last; slot++) hours[day * SLOTS + slot] = isSafe;
    }
  }
}

/** One piece of a sentence: which days, which spans, or bounds ("after 5 pm"). */
interface Clause {
  isBad: boolean;
  /** Begins a new thought: after a full stop or "but". */
  isFresh: boolean;
  days: number[] | null;
  spans: Span[] | null;
  bounds: Span | null;
}

interface Group {
  days: readonly number[] | null;
  spans: readonly Span[] | null;
}

/** Puts clauses together: "Mondays. Mornings." is Monday mornings, and "weekday mornings, evenings" those of weekdays. */
function groupsOf(clauses: readonly Clause[]): { good: Group[]; bad: Group[] } | null {
  const good: Clause[] = [];
  const bad: Group[] = [];
  let before: Clause | null = null;
  for (const clause of clauses) {
    if (clause.isBad) {
      if (clause.days === null && clause.spans === null && clause.bounds === null) return null;
      bad.push({ days: clause.days, spans: spansOf(clause) });
    } else {
      // "Never mornings, evenings": a good time or a second bad one? Nobody can be sure.
      if (before?.isBad && !clause.isFresh) return null;
      const last = good.at(-1);
      if (!last) good.push({ ...clause });
      else merge(good, last, clause);
    }
    before = clause;
  }
  const groups: Group[] = [];
  for (const clause of good) {
    const spans = spansOf(clause);
    if (spans?.length === 0) return null;
    groups.push({ days: clause.days, spans });
  }
  return { good: groups, bad };
}

function merge(good: Clause[], last: Clause, clause: Clause): void {
  const hasTimes = ({ spans, bounds }: Clause) => spans !== null || bounds !== null;
  if (clause.days !== null && last.days !== null && hasTimes(last)) good.push({ ...clause });
  else {
    last.days = last.days && clause.days ? [...last.days, ...clause.days] : (last.days ?? clause.days);
    last.spans = last.spans || clause.spans ? [...(last.spans ?? []), ...(clause.spans ?? [])] : null;
    last.bounds = both(last.bounds, clause.bounds);
  }
}

/** Two bounds hold together: "after 5 pm and before 8 pm". */
function both(one: Span | null, other: Span | null): Span | null {
  if (!one || !other) return one ?? other;
  return { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
}

/** @returns null: none said; empty: they contradict each other */
function spansOf({ isBad, spans, bounds }: Clause): Span[] | null {
  if (!bounds) return spans;
  if (isBad) return [...(spans ?? []), bounds];
  const limited = (spans ?? [{ from: 0, to: 1440 }]).map(({ from, to }) => ({
    from: Math.max(from, bounds.from, spans ? 0 : DAYTIME.from),
    to: Math.min(to, bounds.to, spans ? 1440 : 21 * 60),
  }));
  return limited.filter(({ from, to }) => from < to);
}

function clausesOf(text: string): Clause[] | null {
  const plain = text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/\b(any ?time|always|whenever)\b/g, ' anytime ')
    .replaceAll(/(\d)[.](\d{2})/g, '$1:$2')
    .replaceAll(/\b(a|p)\.?m\b\.?/g, '$1m')
    .replaceAll(/\bmidday\b|\bnoon\b/g, '12pm')
    .replaceAll(/\bbetween (\S+(?: ?[ap]m)?) and (\S+)/g, '$1 to $2')
    .replaceAll(/\bbut\b/g, ' . ')
    .replaceAll(/\b(never|not|no|except|avoid|don'?t)\b/g, ' , $1 ');
  const clauses: Clause[] = [];
  let isFresh = true;
  let isBadBefore = false;
  for (const piece of plain.split(/([,;.\n]|\b(?:and|or)\b|&)/)) {
    if (/^[;.\n]$/.test(piece)) {
      isFresh = true;
      isBadBefore = false;
    } else if (/^(and|or|&)$/.test(piece)) {
      // "Never mornings or evenings": both.
      isBadBefore &&= true;
    } else if (piece === ',') isBadBefore = false;
    else if (piece.trim() !== '') {
      const clause = readClause(piece, isFresh);
      if (!clause) return null;
      if (isBadBefore) clause.isBad = true;
      clauses.push(clause);
      isBadBefore = clause.isBad;
      isFresh = false;
    }
  }
  return clauses.length > 0 ? clauses : null;
}

const TIME = String.raw`(\d{1,2})(?::(\d{2}))? ?(am|pm)?`;
const RANGE = new RegExp(String.raw`\b(?:from )?${TIME} ?(?:-|to|till|til|until) ?${TIME}(?![\d:])`);
const BOUND = new RegExp(
  String.raw`\b(after|from|before|until|till|til|by|later than|earlier than|past) ${TIME}(?![\d:])`,
);
const DAY = '(sun|mon|tue|wed|thu|fri|sat)(?:days?|sdays?|nesdays?|rsdays?|urdays?|s|rs|urs)?';
const DAY_RANGE = new RegExp(String.raw`\b${DAY} ?(?:-|to|till|until) ?${DAY}\b`);

function readClause(piece: string, isFresh: boolean): Clause | null {
  const clause: Clause = { isBad: false, isFresh, days: null, spans: null, bounds: null };
  let rest = piece;
  const days = DAY_RANGE.exec(rest);
  if (days) {
    clause.days = daysBetween(DAY_NAMES.indexOf(days[1] ?? ''), DAY_NAMES.indexOf(days[2] ?? ''));
    rest = rest.replace(days[0], ' ');
  }
  const range = RANGE.exec(rest);
  if (range) {
    const span = readRange(range);
    if (!span) return null;
    clause.spans = [span];
    rest = rest.replace(range[0], ' ');
  }
  for (let bound = BOUND.exec(rest); bound; bound = BOUND.exec(rest)) {
    const span = readBound(bound);
    if (!span) return null;
    clause.bounds = both(clause.bounds, span);
    rest = rest.replace(bound[0], ' ');
  }
  for (const word of rest.split(/[^a-z0-9:'-]+/).filter((part) => part !== ''))
    if (!readWord(clause, word)) return null;
  return clause;
}

function readWord(clause: Clause, word: string): boolean {
  const part = PARTS[word.replace(/s$/, '')];
  const day = new RegExp(`^${DAY}$`).exec(word);
  if (NEGATIONS.has(word)) clause.isBad = true;
  else if (part) clause.spans = [...(clause.spans ?? []), ...(clause.isBad ? part.bad : [part.good])];
  else if (word === 'anytime') clause.spans = [...(clause.spans ?? []), { from: 0, to: 1440 }];
  else if (/^(every|each|all)$/.test(word) || word === 'daily') clause.days ??= [...ALL_DAYS];
  else if (/^weekdays?$/.test(word)) clause.days = [...(clause.days ?? []), 1, 2, 3, 4, 5];
  else if (/^weekends?$/.test(word)) clause.days = [...(clause.days ?? []), 6, 0];
  else if (day) clause.days = [...(clause.days ?? []), DAY_NAMES.indexOf(day[1] ?? '')];
  else return FILLERS.has(word);
  return true;
}

function daysBetween(from: number, to: number): number[] {
  const days = [from];
  for (let day = from; day !== to; ) {
    day = (day + 1) % 7;
    days.push(day);
  }
  return days;
}

/** "9-5", "6-8pm", "10am to 12:30". @returns null: it could mean morning or evening */
function readRange([, fromHour, fromMinute, fromHalf, toHour, toMinute, toHalf]: RegExpExecArray): Span | null {
  const end = minutesOf(toHour, toMinute, toHalf ?? (isAfternoonHour(toHour) ? 'pm' : undefined));
  if (end === null) return null;
  const starts = fromHalf ? [fromHalf] : toHalf ? [toHalf, 'am'] : ['am'];
  for (const half of starts) {
    const start = minutesOf(fromHour, fromMinute, half);
    // Without am or pm only a working day is beyond doubt.
    const isPlain = fromHalf || toHalf || Number(fromHour) >= 8;
    if (start !== null && isPlain && start < end) return { from: start, to: end };
  }
  return null;
}

/** @returns null: it could mean morning or evening */
function readBound([, word, hour, minute, half]: RegExpExecArray): Span | null {
  const at = minutesOf(hour, minute, half ?? (isAfternoonHour(hour) ? 'pm' : undefined));
  if (at === null) return null;
  return /^(after|from|later than|past)$/.test(word ?? '') ? { from: at, to: 1440 } : { from: 0, to: at };
}

/** 12 to 6 without am or pm is the afternoon; 7 to 11 could be either. */
function isAfternoonHour(hour: string | undefined): boolean {
  return Number(hour) === 12 || (Number(hour) >= 1 && Number(hour) <= 6);
}

function minutesOf(hour: string | undefined, minute: string | undefined, half: string | undefined): number | null {
  const hours = Number(hour);
  const minutes = Number(minute ?? '0');
  if (minutes > 59 || hours > 24) return null;
  if (half === undefined) return hours >= 13 || minute !== undefined ? hours * 60 + minutes : null;
  if (hours < 1 || hours > 12) return null;
  return ((hours % 12) + (half === 'pm' ? 12 : 0)) * 60 + minutes;
}
