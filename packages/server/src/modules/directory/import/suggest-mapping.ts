import type { ColumnMapping } from './column-mapping.ts';
import { nameOfColumn, type TargetGuess } from './column-names.ts';
import { kindOfValues, type ValueKind } from './column-values.ts';
import { TARGETS } from './mapping-targets.ts';

/** One column of a foreign table, with what it probably means. */
export interface SuggestedColumn {
  column: string;
  /** "service.name" …; null: nothing that Kith keeps, as far as can be told. */
  target: string | null;
  /** Why, in words for people. */
  reason: string;
  /** The first values in it, cut short, to see what it holds. */
  examples: string[];
}

export interface SuggestedTable {
  file: string;
  columns: SuggestedColumn[];
}

/** The head of a table: its column names, in lower case with _, and some of its rows. */
export interface TableHead {
  file: string;
  columns: readonly string[];
  rows: readonly Readonly<Record<string, string>>[];
}

const EXAMPLES = 3;
/** What values of a kind must look like; other targets take anything. */
const KIND_OF: Readonly<Record<string, ValueKind>> = {
  url: 'url',
  email: 'email',
  phone: 'phone',
  latitude: 'number',
  longitude: 'number',
  minimum_age: 'number',
  maximum_age: 'number',
  assured_date: 'date',
  postal_code: 'postcode',
};
/** What values alone can say. */
const TOLD_BY_VALUES: Partial<Record<ValueKind, string>> = { url: 'url', email: 'email', phone: 'phone' };
const KIND_WORDS: Readonly<Record<ValueKind, string>> = {
  url: 'web addresses',
  email: 'e-mail addresses',
  phone: 'telephone numbers',
  number: 'numbers',
  date: 'dates',
  postcode: 'postcodes',
  id: 'ids',
  text: 'long texts',
  line: 'short texts',
};

/** What the columns of a table probably mean, by their names and by what stands in them. Every target is given once. */
export function suggestTable(head: TableHead): SuggestedTable {
  const subject = subjectOf(head);
  const guesses = head.columns.map((column) => {
    const values = head.rows.map((row) => (row[column] ?? '').trim()).filter((value) => value !== '');
    return { column, values, best: bestOf(column, subject, values) };
  });
  const taken = new Map<string, string>();
  for (const { column, best } of guesses.toSorted((a, b) => (b.best?.score ?? 0) - (a.best?.score ?? 0)))
    if (best && !taken.has(best.target)) taken.set(best.target, column);
  return {
    file: head.file,
    columns: guesses.map(({ column, values, best }) => ({
      column,
      target: best && taken.get(best.target) === column ? best.target : null,
      reason: reasonOf(best, best ? taken.get(best.target) === column : false, values.length === 0),
      examples: [...new Set(values)]
        .slice(0, EXAMPLES)
        .map((value) => (value.length > 80 ? `${value.slice(0, 79)}…` : value)),
    })),
  };
}

/** A suggestion as a mapping, as if a steward had said yes to all of it. */
export function mappingOf(tables: readonly SuggestedTable[], runsUnlessSaid: boolean): ColumnMapping {
  return {
    runsUnlessSaid,
    tables: tables.map(({ file, columns }) => ({
      file: tables.length === 1 ? '*' : file,
      columns: Object.fromEntries(columns.flatMap(({ column, target }) => (target ? [[column, target]] : []))),
    })),
  };
}

type Subject = 'service' | 'organization' | 'location';

/** What most of a table is about: its file's name says it, or most of its columns do. */
function subjectOf({ file, columns }: TableHead): Subject {
  const name = file.toLowerCase();
  if (/org|agenc|provider/.test(name)) return 'organization';
  if (/loc|site|place|venue/.test(name)) return 'location';
  if (/serv|program|activit|group/.test(name)) return 'service';
  const count = (word: RegExp) => columns.filter((column) => word.test(column)).length;
  const [services, organizations, locations] = [count(/serv|program/), count(/org|agency|provider/), count(/loc|site/)];
  if (organizations > services && organizations > locations && services === 0) return 'organization';
  return locations > services && services === 0 ? 'location' : 'service';
}

interface Best extends TargetGuess {
  by: 'name' | 'name and values' | 'values';
  kind: ValueKind | null;
}

function bestOf(column: string, subject: Subject, values: readonly string[]): Best | null {
  const kind = kindOfValues(values);
  const named = nameOfColumn(column, subject).filter(({ target }) => Object.hasOwn(TARGETS, target));
  const scored = named.flatMap(({ target, score }): Best[] => {
    const wanted = KIND_OF[target.split('.')[1] ?? ''];
    if (!wanted || kind === null) return [{ target, score, by: 'name', kind }];
    if (kind === wanted) return [{ target, score: score + 0.2, by: 'name and values', kind }];
    // Numbers in a column that is called "website": its name lies.
    return score >= 0.8 && wanted !== 'number' ? [{ target, score: score - 0.5, by: 'name', kind }] : [];
  });
  const [first] = scored.toSorted((a, b) => b.score - a.score);
  if (first) return first;
  // A tax number looks like a telephone.
  if (/(?:^|_)(?:id|code|no|nr|ein|tax)(?:_|$)/.test(column)) return null;
  const field = kind === null ? undefined : TOLD_BY_VALUES[kind];
  if (field) return { target: `${subject}.${field}`, score: 0.3, by: 'values', kind };
  if (kind === 'postcode') return { target: 'address.postal_code', score: 0.3, by: 'values', kind };
  return null;
}

function reasonOf(best: Best | null, isTaken: boolean, isEmpty: boolean): string {
  if (!best) return isEmpty ? 'It is empty in the first rows.' : 'Its name says nothing that Kith keeps.';
  if (!isTaken) return `It looks like "${TARGETS[best.target]}" as well, but another column fits better.`;
  if (best.by === 'values') return `It holds ${KIND_WORDS[best.kind ?? 'line']}.`;
  if (best.by === 'name and values') return `Its name says so, and it holds ${KIND_WORDS[best.kind ?? 'line']}.`;
  return 'Its name says so.';
}
