import type { Kith } from '../../../kith.ts';
import { keptSince } from '../../safety/retention.ts';
import { UNANSWERED_LETTERS } from './freshness-rules.ts';

/**
 * Forgets who was asked and what they answered. What keeps strangers in peace stays as long as it is needed: that an address
 * did not answer the last letters, while it is still asked, and that it wants no more.
 */
export async function forgetAsks(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  const long = keptSince('freshnessAnswer', now);
  const silent = keptSince('freshnessSilence', now);
  await kith.db.$executeRaw`
    DELETE FROM freshness_ask f USING (
      SELECT id, max(asked_at) OVER (PARTITION BY address_hash) AS last_at,
        row_number() OVER (PARTITION BY address_hash ORDER BY asked_at DESC, id) AS place
      FROM freshness_ask
    ) of_address
    WHERE of_address.id = f.id AND f.stopped_at IS NULL AND f.asked_at <= ${long}
      AND (of_address.place > ${UNANSWERED_LETTERS} OR of_address.last_at <= ${silent}
        OR EXISTS (SELECT FROM freshness_ask_service s WHERE s.ask_id = f.id AND s.answer IS NOT NULL))`;
  await kith.db.freshnessAskService.deleteMany({
    where: { ask: { askedAt: { lte: long }, stoppedAt: { not: null } } },
  });
}
