import { randomBytes, randomUUID } from 'node:crypto';
import { type Partner, Prisma, type Team } from '../../../generated/prisma/client.ts';
import { InvalidInput, NotFound } from '../../errors.ts';
import { areSame, type DataKey, sha256 } from '../../infra/crypto.ts';
import type { Tx } from '../../infra/db.ts';
import type { Kith } from '../../kith.ts';
import { type ConsentText, currentConsent } from '../safety/consent.ts';
import { takeFrom } from '../safety/limits.ts';
import { spendProof } from '../safety/proof-of-work.ts';
import { ASK_ACTION, findService, siteOf, teamFor } from './ask-form.ts';
import {
  type RequestPeerInput,
  readIdempotencyKey,
  readLanguage,
  readOutwardCode,
  readReach,
  readWishes,
  readWords,
} from './asking-rules.ts';
import { ConsentRequired } from './consent-rules.ts';
import { workingDaysLater } from './promise-clock.ts';
import { IdempotencyConflict, linkExpiry } from './rules.ts';
import { openDataKey, sealReach, sealWords } from './sealed.ts';
import { tellPerson } from './telling/tell-person.ts';
import { codeHashOf, linkHashOf, linkOf, wayBackOf } from './way-back.ts';

/** What a person takes with them after asking. */
export interface Receipt {
  /** For talking about it with staff: "KT-4F7Q". */
  reference: string;
  /** Four words to come back with. */
  code: string;
  /** Address with the link token in its fragment. */
  link: string;
  team: string;
  /** An instant; show its calendar day in `timezone`. */
  promisedBy: Date;
  timezone: string;
}

// Nothing that can be misread aloud: no 0/O, 1/I/L, U.
const SAYABLE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const ATTEMPTS = 5;
// Long enough for a phone that was offline over night.
const RECEIPT_HOURS = 24;

/** Which way somebody asks: what differs between their own form and a colleague who writes down what they say. */
export interface WayOfAsking {
  partner: Partner | null;
  /** Goes before the key, so that nobody is given a receipt by another way than it was asked. Ends with "|", and none is how another begins. */
  keyScope: string;
  /** Who answers. @throws {NotFound} nobody does */
  team(): Promise<Team>;
  /** Stops floods. Not called for what was sent before. @throws {RateLimited} */
  take(): Promise<unknown>;
  /** What the receipts of consent remember. */
  consent: { channel: 'web' | 'phone'; recordedById: string | null };
  /** In the transaction that saves it. */
  saving?(tx: Tx, requestId: string): Promise<void>;
}

/**
 * A person asks for a peer. The same key with the same input gives the same receipt, however often and however fast it is
 * sent: link and code are derived from the request's data key, so that nothing secret is kept to repeat them. Only for a
 * day, and only until there is a new link: whoever finds the form later on a shared phone must not be let in by it.
 *
 * @throws {InvalidInput | ConsentRequired | IdempotencyConflict | RateLimited}
 */
export function requestPeer(
  kith: Kith,
  from: { partner: Partner | null; addressHash: string },
  input: RequestPeerInput,
): Promise<Receipt> {
  const { partner, addressHash } = from;
  const { proofOfWork } = input;
  return askOnce(kith, input, {
    partner,
    keyScope: 'web|',
    team: () => teamFor(kith.db, partner),
    take: () => takeFrom(kith, proofOfWork ? 'askWithProof' : 'askWithoutProof', addressHash),
    consent: { channel: 'web', recordedById: null },
    saving: async (tx) => {
      if (proofOfWork) await spendProof(tx, kith, proofOfWork, ASK_ACTION, siteOf(partner));
    },
  });
}

