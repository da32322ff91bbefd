import type { ContactChannel, SharedDimension, Weekday } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';
import { readLine, readText } from '../../../plain-text.ts';
import { findSharedValue, type SharedValueEntry } from '../shared-vocabulary.ts';

/** Longest texts in characters, for the forms too. */
export const longest = { firstName: 40, pronouns: 40, describedAs: 80, aboutMe: 500, story: 2_000 } as const;

/** When an advocate can be there, on the clock of their team: "HH:MM", `until` later the same day ("24:00" is midnight). */
export interface Hours {
  weekday: Weekday;
  from: string;
  until: string;
}

/** What an advocate says of themselves. Left out: stays. Null: taken away. */
export interface ProfileInput {
  firstName?: string | null | undefined;
  pronouns?: string | null | undefined;
  describedAs?: string | null | undefined;
  aboutMe?: string | null | undefined;
  languages?: readonly string[] | null | undefined;
  channels?: readonly ContactChannel[] | null | undefined;
  outwardCode?: string | null | undefined;
}

/** Monday first, as a week is read. */
export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

const MOST_LANGUAGES = 12;
const MOST_HOURS_A_DAY = 4;
const START = /^([01]\d|2[0-3]):[0-5]\d$/;
const OUTWARD = /^([A-Z]{1,2}\d[A-Z\d]?|\d{5})$/;

/** The ways in which an advocate can be in touch. COME_BACK is a person's way, not theirs. */
const ownChannels: readonly ContactChannel[] = ['PHONE', 'TEXT', 'EMAIL', 'POST', 'IN_PERSON'];

/**
 * What to save of a profile: only the fields that were sent, tidied, otherwise exactly as typed (S54).
 *
 * @throws {InvalidInput} no name, something too long, no way to be in touch, or not a language
 */
export function profileToSave(input: ProfileInput) {
  return {
    ...(input.firstName !== undefined && { firstName: readFirstName(input.firstName) }),
    ...(input.pronouns !== undefined && { pronouns: readLine(input.pronouns, longest.pronouns, 'pronouns') }),
    ...(input.describedAs !== undefined && {
      describedAs: readLine(input.describedAs, longest.describedAs, 'describedAs'),
    }),
    ...(input.aboutMe !== undefined && { aboutMe: readText(input.aboutMe, longest.aboutMe, 'aboutMe') }),
    ...(input.languages !== undefined && { languages: readLanguages(input.languages ?? []) }),
    ...(input.channels !== undefined && { channels: readChannels(input.channels ?? []) }),
    ...(input.outwardCode !== undefined && { outwardCode: readOutwardCode(input.outwardCode) }),
  };
}

function readFirstName(text: string | null): string {
  const name = readLine(text, longest.firstName, 'firstName');
  if (name === null) throw new InvalidInput('Write the name that people are told.', 'firstName');
  return name;
}

/** BCP 47, each once. @throws {InvalidInput} none, too many, or not a language */
function readLanguages(tags: readonly string[]): string[] {
  const wrong = new InvalidInput('Choose at least one language, each from the list.', 'languages');
  if (tags.length === 0 || tags.length > MOST_LANGUAGES || tags.some((tag) => tag.length > 35)) throw wrong;
  try {
    return [...new Set(Intl.getCanonicalLocales([...tags]))];
  } catch {
    throw wrong;
  }
}

function readChannels(channels: readonly ContactChannel[]): ContactChannel[] {
  const kept = ownChannels.filter((channel) => channels.includes(channel));
  if (kept.length === 0) throw new InvalidInput('Choose at least one way in which you can be in touch.', 'channels');
  return kept;
}

function readOutwardCode(text: string | null): string | null {
  const line = readLine(text, 12, 'outwardCode');
  if (line === null) return null;
  const code = line.toUpperCase().replaceAll(/\s+/g, '');
  // A whole postcode would say where somebody lives: only its first half is kept.
  const first = /^([A-Z]{1,2}\d[A-Z\d]?)\d[A-Z]{2}$/.exec(code)?.[1] ?? code;
  if (OUTWARD.test(first)) return first;
  throw new InvalidInput('Write the first half of a postcode, for example M33, or leave it empty.', 'outwardCode');
}

/**
 * A week, in order. No rows: not said, which fits any time.
 *
 * @throws {InvalidInput} not a time, an end before its start, two of one day that overlap, or more than four a day
 */
export function readHours(rows: readonly Hours[]): Hours[] {
  if (rows.length > weekdays.length * MOST_HOURS_A_DAY) throw tooManyHours();
  const sorted = rows.toSorted(
    (a, b) => weekdays.indexOf(a.weekday) - weekdays.indexOf(b.weekday) || (a.from < b.from ? -1 : 1),
  );
  for (const [index, { weekday, from, until }] of sorted.entries()) {
    if (!START.test(from) || !(START.test(until) || until === '24:00')) {
      throw new InvalidInput('Write times like 09:30 or 17:00.', 'hours');
    }
    if (until <= from) throw new InvalidInput('The end of a time must be after its start, on the same day.', 'hours');
    const before = sorted[index - 1];
    if (before?.weekday === weekday && before.until > from) {
      throw new InvalidInput('Two times of one day overlap. Make them one.', 'hours');
    }
  }
  for (const day of weekdays)
    if (sorted.filter(({ weekday }) => weekday === day).length > MOST_HOURS_A_DAY) throw tooManyHours();
  return sorted.map(({ weekday, from, until }) => ({ weekday, from, until }));
}

function tooManyHours(): InvalidInput {
  return new InvalidInput('Four times a day are the most. Leave out the short ones.', 'hours');
}

/** @throws {InvalidInput} not in the vocabulary */
export function readSharedValue(dimension: SharedDimension, value: string): SharedValueEntry {
  const entry = findSharedValue(dimension, value);
  if (!entry) throw new InvalidInput('This is not in the list. Please choose from the list.', 'value');
  return entry;
}

/** @throws {InvalidInput} too long, or to be shown while there is none */
export function readStory(story: string | null | undefined, isShown: boolean): string | null {
  const words = readText(story, longest.story, 'story');
  if (words === null && isShown) throw new InvalidInput('Write your story first, or keep it to yourself.', 'story');
  return words;
}
