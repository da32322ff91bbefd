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
}

/**
 * The person chooses a PIN, or another one: whoever opens their link types it instead of the last two words. All four
 * words go on opening the page, so that a PIN that was forgotten keeps nobody out.
 *
 * @throws {InvalidInput | NotFound}
 */
export async function setMyPin(kith: Kith, viewer: PersonViewer, typed: string): Promise<void> {
  const pin = readNewPin(typed);
  const salt = randomBytes(16);
  const hash = await hashOf(pin, { ...COST, salt: salt.toString('base64'), hash: '' });
  const kept: KeptPin = { ...COST, salt: salt.toString('base64'), hash: hash.toString('base64') };
  await withMine(kith, viewer, 'set pin', async (tx, request, dataKey) => {
    await tx.peerRequest.update({
      where: { id: request.id },
      data: { pin: seal(dataKey, JSON.stringify(kept), placeOf(request)), linkExpiresAt: linkExpiry(kith.clock.now()) },
    });
  });
}

/** The link asks for the last two words again. Twice is the same as once. @throws {NotFound} */
export async function removeMyPin(kith: Kith, viewer: PersonViewer): Promise<void> {
  await withMine(kith, viewer, 'remove pin', async (tx, request) => {
    await tx.peerRequest.update({
      where: { id: request.id },
      data: { pin: null, linkExpiresAt: linkExpiry(kith.clock.now()) },
    });
  });
}

export async function hasMyPin(kith: Kith, viewer: PersonViewer): Promise<boolean> {
  const count = await kith.db.peerRequest.count({ where: { id: viewer.requestId, pin: { not: null } } });
  return count > 0;
}

/**
 * Whether this is the request's PIN. Wrong ones are counted for the request, from wherever they come: a house shares one
 * address, and a guesser has many.
 *
 * @throws {RateLimited} too many wrong ones today
 */
export async function isPinOf(kith: Kith, request: PinnedRow, dataKey: DataKey, pin: string): Promise<boolean> {
  await takeFrom(kith, 'guessPin', request.id).catch((error: unknown) => {
    if (!(error instanceof RateLimited)) throw error;
    throw new RateLimited(error.retryAfterSeconds, 'Too many wrong PINs today. Type all four of your words instead.');
  });
  const kept = request.pin && (JSON.parse(unseal(dataKey, request.pin, placeOf(request))) as KeptPin);
  const given = await hashOf(pin, kept ?? NOBODYS);
  const isRight = kept !== null && areSame(given, Buffer.from(kept.hash, 'base64'));
  if (isRight) await giveBack(kith, 'guessPin', request.id);
  return isRight;
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
