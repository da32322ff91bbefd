import { randomUUID } from 'node:crypto';
import { type Partner, Prisma, type SuggestedBy, type SuggestedField } from '../../../../generated/prisma/client.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { areSame, sha256 } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import { anonymous } from '../../../viewer.ts';
import { visibleServices } from '../../directory/access.ts';
import { siteOf } from '../../peers/ask-form.ts';
import { readIdempotencyKey } from '../../peers/asking-rules.ts';
import { workingDaysLater } from '../../peers/promise-clock.ts';
import { IdempotencyConflict } from '../../peers/rules.ts';
import { takeFrom } from '../../safety/limits.ts';
import { createChallenge, type ProofOfWorkChallenge, spendProof } from '../../safety/proof-of-work.ts';
import { sealAddress, sealSuggestion } from './sealed-suggestion.ts';
import {
  ANSWER_WITHIN_WORKING_DAYS,
  MOST_WAITING,
  readEmail,
  readSuggested,
  STEWARD_TIMEZONE,
  type Suggested,
} from './suggestion-rules.ts';

const ACTION = 'suggestServiceChange';
const GONE = 'This service is not in the directory any more.';

export interface SuggestServiceChangeInput {
  idempotencyKey: string;
  /** uuid */
  serviceId: string;
  field: SuggestedField;
  words?: string | null | undefined;
  why?: string | null | undefined;
  email?: string | null | undefined;
  proofOfWork?: string | null | undefined;
}

/** What a suggester is told. */
export interface SuggestionReceipt {
  serviceId: string;
  /** An instant; show its calendar day in STEWARD_TIMEZONE. */
  dueAt: Date;
  /** They left an address, and will hear. */
  willHear: boolean;
}

/** What the form tells and needs. */
export interface SuggestionForm {
  service: { id: string; name: string };
  dueAt: Date;
  proofOfWork: ProofOfWorkChallenge;
}

/** @returns null: no such service for the public */
export async function readSuggestionForm(
  kith: Kith,
  partner: Partner | null,
  serviceId: string | null,
): Promise<SuggestionForm | null> {
  const service = serviceId === null ? null : await findOpenService(kith, serviceId);
  if (!service) return null;
  return {
    service,
    dueAt: dueAfter(kith.clock.now()),
    proofOfWork: await createChallenge(kith, ACTION, siteOf(partner)),
  };
}

/** A service that everybody can look at. */
export async function findOpenService(kith: Kith, id: string): Promise<{ id: string; name: string } | null> {
  if (!UUID.test(id)) return null;
  return kith.db.service.findFirst({
    where: { AND: [{ id }, visibleServices(anonymous)] },
    select: { id: true, name: true },
  });
}

/** When a steward has answered at the latest. */
export function dueAfter(now: Date): Date {
  return workingDaysLater(now, ANSWER_WITHIN_WORKING_DAYS, STEWARD_TIMEZONE);
}

/**
 * Anybody suggests a change. The same key with the same input is one suggestion, however often it is sent.
 *
 * @throws {InvalidInput | NotFound | IdempotencyConflict | RateLimited}
 */
export async function suggestServiceChange(
  kith: Kith,
  from: { partner: Partner | null; addressHash: string },
  input: SuggestServiceChangeInput,
): Promise<SuggestionReceipt> {
  const idempotencyHash = sha256(readIdempotencyKey(input.idempotencyKey));
  const digest = digestOf(kith, input);
  const sentBefore = await receiptOf(kith, idempotencyHash, digest);
  const suggested = readSuggested(input);
  const email = readEmail(input.email, 'email');
  // Sent again too: a receipt must not show what was hidden meanwhile.
  const service = await findOpenService(kith, input.serviceId);
  if (!service) throw new NotFound(GONE);
  if (sentBefore) return sentBefore;
  await takeFrom(kith, input.proofOfWork ? 'suggestWithProof' : 'suggestWithoutProof', from.addressHash);
  try {
    return await kith.db.$transaction(async (tx) => {
      const saved = await saveSuggestion(tx, kith, {
        serviceId: service.id,
        field: input.field,
        by: 'ANYBODY',
        suggested,
        email,
        idempotencyHash,
        digest,
      });
      if (input.proofOfWork) await spendProof(tx, kith, input.proofOfWork, ACTION, siteOf(from.partner));
      return saved;
    });
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    const sentElsewhere = isTaken ? await receiptOf(kith, idempotencyHash, digest) : null;
    if (!sentElsewhere) throw error;
    return sentElsewhere;
  }
}

/**
 * Puts a suggestion before the stewards, in the caller's transaction.
 *
 * @throws {InvalidInput} many wait for this service already
 */
export async function saveSuggestion(
  tx: Tx,
  kith: Kith,
  given: {
    serviceId: string;
    field: SuggestedField;
    by: SuggestedBy;
    suggested: Suggested;
    email: string | null;
    idempotencyHash: Uint8Array<ArrayBuffer>;
    digest: Uint8Array<ArrayBuffer>;
  },
): Promise<SuggestionReceipt> {
  const waiting = await tx.serviceSuggestion.count({ where: { serviceId: given.serviceId, state: 'WAITING' } });
  if (waiting >= MOST_WAITING && given.by === 'ANYBODY')
    throw new InvalidInput('Many suggestions for this service wait already. A steward looks at them soon.');
  const id = randomUUID();
  const now = kith.clock.now();
  const dueAt = dueAfter(now);
  const { dataKey, wrapped } = kith.keys.createDataKey(id);
  await tx.serviceSuggestion.create({
    data: {
      id,
      serviceId: given.serviceId,
      field: given.field,
      by: given.by,
      suggestedAt: now,
      dueAt,
      dataKey: wrapped,
      words: sealSuggestion(dataKey, id, { ...given.suggested, answer: null }),
      reach: sealAddress(dataKey, id, given.email),
      idempotencyHash: given.idempotencyHash,
      inputDigest: given.digest,
    },
  });
  return { serviceId: given.serviceId, dueAt, willHear: given.email !== null };
}

/** @throws {IdempotencyConflict} the key was used with other words */
async function receiptOf(
  kith: Kith,
  idempotencyHash: Uint8Array<ArrayBuffer>,
  digest: Uint8Array,
): Promise<SuggestionReceipt | null> {
  const row = await kith.db.serviceSuggestion.findUnique({ where: { idempotencyHash } });
  if (!row) return null;
  if (!areSame(row.inputDigest, digest))
    throw new IdempotencyConflict('This was sent before with other words. Please open the form again.');
  return { serviceId: row.serviceId, dueAt: row.dueAt, willHear: row.reach !== null };
}

/** A keyed digest of all that makes two suggestions the same. A new proof of work does not make another one. */
function digestOf(kith: Kith, input: SuggestServiceChangeInput): Uint8Array<ArrayBuffer> {
  const { serviceId, field, words, why, email } = input;
  return kith.keys.fingerprint(
    'suggestion-input',
    JSON.stringify([serviceId, field, words ?? '', why ?? '', email ?? '']),
  );
}
