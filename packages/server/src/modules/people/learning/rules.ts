import { InvalidInput } from '../../../errors.ts';
import { readLine, readText } from '../../../plain-text.ts';

/** Longest texts in characters, for the forms too. */
export const longest = { title: 120, words: 4_000, plan: 2_000 } as const;

/** More taps in a day are a slip of the finger. */
export const MOST_USEFUL_A_DAY = 30;
/** Weeks of the private trend. */
export const TREND_WEEKS = 12;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface LearningInput {
  learnedOn: Date;
  title: string;
  words?: string | null | undefined;
}

/** What somebody learned, in their own words. */
export interface LearningWords {
  title: string;
  words: string | null;
}

/**
 * @param today the first moment of the day, UTC
 * @throws {InvalidInput} no title, too long, or a day that has not come or is very long ago
 */
export function readLearning(input: LearningInput, today: Date): LearningWords {
  if (input.learnedOn > today)
    throw new InvalidInput('That day has not come yet. Choose today or earlier.', 'learnedOn');
  if (input.learnedOn.getUTCFullYear() < 1950) throw new InvalidInput('Check the year of that day.', 'learnedOn');
  const title = readLine(input.title, longest.title, 'title');
  if (title === null) throw new InvalidInput('Say in a few words what you learned.', 'title');
  return { title, words: readText(input.words, longest.words, 'words') };
}

/** What being an advocate can give (S113). Names never change once they were answered. */
export const gainItems = [
  { item: 'confidence', label: 'I trust my own way through hard times more.' },
  { item: 'role', label: 'I have a part to play that means something to me.' },
  { item: 'shame', label: 'I feel less ashamed of what I have been through.' },
  { item: 'skills', label: 'I can do things that I could not do before.' },
  { item: 'belonging', label: 'I belong with the people I do this with.' },
] as const;

export interface GainInput {
  item: string;
  /** 0 not at all … 4 very much. */
  answer: number;
}

/** Each item at most once. @throws {InvalidInput} not an item, or not on the scale */
export function readGains(input: readonly GainInput[]): GainInput[] {
  const known = new Set<string>(gainItems.map(({ item }) => item));
  const seen = new Set<string>();
  for (const { item, answer } of input) {
    if (!known.has(item) || seen.has(item)) throw new InvalidInput('Answer each question once.', 'answers');
    if (!Number.isInteger(answer) || answer < 0 || answer > 4) {
      throw new InvalidInput('Choose one of the five answers.', 'answers');
    }
    seen.add(item);
  }
  if (input.length === 0) throw new InvalidInput('Choose an answer first. One is enough.', 'answers');
  return input.map(({ item, answer }) => ({ item, answer }));
}

/** What keeps somebody well. Each part may be empty. */
export interface Plan {
  /** What keeps me well. */
  helps: string | null;
  /** How I notice that it gets too much. */
  signs: string | null;
  /** What I do then. */
  next: string | null;
  /** What others can do, and what they had better leave. */
  others: string | null;
}

type Loose<T> = { [Key in keyof T]?: T[Key] | undefined };

/** @throws {InvalidInput} too long */
export function readPlan(input: Loose<Plan>): Plan {
  return {
    helps: readText(input.helps, longest.plan, 'helps'),
    signs: readText(input.signs, longest.plan, 'signs'),
    next: readText(input.next, longest.plan, 'next'),
    others: readText(input.others, longest.plan, 'others'),
  };
}

/** How often in a week that begins on this Monday (midnight UTC). */
export interface Week {
  weekOf: Date;
  count: number;
}

/** The last twelve weeks, oldest first; weeks without are there with 0. */
export function byWeek(moments: readonly Date[], now: Date): Week[] {
  const thisWeek = mondayOf(now).getTime();
  return Array.from({ length: TREND_WEEKS }, (_, index) => {
    const weekOf = new Date(thisWeek - (TREND_WEEKS - 1 - index) * 7 * DAY_MS);
    return { weekOf, count: moments.filter((at) => mondayOf(at).getTime() === weekOf.getTime()).length };
  });
}

/** The Monday of a week, midnight UTC. */
export function mondayOf(at: Date): Date {
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  return new Date(day - ((at.getUTCDay() + 6) % 7) * DAY_MS);
}