/** The same for every way of asking. @throws {InvalidInput | ConsentRequired | IdempotencyConflict | RateLimited} */
export async function askOnce(kith: Kith, input: RequestPeerInput, way: WayOfAsking): Promise<Receipt> {
  const key = `${way.keyScope}${readIdempotencyKey(input.idempotencyKey)}`;
  return inTurn(key, async () => {
    const idempotencyHash = sha256(key);
    const digest = digestOf(kith, input);
    const sentBefore = await receiptOf(kith, idempotencyHash, digest);
    if (sentBefore) return sentBefore;

    const asked = await read(kith, way, input);
    await way.take();
    for (let attempt = 1; ; attempt++) {
      try {
        return await save(kith, way, asked, { idempotencyHash, digest, attempt });
      } catch (error) {
        if (!isTaken(error)) throw error;
        // Another node was given the same key at the same moment, or a reference was drawn twice.
        const sentElsewhere = await receiptOf(kith, idempotencyHash, digest);
        if (sentElsewhere) return sentElsewhere;
        if (attempt === ATTEMPTS) throw error;
      }
    }
  });
}

type Asked = Awaited<ReturnType<typeof read>>;

/** The input as it will be kept. @throws {InvalidInput | ConsentRequired} */
async function read(kith: Kith, way: WayOfAsking, input: RequestPeerInput) {
  const language = readLanguage(input.language, way.partner?.locale ?? 'en');
  const asked = {
    language,
    words: readWords(input.words),
    wishes: readWishes(input.wishes),
    reach: readReach(input.reach),
    outwardCode: readOutwardCode(input.outwardCode),
    area: input.area ?? null,
    serviceId: input.serviceId || null,
  };
  const consent = currentConsent(language, way.consent.channel === 'phone' ? 'spoken' : 'written');
  if (input.consentVersion !== consent.version) throw new ConsentRequired(consent);
  const team = await answeringTeam(way);
  if (asked.serviceId && !(await findService(kith.db, asked.serviceId)))
    throw new InvalidInput('This service is not in the directory any more. You can ask without it.', 'serviceId');
  return { ...asked, consent, team };
}

async function answeringTeam(way: WayOfAsking): Promise<Team> {
  try {
    return await way.team();
  } catch (error) {
    if (error instanceof NotFound) throw new InvalidInput(error.message);
    throw error;
  }
}

async function save(
  kith: Kith,
  way: WayOfAsking,
  asked: Asked,
  sent: { idempotencyHash: Uint8Array<ArrayBuffer>; digest: Uint8Array<ArrayBuffer>; attempt: number },
): Promise<Receipt> {
  const now = kith.clock.now();
  const id = randomUUID();
  const { dataKey, wrapped } = kith.keys.createDataKey(id);
  const wayBack = wayBackOf(dataKey, 1);
  const { team, reach } = asked;
  const row = {
    id,
    reference: newReference(sent.attempt),
    teamId: team.id,
    partnerId: way.partner?.id ?? null,
    serviceId: asked.serviceId,
    area: asked.area,
    askedAt: now,
    statusChangedAt: now,
    promisedBy: workingDaysLater(now, team.promiseWorkingDays, team.timezone),
    outwardCode: asked.outwardCode,
    language: asked.language,
    channel: reach.channel,
    words: sealWords(dataKey, id, asked.words),
    reach: sealReach(dataKey, id, reach),
    dataKey: wrapped,
    idempotencyHash: sent.idempotencyHash,
    inputDigest: sent.digest,
    linkHash: linkHashOf(wayBack.token),
    linkExpiresAt: linkExpiry(now),
    codeHash: codeHashOf(kith.keys, wayBack.code),
  };
  await kith.db.$transaction(async (tx) => {
    await tx.peerRequest.create({
      data: {
        ...row,
        wishes: { create: asked.wishes },
        events: { create: { kind: 'ASKED', at: now, byId: way.consent.recordedById } },
        consents: { create: receiptsOf(asked.consent, way, now) },
      },
    });
    await tellPerson(tx, kith, row, 'asked', 'asked');
    await way.saving?.(tx, id);
  });
  kith.signals.publish({ topic: 'queue', id: team.id });
  return toReceipt(kith, { ...row, team, linkGeneration: 1 }, dataKey);
}

