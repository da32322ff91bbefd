import type pg from 'pg';
import type { LifeArea } from '../../../generated/prisma/enums.ts';
import { dropCommonest, keepWhatCounts, passingMasks, type WordGroup } from './search-groups.ts';
import { LEXICON_VERSION, type Lexicon, lexiconOf, spellings, stopWords, weakWords } from './search-lexicon.ts';
import { groupOf, isSpoken, quietenTheRest } from './search-meanings.ts';

/** A typed text as the index knows it. */
export interface Understood {
  groups: WordGroup[];
  /** Which combinations of groups (as bits) are a result: most of the words, or any of them. */
  passing: { most: boolean[]; any: boolean[] };
  /** Life areas that the words point to. */
  areas: LifeArea[];
  /** How much a service of these areas counts more. */
  areaWeight: number;
  corrections: { typed: string; readAs: string }[];
  /** "in quotes" */
  phrases: string[];
  /** -left -out */
  excluded: string[];
  /** Words that could not be looked for: no service has them, or nearly every one. */
  leftOut: string[];
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
  /** Of the word as it was typed. */
  ownId: number | null;
  ownDocuments: number;
  /** Documents in the index. */
  total: number;
  lexiconVersion: number;
}

/** A service of the life area that the words point to counts this much more. */
const AREA = { inTitle: 1.12, alone: 1.3, inSentence: 1.3 } as const;
const MOST_TOKENS = 24;
const MOST_TYPED = 8;

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
  const different = [...new Set(tokens)];
  const found = (await pool.query<Found>(FIND, [different, different.map((token) => !weakWords.has(token))])).rows;
  const lexicon = await lexiconOf(pool, found[0]?.lexiconVersion ?? null);
  const rows = found.map((row) => withSense(row, lexicon));
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
    if (found?.readAs && !corrections.some(({ typed }) => typed === token))
      corrections.push({ typed: token, readAs: found.readAs });
    if (!found || found.id === null || groupOfToken.has(token)) continue;
    const same = groups.findIndex((group) => group.words[0]?.id === found.id);
    groupOfToken.set(token, same >= 0 ? same : groups.length);
    if (same >= 0) continue;
    const strength = rarity(found.id, found.documents) * (weakWords.has(token) ? 0.4 : 1) * (found.readAs ? 0.9 : 1);
    groups.push({
      label: found.readAs ?? token,
      kind: 'TYPED',
      words: [{ id: found.id, weight: strength }],
      phrases: [],
      mass: strength,
      covers: [],
    });
  }
  keepStrongest(groups, groupOfToken);

  const meanings = lexicon.match(tokens.map((token) => known.get(token)?.lexeme ?? token));
  const counted = await countWords(
    pool,
    meanings.flatMap((meaning) => meaning.also.flat()),
  );
  const others = new Map(
    counted
      .filter((word) => !counts || counts.has(word.id))
      .map((word) => [word.lexeme, { id: word.id, rarity: rarity(word.id, counts?.get(word.id) ?? word.documents) }]),
  );
  const typedCount = groups.length;
  const isSentence = isSpoken(tokens);
  if (isSentence) quietenTheRest(groups, groupOfToken, tokens, meanings);
  for (const meaning of meanings) {
    const covers = [...new Set(meaning.positions.flatMap((at) => groupOfToken.get(tokens[at] ?? '') ?? []))];
    const group = groupOf(meaning, { covers, typed: tokens, others, groups, total, isSentence });
    if (group) groups.push(group);
  }
  const areas = new Set(meanings.flatMap((meaning) => meaning.areas));
  const postings = dropCommonest(groups, new Map(documents));
  const told = new Set(meanings.flatMap(({ positions }) => positions.map((at) => tokens[at] ?? '')));
  const leftOut = [...new Set(meaningful(tokens, known))].filter((token) => {
    const group = groups[groupOfToken.get(token) ?? -1];
    return !told.has(token) && (group === undefined || group.words.length === 0);
  });
  keepWhatCounts(groups);
  const passing = { most: passingMasks(groups, false), any: passingMasks(groups, true) };
  const areaWeight = isSentence ? AREA.inSentence : typedCount === 1 ? AREA.alone : AREA.inTitle;
  return {
    ...{ groups, passing, areas: [...areas], areaWeight, corrections, leftOut, phrases, excluded },
    ...{ postings, total, documents },
  };
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

/**
 * A right word that the directory happens not to use ("father") is not read as another that it does use ("feather"); a
 * wrong one that no service has can still be a word of the dictionary ("gambeling").
 */
