import { InvalidInput } from '../../../errors.ts';
import bank from './item-bank.json' with { type: 'json' };

// Eleven ways in which peers help (S114), in our own words, each in one of the five parts of CHIME (S27–S31).
export const chimeDimensions = ['CONNECTEDNESS', 'HOPE', 'IDENTITY', 'MEANING', 'EMPOWERMENT'] as const;
export type ChimeDimension = (typeof chimeDimensions)[number];

export const checkInAnswers = ['A_LOT', 'SOME', 'A_LITTLE', 'NOT_AT_ALL', 'RATHER_NOT_SAY'] as const;
export type CheckInAnswer = (typeof checkInAnswers)[number];

export interface CheckInItem {
  item: string;
  dimension: ChimeDimension;
  /** What peers have been found to help with. */
  benefit: string;
  /** What the person says about themselves. */
  words: string;
}

/** Every item that could be asked. Published as it is: /check-in. */
export const itemBank: readonly CheckInItem[] = bank.items.map(({ item, dimension, benefit, words }) => ({
  item,
  dimension: readDimension(dimension),
  benefit,
  words,
}));

/** The five that are asked, one for each dimension, in the order of CHIME. */
export const askedItems: readonly CheckInItem[] = chimeDimensions.flatMap((dimension) =>
  itemBank.filter((one) => one.dimension === dimension && bank.items.some((it) => it.item === one.item && it.isAsked)),
);

export const answerLabels: Readonly<Record<CheckInAnswer, string>> = bank.scale;
export const dimensionNames: Readonly<Record<ChimeDimension, string>> = bank.dimensions;

/** Four weeks: a question that comes more often is a chore. */
export const CHECK_IN_EVERY_DAYS = 28;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What somebody answered, item → answer. */
export type CheckInAnswers = Readonly<Record<string, CheckInAnswer>>;

/** From when on it may be asked again. @param last when it was answered or set aside; null: never */
export function askAgainFrom(last: Date | null): Date | null {
  return last && new Date(last.getTime() + CHECK_IN_EVERY_DAYS * DAY_MS);
}

/** @throws {InvalidInput} no answer at all, an item that is not asked, or one answered twice */
export function readAnswers(given: readonly { item: string; answer: CheckInAnswer }[]): CheckInAnswers {
  if (given.length === 0)
    throw new InvalidInput('Choose an answer, or “rather not say”. You can also leave it for now.', 'answers');
  const items = new Set(given.map(({ item }) => item));
  if (items.size < given.length || given.some(({ item }) => !askedItems.some((asked) => asked.item === item)))
    throw new InvalidInput('This is not one of the questions.', 'answers');
  return Object.fromEntries(given.map(({ item, answer }) => [item, answer]));
}

function readDimension(name: string): ChimeDimension {
  const dimension = chimeDimensions.find((known) => known === name);
  if (!dimension) throw new Error(`The item bank has an unknown dimension: ${name}`);
  return dimension;
}
