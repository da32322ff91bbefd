/** A phrase as a rule has it, split into words; a word that ends in * stands for all words that begin so. */
interface Phrase<T> {
  words: { stem: string; isPrefix: boolean }[];
  value: T | null;
}

/** A place in a text where a rule's phrase stands. */
export interface Found<T> {
  value: T;
  phrase: string;
}

/**
 * Finds phrases of rules in a text by whole words, plural or not, with or without accents and hyphens. The longest phrase
 * wins at each place, so that "wildlife refuge" can hide the "refuge" inside it.
 */
export class PhraseBook<T> {
  readonly #byFirstWord = new Map<string, Phrase<T>[]>();
  readonly #prefixed: Phrase<T>[] = [];

  /** @param ignored phrases that mean something else and hide what is inside them */
  constructor(rules: Iterable<readonly [T, readonly string[]]>, ignored: readonly string[] = []) {
    for (const [value, phrases] of rules) for (const phrase of phrases) this.#add(phrase, value);
    for (const phrase of ignored) this.#add(phrase, null);
    const longestFirst = (a: Phrase<T>, b: Phrase<T>) => b.words.length - a.words.length;
    for (const phrases of this.#byFirstWord.values()) phrases.sort(longestFirst);
    this.#prefixed.sort(longestFirst);
  }

  #add(text: string, value: T | null): void {
    const words = text
      .split(/\s+/)
      .filter(Boolean)
      .flatMap((word) =>
        word.endsWith('*')
          ? [{ stem: wordsOf(word.slice(0, -1)).join(''), isPrefix: true }]
          : wordsOf(word).map((stem) => ({ stem: stemOf(stem), isPrefix: false })),
      );
    const first = words[0];
    if (!first) return;
    const phrase = { words, value };
    if (first.isPrefix) this.#prefixed.push(phrase);
    else this.#byFirstWord.set(first.stem, [...(this.#byFirstWord.get(first.stem) ?? []), phrase]);
  }

  /** Everything that stands in the text, in its order. Several rules may share a phrase. */
  find(text: string | readonly string[]): Found<T>[] {
    const words = typeof text === 'string' ? wordsOf(text) : text;
    const stems = words.map(stemOf);
    const found: Found<T>[] = [];
    for (let at = 0; at < words.length; ) {
      let length = 0;
      const candidates = [...(this.#byFirstWord.get(stems[at] ?? '') ?? []), ...this.#prefixed];
      const matches = candidates.filter((phrase) => standsAt(phrase, words, stems, at));
      for (const phrase of matches) length = Math.max(length, phrase.words.length);
      for (const phrase of matches) {
        if (phrase.words.length === length && phrase.value !== null)
          found.push({ value: phrase.value, phrase: words.slice(at, at + length).join(' ') });
      }
      at += Math.max(1, length);
    }
    return found;
  }
}

function standsAt<T>(phrase: Phrase<T>, words: readonly string[], stems: readonly string[], at: number): boolean {
  return phrase.words.every(({ stem, isPrefix }, index) =>
    isPrefix ? (words[at + index]?.startsWith(stem) ?? false) : stems[at + index] === stem,
  );
}

/** A text as plain lower-case words. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Singular, roughly: enough to meet "libraries" with "library". */
function stemOf(word: string): string {
  if (word.length <= 3) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

/** A term's name in the form in which two spellings of it are equal. */
export function plainName(name: string): string {
  return wordsOf(name).map(stemOf).join(' ');
}
