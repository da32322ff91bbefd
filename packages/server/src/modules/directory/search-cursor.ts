import type { KeyRing } from '../../infra/crypto.ts';
import { badSearch } from './search-input.ts';

/**
 * Where a page ended, and everything that the order of the list hangs on: the weights of the words, the radius and the
 * time of the first page. So the list stays the same list while services come and go. Signed, since it goes into SQL.
 */
export interface SearchCursor {
  /** Fingerprint of the search that it belongs to. */
  search: string;
  /** Milliseconds: what counts as fresh. */
  asOf: number;
  /** Name, latitude, longitude; null: no place, or not known. */
  place: [string, number, number] | null;
  radiusKm: number | null;
  /** Whether any word is enough. */
  isLoose: boolean;
  /** Documents at the first page, and documents of each word: [word id, documents]. */
  total: number;
  documents: [number, number][];
  /** Sort keys of the last row. */
  after: [number, string, number];
}

const SIGNATURE_CHARACTERS = 22;

/** The cursor as opaque text. */
export function writeCursor(keys: KeyRing, cursor: SearchCursor): string {
  const { search, asOf, place, radiusKm, isLoose, total, documents, after } = cursor;
  const body = Buffer.from(
    JSON.stringify([search, asOf, place, radiusKm, isLoose ? 1 : 0, total, documents.flat(), after]),
  ).toString('base64url');
  return `${sign(keys, body)}${body}`;
}

/** @throws BAD_USER_INPUT forged, damaged, or of another search */
export function readCursor(keys: KeyRing, text: string, search: string): SearchCursor {
  const refused = badSearch('This cursor does not belong to this search. Start again without "after".');
  if (text.length > 4_000) throw refused;
  const body = text.slice(SIGNATURE_CHARACTERS);
  const signatures = keys
    .fingerprints('search-cursor', body)
    .map((print) => Buffer.from(print).toString('base64url').slice(0, SIGNATURE_CHARACTERS));
  if (!signatures.includes(text.slice(0, SIGNATURE_CHARACTERS))) throw refused;
  const [of, asOf, place, radiusKm, isLoose, total, flat, after] = JSON.parse(
    Buffer.from(body, 'base64url').toString('utf8'),
  ) as [string, number, SearchCursor['place'], number | null, number, number, number[], SearchCursor['after']];
  if (of !== search) throw refused;
  const documents: [number, number][] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) documents.push([flat[index] ?? 0, flat[index + 1] ?? 0]);
  return { search, asOf, place, radiusKm, isLoose: isLoose === 1, total, documents, after };
}

/** A short fingerprint of the search, so that a cursor cannot be used with another one. */
export function fingerprintOf(keys: KeyRing, search: object): string {
  return Buffer.from(keys.fingerprint('search', JSON.stringify(search)))
    .toString('base64url')
    .slice(0, 16);
}

function sign(keys: KeyRing, body: string): string {
  return Buffer.from(keys.fingerprint('search-cursor', body)).toString('base64url').slice(0, SIGNATURE_CHARACTERS);
}
