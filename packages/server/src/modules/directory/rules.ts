/**
 * A web address that is safe to link to.
 *
 * @returns null when it is none: `javascript:`, `data:`, no host, or text that only looks like an address
 */
export function safeUrl(text: string | null): string | null {
  const trimmed = text?.trim();
  if (!trimmed || trimmed.length > 2_000) return null;
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.hostname.includes('.') && !url.username ? url.href : null;
}
