import { InvalidInput } from '../../../errors.ts';
import { UUID } from '../../../uuid.ts';

/** What an HSDS list was asked for, checked. */
export interface HsdsQuery {
  search: string | null;
  page: number;
  perPage: number;
  isNdjson: boolean;
  isMinimal: boolean;
  isFull: boolean;
  /** Organizations with the full record of each service. */
  hasFullServices: boolean;
  taxonomyTermId: string | null;
  taxonomyId: string | null;
  organizationId: string | null;
  parentId: string | null;
  isTopOnly: boolean;
  modifiedAfter: Date | null;
  /** Years: for people at least, or at most, this old. */
  minimumAge: number | null;
  maximumAge: number | null;
  postcode: string | null;
  /** Metres around the postcode. */
  proximity: number | null;
}

export const pageLimits = { usual: 50, most: 100, mostMinimal: 50_000, lastPage: 1_000_000, text: 200 } as const;
/** Around a postcode, when nothing is said about how far. */
const USUAL_PROXIMITY = 5_000;
const MOST_PROXIMITY = 2_000_000;
const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads the query parameters of HSDS 3.0 and its UK profile. Names that nobody defined are passed over, as the
 * standard wants; values that make no sense are refused rather than guessed.
 *
 * @throws {InvalidInput} with the name of the parameter
 */
export function readHsdsQuery(parameters: URLSearchParams): HsdsQuery {
  const isMinimal = flag(parameters, 'minimal');
  const proximity = number(parameters, 'proximity', { least: 1, most: MOST_PROXIMITY });
  const postcode = text(parameters, 'postcode');
  if (proximity !== null && postcode === null)
    throw new InvalidInput('Give a postcode with proximity: it is the middle of the circle.', 'postcode');
  const format = text(parameters, 'format') ?? 'json';
  if (format !== 'json' && format !== 'ndjson') throw new InvalidInput('format is json or ndjson.', 'format');
  const usual = isMinimal ? pageLimits.mostMinimal : pageLimits.usual;
  const most = isMinimal ? pageLimits.mostMinimal : pageLimits.most;
  return {
    search: text(parameters, 'search'),
    page: whole(parameters, 'page', { least: 1, most: pageLimits.lastPage }) ?? 1,
    perPage: whole(parameters, 'per_page', { least: 1, most }) ?? usual,
    isNdjson: format === 'ndjson',
    isMinimal,
    isFull: flag(parameters, 'full'),
    hasFullServices: flag(parameters, 'full_service'),
    taxonomyTermId: uuid(parameters, 'taxonomy_term_id'),
    taxonomyId: uuid(parameters, 'taxonomy_id'),
    organizationId: uuid(parameters, 'organization_id'),
    parentId: uuid(parameters, 'parent_id'),
    isTopOnly: flag(parameters, 'top_only'),
    modifiedAfter: date(parameters, 'modified_after'),
    minimumAge: number(parameters, 'minimum_age', { least: 0, most: 150 }),
    maximumAge: number(parameters, 'maximum_age', { least: 0, most: 150 }),
    postcode,
    proximity: postcode === null ? null : (proximity ?? USUAL_PROXIMITY),
  };
}

/** Whether a text can be an id at all; anything else is nobody's. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}

function text(parameters: URLSearchParams, name: string): string | null {
  const value = parameters.get(name);
  if (value === null) return null;
  if (value.length > pageLimits.text) throw new InvalidInput(`Keep ${name} under ${pageLimits.text} characters.`, name);
  return value.toWellFormed().replaceAll('\0', '').trim() || null;
}

function uuid(parameters: URLSearchParams, name: string): string | null {
  const value = text(parameters, name);
  if (value !== null && !UUID.test(value)) throw new InvalidInput(`${name} is a UUID.`, name);
  return value?.toLowerCase() ?? null;
}

function flag(parameters: URLSearchParams, name: string): boolean {
  const value = text(parameters, name)?.toLowerCase() ?? (parameters.has(name) ? 'true' : 'false');
  if (['true', '1', 'yes'].includes(value)) return true;
  if (['false', '0', 'no'].includes(value)) return false;
  throw new InvalidInput(`${name} is true or false.`, name);
}

function number(parameters: URLSearchParams, name: string, of: { least: number; most: number }): number | null {
  const value = text(parameters, name);
  if (value === null) return null;
  const read = /^\d{1,9}(\.\d{1,6})?$/.test(value) ? Number(value) : Number.NaN;
  if (!(read >= of.least && read <= of.most))
    throw new InvalidInput(`${name} is a number from ${of.least} to ${of.most}.`, name);
  return read;
}

function whole(parameters: URLSearchParams, name: string, of: { least: number; most: number }): number | null {
  const value = number(parameters, name, of);
  if (value !== null && !Number.isInteger(value)) throw new InvalidInput(`${name} is a whole number.`, name);
  return value;
}

function date(parameters: URLSearchParams, name: string): Date | null {
  const value = text(parameters, name);
  if (value === null) return null;
  // A plus sign in an address that was not encoded arrives as a space.
  const repaired = value.replace(/^(\d{4}-\d{2}-\d{2}T[\d:.]+) (\d{2}:?\d{2})$/, '$1+$2');
  const read = DATE.test(repaired) ? new Date(repaired) : new Date(Number.NaN);
  const isReal = Number.isFinite(read.getTime()) && isRealDay(repaired.slice(0, 10));
  if (!isReal) throw new InvalidInput(`${name} is a date, for example 2026-11-23 or 2026-11-23T09:00:00Z.`, name);
  return read;
}

/** JavaScript takes 31 February for 3 March. */
function isRealDay(day: string): boolean {
  const read = new Date(`${day}T00:00:00Z`);
  return Number.isFinite(read.getTime()) && read.toISOString().startsWith(day);
}
