import type { SearchPlace } from './places.ts';
import type { FoundRow } from './search-statement.ts';
import type { Understood } from './search-words.ts';

/** Kilometres as the API gives them: one decimal, bands for places that must not be found. */
export function kilometresOf(metres: number | null): number | null {
  return metres === null ? null : Math.round(metres / 100) / 10;
}

/** Why a service is in the list, in words for a person, best reason first. */
export function reasonsFor(row: FoundRow, words: Understood | null, place: SearchPlace | null): string[] {
  const [, , , , metres, isSensitive, mask] = row;
  const found = (words?.groups ?? []).filter((_, index) => mask & (1 << index));
  const typed = found.filter((group) => group.kind === 'TYPED').sort((left, right) => right.mass - left.mass);
  const reasons: string[] = [];
  if (typed.length > 0) reasons.push(`because it mentions ${listed(typed.slice(0, 4).map((group) => group.label))}`);
  for (const group of found) {
    // Other words for something that it says anyway are no news.
    const isSaid = group.covers.length > 0 && group.covers.every((index) => mask & (1 << index));
    if (group.kind === 'NEED' || (group.kind === 'OTHER_WORDS' && !isSaid)) reasons.push(`because ${group.label}`);
  }
  if (place && metres !== null) {
    const kilometres = kilometresOf(metres) ?? 0;
    if (isSensitive) reasons.push(`within ${kilometres} km of ${place.name}`);
    else reasons.push(kilometres < 0.1 ? `in ${place.name}` : `${kilometres} km from ${place.name}`);
  }
  return reasons;
}

function listed(words: string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
