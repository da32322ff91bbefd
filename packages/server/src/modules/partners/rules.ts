import { Forbidden, InvalidInput } from '../../errors.ts';

/** The partner's key was used from a page that is not the partner's. */
export class PartnerRefused extends Forbidden {
  override readonly name = 'PartnerRefused';
}

/** pk_ and what follows: enough to not ask the database about anything else. */
export function isPublicKey(text: string): boolean {
  return /^pk_[A-Za-z0-9_-]{1,64}$/.test(text);
}

/** A secret key; it belongs on a server and never in a page. */
export function isSecretKey(text: string): boolean {
  return text.startsWith('sk_');
}

/**
 * An origin exactly as browsers send it: scheme, host, port when it is not the scheme's own, and nothing else.
 *
 * @throws {InvalidInput} anything else: paths, wildcards, "null", addresses with a name in them
 */
export function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url !== null && (url.hostname === 'localhost' || url.hostname === '127.0.0.1');
  const isUsable = url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal));
  if (!isUsable || url.origin !== text.trim().replace(/\/$/, '')) {
    throw new InvalidInput(
      'Write the address as it starts in the browser, for example https://www.example.org, and nothing after it.',
      'origins',
    );
  }
  return url.origin;
}
