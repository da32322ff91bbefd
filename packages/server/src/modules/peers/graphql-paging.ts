import { InvalidInput } from '../../errors.ts';
import { MAX_PAGE } from '../../graphql/builder.ts';

/** Where a row stands in a list that is sorted by an instant and then by id. */
export interface Place {
  at: Date;
  id: string;
}

const SHAPE = /^(\d{1,16})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** An opaque cursor. It says where to go on, not which row was there, so that it holds when rows come and go. */
export function cursorOf({ at, id }: Place): string {
  return Buffer.from(`${at.getTime()}.${id}`).toString('base64url');
}

/** @throws {InvalidInput} not a cursor of ours */
export function readCursor(cursor: string | null | undefined): Place | null {
  if (cursor === null || cursor === undefined) return null;
  const [, at = '', id = ''] = SHAPE.exec(Buffer.from(cursor.slice(0, 200), 'base64url').toString()) ?? [];
  const place = { at: new Date(Number(at)), id };
  if (id === '' || Number.isNaN(place.at.getTime()))
    throw new InvalidInput('This is not a cursor of this list. Start again without it.', 'after');
  return place;
}

/** @throws {InvalidInput} not from 1 to 50 */
export function readFirst(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE)
    throw new InvalidInput(`"first" must be a whole number from 1 to ${MAX_PAGE}.`, 'first');
  return first;
}

/** A Relay page. */
export interface Page<Row> {
  edges: { cursor: string; node: Row }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** @param rows one more than `first`, if there are more */
export function pageOf<Row>(
  rows: readonly Row[],
  first: number,
  after: Place | null,
  placeOf: (row: Row) => Place,
): Page<Row> {
  const edges = rows.slice(0, first).map((node) => ({ node, cursor: cursorOf(placeOf(node)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
