import { NotFound } from '../../../errors.ts';
import { inBatches } from '../../../infra/batches.ts';
import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
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
      if (await stopLetters(kith, request)) stopped++;
    },
  );
  return stopped;
}

/**
 * The person ends letters, texts and e-mails without changing anything else. They give a way to be reached to begin again.
 *
 * @throws {NotFound}
 */
export async function stopMyLetters(kith: Kith, viewer: Viewer): Promise<void> {
  const request =
    viewer.kind === 'person'
      ? await kith.db.peerRequest.findFirst({
          where: { id: viewer.requestId, erasedAt: null },
          select: { id: true, teamId: true },
        })
      : null;
  if (!request) throw new NotFound('There is no such request any more.');
  await stopLetters(kith, request);
}

/** @returns whether they were not stopped before */
async function stopLetters(kith: Kith, request: { id: string; teamId: string }): Promise<boolean> {
  const isNew = await kith.db.$transaction(async (tx) => {
    const { count } = await tx.peerRequest.updateMany({
      where: { id: request.id, lettersStoppedAt: null, erasedAt: null },
      data: { lettersStoppedAt: kith.clock.now() },
    });
    if (count === 0) return false;
    await recordAudit(tx, kith, {
      actorKind: 'person',
      actorId: null,
      action: 'stop letters',
      objectType: 'PeerRequest',
      objectId: request.id,
    });
    return true;
  });
  if (isNew) {
    kith.signals.publish({ topic: 'request', id: request.id });
    kith.signals.publish({ topic: 'queue', id: request.teamId });
  }
  return isNew;
}

function isSamePhone(value: string, number: string): boolean {
  const digits = value.replaceAll(/\D/g, '');
  if (digits === number) return true;
  return (
    Math.min(digits.length, number.length) >= TELLING_DIGITS &&
    digits.slice(-TELLING_DIGITS) === number.slice(-TELLING_DIGITS)
  );
}
