import type pg from 'pg';
import type { LifeArea } from '../../../generated/prisma/enums.ts';
import { lexiconOf, spellings, stopWords, weakWords } from './search-intents.ts';

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
  /** How many postings its words have: what the search has to read. */
  postings: number;
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
  /** Documents in the index. */
  total: number;
}

const MOST_TOKENS = 24;
const MOST_GROUPS = 8;

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
  const total = Math.max(1, frozen?.total ?? rows[0]?.total ?? 0);
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
  const intents = lexicon.match(tokens.map((token) => known.get(token)?.lexeme ?? token));
  const typed = new Set(groups.flatMap((group) => group.words.map((word) => word.id)));
  const also =
    intents.length > 0
      ? await countWords(
          pool,
          intents.flatMap((intent) => [...intent.also.keys()]),
        )
      : [];
  for (const intent of intents) {
    for (const area of intent.areas) areas.add(area);
    const covers = [...new Set(intent.positions.flatMap((position) => groupOfToken.get(tokens[position] ?? '') ?? []))];
    const words = also
      .filter((word) => intent.also.has(word.lexeme) && !typed.has(word.id) && (!counts || counts.has(word.id)))
      .map(({ id, documents: now, lexeme }) => ({
        id,
        // A phrase of several words tells more surely what is meant than one word.
        weight:
          rarity(id, counts?.get(id) ?? now) *
          (intent.positions.length > 1 ? 0.7 : 0.35) *
          (intent.also.get(lexeme) ?? 1),
      }));
    if (words.length === 0) continue;
    const covered = covers.reduce((sum, index) => sum + (groups[index]?.mass ?? 0), 0);
    groups.push({ label: intent.because, isIntent: true, words, mass: (covered || 5) * 0.75, covers });
  }
  const postings = dropCommonest(groups, new Map(documents));
  return { groups, areas: [...areas], corrections, phrases, excluded, postings, total, documents };
}

/** What one search reads at most, as long as a rarer word is left. */
const MOST_POSTINGS = 20_000;
const ENOUGH_POSTINGS = 500;

/**
 * In a big directory, words that nearly every service has tell little and cost most: they are left out, commonest first.
 *
 * @returns the postings that are left
 */
function dropCommonest(groups: WordGroup[], documents: ReadonlyMap<number, number>): number {
  const all = groups.flatMap((group) =>
    group.words.map((word) => ({ word, group, count: documents.get(word.id) ?? 0 })),
  );
  all.sort((left, right) => left.count - right.count);
  let postings = 0;
  let isTypedLeft = false;
  for (const { word, group, count } of all) {
    const isNeeded = !group.isIntent && !isTypedLeft && postings < ENOUGH_POSTINGS;
    if (isNeeded || postings + count <= MOST_POSTINGS) {
      postings += count;
      isTypedLeft ||= !group.isIntent;
    } else group.words = group.words.filter((other) => other !== word);
  }
  return postings;
}

async function countWords(
  pool: pg.Pool,
  lexemes: string[],
): Promise<{ id: number; documents: number; lexeme: string }[]> {
  const { rows } = await pool.query<{ id: number; documents: number; lexeme: string }>(
    'SELECT id, documents, lexeme FROM search_word WHERE lexeme = ANY ($1::text[]) AND documents > 0 ORDER BY id',
    [[...new Set(lexemes)]],
  );
  return rows;
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
  const typed = groups
    .filter((group) => !group.isIntent && group.words.length > 0)
    .reduce((sum, group) => sum + group.mass, 0);
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

// Counting 100,000 rows takes longer than a search: the planner's figure is near enough for how rare a word is.
const FIND = `
  SELECT q.token, l.lexeme, coalesce(c.id, w.id) AS id, coalesce(c.documents, w.documents, 0) AS documents,
         c.word AS "readAs",
         (SELECT CASE WHEN reltuples > 2000 THEN reltuples::int ELSE (SELECT count(*)::int FROM search_document) END
          FROM pg_class WHERE oid = 'search_document'::regclass) AS total
  FROM unnest($1::text[]) q (token)
  CROSS JOIN LATERAL (SELECT (ts_lexize('english_stem', unaccent(q.token)))[1] AS lexeme) l
  LEFT JOIN search_word w ON w.lexeme = l.lexeme AND w.documents > 0
  LEFT JOIN LATERAL (
    SELECT near.id, near.word, near.documents FROM (
      SELECT s.id, s.word, s.documents,
             least(levenshtein_less_equal(s.word, unaccent(q.token), 2), levenshtein_less_equal(s.lexeme, unaccent(q.token), 2)) AS distance
      FROM search_word s
      WHERE s.word % unaccent(q.token) AND s.documents > 0 AND length(s.word) BETWEEN length(q.token) - 2 AND length(q.token) + 2
    ) near
    WHERE near.distance <= CASE WHEN length(q.token) < 6 THEN 1 ELSE 2 END
      -- A word that one or two services have may be their own slip: "clinc".
      AND (w.id IS NULL OR near.distance = 1 AND near.documents >= 100 * w.documents AND left(near.word, 1) = left(q.token, 1))
    ORDER BY near.distance, left(near.word, 1) <> left(q.token, 1), near.documents DESC, near.word LIMIT 1
  ) c ON (w.id IS NULL OR w.documents <= 2) AND l.lexeme IS NOT NULL AND length(q.token) >= 4`;
