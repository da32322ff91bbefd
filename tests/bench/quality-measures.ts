import { createHash } from 'node:crypto';

/** What somebody looked for, and what people who know the directory say is right: record id → how many said so. */
export interface Topic {
  query: string;
  relevant: Readonly<Record<string, number>>;
}

/** How good a list is, 0 to 1 each, as means over topics. */
export interface Quality {
  ndcg10: number;
  hit5: number;
  recall20: number;
}

/** Which half a topic is in, by a hash of its words: nobody chose it. */
export function halfOf(query: string): 'tuned' | 'held out' {
  return (createHash('sha256').update(query).digest()[0] ?? 0) % 2 === 0 ? 'tuned' : 'held out';
}

/** One list against one topic. */
export function qualityOf(topic: Topic, list: readonly string[]): Quality {
  const gain = (id: string) => topic.relevant[id] ?? 0;
  const discounted = (gains: number[]) =>
    gains.slice(0, 10).reduce((sum, value, rank) => sum + value / Math.log2(rank + 2), 0);
  const best = discounted(Object.values(topic.relevant).sort((left, right) => right - left));
  const all = Object.keys(topic.relevant).length;
  return {
    ndcg10: best === 0 ? 0 : discounted(list.map(gain)) / best,
    hit5: list.slice(0, 5).some((id) => gain(id) > 0) ? 1 : 0,
    recall20: all === 0 ? 0 : list.slice(0, 20).filter((id) => gain(id) > 0).length / all,
  };
}

/** The mean over topics. */
export function meanOf(each: readonly Quality[]): Quality {
  const mean = (of: keyof Quality) => each.reduce((sum, one) => sum + one[of], 0) / Math.max(1, each.length);
  return { ndcg10: mean('ndcg10'), hit5: mean('hit5'), recall20: mean('recall20') };
}
