import { text } from 'node:stream/consumers';
import { NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { fetchDirectory } from '../../directory/import/fetch-directory.ts';
import { ImportRefused } from '../../directory/import/problems.ts';
import { editablePartners } from '../../partners/access.ts';
import { takeFrom } from '../../safety/limits.ts';
import { checkPage, type Finding } from './page-check.ts';

const MOST_BYTES = 2 * 1024 ** 2;
const TIMEOUT_MS = 8_000;

/**
 * Reads one page of a partner as a visitor's browser would first get it, and says what is in the way. Only pages on the
 * partner's own sites are read, never one of a private network.
 *
 * @throws {NotFound} no such partner, or not this viewer's
 * @throws {RateLimited} more than twenty pages in an hour
 */
export async function checkPartnerPage(
  kith: Kith,
  viewer: Viewer,
  partnerId: string,
  typed: string,
): Promise<Finding[]> {
  const partner = await kith.db.partner.findFirst({ where: { AND: [{ id: partnerId }, editablePartners(viewer)] } });
  if (!partner || viewer.kind !== 'staff') throw new NotFound('There is no such partner.');
  const url = URL.parse(/^[a-z]+:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`);
  if (!url || !/^https?:$/.test(url.protocol)) return [unreachable('This is no web address.')];
  if (!partner.origins.includes(url.origin))
    return [
      {
        code: 'SITE_NOT_LISTED',
        isProblem: true,
        sentence: `${url.origin} is not among your sites: the script gets no answer there, and the form does not open inside the page. Add it and save, then check again.`,
        line: url.origin,
      },
    ];
  await takeFrom(kith, 'checkPage', viewer.accountId);
  try {
    const page = await fetchDirectory(url.href, {
      mayReachPrivate: !kith.config.isProduction,
      accept: 'text/html,application/xhtml+xml',
      timeoutMs: TIMEOUT_MS,
      maxBytes: MOST_BYTES,
      signal: AbortSignal.timeout(2 * TIMEOUT_MS),
    });
    const html = await text(page.body);
    const facts = { url: page.url, html, policies: page.policies };
    return checkPage(facts, new URL(kith.config.publicUrl).origin, partner.publicKey);
  } catch (error) {
    if (error instanceof ImportRefused) return [unreachable(error.message)];
    throw error;
  }
}

function unreachable(why: string): Finding {
  return { code: 'UNREACHABLE', isProblem: true, sentence: `We could not read the page. ${why}`, line: null };
}
