import type { Partner } from '../../generated/prisma/client.ts';
import type { Kith } from '../kith.ts';
import { isAllowedOrigin } from '../modules/partners/embedding.ts';
import { RATE_HEADERS } from './rate-headers.ts';
import { isOwnOrigin } from './same-origin.ts';

/**
 * Whether a staff cookie counts: only from one of Kith's own pages. A request that names neither page nor site is no
 * browser; it holds the cookie itself.
 */
export function mayUseCookie(kith: Kith, request: Request): boolean {
  const { headers } = request;
  return (!headers.has('origin') && !headers.has('sec-fetch-site')) || isOwnOrigin(kith, request);
}

/** Whether a browser sends this: then it needs x-kith-client, which a page of another site cannot set unseen. */
export function isFromBrowser(request: Request): boolean {
  const { headers } = request;
  return headers.has('origin') || headers.has('cookie') || headers.has('sec-fetch-site');
}

/**
 * Who may read the answer. Open data: every page. A partner's page: itself, by its exact origin. Never with credentials:
 * staff are on Kith's own origin.
 */
export function corsHeaders(request: Request, partner: Partner | null, isAnonymous: boolean): Record<string, string> {
  const origin = request.headers.get('origin');
  if (request.method === 'GET' && isAnonymous) {
    return { 'access-control-allow-origin': '*', 'access-control-expose-headers': `etag, ${RATE_HEADERS}` };
  }
  if (origin !== null && partner && isAllowedOrigin(partner, origin)) {
    return {
      'access-control-allow-origin': origin,
      'access-control-expose-headers': RATE_HEADERS,
      vary: 'Origin',
    };
  }
  return { vary: 'Origin' };
}

/** Answers a preflight: any page may GET; to POST, the page must belong to a partner. */
export async function preflight(kith: Kith, request: Request): Promise<Response> {
  const headers = new Headers({
    vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
    'cache-control': 'no-store',
  });
  const origin = request.headers.get('origin') ?? '';
  const method = request.headers.get('access-control-request-method');
  const allowed = method === 'GET' ? '*' : method === 'POST' && (await belongsToPartner(kith, origin)) ? origin : null;
  if (allowed) {
    headers.set('access-control-allow-origin', allowed);
    headers.set('access-control-allow-methods', 'GET, POST');
    headers.set('access-control-allow-headers', 'content-type, x-kith-client, x-kith-partner');
    headers.set('access-control-max-age', '600');
  }
  return new Response(null, { status: 204, headers });
}

async function belongsToPartner(kith: Kith, origin: string): Promise<boolean> {
  if (origin === '' || origin === 'null') return false;
  const found = await kith.db.partner.findFirst({
    where: { origins: { has: origin }, disabledAt: null },
    select: { id: true },
  });
  return found !== null;
}
