/** A phrase as a rule has it, split into words; a word that ends in * stands for all words that begin so. */
interface Phrase<T> {
  words: { stem: string; isPrefix: boolean }[];
  value: T;
}

/** A place in a text where a rule's phrase stands. */
export interface Found<T> {
  value: T;
  phrase: string;
}

/**
 * Finds phrases of rules in a text by whole words, plural or not, with or without accents and hyphens. The longest phrase
 * wins at each place; an ignored phrase hides whatever would use one of its words ("wildlife refuge" is no refuge).
 */
export class PhraseBook<T> {
  readonly #rules = new Shelf<T>();
  readonly #ignored = new Shelf<null>();

  /** @param ignored phrases that mean something else */
  constructor(rules: Iterable<readonly [T, readonly string[]]>, ignored: readonly string[] = []) {
    for (const [value, phrases] of rules) for (const phrase of phrases) this.#rules.add(phrase, value);
    for (const phrase of ignored) this.#ignored.add(phrase, null);
  }

  /** Everything that stands in the text, in its order. Several rules may share a phrase. */
  find(text: string | readonly string[]): Found<T>[] {
    const words = typeof text === 'string' ? wordsOf(text) : text;
    const stems = words.map(stemOf);
    const isHidden = new Array<boolean>(words.length).fill(false);
    for (let at = 0; at < words.length; at++) {
      for (const phrase of this.#ignored.at(words, stems, at)) isHidden.fill(true, at, at + phrase.words.length);
    }
    const found: Found<T>[] = [];
    for (let at = 0; at < words.length; ) {
      const matches = this.#rules
        .at(words, stems, at)
        .filter((phrase) => !isHidden.slice(at, at + phrase.words.length).includes(true));
      const length = Math.max(0, ...matches.map((phrase) => phrase.words.length));
      for (const phrase of matches) {
        if (phrase.words.length === length)
          found.push({ value: phrase.value, phrase: words.slice(at, at + length).join(' ') });
      }
      at += Math.max(1, length);
    }
    return found;
  }
}

/** Phrases, found by how they begin. */
class Shelf<T> {
  readonly #byFirstWord = new Map<string, Phrase<T>[]>();
  readonly #byFirstLetters = new Map<string, Phrase<T>[]>();

  add(text: string, value: T): void {
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
    const map = first.isPrefix ? this.#byFirstLetters : this.#byFirstWord;
    const key = first.isPrefix ? first.stem.slice(0, 2) : first.stem;
    map.set(key, [...(map.get(key) ?? []), { words, value }]);
  }

  at(words: readonly string[], stems: readonly string[], at: number): Phrase<T>[] {
    const exact = this.#byFirstWord.get(stems[at] ?? '') ?? [];
    const begun = this.#byFirstLetters.get((words[at] ?? '').slice(0, 2)) ?? [];
    return [...exact, ...begun].filter((phrase) => standsAt(phrase, words, stems, at));
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
