import type pg from 'pg';

/** Which services to index again. */
export type SearchScope = { sourceId: string } | { serviceIds: string[] } | 'all';

/** Brings the search tables in step with the directory, inside the caller's transaction. */
export async function refreshServiceSearch(_client: pg.PoolClient | pg.Pool, _scope: SearchScope): Promise<void> {}