function withSense(row: Found, lexicon: Lexicon): Found {
  if (row.readAs !== null) {
    const isRight = weakWords.has(row.token) || (row.lexeme !== null && lexicon.knows(row.lexeme));
    return isRight ? { ...row, id: row.ownId, documents: row.ownDocuments, readAs: null } : row;
  }
  const isUnknown = row.id === null && row.lexeme !== null && !lexicon.knows(row.lexeme) && !weakWords.has(row.token);
  const near = isUnknown ? lexicon.nearest(row.token) : null;
  return near ? { ...row, lexeme: near.stem, readAs: near.word } : row;
}

/** The words that carry meaning; when there is none, whatever was typed. */
function meaningful(tokens: string[], known: Map<string, { lexeme: string | null }>): string[] {
  const said = tokens.filter((token) => known.get(token)?.lexeme);
  const carrying = said.filter((token) => !stopWords.has(token));
  return carrying.length > 0 ? carrying : said;
}

/** A long sentence is searched by its rarest words. */
function keepStrongest(groups: WordGroup[], groupOfToken: Map<string, number>): void {
  if (groups.length <= MOST_TYPED) return;
  const kept = [...groups].sort((left, right) => right.mass - left.mass).slice(0, MOST_TYPED);
  for (const [token, index] of groupOfToken) {
    const group = groups[index];
    const place = group ? kept.indexOf(group) : -1;
    if (place >= 0) groupOfToken.set(token, place);
    else groupOfToken.delete(token);
  }
  groups.splice(0, groups.length, ...kept);
}

// Counting 100,000 rows takes longer than a search: the planner's figure is near enough for how rare a word is. When a
// correction is looked for at all stands inside its subquery: as a condition of the join it would be looked for every time.
const FIND = `
  SELECT q.token, l.lexeme, coalesce(x.id, c.id, w.id) AS id, coalesce(x.documents, c.documents, w.documents, 0) AS documents,
         coalesce(x.word, c.word) AS "readAs", w.id AS "ownId", coalesce(w.documents, 0) AS "ownDocuments",
         coalesce(x.lexeme, c.lexeme) AS "readLexeme",
         (SELECT CASE WHEN reltuples > 2000 THEN reltuples::int ELSE (SELECT count(*)::int FROM search_document) END
          FROM pg_class WHERE oid = 'search_document'::regclass) AS total,
         ${LEXICON_VERSION} AS "lexiconVersion"
  FROM unnest($1::text[], $2::boolean[]) q (token, may_be_wrong)
  CROSS JOIN LATERAL (SELECT (ts_lexize('english_stem', unaccent(q.token)))[1] AS lexeme) l
  LEFT JOIN search_word w ON w.lexeme = l.lexeme AND w.documents > 0
  -- Two letters that changed places: the commonest slip of quick fingers, and with few letters in common ("rnet").
  LEFT JOIN LATERAL (
    SELECT s.id, swapped.word, s.lexeme, s.documents
    FROM generate_series(1, length(q.token) - 1) at
    CROSS JOIN LATERAL (SELECT overlay(q.token PLACING reverse(substr(q.token, at, 2)) FROM at FOR 2) AS word) swapped
    JOIN search_word s ON s.lexeme = (ts_lexize('english_stem', unaccent(swapped.word)))[1] AND s.documents > 0
    WHERE swapped.word <> q.token AND q.may_be_wrong AND w.id IS NULL AND l.lexeme IS NOT NULL AND length(q.token) BETWEEN 3 AND 20
    ORDER BY s.documents DESC, at LIMIT 1
  ) x ON true
  LEFT JOIN LATERAL (
    SELECT near.id, near.word, near.lexeme, near.documents FROM (
      SELECT s.id, s.word, s.lexeme, s.documents,
             least(levenshtein_less_equal(s.word, unaccent(q.token), 2), levenshtein_less_equal(s.lexeme, unaccent(q.token), 2)) AS distance
      FROM search_word s
      WHERE q.may_be_wrong AND (w.id IS NULL OR w.documents <= 2) AND l.lexeme IS NOT NULL AND length(q.token) >= 4
        AND s.word % unaccent(q.token) AND s.documents > 0 AND length(s.word) BETWEEN length(q.token) - 2 AND length(q.token) + 2
    ) near
    WHERE near.distance <= CASE WHEN length(q.token) < 6 THEN 1 ELSE 2 END
      -- A word that one or two services have may be their own slip: "clinc".
      AND (w.id IS NULL OR near.distance = 1 AND near.documents >= 100 * w.documents AND left(near.word, 1) = left(q.token, 1))
    ORDER BY near.distance, left(near.word, 1) <> left(q.token, 1), near.documents DESC, near.word LIMIT 1
  ) c ON true`;
