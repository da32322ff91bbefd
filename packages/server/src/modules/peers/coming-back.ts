import { RateLimited } from '../../errors.ts';
import { areSame } from '../../infra/crypto.ts';
import type { Kith } from '../../kith.ts';
import { UUID } from '../../uuid.ts';
import type { PersonViewer } from '../../viewer.ts';
import { EVERYBODY, giveBack, isUsedUp, takeFrom } from '../safety/limits.ts';
import { isPinOf } from './pin/pin.ts';
import { readPin } from './pin/pin-rules.ts';
import { openDataKey } from './sealed.ts';
import { codeHashesOf, linkHashOf, readCode, secondHalfOf, wayBackOf } from './way-back.ts';

const PASS_MINUTES = 30;
const LONGEST_TOKEN = 200;

/**
 * Who comes with this link.
 *
 * @param token from the link's fragment
 * @returns null: unknown, expired, ended by a newer link, or erased. One question to the database either way, so that time tells nothing.
 */
export async function personFromLink(kith: Kith, token: string): Promise<PersonViewer | null> {
  return personWhere(kith, { linkHash: linkHashOf(token.slice(0, LONGEST_TOKEN)) });
}

/**
 * Who comes with a link and nothing else, as programs do. Who chose a PIN does not want their link alone to open anything,
 * so that it opens nothing here: such a request is read on its page only.
 *
 * @returns null: as for a link
 */
export async function personFromLinkAlone(kith: Kith, token: string): Promise<PersonViewer | null> {
  return personWhere(kith, { linkHash: linkHashOf(token.slice(0, LONGEST_TOKEN)), pin: null });
}

/**
 * Who comes with these code words.
 *
 * @param words as typed: any case, spaces or hyphens between, the first four letters of each are enough
 * @param addressHash of the visitor, for the limit on guessing
 * @returns null: as for a link
 * @throws {RateLimited} too many wrong tries from one address; fewer are too many while everybody together guesses
 */
export async function personFromCode(kith: Kith, words: string, addressHash: string): Promise<PersonViewer | null> {
  // The address first: one address alone can never use up what everybody has.
  await takeFrom(kith, 'guessCode', addressHash);
  // A flood of guesses from many addresses leaves each a few tries, so that it never keeps out who knows their words.
  if (await isUsedUp(kith, 'guessCodeEverywhere', EVERYBODY)) await takeFrom(kith, 'guessCodeInFlood', addressHash);
  const person = await personWhere(kith, { codeHash: { in: codeHashesOf(kith.keys, readCode(words)) } });
  if (person) await giveBack(kith, 'guessCode', addressHash);
  else await countWrongGuess(kith);
  return person;
}

/** Whatever was wrong (unknown, expired, erased) costs the same one statement. */
async function countWrongGuess(kith: Kith): Promise<void> {
  try {
    await takeFrom(kith, 'guessCodeEverywhere', EVERYBODY);
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
  }
}

/**
 * Whether what was typed after a link was opened is the person's: their PIN if they chose one, otherwise the last two of
 * the four code words. A link that is opened on a shared phone asks for it before it shows anything. All four words always
 * do, however often others have tried: nobody who has the link can keep its owner out.
 *
 * @throws {RateLimited} too many wrong tries
 */
export async function knowsSecondHalf(
  kith: Kith,
  viewer: PersonViewer,
  words: string,
  addressHash: string,
): Promise<boolean> {
  const request = await kith.db.peerRequest.findUnique({
    where: { id: viewer.requestId },
    select: { id: true, dataKey: true, linkGeneration: true, pin: true, pinMisses: true },
  });
  const dataKey = request && openDataKey(kith.keys, request);
  if (!request || !dataKey) return false;
  const { code } = wayBackOf(dataKey, request.linkGeneration);
  const given = Buffer.from(readCode(words));
  // 44 bits behind a link of 256 are not guessed, so that they need no limit.
  if (areSame(Buffer.from(code), given)) return true;
  const pin = readPin(words);
  if (pin !== null) return isPinOf(kith, request, dataKey, pin);
  const key = `${viewer.requestId}:${addressHash}`;
  await takeFrom(kith, 'guessCode', key);
  const isRight = request.pin === null && areSame(Buffer.from(secondHalfOf(code)), given);
  if (isRight) await giveBack(kith, 'guessCode', key);
  return isRight;
}

/**
 * A signed pass for the forms of /back: good for 30 minutes and until there is a new link, kept in the page, never in a
 * cookie or an address.
 */
export async function issuePass(kith: Kith, requestId: string): Promise<string> {
  const expires = Math.floor(kith.clock.now().getTime() / 1000) + PASS_MINUTES * 60;
  const request = await kith.db.peerRequest.findUnique({
    where: { id: requestId },
    select: { linkGeneration: true },
  });
  const body = `${requestId}.${request?.linkGeneration ?? 0}.${expires}`;
  return `${body}.${Buffer.from(kith.keys.fingerprint('pass', body)).toString('base64url')}`;
}

/** Whether this pass was made here, whatever has become of it since. */
export function isOurPass(kith: Kith, pass: string): boolean {
  const [requestId = '', generation = '', expires = '', signature = ''] = pass.slice(0, LONGEST_TOKEN).split('.');
  const given = Buffer.from(signature, 'base64url');
  return kith.keys.fingerprints('pass', `${requestId}.${generation}.${expires}`).some((right) => areSame(right, given));
}

/** Who shows this pass. @returns null: not ours, too old, from before a new link, or the request has expired or was erased */
export async function personFromPass(kith: Kith, pass: string): Promise<PersonViewer | null> {
  const [requestId = '', generation = '', expires = ''] = pass.slice(0, LONGEST_TOKEN).split('.');
  if (!isOurPass(kith, pass) || !UUID.test(requestId) || Number(expires) * 1000 <= kith.clock.now().getTime())
    return null;
  return personWhere(kith, { id: requestId, linkGeneration: Number(generation) });
}

async function personWhere(
  kith: Kith,
  where:
    | { id: string; linkGeneration: number }
    | { linkHash: Uint8Array<ArrayBuffer>; pin?: null }
    | { codeHash: { in: Uint8Array<ArrayBuffer>[] } },
): Promise<PersonViewer | null> {
  const found = await kith.db.peerRequest.findFirst({
    where: { AND: [where, { erasedAt: null, linkExpiresAt: { gt: kith.clock.now() } }] },
    select: { id: true },
  });
  return found ? { kind: 'person', requestId: found.id } : null;
}
