import type { Kith } from '../../packages/server/src/kith.ts';
import { searchServices } from '../../packages/server/src/modules/directory/search.ts';
import { refreshServiceSearch } from '../../packages/server/src/modules/directory/search-index.ts';
import { type Engine, miniSearch, plainTsRank } from './quality-baselines.ts';
import { halfOf, meanOf, type Quality, qualityOf, type Topic } from './quality-measures.ts';
import { noWishes } from './searches.ts';

/** Kith's own search, through the statement that it really asks. */
export function kithSearch(kith: Pick<Kith, 'database' | 'keys' | 'clock'>): Engine {
  return async (text) => {
    const { hits } = await searchServices(kith, { ...noWishes, text }, 20, null);
    const { rows } = await kith.database.pool.query<{ id: string; record_id: string }>(
      'SELECT id, record_id FROM service WHERE id = ANY ($1::uuid[])',
      [hits.map(({ serviceId }) => serviceId)],
    );
    const records = new Map(rows.map((row) => [row.id, row.record_id]));
    return hits.flatMap(({ serviceId }) => records.get(serviceId) ?? []);
  };
}

/** Measures every topic with every engine, with the names of taxonomy terms in the index and without; tells in lines. */
export async function measureQuality(
  kith: Pick<Kith, 'database' | 'keys' | 'clock'>,
  topics: readonly Topic[],
  say: (line: string) => void,
): Promise<void> {
  const { pool } = kith.database;
  for (const withTerms of [true, false]) {
    if (!withTerms) {
      await pool.query('DELETE FROM attribute');
      await refreshServiceSearch(pool, 'all');
    }
    const engines: [string, Engine][] = [
      ['Kith', kithSearch(kith)],
      ['ts_rank', await plainTsRank(pool)],
      ['MiniSearch', await miniSearch(pool, withTerms, false)],
      ['MiniSearch, boosted', await miniSearch(pool, withTerms, true)],
    ];
    say(`\n${withTerms ? 'With' : 'Without'} taxonomy names in the index`);
    const measured = new Map<string, Map<string, Quality[]>>();
    for (const [name, engine] of engines) {
      const halves = new Map<string, Quality[]>();
      for (const topic of topics) {
        const half = halfOf(topic.query);
        halves.set(half, [...(halves.get(half) ?? []), qualityOf(topic, await engine(topic.query))]);
      }
      measured.set(name, halves);
    }
    for (const half of ['tuned', 'held out']) {
      const means = engines.map(([name]) => [name, meanOf(measured.get(name)?.get(half) ?? [])] as const);
      say(`  ${half} half, ${measured.get('Kith')?.get(half)?.length ?? 0} topics     nDCG@10   hit@5   recall@20`);
      for (const [name, { ndcg10, hit5, recall20 }] of means)
        say(`    ${name.padEnd(24)}   ${ndcg10.toFixed(3)}     ${hit5.toFixed(3)}   ${recall20.toFixed(3)}`);
      const best = Math.max(...means.slice(1).map(([, mean]) => mean.ndcg10));
      say(`    Kith / best baseline       ${((means[0]?.[1].ndcg10 ?? 0) / best).toFixed(3)}`);
    }
  }
}
