import { Forbidden } from '../../errors.ts';

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
