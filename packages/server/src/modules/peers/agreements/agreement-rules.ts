import { InvalidInput } from '../../../errors.ts';
import { readText } from '../../../plain-text.ts';
import { dateOf, daysLater } from '../promise-clock.ts';
import { LONGEST_REVIEW_DAYS, REVIEW_AFTER_DAYS } from '../rules.ts';
import { type AgreementTopic, type AgreementWording, agreementTopics } from './wordings.ts';

/** Characters of one line. */
export const LONGEST_LINE = 600;
const LONGEST_CARD = 600;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What is agreed about each topic, in clear. Only ever in memory. */
export type AgreementLines = Readonly<Record<AgreementTopic, string>>;

/** First-meeting card of one side, in clear (S117). Null: nothing said. */
export interface CardWords {
  like: string | null;
  offer: string | null;
  offLimits: string | null;
}

/** The words of a new agreement. */
export function linesOf(wording: AgreementWording): AgreementLines {
  const words = new Map(wording.lines.map((line) => [line.topic, line.words]));
  return Object.fromEntries(agreementTopics.map((topic) => [topic, words.get(topic) ?? ''])) as AgreementLines;
}

/**
 * The lines of a new version: what is given, and what stood before for the rest. What has to be passed on is a promise of
 * the team, and always in its own words.
 *
 * @throws {InvalidInput} too long
 */
export function readLines(
  given: readonly { topic: AgreementTopic; words: string }[] | null | undefined,
  before: AgreementLines,
  wording: AgreementWording,
): AgreementLines {
  if ((given?.length ?? 0) > 3 * agreementTopics.length)
    throw new InvalidInput('These are more lines than an agreement has.', 'lines');
  const lines: Record<AgreementTopic, string> = { ...before };
  for (const { topic, words } of given ?? []) lines[topic] = readText(words, LONGEST_LINE, `lines.${topic}`) ?? '';
  for (const { topic, words, isFixed } of wording.lines) if (isFixed) lines[topic] = words;
  return lines;
}

/**
 * The day on which both look again (S36).
 *
 * @param today calendar day of the team, "2026-11-23"
 * @param day what was chosen, midnight UTC; null: eight weeks
 * @throws {InvalidInput} not after today, or later than half a year
 */
export function readReviewDay(today: string, day: Date | null | undefined, field = 'reviewOn'): Date {
  if (!day) return dateOf(daysLater(today, REVIEW_AFTER_DAYS));
  const chosen = new Date(Math.floor(day.getTime() / DAY_MS) * DAY_MS);
  if (!(chosen > dateOf(today))) throw new InvalidInput('Please choose a day after today.', field);
  if (chosen > dateOf(daysLater(today, LONGEST_REVIEW_DAYS)))
    throw new InvalidInput('Please choose a day within half a year. You can go on after it.', field);
  return chosen;
}

/** @throws {InvalidInput} too long */
export function readCard(input: { [Key in keyof CardWords]?: string | null | undefined }): CardWords {
  return {
    like: readText(input.like, LONGEST_CARD, 'like'),
    offer: readText(input.offer, LONGEST_CARD, 'offer'),
    offLimits: readText(input.offLimits, LONGEST_CARD, 'offLimits'),
  };
}
