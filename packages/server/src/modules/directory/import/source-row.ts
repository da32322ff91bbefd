import type { Place } from './report.ts';

/** HSDS 3 names. Older names are turned into these by the readers. */
export type Entity =
  | 'organization'
  | 'program'
  | 'service'
  | 'location'
  | 'service_at_location'
  | 'taxonomy_term'
  | 'address'
  | 'phone'
  | 'contact'
  | 'schedule'
  | 'language'
  | 'cost_option'
  | 'service_area'
  | 'accessibility'
  | 'attribute'
  | 'eligibility'
  | 'required_document';

/** Records with a life of their own; everything else belongs to one of them. */
export const MAIN_ENTITIES: ReadonlySet<Entity> = new Set<Entity>([
  'organization',
  'program',
  'service',
  'location',
  'service_at_location',
  'taxonomy_term',
]);

export interface Owner {
  entity: Entity;
  id: string;
}

/** One record as its source has it, with HSDS 3 column names and nothing cleaned yet. */
export interface SourceRow {
  entity: Entity;
  /** Null: the source gave none. */
  id: string | null;
  /** What it belongs to; null for organization, taxonomy_term and other records that stand alone. */
  owner: Owner | null;
  values: Record<string, unknown>;
  place: Place;
  /** Nested in another record (JSON), where the same record may be told many times. */
  isNested: boolean;
}

/** Takes what a reader found. */
export type Emit = (row: SourceRow) => void;

/** The first of these that says something. Numbers and booleans are read as text. */
export function firstOf(values: Record<string, unknown>, ...names: string[]): unknown {
  for (const name of names) {
    const value = values[name];
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return null;
}

/** An id as text; null when it is blank, or the 0 that some exports write for "none". */
export function idOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  // No database takes a NUL or half a character.
  const text = String(value)
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim();
  return text === '' || text === '0' || text.length > 300 ? null : text;
}
