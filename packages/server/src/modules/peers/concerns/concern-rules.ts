import { InvalidInput } from '../../../errors.ts';
import { readLine, readText } from '../../../plain-text.ts';
import { dateOf, dayIn } from '../promise-clock.ts';
import { NoLongerPossible } from '../rules.ts';

/** Longest texts in characters, for the forms too. */
export const longestConcern = { words: 1_000, sharedWith: 200, phone: 40 } as const;

/** Working days that one person alone may keep a concern from the person it is about. Then two decide, or it is shown. */
export const HIDDEN_ALONE_WORKING_DAYS = 3;
/** Days that two people may keep it, before both look again. */
export const MOST_HIDDEN_DAYS = 30;

/** What a line of a concern says, in clear. Only ever in memory. */
export interface EntryWords {
  words: string;
  /** With whom it was shared, for a SHARED line; null: not shared. */
  sharedWith: string | null;
}

/** @throws {InvalidInput} nothing was said, or too much */
export function readEntryWords(words: string, sharedWith: string | null | undefined, isShared: boolean): EntryWords {
  const said = readText(words, longestConcern.words, 'words');
  if (said === null) throw new InvalidInput('Please write a few words, only what is needed.', 'words');
  const whom = readLine(sharedWith, longestConcern.sharedWith, 'sharedWith');
  if (isShared && whom === null)
    throw new InvalidInput('Please say with whom it was shared, for example “the crisis team”.', 'sharedWith');
  return { words: said, sharedWith: isShared ? whom : null };
}

/**
 * Until when two people may keep a concern from the person.
 *
 * @throws {InvalidInput} passed, or too far ahead
 */
export function readKeepUntil(day: Date | null | undefined, timezone: string, now: Date): Date | null {
  if (day === null || day === undefined) return null;
  const today = dateOf(dayIn(timezone, now));
  const last = new Date(today.getTime() + MOST_HIDDEN_DAYS * 86_400_000);
  if (Number.isNaN(day.getTime()) || day <= today || day > last)
    throw new InvalidInput(`Choose a day within ${MOST_HIDDEN_DAYS} days. Both look again then.`, 'keepUntil');
  return day;
}

/** Two different people decide. @throws {NoLongerPossible} */
export function assertMayAnswer(proposal: { byId: string | null }, accountId: string): void {
  if (proposal.byId === accountId)
    throw new NoLongerPossible('Two people decide. Somebody else has to look at what you suggested.');
}

/**
 * A concern is closed when two have decided, and when the person was told or two people agreed to keep it from them.
 *
 * @throws {NoLongerPossible}
 */
export function assertMayClose(
  concern: { state: string; personToldAt: Date | null; raisedById: string | null; hiddenUntil: Date | null },
  now: Date,
): void {
  if (concern.state === 'CLOSED') throw new NoLongerPossible('This was closed already.');
  if (concern.state !== 'DECIDED')
    throw new NoLongerPossible('Two people have to agree what to do before this is closed.');
  const isKept = concern.hiddenUntil !== null && concern.hiddenUntil > now;
  // Whoever raised it themselves knows of it.
  if (concern.personToldAt === null && concern.raisedById !== null && !isKept)
    throw new NoLongerPossible('Please tell the person first, and write down that they were told.');
}

/** @throws {InvalidInput} */
export function readPhone(phone: string): string {
  const line = readLine(phone, longestConcern.phone, 'phone');
  if (line === null || !/^\+?[\d\s()-]{5,}$/.test(line))
    throw new InvalidInput('Please give the number to ring you on, in digits.', 'phone');
  return line;
}

/** What an advocate is told will happen with what they write. The same for everybody, so that nobody has to wonder. */
export const whatIsShared: readonly string[] = [
  'Your team’s coordinators read what you write. Two of them decide together what to do. Nobody decides about themselves.',
  'Nobody outside the team is told by Kith. If somebody has to be, a person does it, and it is written down here.',
  'Kith never rings anybody by itself.',
  'The person can read it on their own page, unless telling them would put somebody in danger. Two people decide that, for a set time.',
];

/** How to tell somebody that one is worried about them. */
export const howToTell: readonly string[] = [
  'Say it as it is: “I am worried about you because …”.',
  'Say what you will do and who you will tell: “I want to talk to my coordinator about this. Here is what I would say.”',
  'Ask what would help, and who they would like to be there.',
  'If they are in danger now, stay in touch while help is rung. You do not have to do this alone.',
];
