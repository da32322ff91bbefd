import { createChallenge as createAltcha, extractParams, verifySolution } from 'altcha-lib/v1';
import { InvalidInput } from '../../errors.ts';
import type { Tx } from '../../infra/db.ts';
import type { Kith } from '../../kith.ts';

/** What the solver needs; altcha's shape, with the contract's name for its largest number. */
export interface ProofOfWorkChallenge {
  algorithm: string;
  challenge: string;
  maxNumber: number;
  salt: string;
  signature: string;
}

// About 10,000 SHA-256 on average: some 200 ms on a phone, nothing that anybody notices on a laptop.
const MAX_NUMBER = 20_000;
const VALID_FOR_MS = 20 * 60_000;
const ALGORITHM = 'SHA-256';
// Base64 of the five fields; anything longer was never ours.
const LONGEST_SOLUTION = 2_000;

/**
 * A new challenge, good for 20 minutes and for one action from one site only.
 *
 * @param action what it pays for, for example "requestPeer"
 * @param site the partner's public key, or "kith" for Kith's own pages
 */
export async function createChallenge(kith: Kith, action: string, site: string): Promise<ProofOfWorkChallenge> {
  const made = await createAltcha({
    algorithm: ALGORITHM,
    hmacKey: signingKeys(kith)[0] ?? '',
    maxnumber: MAX_NUMBER,
    expires: new Date(kith.clock.now().getTime() + VALID_FOR_MS),
    params: { action, site },
  });
  const { challenge, salt, signature } = made;
  return { algorithm: ALGORITHM, challenge, maxNumber: MAX_NUMBER, salt, signature };
}

/**
 * Checks a solution and spends it, in the transaction of what it pays for: altcha itself would take it again and again.
 *
 * @param solution base64 of altcha's JSON
 * @throws {InvalidInput} not ours, for something else, too old, wrong, or used before
 */
export async function spendProof(tx: Tx, kith: Kith, solution: string, action: string, site: string): Promise<void> {
  const now = kith.clock.now();
  const proof = await readProof(kith, solution);
  if (!proof || proof.action !== action || proof.site !== site || !(proof.expiresAt > now)) throw unusable();
  const { count } = await tx.spentProof.createMany({
    data: [{ nonce: proof.nonce, spentAt: now, expiresAt: proof.expiresAt }],
    skipDuplicates: true,
  });
  if (count === 0) throw unusable();
}

/** Forgets proofs that could not be used again anyway. @returns how many */
export async function forgetSpentProofs(kith: Kith): Promise<number> {
  const { count } = await kith.db.spentProof.deleteMany({ where: { expiresAt: { lt: kith.clock.now() } } });
  return count;
}

interface Proof {
  nonce: string;
  action: string;
  site: string;
  expiresAt: Date;
}

async function readProof(kith: Kith, solution: string): Promise<Proof | null> {
  if (solution.length > LONGEST_SOLUTION) return null;
  const payload = parse(solution);
  if (!payload) return null;
  for (const key of signingKeys(kith)) {
    // Expiry is ours to check, by our own clock.
    if (!(await verifySolution(payload, key, false))) continue;
    const { action = '', site = '', expires = '' } = extractParams(payload);
    return { nonce: payload.challenge, action, site, expiresAt: new Date(Number(expires) * 1000) };
  }
  return null;
}

/** Only the shape that we made: altcha-lib trusts what it is given. */
function parse(solution: string) {
  try {
    const value: unknown = JSON.parse(Buffer.from(solution, 'base64').toString('utf8'));
    if (typeof value !== 'object' || value === null) return null;
    const { algorithm, challenge, number, salt, signature } = value as Record<string, unknown>;
    if (algorithm !== ALGORITHM || !Number.isSafeInteger(number)) return null;
    if (typeof challenge !== 'string' || typeof salt !== 'string' || typeof signature !== 'string') return null;
    // altcha 2 closes the salt with "&", so that digits cannot move between the salt and the number.
    if (!/^[0-9a-f]{64}$/.test(challenge) || !salt.endsWith('&')) return null;
    return { algorithm: ALGORITHM, challenge, number: number as number, salt, signature } as const;
  } catch {
    return null;
  }
}

/** One for each key of KITH_KEYS, the current one first, so that a rotation does not refuse an open form. */
function signingKeys(kith: Kith): string[] {
  return kith.keys.fingerprints('proof-of-work', 'signing key').map((bytes) => Buffer.from(bytes).toString('hex'));
}

function unusable(): InvalidInput {
  return new InvalidInput(
    'The check that you are not a robot is too old or was used before. Please send again.',
    'proofOfWork',
  );
}
