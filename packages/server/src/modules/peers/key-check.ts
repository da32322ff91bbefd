import { KeyProblem } from '../../infra/crypto.ts';
import type { Kith } from '../../kith.ts';
import { openDataKey } from './sealed.ts';

/**
 * Whether the keys open what is kept here: tried with the oldest and the newest request, since a rotation goes through
 * them in order. With wrong keys Kith would take new requests while nobody comes back to, or reads, the ones before.
 *
 * @throws {KeyProblem} they do not
 */
export async function assertKeysOpenRequests(kith: Kith): Promise<void> {
  for (const askedAt of ['asc', 'desc'] as const) {
    const request = await kith.db.peerRequest.findFirst({
      where: { dataKey: { not: null } },
      select: { id: true, dataKey: true },
      orderBy: { askedAt },
    });
    if (!request) return;
    try {
      openDataKey(kith.keys, request);
    } catch (error) {
      if (!(error instanceof KeyProblem)) throw error;
      throw new KeyProblem(
        'These keys do not open what is in this database. Set KITH_KEYS (in a trial: the file "keys" beside the data folder) to the keys it was used with.',
      );
    }
  }
}
