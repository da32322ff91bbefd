/** "Free, Online": as the language writes a list; what is empty is left out. */
export function listWords(lang: string[], parts: readonly (string | false | null | undefined)[]): string {
  return new Intl.ListFormat(lang, { type: 'unit', style: 'short' }).format(parts.flatMap((part) => part || []));
}

/** Words of whatever direction that do not disorder those beside them (FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE). */
export function apart(text: string): string {
  return `\u2068${text}\u2069`;
}
