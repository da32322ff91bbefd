/** Words that stand for one thing in the search. */
export interface WordGroup {
  /** For the explanation: "rent", or a whole reason. */
  label: string;
  /** TYPED: a word that was typed. OTHER_WORDS: others for the same. NEED: what such words are usually about. */
  kind: 'TYPED' | 'OTHER_WORDS' | 'NEED';
  words: { id: number; weight: number }[];
  /** Several words that count only together. */
  phrases: { ids: number[]; weight: number }[];
  /** How much it matters that a service has it. */
  mass: number;
  /** The groups of typed words that it stands for. */
  covers: number[];
}

/** The share of what was typed that a service must have. */
const ENOUGH = 0.2;
/** How much of a typed word something has that says it in other words. */
const SHARE = { OTHER_WORDS: 0.9, NEED: 0.75 } as const;

/** Typed ones and others together: each doubles what is worked out below. */
const MOST_GROUPS = 10;

/** Leaves out groups of which nothing is left to look for, and of those that nobody typed the least of too many. */
export function keepWhatCounts(groups: WordGroup[]): void {
  const live = groups.filter(({ words, phrases }) => words.length + phrases.length > 0);
  const typed = live.filter(({ kind }) => kind === 'TYPED').slice(0, MOST_GROUPS);
  const others = live
    .filter(({ kind }) => kind !== 'TYPED')
    .toSorted((left, right) => right.mass - left.mass)
    .slice(0, MOST_GROUPS - typed.length);
  const chosen = new Set([...typed, ...others]);
  const kept = live.filter((group) => chosen.has(group));
  for (const group of kept) {
    const places = group.covers.map((index) => kept.indexOf(groups[index] as WordGroup));
    group.covers = places.filter((place) => place >= 0);
  }
  groups.splice(0, groups.length, ...kept);
}

/**
 * For every combination of groups (as bits) whether a service with exactly these is a result.
 *
 * @param isLoose any word is enough
 */
export function passingMasks(groups: readonly WordGroup[], isLoose: boolean): boolean[] {
  const isKnown = (group: WordGroup) => group.words.length > 0;
  const typed = groups
    .filter((group) => group.kind === 'TYPED' && isKnown(group))
    .reduce((sum, group) => sum + group.mass, 0);
  const unspoken = groups
    .filter((group) => group.kind !== 'TYPED' && group.covers.length === 0)
    .reduce((sum, group) => sum + group.mass, 0);
  const needed = isLoose ? 0 : ENOUGH * (typed + unspoken);
  return Array.from({ length: 1 << groups.length }, (_, mask) => {
    if (mask === 0) return false;
    const shares: number[] = groups.map((_group, index) => (mask & (1 << index) ? 1 : 0));
    let mass = 0;
    groups.forEach((group, index) => {
      if (group.kind === 'TYPED' || !(mask & (1 << index))) return;
      if (group.covers.length === 0) mass += group.mass;
      for (const typedIndex of group.covers)
        shares[typedIndex] = Math.max(shares[typedIndex] ?? 0, SHARE[group.kind as keyof typeof SHARE]);
    });
    groups.forEach((group, index) => {
      if (group.kind === 'TYPED') mass += group.mass * (shares[index] ?? 0);
    });
    return mass >= needed;
  });
}

/** What one search reads at most, as long as a rarer word is left. */
const MOST_POSTINGS = 20_000;
const ENOUGH_POSTINGS = 500;
/** What words that nobody typed may add to that. */
const MOST_ADDED = 4_000;

/**
 * In a big directory, words that nearly every service has tell little and cost most: they are left out, commonest first.
 *
 * @returns the postings that are left
 */
export function dropCommonest(groups: WordGroup[], documents: ReadonlyMap<number, number>): number {
  const countOf = (id: number) => documents.get(id) ?? 0;
  const rarestFirst = (ids: Iterable<number>) =>
    [...new Set(ids)].sort((left, right) => countOf(left) - countOf(right));
  const typed = groups.filter((group) => group.kind === 'TYPED');
  const read = new Set<number>();
  let postings = 0;
  for (const id of rarestFirst(typed.flatMap((group) => group.words.map((word) => word.id)))) {
    const isNeeded = postings < ENOUGH_POSTINGS;
    if (!isNeeded && postings + countOf(id) > MOST_POSTINGS) break;
    postings += countOf(id);
    read.add(id);
  }
  let added = 0;
  const others = groups.flatMap((group) => [
    ...group.words.map((word) => word.id),
    ...group.phrases.flatMap(({ ids }) => ids),
  ]);
  for (const id of rarestFirst(others.filter((other) => !read.has(other)))) {
    if (postings >= ENOUGH_POSTINGS && added + countOf(id) > MOST_ADDED) break;
    if (postings + added + countOf(id) > MOST_POSTINGS) break;
    added += countOf(id);
    read.add(id);
  }
  for (const group of groups) {
    group.words = group.words.filter((word) => read.has(word.id));
    group.phrases = group.phrases.filter((phrase) => phrase.ids.every((id) => read.has(id)));
  }
  return postings + added;
}
