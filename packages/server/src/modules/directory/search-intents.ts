import type pg from 'pg';
import type { LifeArea } from '../../../generated/prisma/enums.ts';
import data from './search-intents.json' with { type: 'json' };

const MOST_INTENTS = 2;

/** How people spell a word → the word. */
export const spellings: ReadonlyMap<string, string> = new Map(Object.entries(data.spellings));
/** Words that carry no meaning in a search. */
export const stopWords: ReadonlySet<string> = new Set(data.stopWords.split(' '));
/** Words that carry little. */
export const weakWords: ReadonlySet<string> = new Set(data.weakWords.split(' '));

/** What a phrase is usually about. */
export interface MatchedIntent {
  /** Stems and how much each counts. */
  also: Map<string, number>;
  areas: LifeArea[];
  because: string;
  /** Where in the text. */
  positions: number[];
}

interface Lexicon {
  match(stems: string[]): MatchedIntent[];
}

const lexicons = new WeakMap<pg.Pool, Promise<Lexicon>>();

/** The intents as word stems, once for each database. */
export function lexiconOf(pool: pg.Pool): Promise<Lexicon> {
  let lexicon = lexicons.get(pool);
  if (!lexicon) {
    lexicon = loadLexicon(pool);
    lexicon.catch(() => lexicons.delete(pool));
    lexicons.set(pool, lexicon);
  }
  return lexicon;
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/'/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The intents as word stems, by the same stemmer as the index. */
async function loadLexicon(pool: pg.Pool): Promise<Lexicon> {
  const texts = data.intents.flatMap((intent) => [...intent.when, ...intent.also]);
  const { rows } = await pool.query<{ word: string; lexeme: string | null }>(
    `SELECT word, (ts_lexize('english_stem', unaccent(word)))[1] AS lexeme FROM unnest($1::text[]) q (word)`,
    [[...new Set(texts.flatMap(wordsOf))]],
  );
  const stems = new Map(rows.map((row) => [row.word, row.lexeme ?? row.word]));
  const stemsOf = (text: string) =>
    wordsOf(text).map((word) => stems.get(spellings.get(word) ?? word) ?? stems.get(word) ?? word);
  const intents = data.intents.map((intent) => ({
    when: intent.when.map(stemsOf),
    also: new Map(
      intent.also.flatMap((text) => stemsOf(text).map((stem, _index, all) => [stem, all.length > 1 ? 0.4 : 1])),
    ),
    areas: intent.areas as LifeArea[],
    because: intent.because,
  }));
  return {
    match(typed) {
      const matches = intents.flatMap((intent) => {
        const [longest] = intent.when
          .flatMap((trigger) => positionsOf(trigger, typed) ?? [])
          .sort((left, right) => right.length - left.length);
        return longest ? [{ ...intent, positions: longest }] : [];
      });
      // "pay rent" is more telling than "pay"; what lies wholly inside another match adds nothing.
      matches.sort((left, right) => right.positions.length - left.positions.length);
      const kept: MatchedIntent[] = [];
      for (const match of matches) {
        const isInside = kept.some((other) => match.positions.every((position) => other.positions.includes(position)));
        if (!isInside && kept.length < MOST_INTENTS) kept.push(match);
      }
      return kept;
    },
  };
}

/** Where the words of a trigger stand in the text, in order, with at most two others between them. */
function positionsOf(trigger: string[], typed: string[]): [number[]] | null {
  for (let start = 0; start < typed.length; start++) {
    if (typed[start] !== trigger[0]) continue;
    const positions = [start];
    for (const stem of trigger.slice(1)) {
      const from = (positions.at(-1) ?? 0) + 1;
      const next = typed.slice(from, from + 3).indexOf(stem);
      if (next < 0) break;
      positions.push(from + next);
    }
    if (positions.length === trigger.length) return [positions];
  }
  return null;
}
