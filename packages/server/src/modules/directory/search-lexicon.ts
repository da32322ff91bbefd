import type pg from 'pg';
import type { LifeArea } from '../../../generated/prisma/enums.ts';
import { editDistance } from './gazetteer.ts';
import needs from './lexicon/en-needs.json' with { type: 'json' };
import words from './lexicon/en-words.json' with { type: 'json' };

const MOST_NEEDS = 2;
const MOST_OTHER_WORDS = 4;
/** Words that may stand between those of a need: "looking after my old mother". */
const GAP = 2;

/** How people spell a word → the word. */
export const spellings: ReadonlyMap<string, string> = new Map(Object.entries(needs.spellings));
/** Words that carry no meaning in a search. */
export const stopWords: ReadonlySet<string> = new Set(needs.stopWords.split(' '));
/** Words that carry little. */
export const weakWords: ReadonlySet<string> = new Set(needs.weakWords.split(' '));

/** Words that only somebody who speaks in sentences uses. */
export const speaking: ReadonlySet<string> = new Set(needs.speaking.split(' '));

/** What typed words stand for. */
export interface Meaning {
  /** Other words and phrases, each as stems. */
  also: string[][];
  /** What somebody is usually after who says so; null: merely other words for the same. */
  because: string | null;
  areas: LifeArea[];
  /** Where in the text. */
  positions: number[];
}

interface Rule extends Omit<Meaning, 'positions'> {
  when: string[];
}

/** The dictionary, as word stems. */
export interface Lexicon {
  match(stems: readonly string[]): Meaning[];
  knows(stem: string): boolean;
  /** The word of the dictionary that somebody nearly typed; null: none, or several. */
  nearest(typed: string): { word: string; stem: string } | null;
}

/** A saying before its words are stems. */
interface Saying {
  when: readonly string[];
  also: readonly string[];
  areas: readonly LifeArea[];
  because: string | null;
}

/** A need as people put it, as it comes with Kith. */
export interface OwnNeed extends Saying {
  /** Its first typed words: stewards' changes refer to it by them. */
  name: string;
  because: string;
}

export const ownNeeds: readonly OwnNeed[] = needs.intents.map((need) => ({
  ...need,
  areas: need.areas as LifeArea[],
  name: need.when[0] ?? '',
}));

/** Words of one meaning, as they come with Kith. */
function ownWords(): Saying[] {
  const listed = (line: string) => line.split(',').map((phrase) => phrase.trim());
  return [
    ...words.same.map(listed).map((line) => ({ when: line, also: line, areas: [], because: null })),
    ...words.wider.map(([from = '', to = '']) => ({ when: listed(from), also: listed(to), areas: [], because: null })),
  ];
}

/** Needs as the stewards of this Kith want them: its own, but for those that were changed or turned off, and theirs. */
async function needsOf(pool: pg.Pool): Promise<Saying[]> {
  const { rows } = await pool.query<Saying & { replaces: string | null; isOn: boolean; because: string }>(
    `SELECT replaces, typed AS "when", also, areas::text[] AS areas, because, is_on AS "isOn"
     FROM search_saying ORDER BY id`,
  );
  const changed = new Map(rows.flatMap((row) => (row.replaces === null ? [] : [[row.replaces, row] as const])));
  return [
    ...ownNeeds.flatMap((need): Saying[] => {
      const change = changed.get(need.name);
      if (!change) return [need];
      if (!change.isOn) return [];
      return [change.when.length > 0 ? change : need];
    }),
    // One of Kith's own that it has no longer is the stewards' now.
    ...rows.filter(
      ({ replaces, isOn, when }) =>
        isOn && when.length > 0 && !(replaces !== null && ownNeeds.some(({ name }) => name === replaces)),
    ),
  ];
}

const lexicons = new WeakMap<pg.Pool, { version: number; lexicon: Promise<Lexicon> }>();

/**
 * The dictionary as word stems, once for each database and each change to it.
 *
 * @param version of the stewards' part (LEXICON_VERSION); null: whichever is held
 */
export function lexiconOf(pool: pg.Pool, version: number | null): Promise<Lexicon> {
  const held = lexicons.get(pool);
  if (held && (version === null || held.version === version)) return held.lexicon;
  const next = { version: version ?? -1, lexicon: loadLexicon(pool) };
  next.lexicon.catch(() => lexicons.get(pool) === next && lexicons.delete(pool));
  lexicons.set(pool, next);
  return next.lexicon;
}

