import { inBatches } from '../../../infra/batches.ts';
import type { Kith } from '../../../kith.ts';
import { recordAudit } from '../../safety/audit.ts';
import { openReach } from '../sealed.ts';

const STOP = /^\W*(stop|stopp|exit|end|quit|cancel|unsubscribe|stop ?all|stop texts?|no more)\W*$/i;
/** Longer numbers are the same phone with or without a country in front. */
const TELLING_DIGITS = 9;
const FEWEST_DIGITS = 5;

/** Whether somebody who answers a text says stop. Nothing else that they write is read or kept. */
export function isStop(text: string): boolean {
  return STOP.test(text.slice(0, 200));
}

/**
 * Ends all texts to a phone at once, without an answer. Numbers are sealed, so every request that is reached by text is
 * opened and compared: a few thousand take well under a second.
 *
 * @returns how many requests it ended texts for
 */
export async function stopTexts(kith: Kith, from: string): Promise<number> {
  const number = from.slice(0, 40).replaceAll(/\D/g, '');
  if (number.length < FEWEST_DIGITS) return 0;
  let stopped = 0;
  await inBatches(
    ({ after, take }) =>
      kith.db.peerRequest.findMany({
        where: { channel: 'TEXT', erasedAt: null, lettersStoppedAt: null, ...after },
        select: { id: true, teamId: true, dataKey: true, reach: true },
        orderBy: { id: 'asc' },
        take,
      }),
    async (request) => {
      if (!isSamePhone(openReach(kith.keys, request)?.value ?? '', number)) return;
      await kith.db.$transaction(async (tx) => {
        const { count } = await tx.peerRequest.updateMany({
          where: { id: request.id, lettersStoppedAt: null, erasedAt: null },
          data: { lettersStoppedAt: kith.clock.now() },
        });
        if (count === 0) return;
        stopped++;
        await recordAudit(tx, kith, {
          actorKind: 'person',
          actorId: null,
          action: 'stop letters',
          objectType: 'PeerRequest',
          objectId: request.id,
        });
      });
      kith.signals.publish({ topic: 'request', id: request.id });
      kith.signals.publish({ topic: 'queue', id: request.teamId });
    },
  );
  return stopped;
}

function isSamePhone(value: string, number: string): boolean {
  const digits = value.replaceAll(/\D/g, '');
  if (digits === number) return true;
  return (
    Math.min(digits.length, number.length) >= TELLING_DIGITS &&
    digits.slice(-TELLING_DIGITS) === number.slice(-TELLING_DIGITS)
  );
}