/** What the person said yes to, in the words they were shown or read. */
function receiptsOf(consent: ConsentText, way: WayOfAsking, now: Date) {
  return consent.purposes.map((purpose) => ({
    purpose,
    textVersion: consent.version,
    textHash: consent.hash,
    language: consent.language,
    givenAt: now,
    ...way.consent,
  }));
}

/** @throws {IdempotencyConflict} the key was used with another input, or what it gave is not to be had any more */
async function receiptOf(
  kith: Kith,
  idempotencyHash: Uint8Array<ArrayBuffer>,
  digest: Uint8Array,
): Promise<Receipt | null> {
  const row = await kith.db.peerRequest.findUnique({ where: { idempotencyHash }, include: { team: true } });
  if (!row) return null;
  const dataKey = openDataKey(kith.keys, row);
  if (!dataKey || !areSame(row.inputDigest, digest)) {
    throw new IdempotencyConflict('This was sent before with other words. Please start a new request.');
  }
  const isOld = kith.clock.now().getTime() - row.askedAt.getTime() > RECEIPT_HOURS * 60 * 60 * 1000;
  if (isOld || row.linkGeneration > 1)
    throw new IdempotencyConflict('This was sent already. Use the words you were given, or start a new request.');
  return toReceipt(kith, row, dataKey);
}

function toReceipt(
  kith: Kith,
  row: { reference: string; promisedBy: Date; linkGeneration: number; team: { name: string; timezone: string } },
  dataKey: DataKey,
): Receipt {
  const wayBack = wayBackOf(dataKey, row.linkGeneration);
  return {
    reference: row.reference,
    code: wayBack.code,
    link: linkOf(kith.config.publicUrl, wayBack),
    team: row.team.name,
    promisedBy: row.promisedBy,
    timezone: row.team.timezone,
  };
}

/** A keyed digest of all that makes two requests the same. A new proof of work does not make another request. */
function digestOf(kith: Kith, input: RequestPeerInput): Uint8Array<ArrayBuffer> {
  const { reach } = input;
  const wishes = (input.wishes ?? []).map(({ dimension, value, weight }) => [dimension, value, weight].join(' '));
  return kith.keys.fingerprint(
    'ask-input',
    JSON.stringify([
      (input.words ?? '').replaceAll(/\r\n?/g, '\n'),
      wishes.sort(),
      [reach.channel, reach.value ?? '', reach.name ?? '', reach.times ?? '', reach.mayLeaveVoicemail ?? null],
      input.area ?? null,
      input.serviceId ?? '',
      input.outwardCode ?? '',
      input.language ?? '',
      input.consentVersion ?? '',
      [
        reach.voicemailWords ?? '',
        reach.othersMayAnswer ?? '',
        reach.mayShowNumber ?? null,
        reach.pronouns ?? '',
        reach.describedAs ?? '',
        reach.communicationNeeds ?? '',
      ],
    ]),
  );
}

function newReference(attempt: number): string {
  // Longer when the short ones run out.
  const length = attempt <= 2 ? 4 : 6;
  return `KT-${[...randomBytes(length)].map((byte) => SAYABLE[byte % SAYABLE.length]).join('')}`;
}

/** Whether a unique value was there already. */
function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

const turns = new Map<string, Promise<unknown>>();

/**
 * One after the other for each key: who sends the same thing fifty times at once pays once, and gets one answer fifty times.
 * Only a courtesy of this process; the unique column is what holds across processes.
 */
async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(key) ?? Promise.resolve()).then(work, work);
  const settled = mine.catch(() => undefined);
  turns.set(key, settled);
  try {
    return await mine;
  } finally {
    if (turns.get(key) === settled) turns.delete(key);
  }
}
