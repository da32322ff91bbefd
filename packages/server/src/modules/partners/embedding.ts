import type { Partner } from '../../../generated/prisma/client.ts';
import type { Kith } from '../../kith.ts';
import { isPublicKey, isSecretKey, PartnerRefused } from './rules.ts';
import { noteSighting } from './sightings.ts';
import { isSiteOrigin } from './site-origin.ts';

/**
 * Whether the partner's widget may be used from this origin. Browsers send origins in one spelling, so that
 * anything but an exact match is somebody else: another case, another port, "null", a look-alike.
 */
export function isAllowedOrigin(partner: Pick<Partner, 'origins'>, origin: string): boolean {
  return isSiteOrigin(origin) && partner.origins.includes(origin);
}

/**
 * The partner whose page a request comes from. The key comes in the header x-kith-partner or, so that the
 * browser needs no second request, as ?partner=. Null: no key, an unknown key, or a page that is not the partner's.
 */
export async function partnerOf(kith: Kith, request: Request): Promise<Partner | null> {
  try {
    return await requirePartner(kith, request);
  } catch (error) {
    if (error instanceof PartnerRefused) return null;
    throw error;
  }
}

/**
 * As partnerOf, but says when the key may not be used from there.
 *
 * @throws {PartnerRefused} unknown or switched-off key, secret key from a browser, or a page that is not the partner's
 */
export async function requirePartner(kith: Kith, request: Request): Promise<Partner | null> {
  const key = request.headers.get('x-kith-partner') ?? new URL(request.url).searchParams.get('partner');
  if (key === null || key === '') return null;
  const origin = request.headers.get('origin');
  if (isSecretKey(key)) {
    if (origin !== null) kith.log.warn({ problem: 'secret key in a browser' }, 'partners');
    throw new PartnerRefused(
      'This is a secret key. Use the public key, which starts with pk_, and ask for a new secret.',
    );
  }
  const partner = isPublicKey(key)
    ? await kith.db.partner.findUnique({ where: { publicKey: key, disabledAt: null } })
    : null;
  if (!partner) throw new PartnerRefused('There is no such partner key. Look it up in the console and copy it again.');
  // No Origin: not a page of another site (curl, a server, a plain link, a GET from Kith's own page).
  if (origin === null || isOwn(kith, request, origin)) return partner;
  const isAllowed = isAllowedOrigin(partner, origin);
  // Nobody waits for it, and it never fails.
  void noteSighting(kith, partner.id, { origin, way: 'SCRIPT', isAllowed });
  if (isAllowed) return partner;
  throw new PartnerRefused(
    'This page may not use this partner key. Add the address of the page to the partner in the console.',
  );
}

/**
 * Notes on which site a frame or a link of a partner stands, as far as the browser says: the site alone, never the page.
 * Never fails.
 */
export async function noteReferrer(kith: Kith, key: string, way: 'FRAME' | 'LINK', referrer: string): Promise<void> {
  const url = URL.parse(referrer);
  if (!url || !/^https?:$/.test(url.protocol) || url.origin === new URL(kith.config.publicUrl).origin) return;
  if (!isPublicKey(key)) return;
  try {
    const partner = await kith.db.partner.findUnique({ where: { publicKey: key, disabledAt: null } });
    // A link works from everywhere; only a frame needs to be on a site of the partner's.
    const isAllowed = partner !== null && (way === 'LINK' || isAllowedOrigin(partner, url.origin));
    if (partner) await noteSighting(kith, partner.id, { origin: url.origin, way, isAllowed });
  } catch (error) {
    kith.log.warn({ err: error }, 'a sighting was not noted');
  }
}

/** Kith's own pages: the ask form, the console. While trying Kith, by whatever name the machine is reached. */
function isOwn(kith: Kith, request: Request, origin: string): boolean {
  const { publicUrl, isProduction } = kith.config;
  return origin === new URL(publicUrl).origin || (!isProduction && origin === new URL(request.url).origin);
}
