import type { EmbedWay } from '../../../generated/prisma/enums.ts';
import type { Kith } from '../../kith.ts';

const MINUTE_MS = 60_000;
/**
 * Of one partner, on sites that are not its own: anybody can say that they are somewhere, so these are counted apart, and
 * push out one another alone. Its own sites are as many as the partner has named.
 */
const MOST_ELSEWHERE = 10;
/** Remembered in one node, so that a busy page costs one write a minute. */
const MOST_REMEMBERED = 5_000;

const rememberedBy = new WeakMap<Kith['database'], Map<string, number>>();

/**
 * Notes that a partner's key was used on a site: the builder in the console then says "seen on yoursite.org". Which page
 * it was, and who looked, is not known here. A note that cannot be written is not missed.
 */
export async function noteSighting(
  kith: Kith,
  partnerId: string,
  seen: { origin: string; way: EmbedWay; isAllowed: boolean },
): Promise<void> {
  const { origin, way, isAllowed } = seen;
  const now = kith.clock.now().getTime();
  const key = `${partnerId} ${way} ${isAllowed} ${origin}`;
  const remembered = rememberedBy.get(kith.database) ?? new Map<string, number>();
  rememberedBy.set(kith.database, remembered);
  if (Math.abs(now - (remembered.get(key) ?? 0)) < MINUTE_MS || !isOrigin(origin)) return;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, now);
  const lastSeenAt = new Date(Math.floor(now / MINUTE_MS) * MINUTE_MS);
  try {
    await kith.database.pool.query(
      `INSERT INTO partner_sighting (partner_id, origin, way, is_allowed, last_seen_at)
       VALUES ($1, $2, $3::embed_way, $4, $5)
       ON CONFLICT (partner_id, origin, way)
       DO UPDATE SET is_allowed = EXCLUDED.is_allowed, last_seen_at = EXCLUDED.last_seen_at`,
      [partnerId, origin, way, isAllowed, lastSeenAt],
    );
    await kith.database.pool.query(
      `DELETE FROM partner_sighting seen USING (
         SELECT origin, way, row_number() OVER (ORDER BY last_seen_at DESC, origin = $2 AND way = $3::embed_way DESC) AS place
         FROM partner_sighting
         WHERE partner_id = $1 AND origin <> ALL (SELECT unnest(origins) FROM partner WHERE id = $1)
       ) elsewhere
       WHERE seen.partner_id = $1 AND seen.origin = elsewhere.origin AND seen.way = elsewhere.way AND place > $4`,
      [partnerId, origin, way, MOST_ELSEWHERE],
    );
  } catch (error) {
    remembered.delete(key);
    kith.log.warn({ err: error }, 'a sighting was not noted');
  }
}

/** So long it is kept where a key was last used. */
export const SIGHTING_DAYS = 90;

/** Forgets where a key was seen long ago. */
export async function forgetOldSightings(kith: Kith): Promise<void> {
  const before = new Date(kith.clock.now().getTime() - SIGHTING_DAYS * 24 * 60 * MINUTE_MS);
  await kith.db.partnerSighting.deleteMany({ where: { lastSeenAt: { lt: before } } });
}

/** What browsers send as one, and no more than the table takes. */
function isOrigin(text: string): boolean {
  return text.length <= 255 && /^https?:/.test(text) && URL.parse(text)?.origin === text;
}