/** SQL: a number that is another after every change of the stewards' part of the dictionary. */
export const LEXICON_VERSION = '(SELECT coalesce(sum(version), 0)::int FROM search_saying)';

/** The words of a text, as the dictionary compares them before they are stems. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

async function loadLexicon(pool: pg.Pool): Promise<Lexicon> {
  const sayings = [...(await needsOf(pool)), ...ownWords()];
  const texts = sayings.flatMap((saying) => [...saying.when, ...saying.also]);
  const { rows } = await pool.query<{ word: string; lexeme: string | null }>(
    `SELECT word, (ts_lexize('english_stem', unaccent(word)))[1] AS lexeme FROM unnest($1::text[]) q (word)`,
    [[...new Set(texts.flatMap(wordsOf).flatMap((word) => [word, spellings.get(word) ?? word]))]],
  );
  const stems = new Map(rows.map((row) => [row.word, row.lexeme ?? row.word]));
  const stemsOf = (text: string) => wordsOf(text).map((word) => stems.get(spellings.get(word) ?? word) ?? word);
  const plain = new Map([...stems].filter(([word]) => word.length > 4));
  return lexiconFrom(
    plain,
    sayings.flatMap((saying) => {
      const also = saying.also.map(stemsOf).filter((phrase) => phrase.length > 0);
      return saying.when
        .map(stemsOf)
        .filter((when) => when.length > 0)
        .map((when) => ({
          when,
          also: also.filter((phrase) => phrase.join(' ') !== when.join(' ')),
          because: saying.because,
          areas: [...saying.areas],
        }));
    }),
  );
}

function lexiconFrom(stems: ReadonlyMap<string, string>, rules: readonly Rule[]): Lexicon {
  const byFirst = new Map<string, Rule[]>();
  for (const rule of rules) {
    const first = rule.when[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), rule]);
  }
  const known = new Set(rules.flatMap((rule) => [...rule.when, ...rule.also.flat()]));
  return {
    knows: (stem) => known.has(stem),
    nearest(typed) {
      if (typed.length < 5) return null;
      const most = typed.length < 8 ? 1 : 2;
      const near = [...stems].filter(
        ([word]) => Math.abs(word.length - typed.length) <= most && editDistance(word, typed, most) <= most,
      );
      const [only] = near;
      return only && new Set(near.map(([, stem]) => stem)).size === 1 ? { word: only[0], stem: only[1] } : null;
    },
    match(typed) {
      const found: Meaning[] = typed.flatMap((stem, start) =>
        (byFirst.get(stem) ?? []).flatMap((rule) => {
          const positions = positionsOf(rule.when, typed, start, rule.because === null ? 0 : GAP);
          return positions ? [{ ...rule, positions }] : [];
        }),
      );
      return [
        ...widest(
          found.filter((meaning) => meaning.because !== null),
          MOST_NEEDS,
        ),
        ...widest(
          found.filter((meaning) => meaning.because === null),
          MOST_OTHER_WORDS,
        ),
      ];
    },
  };
}

/** "pay rent" is more telling than "pay": what lies wholly inside another adds nothing. Lines about the same words are one. */
function widest(meanings: Meaning[], most: number): Meaning[] {
  const kept: Meaning[] = [];
  for (const meaning of meanings.sort((left, right) => right.positions.length - left.positions.length)) {
    const around = kept.find((other) => meaning.positions.every((position) => other.positions.includes(position)));
    // "somewhere to sleep tonight" says twice that it is about a place to stay.
    const same = meaning.because === null ? undefined : kept.find((other) => other.because === meaning.because);
    if (same) {
      same.positions = [...new Set([...same.positions, ...meaning.positions])];
      continue;
    }
    if (!around) {
      if (kept.length < most) kept.push({ ...meaning });
    } else if (around.positions.length === meaning.positions.length && meaning.because === around.because) {
      around.also = [...around.also, ...meaning.also];
    }
  }
  return kept;
}

/** Where the words of a rule stand in the text from `start` on, in order, with at most `gap` others between them. */
function positionsOf(when: readonly string[], typed: readonly string[], start: number, gap: number): number[] | null {
  const positions = [start];
  for (const stem of when.slice(1)) {
    const from = (positions.at(-1) ?? 0) + 1;
    const next = typed.slice(from, from + 1 + gap).indexOf(stem);
    if (next < 0) return null;
    positions.push(from + next);
  }
  return positions;
}
