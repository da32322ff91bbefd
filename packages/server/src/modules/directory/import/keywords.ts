import { MOST_LISTED } from './import-limits.ts';
import { cleanLine } from './text.ts';

/** Words to find it by: a list, or one text with commas. */
export function keywordsOf(value: unknown, more: readonly string[]): string[] {
  const listed = Array.isArray(value)
    ? value.slice(0, MOST_LISTED).map(String)
    : typeof value === 'string'
      ? value.split(/[,;|]/, MOST_LISTED)
      : [];
  const words = [...listed, ...more]
    .map((word) => cleanLine(word, 100, () => undefined))
    .filter((word) => word !== null);
  return [...new Set(words)].slice(0, 100);
}
