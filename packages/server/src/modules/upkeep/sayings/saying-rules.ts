import type { LifeArea } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';
import { tidyText } from '../../../plain-text.ts';
import { speaking, stopWords, wordsOf } from '../../directory/search-lexicon.ts';

/** A steward's own sayings; more than a team keeps in its head. */
export const MOST_OWN = 500;
const MOST_PHRASES = 40;
const LONGEST_PHRASE = 60;
/** Search compares this many words in a row. */
const MOST_WORDS = 5;
const LONGEST_REASON = 80;

export interface SayingInput {
  typed: readonly string[];
  also: readonly string[];
  areas: readonly LifeArea[];
  because: string;
  language: string;
}

/** @throws {InvalidInput} naming the field, and the phrase that cannot be used */
export function readSaying(input: SayingInput): SayingInput {
  const typed = readPhrases(input.typed, 'typed', 'Write what people type: one word or a few, one on each line.');
  const also = readPhrases(input.also, 'also', 'Write at least one word that services use for it.');
  for (const phrase of typed) {
    // It would be found in nearly every sentence, and every search would be about this.
    if (wordsOf(phrase).every((word) => stopWords.has(word) || speaking.has(word)))
      throw new InvalidInput(`“${phrase}” is in nearly every search. Add a word that says what is wanted.`, 'typed');
  }
  const because = tidy(input.because).replace(/[.\s]+$/, '');
  if (because.length < 5)
    throw new InvalidInput('Finish the sentence “This place is here because …”, as a person would read it.', 'because');
  if (because.length > LONGEST_REASON)
    throw new InvalidInput(`Say why in ${LONGEST_REASON} letters or fewer.`, 'because');
  if (!/^[a-z]{2,3}$/.test(input.language)) throw new InvalidInput('Choose the language of the words.', 'language');
  return { typed, also, areas: [...new Set(input.areas)], because, language: input.language };
}

/** One line of it, whatever was pasted: everybody reads the reason. */
function tidy(text: string): string {
  return (tidyText(text) ?? '').replace(/\s+/g, ' ');
}

function readPhrases(phrases: readonly string[], field: 'typed' | 'also', whenNone: string): string[] {
  const kept = [...new Set(phrases.map((phrase) => tidy(phrase).toLowerCase()).filter(Boolean))];
  if (kept.length === 0) throw new InvalidInput(whenNone, field);
  if (kept.length > MOST_PHRASES) throw new InvalidInput(`At most ${MOST_PHRASES} lines, please.`, field);
  for (const phrase of kept) {
    const words = wordsOf(phrase);
    if (words.length === 0) throw new InvalidInput(`There is no word in “${phrase.slice(0, LONGEST_PHRASE)}”.`, field);
    if (phrase.length > LONGEST_PHRASE || words.length > MOST_WORDS)
      throw new InvalidInput(
        `“${phrase.slice(0, LONGEST_PHRASE)}” is too long: ${MOST_WORDS} words and ${LONGEST_PHRASE} letters at most.`,
        field,
      );
  }
  return kept;
}
