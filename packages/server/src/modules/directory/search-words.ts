import type pg from 'pg';
import type { LifeArea } from '../../../generated/prisma/enums.ts';
import data from './search-intents.json' with { type: 'json' };

/** Words that stand for one thing in the search: one that was typed, or what a phrase is usually about. */
interface WordGroup {
  /** For the explanation: "rent", or a whole reason. */
  label: string;
  isIntent: boolean;
  words: { id: number; weight: number }[];
  /** How much it matters that a service has it. */
  mass: number;
  /** For an intent: the groups that it stands for. */
  covers: number[];
}

/** A typed text as the index knows it. */
export interface Understood {
  groups: WordGroup[];
  /** Life areas that the words point to. */
  areas: LifeArea[];
  corrections: { typed: string; readAs: string }[];
  /** "in quotes" */
  phrases: string[];
  /** -left -out */
  excluded: string[];
  /** Documents in the index, and of each known word: what the weights come from. */
  total: number;
  documents: [number, number][];
}

/** The word counts of an earlier page. */
export type FrozenCounts = Pick<Understood, 'total' | 'documents'>;

interface Found {
  token: string;
  lexeme: string | null;
  id: number | null;
  documents: number;
  readAs: string | null;
}

const stopWords = new Set(data.stopWords.split(' '));
const weakWords = new Set(data.weakWords.split(' '));
const spellings = new Map(Object.entries(data.spellings));
const MOST_TOKENS = 24;
const MOST_GROUPS = 8;
const MOST_INTENTS = 2;

