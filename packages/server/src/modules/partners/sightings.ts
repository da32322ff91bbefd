import type { EmbedWay } from '../../../generated/prisma/enums.ts';
import type { Kith } from '../../kith.ts';

const MINUTE_MS = 60_000;
/** Of one partner: who copies a key to a thousand sites fills no table. */
const MOST_SIGHTINGS = 40;
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
  if (Math.abs(now - (remembered.get(key) ?? 0)) < MINUTE_MS || origin.length > 255) return;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, now);
  const lastSeenAt = new Date(Math.floor(now / MINUTE_MS) * MINUTE_MS);
  try {
    await kith.database.pool.query(
      `INSERT INTO partner_sighting (partner_id, origin, way, is_allowed, last_seen_at)
       SELECT $1, $2, $3::embed_way, $4, $5
       WHERE EXISTS (SELECT FROM partner_sighting WHERE partner_id = $1 AND origin = $2 AND way = $3::embed_way)
          OR (SELECT count(*) FROM partner_sighting WHERE partner_id = $1) < $6
       ON CONFLICT (partner_id, origin, way)
       DO UPDATE SET is_allowed = EXCLUDED.is_allowed, last_seen_at = EXCLUDED.last_seen_at`,
      [partnerId, origin, way, isAllowed, lastSeenAt, MOST_SIGHTINGS],
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
