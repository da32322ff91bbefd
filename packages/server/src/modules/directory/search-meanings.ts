import type { WordGroup } from './search-groups.ts';
import { type Meaning, speaking } from './search-lexicon.ts';

/** How much a word counts that was not typed, against one that was. */
const OTHER_WORD = 0.15;
/** In a big directory only rarer words are added: the common ones cost most and tell least. */
const FEW_DOCUMENTS = 5_000;
const TOO_COMMON = 3.5;
/** A service has about this much of a word that it has (search-index.ts, impact / 1,000). */
const USUAL_IMPACT = 1.5;
/** What a need adds to a title: little when services use the typed words themselves, more when hardly one does ("skint"). */
const NEED = { least: 0.02, most: 0.15 } as const;
/** Rarities of a word that about 3 and about 1 in a hundred services have. */
const COMMON = 3.5;
const RARE = 4.6;
/** What it adds to a sentence: there people say what is wrong, not what it is called. */
const NEED_IN_SENTENCE = { ofOne: 0.4, ofSeveral: 0.8 } as const;
/** What they count in place of a word that no service has. */
const INSTEAD = 0.5;
/** What other words of such a sentence count. */
const BESIDE_THE_NEED = 0.5;

function needShare(
  meaning: Meaning,
  of: { covers: readonly number[]; groups: readonly WordGroup[]; isSentence: boolean },
): number {
  if (of.covers.length === 0) return INSTEAD;
  if (of.isSentence) return NEED_IN_SENTENCE[meaning.positions.length > 1 ? 'ofSeveral' : 'ofOne'];
  const rarest = Math.max(...of.covers.map((index) => of.groups[index]?.mass ?? 0));
  const rareness = Math.min(1, Math.max(0, (rarest - COMMON) / (RARE - COMMON)));
  return NEED.least + (NEED.most - NEED.least) * rareness;
}

/** "evicted next week": of a sentence that says a need, the words of the need count most. */
export function quietenTheRest(
  groups: readonly WordGroup[],
  groupOfToken: ReadonlyMap<string, number>,
  tokens: readonly string[],
  meanings: readonly Meaning[],
): void {
  const told = new Set(
    meanings.flatMap(({ because, positions }) => (because === null ? [] : positions.map((at) => tokens[at] ?? ''))),
  );
  if (told.size === 0) return;
  const needed = new Set([...told].map((token) => groupOfToken.get(token)));
  groups.forEach((group, index) => {
    if (needed.has(index)) return;
    group.mass *= BESIDE_THE_NEED;
    for (const word of group.words) word.weight *= BESIDE_THE_NEED;
  });
}

/** Somebody speaks ("i cant …", "my landlord …"), rather than naming a thing. */
export function isSpoken(tokens: readonly string[]): boolean {
  return tokens.length > 2 && tokens.some((token) => speaking.has(token));
}

/** What typed words stand for, as words and phrases of the index; null: it has none of them. */
export function groupOf(
  meaning: Meaning,
  of: {
    covers: number[];
    typed: readonly string[];
    others: ReadonlyMap<string, { id: number; rarity: number }>;
    groups: readonly WordGroup[];
    /** Documents in the index. */
    total: number;
    isSentence: boolean;
  },
): WordGroup | null {
  const covered = of.covers.reduce((sum, index) => sum + (of.groups[index]?.mass ?? 0), 0);
  const typedIds = new Set(
    of.groups.filter((group) => group.kind === 'TYPED').flatMap(({ words }) => words.map(({ id }) => id)),
  );
  const isNeed = meaning.because !== null;
  // Other words for what was typed never count more than it. A need of several words tells more surely what is meant.
  const most = isNeed || of.covers.length === 0 ? Number.POSITIVE_INFINITY : covered;
  const share = isNeed ? needShare(meaning, of) : of.covers.length === 0 ? INSTEAD : OTHER_WORD;
  const words = new Map<number, number>();
  const phrases: WordGroup['phrases'] = [];
  for (const phrase of meaning.also) {
    const known = phrase.map((stem) => of.others.get(stem));
    if (known.some((word) => word === undefined)) continue;
    const parts = known as { id: number; rarity: number }[];
    const [word] = parts;
    if (parts.length === 1 && word) {
      if (typedIds.has(word.id) || (of.total > FEW_DOCUMENTS && word.rarity < TOO_COMMON)) continue;
      words.set(word.id, Math.max(words.get(word.id) ?? 0, Math.min(word.rarity, most) * share));
    } else if (!parts.every(({ id }) => typedIds.has(id))) {
      const rarity = parts.reduce((sum, part) => sum + part.rarity, 0);
      phrases.push({ ids: parts.map(({ id }) => id), weight: Math.min(rarity, most * 2) * share * USUAL_IMPACT });
    }
  }
  if (words.size === 0 && phrases.length === 0) return null;
  const typed = meaning.positions.map((at) => of.typed[at]).join(' ');
  return {
    label: meaning.because ?? `it has other words for \u201c${typed}\u201d`,
    kind: isNeed ? 'NEED' : 'OTHER_WORDS',
    words: [...words].map(([id, weight]) => ({ id, weight })),
    phrases,
    mass: (covered || 5) * 0.75,
    covers: of.covers,
  };
}