/** Takes a text apart. Never fails: everything that is no word is a blank. */
export function readText(text: string): { tokens: string[]; phrases: string[]; excluded: string[] } {
  const phrases: string[] = [];
  const excluded: string[] = [];
  const rest = text
    .toLowerCase()
    .replace(/["“”]([^"“”]+)["“”]/g, (_all, phrase: string) => {
      phrases.push(phrase);
      return ` ${phrase} `;
    })
    .replace(/(^|\s)-([\p{L}\p{N}]+)(?=\s|$)/gu, (_all, before: string, word: string) => {
      excluded.push(word);
      return before;
    });
  const words = rest.replace(/['’`´]/g, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const tokens = words.filter((word) => word.length <= 40).slice(0, MOST_TOKENS);
  return { tokens: tokens.map((token) => spellings.get(token) ?? token), phrases, excluded };
}

/** Finds the typed words in the index, corrects what is not there, and adds what such words are usually about. */
export async function understandText(pool: pg.Pool, text: string, frozen: FrozenCounts | null): Promise<Understood> {
  const { tokens, phrases, excluded } = readText(text);
  const lexicon = await lexiconOf(pool);
  const { rows } = await pool.query<Found>(FIND, [[...new Set(tokens)]]);
  const counts = frozen ? new Map(frozen.documents) : null;
  const known = new Map(
    rows.map((row) => {
      const isKnown = row.id !== null && (!counts || counts.has(row.id));
      return [
        row.token,
        isKnown ? { ...row, documents: counts?.get(row.id ?? 0) ?? row.documents } : { ...row, id: null },
      ];
    }),
  );
  const total = Math.max(1, frozen?.total ?? (await countDocuments(pool)));
  const documents: [number, number][] = [];
  const rarity = (id: number, count: number) => {
    documents.push([id, count]);
    return Math.log(1 + (Math.max(0, total - count) + 0.5) / (count + 0.5));
  };

  const groups: WordGroup[] = [];
  const groupOfToken = new Map<string, number>();
  const corrections: Understood['corrections'] = [];
  for (const token of meaningful(tokens, known)) {
    const found = known.get(token);
    if (!found || found.id === null || groupOfToken.has(token)) continue;
    const same = groups.findIndex((group) => group.words[0]?.id === found.id);
    groupOfToken.set(token, same >= 0 ? same : groups.length);
    if (found.readAs) corrections.push({ typed: token, readAs: found.readAs });
    if (same >= 0) continue;
    const strength = rarity(found.id, found.documents) * (weakWords.has(token) ? 0.4 : 1) * (found.readAs ? 0.9 : 1);
    groups.push({
      label: found.readAs ?? token,
      isIntent: false,
      words: [{ id: found.id, weight: strength }],
      mass: strength,
      covers: [],
    });
  }
  keepStrongest(groups, groupOfToken);

  const areas = new Set<LifeArea>();
  const stems = tokens.map((token) => known.get(token)?.lexeme ?? token);
  for (const intent of lexicon.match(stems)) {
    for (const area of intent.areas) areas.add(area);
    const covers = [...new Set(intent.positions.flatMap((position) => groupOfToken.get(tokens[position] ?? '') ?? []))];
    const typed = new Set(groups.flatMap((group) => group.words.map((word) => word.id)));
    const { rows: also } = await pool.query<{ id: number; documents: number; lexeme: string }>(
      'SELECT id, documents, lexeme FROM search_word WHERE lexeme = ANY ($1::text[]) AND documents > 0',
      [[...intent.also.keys()]],
    );
    const words = also
      .filter((word) => !typed.has(word.id) && (!counts || counts.has(word.id)))
      .map(({ id, documents: now, lexeme }) => ({
        id,
        weight: rarity(id, counts?.get(id) ?? now) * 0.35 * (intent.also.get(lexeme) ?? 1),
      }));
    if (words.length === 0) continue;
    const covered = covers.reduce((sum, index) => sum + (groups[index]?.mass ?? 0), 0);
    groups.push({ label: intent.because, isIntent: true, words, mass: (covered || 5) * 0.75, covers });
  }
  return { groups, areas: [...areas], corrections, phrases, excluded, total, documents };
}

/** The words that carry meaning; when there is none, whatever was typed. */
function meaningful(tokens: string[], known: Map<string, { lexeme: string | null }>): string[] {
  const said = tokens.filter((token) => known.get(token)?.lexeme);
  const carrying = said.filter((token) => !stopWords.has(token));
  return carrying.length > 0 ? carrying : said;
}

/** A long sentence is searched by its rarest words. */
function keepStrongest(groups: WordGroup[], groupOfToken: Map<string, number>): void {
  if (groups.length <= MOST_GROUPS) return;
  const kept = [...groups].sort((left, right) => right.mass - left.mass).slice(0, MOST_GROUPS);
  for (const [token, index] of groupOfToken) {
    const group = groups[index];
    const place = group ? kept.indexOf(group) : -1;
    if (place >= 0) groupOfToken.set(token, place);
    else groupOfToken.delete(token);
  }
  groups.splice(0, groups.length, ...kept);
}

/** The share of what was typed that a service must have. */
const ENOUGH = 0.4;

/**
 * For every combination of groups (as bits) whether a service with exactly these is a result.
 *
 * @param isLoose any word is enough
 */
export function passingMasks(groups: readonly WordGroup[], isLoose: boolean): boolean[] {
  const typed = groups.filter((group) => !group.isIntent).reduce((sum, group) => sum + group.mass, 0);
  const unspoken = groups
    .filter((group) => group.isIntent && group.covers.length === 0)
    .reduce((sum, group) => sum + group.mass, 0);
  const needed = isLoose ? 0 : ENOUGH * (typed + unspoken);
  return Array.from({ length: 1 << groups.length }, (_, mask) => {
    if (mask === 0) return false;
    let mass = 0;
    groups.forEach((group, index) => {
      if (group.isIntent) {
        if (!(mask & (1 << index))) return;
        // What it stands for is worth three quarters, unless that was found itself.
        if (group.covers.length === 0) mass += group.mass;
        for (const typedIndex of group.covers) {
          if (!(mask & (1 << typedIndex))) mass += (groups[typedIndex]?.mass ?? 0) * 0.75;
        }
      } else if (mask & (1 << index)) mass += group.mass;
    });
    return mass >= needed;
  });
}

const FIND = `
  SELECT q.token, l.lexeme, coalesce(w.id, c.id) AS id, coalesce(w.documents, c.documents, 0) AS documents,
         CASE WHEN w.id IS NULL THEN c.word END AS "readAs"
  FROM unnest($1::text[]) q (token)
  CROSS JOIN LATERAL (SELECT (ts_lexize('english_stem', unaccent(q.token)))[1] AS lexeme) l
  LEFT JOIN search_word w ON w.lexeme = l.lexeme AND w.documents > 0
  LEFT JOIN LATERAL (
    SELECT near.id, near.word, near.documents FROM (
      SELECT s.id, s.word, s.documents,
             levenshtein_less_equal(s.word, unaccent(q.token), CASE WHEN length(q.token) < 6 THEN 1 ELSE 2 END) AS distance
      FROM search_word s
      WHERE s.word % unaccent(q.token) AND s.documents > 0 AND length(s.word) BETWEEN length(q.token) - 2 AND length(q.token) + 2
    ) near
    WHERE near.distance <= CASE WHEN length(q.token) < 6 THEN 1 ELSE 2 END
    ORDER BY near.distance, left(near.word, 1) <> left(q.token, 1), near.documents DESC, near.word LIMIT 1
  ) c ON w.id IS NULL AND l.lexeme IS NOT NULL AND length(q.token) >= 4`;

/** Counting 100,000 rows takes longer than a search: the planner's figure is near enough for how rare a word is. */
async function countDocuments(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT CASE WHEN c.reltuples > 2000 THEN c.reltuples::int ELSE (SELECT count(*)::int FROM search_document) END AS n
     FROM pg_class c WHERE c.oid = 'search_document'::regclass`,
  );
  return rows[0]?.n ?? 0;
}

interface MatchedIntent {
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

function lexiconOf(pool: pg.Pool): Promise<Lexicon> {
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
