import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { NotFound, RateLimited } from '../../../errors.ts';
import { areSame, type DataKey, seal, unseal } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import type { PersonViewer } from '../../../viewer.ts';
import { recordAudit } from '../../safety/audit.ts';
import { giveBack, takeFrom } from '../../safety/limits.ts';
import { type HeldRequest, holdRequest } from '../locks.ts';
import { linkExpiry } from '../rules.ts';
import { openDataKey } from '../sealed.ts';
import { readNewPin } from './pin-rules.ts';

/** scrypt, about 32 MB and a tenth of a second. */
const COST = { n: 2 ** 15, r: 8, p: 1 };
const HASH_BYTES = 32;
const DAY_SECONDS = 24 * 60 * 60;
const TOO_MANY = 'Too many wrong PINs. Type all four of your words instead.';
/** Compared with when there is no PIN, so that the time does not tell. */
const NOBODYS = {
  ...COST,
  salt: Buffer.alloc(16).toString('base64'),
  hash: Buffer.alloc(HASH_BYTES).toString('base64'),
};

interface KeptPin {
  n: number;
  r: number;
  p: number;
  /** base64 */
  salt: string;
  hash: string;
}

interface PinnedRow {
  id: string;
  pin: Uint8Array | null;
  /** Wrong ones since this PIN was chosen. */
  pinMisses: number;
}

/** After so many wrong ones a PIN opens nothing any more, until its owner chooses one again: five a day would find any in time. */
export const MOST_MISSES = 15;

/** What the person is told about their PIN. */
export interface MyPin {
  hasPin: boolean;
  /** Wrong ones that were typed since they chose it. */
  wrongTimes: number;
  /** Too many: only their four words open the page, until they choose a PIN again. */
  isClosed: boolean;
}

/**
 * The person chooses a PIN, or another one: whoever opens their link types it instead of the last two words. All four
 * words go on opening the page, so that a PIN that was forgotten keeps nobody out.
 *
 * @throws {InvalidInput | NotFound | RateLimited}
 */
export async function setMyPin(kith: Kith, viewer: PersonViewer, typed: string): Promise<void> {
  const pin = readNewPin(typed);
  await takeFrom(kith, 'setPin', viewer.requestId).catch((error: unknown) => {
    if (!(error instanceof RateLimited)) throw error;
    throw new RateLimited(
      error.retryAfterSeconds,
      'You chose many PINs. The last one holds. Choose another in an hour.',
    );
  });
  const salt = randomBytes(16);
  const hash = await hashOf(pin, { ...COST, salt: salt.toString('base64'), hash: '' });
  const kept: KeptPin = { ...COST, salt: salt.toString('base64'), hash: hash.toString('base64') };
  await withMine(kith, viewer, 'set pin', async (tx, request, dataKey) => {
    await tx.peerRequest.update({
      where: { id: request.id },
      data: {
        pin: seal(dataKey, JSON.stringify(kept), placeOf(request)),
        pinMisses: 0,
        linkExpiresAt: linkExpiry(kith.clock.now()),
      },
    });
  });
}

/** The link asks for the last two words again. Twice is the same as once. @throws {NotFound} */
export async function removeMyPin(kith: Kith, viewer: PersonViewer): Promise<void> {
  await withMine(kith, viewer, 'remove pin', async (tx, request) => {
    await tx.peerRequest.update({
      where: { id: request.id },
      data: { pin: null, pinMisses: 0, linkExpiresAt: linkExpiry(kith.clock.now()) },
    });
  });
}

/** Whether they have a PIN, and whether somebody else tries to guess it. */
export async function readMyPin(kith: Kith, viewer: PersonViewer): Promise<MyPin> {
  const row = await kith.db.peerRequest.findUnique({
    where: { id: viewer.requestId },
    select: { pin: true, pinMisses: true },
  });
  return toMyPin(row?.pin ? row : { pin: null, pinMisses: 0 });
}

export function toMyPin({ pin, pinMisses }: Pick<PinnedRow, 'pin' | 'pinMisses'>): MyPin {
  return { hasPin: pin !== null, wrongTimes: pinMisses, isClosed: pin !== null && pinMisses >= MOST_MISSES };
}

/**
 * Whether this is the request's PIN. Wrong ones are counted for the request, from wherever they come: a house shares one
 * address, and a guesser has many. The count is shown to its owner, and too many end the PIN.
 *
 * @throws {RateLimited} too many wrong ones today, or altogether
 */
export async function isPinOf(kith: Kith, request: PinnedRow, dataKey: DataKey, pin: string): Promise<boolean> {
  if (toMyPin(request).isClosed) throw new RateLimited(DAY_SECONDS, TOO_MANY);
  await takeFrom(kith, 'guessPin', request.id).catch((error: unknown) => {
    if (!(error instanceof RateLimited)) throw error;
    throw new RateLimited(error.retryAfterSeconds, TOO_MANY);
  });
  const kept = request.pin && (JSON.parse(unseal(dataKey, request.pin, placeOf(request))) as KeptPin);
  const given = await hashOf(pin, kept ?? NOBODYS);
  const isRight = kept !== null && areSame(given, Buffer.from(kept.hash, 'base64'));
  if (isRight) await giveBack(kith, 'guessPin', request.id);
  else await countMiss(kith, request.id);
  return isRight;
}

/** One statement, whether there is a PIN or not. */
async function countMiss(kith: Kith, id: string): Promise<void> {
  await kith.db.peerRequest.updateMany({
    where: { id, pin: { not: null } },
    data: { pinMisses: { increment: 1 } },
  });
}

async function withMine(
  kith: Kith,
  viewer: PersonViewer,
  action: string,
  work: (tx: Tx, request: HeldRequest, dataKey: DataKey) => Promise<void>,
): Promise<void> {
  await kith.db.$transaction(async (tx) => {
    const request = await holdRequest(tx, viewer.requestId);
    const dataKey = request && openDataKey(kith.keys, request);
    if (!request || !dataKey) throw new NotFound('There is no such request any more.');
    await work(tx, request, dataKey);
    await recordAudit(tx, kith, {
      actorKind: 'person',
      actorId: null,
      action,
      objectType: 'PeerRequest',
      objectId: request.id,
    });
  });
}

function placeOf({ id }: { id: string }) {
  return { column: 'peer_request.pin', row: id };
}

function hashOf(pin: string, { n, r, p, salt }: KeptPin): Promise<Buffer> {
  const options: ScryptOptions = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(pin, Buffer.from(salt, 'base64'), HASH_BYTES, options, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
