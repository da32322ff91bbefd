import type { Kith } from '../../kith.ts';

const DAY_MS = 24 * 60 * 60_000;
const WAIT_MS = 60_000;
const MOST_WAITING = 200;

interface Waiting {
  /** "partner day" → searches that are not written yet. */
  counts: Map<string, number>;
  total: number;
  since: number;
}

const waitingOf = new WeakMap<Kith['database'], Waiting>();

/**
 * Counts one search from a partner's page. Numbers are gathered for a minute and then written: a node that is killed
 * loses that minute, which a monthly figure can bear and a search cannot.
 */
export function countSearch(kith: Kith, partnerId: string): void {
  const now = kith.clock.now().getTime();
  const waiting = waitingOf.get(kith.database) ?? { counts: new Map(), total: 0, since: now };
  waitingOf.set(kith.database, waiting);
  const key = `${partnerId} ${new Date(now).toISOString().slice(0, 10)}`;
  waiting.counts.set(key, (waiting.counts.get(key) ?? 0) + 1);
  waiting.total++;
  if (waiting.total < MOST_WAITING && now - waiting.since < WAIT_MS) return;
  writeSearchCounts(kith).catch((error: unknown) => kith.log.warn({ err: error }, 'searches were not counted'));
}

/** Writes what this node has gathered. */
export async function writeSearchCounts(kith: Kith): Promise<void> {
  const waiting = waitingOf.get(kith.database);
  if (!waiting || waiting.counts.size === 0) return;
  waitingOf.delete(kith.database);
  const rows = [...waiting.counts].map(([key, searches]) => [...key.split(' '), searches] as const);
  await kith.database.pool.query(
    `INSERT INTO partner_day (partner_id, day, searches)
     SELECT p, d, n FROM unnest($1::uuid[], $2::date[], $3::int[]) AS counted (p, d, n)
     WHERE EXISTS (SELECT FROM partner WHERE id = p)
     ON CONFLICT (partner_id, day) DO UPDATE SET searches = partner_day.searches + EXCLUDED.searches`,
    [rows.map(([id]) => id), rows.map(([, day]) => day), rows.map(([, , searches]) => searches)],
  );
}

/** Two years. */
export const COUNT_DAYS = 730;

/** Days older than two years say nothing that anybody asks. */
export async function forgetOldSearchCounts(kith: Kith): Promise<void> {
  const before = new Date(kith.clock.now().getTime() - COUNT_DAYS * DAY_MS);
  await kith.db.partnerDay.deleteMany({ where: { day: { lt: before } } });
}
