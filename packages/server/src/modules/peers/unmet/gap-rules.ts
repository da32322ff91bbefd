/** Below this a number could point at somebody, so it is not told (P13). */
export const FEWEST_SHOWN = 5;

/** A number of a report; null: hidden. */
export interface ToldCount<Key> {
  key: Key;
  count: number | null;
}

/**
 * Hides what is too small to be told, and then as much more as it takes that nobody can work a hidden number out from the
 * total. Largest first; the hidden ones last, in an order that says nothing about how large they are.
 *
 * @param cells each key once
 * @param order the order of what is hidden
 */
export function withSmallNumbersHidden<Key>(
  cells: readonly { key: Key; count: number }[],
  order: (left: Key, right: Key) => number,
): ToldCount<Key>[] {
  const rows = [...cells].sort((left, right) => right.count - left.count || order(left.key, right.key));
  let shown = rows.filter(({ count }) => count >= FEWEST_SHOWN).length;
  const hiddenSum = () => rows.slice(shown).reduce((sum, { count }) => sum + count, 0);
  // One alone is the total minus the rest; several that are few in all point at somebody, too.
  while (shown > 0 && shown < rows.length && (rows.length - shown < 2 || hiddenSum() < FEWEST_SHOWN)) shown--;
  return [
    ...rows.slice(0, shown).map(({ key, count }) => ({ key, count })),
    ...rows
      .slice(shown)
      .map(({ key }) => ({ key, count: null }))
      .sort((left, right) => order(left.key, right.key)),
  ];
}

/** A total; null: too small to be told. */
export function toldTotal(total: number): number | null {
  return total === 0 || total >= FEWEST_SHOWN ? total : null;
}

/** Counts how often each value is there. */
export function countEach(values: Iterable<string>): { key: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([key, count]) => ({ key, count }));
}
