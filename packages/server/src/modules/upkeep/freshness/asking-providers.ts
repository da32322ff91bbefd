import { randomBytes, randomUUID } from 'node:crypto';
import { areSame, sha256 } from '../../../infra/crypto.ts';
import type { Letter } from '../../../infra/outbox.ts';
import type { Kith } from '../../../kith.ts';
import { dayInWords } from '../../peers/promise-clock.ts';
import { SAID_BY, STEWARD_TIMEZONE } from '../suggestions/suggestion-rules.ts';
import {
  DEFAULT_DAYS,
  daysAfter,
  daysBefore,
  LETTER_EVERY_DAYS,
  LINK_DAYS,
  MOST_IN_LETTER,
  MOST_LETTERS_A_DAY,
  REST_DAYS,
  UNANSWERED_LETTERS,
} from './freshness-rules.ts';

const ADDRESSES_AT_ONCE = 200;

/**
 * Where the letter about a service goes, as one spelling. Null: it has no address that can be one. Whoever suggests an
 * address must not get the link to the entry by that: it comes from the source, the service itself, or a steward who asked.
 */
export const ADDRESS_SQL = `lower(btrim(coalesce(CASE WHEN EXISTS (SELECT FROM service_correction c
    WHERE c.service_id = s.id AND c.field = 'email' AND c.said_by = '${SAID_BY.ANYBODY}') THEN NULL ELSE nullif(btrim(s.email), '') END, o.email)))`;
const LOOKS_RIGHT = `${ADDRESS_SQL} ~ '^[^[:space:]@<>(),;:"]{1,64}@[^[:space:]@<>(),;:"]+[.][a-z]{2,}$'`;
/** Services that run, and that nobody has checked for longer than their part of life allows. */
export const DUE_SQL = `FROM service s JOIN organization o ON o.id = s.organization_id
  WHERE s.status = 'ACTIVE' AND s.removed_at IS NULL AND o.removed_at IS NULL
    AND (s.assured_at IS NULL OR s.assured_at < $1::timestamptz - make_interval(days => coalesce(
      (SELECT min(coalesce(r.days, ${DEFAULT_DAYS})) FROM unnest(s.areas) a LEFT JOIN freshness_rule r ON r.area = a), ${DEFAULT_DAYS})))`;

/**
 * Asks services by letter whether their entries are right: one letter for each address, however many services it has,
 * and never two in thirty days. Nothing while no steward has turned it on.
 *
 * @returns how many letters were put
 */
export async function askProviders(kith: Kith): Promise<number> {
  const setting = await kith.db.freshnessSetting.findUnique({ where: { id: 1 } });
  if (!setting?.isAsking) return 0;
  const now = kith.clock.now();
  let asked = 0;
  let after = '';
  for (;;) {
    const { rows } = await kith.database.pool.query<{ address: string; ids: string[] }>(
      `SELECT ${ADDRESS_SQL} AS address, (array_agg(s.id::text ORDER BY s.assured_at NULLS FIRST, s.id))[1:${MOST_IN_LETTER}] AS ids
       ${DUE_SQL} AND ${LOOKS_RIGHT} AND ${ADDRESS_SQL} > $2 GROUP BY 1 ORDER BY 1 LIMIT ${ADDRESSES_AT_ONCE}`,
      [now, after],
    );
    for (const { address, ids } of rows) {
      if (asked >= MOST_LETTERS_A_DAY) return asked;
      if (await askOne(kith, address, ids, now)) asked++;
    }
    if (rows.length < ADDRESSES_AT_ONCE) return asked;
    after = rows.at(-1)?.address ?? '';
  }
}

async function askOne(kith: Kith, address: string, serviceIds: string[], now: Date): Promise<boolean> {
  const known = addressHashes(kith, address);
  return kith.db.$transaction(async (tx) => {
    const before = await tx.freshnessAsk.findMany({
      where: { addressHash: { in: known } },
      orderBy: { askedAt: 'desc' },
      take: UNANSWERED_LETTERS,
      include: { services: { where: { answer: { not: null } }, take: 1 } },
    });
    const stopped = await tx.freshnessAsk.count({ where: { addressHash: { in: known }, stoppedAt: { not: null } } });
    const last = before[0]?.askedAt;
    const isSilent = before.length === UNANSWERED_LETTERS && before.every(({ services }) => services.length === 0);
    const pauseDays = isSilent ? REST_DAYS : LETTER_EVERY_DAYS;
    if (stopped > 0 || (last && last > daysBefore(now, pauseDays))) return false;
    const id = randomUUID();
    const [addressHash] = known;
    if (!addressHash) return false;
    await tx.freshnessAsk.create({
      data: {
        id,
        addressHash,
        tokenHash: sha256(tokensOf(kith, id)[0] ?? randomBytes(32)),
        askedAt: now,
        expiresAt: daysAfter(now, LINK_DAYS),
        services: { create: serviceIds.map((serviceId) => ({ serviceId })) },
      },
    });
    await kith.outbox.put(tx, { kind: 'freshness-asked', subjectId: id, key: `freshness-asked:${id}` });
    return true;
  });
}

/** A keyed fingerprint of an address, under every key there is: the current one first. */
export function addressHashes(kith: Pick<Kith, 'keys'>, address: string): Uint8Array<ArrayBuffer>[] {
  return kith.keys.fingerprints('provider-address', address);
}

/** 32 bytes, base64url. Derived from the installation's key, so that none is stored; one for each key there is. */
function tokensOf(kith: Pick<Kith, 'keys'>, id: string): string[] {
  return kith.keys.fingerprints('freshness-link', id).map((bytes) => Buffer.from(bytes).toString('base64url'));
}

/** The letter, made when it leaves. Null: the services have another address by now, or do not run any more. */
export async function freshnessLetter(kith: Kith, id: string): Promise<Letter | null> {
  const ask = await kith.db.freshnessAsk.findUnique({ where: { id } });
  const now = kith.clock.now();
  if (!ask || ask.stoppedAt || ask.expiresAt <= now) return null;
  const token = tokensOf(kith, id).find((one) => areSame(sha256(one), ask.tokenHash));
  const services = await askedServices(kith, id);
  const to = services[0]?.address;
  if (!token || !to) return null;
  const one = services.length === 1;
  return {
    channel: 'EMAIL',
    to,
    subject: 'Is what we say about you still right?',
    text: [
      `Hello. ${one ? 'This service is' : 'These services are'} in a directory that people use to find support near them:`,
      '',
      ...services.map(({ name }) => `- ${name}`),
      '',
      `Please look whether it is all still right. It takes a minute, and you need no account:`,
      '',
      `${kith.config.publicUrl}/still-right/${token}`,
      '',
      `There you can say: it is still right, change it, or it does not run any more. The link works until ${dayInWords(STEWARD_TIMEZONE, ask.expiresAt)}. It is for whoever reads the mail of ${one ? 'this service' : 'these services'}; please do not pass it on.`,
      '',
      `We write at most once in ${LETTER_EVERY_DAYS} days, and only when an entry has not been checked for a long time. If you would like no more of these letters, say so on the same page.`,
      '',
    ].join('\n'),
  };
}

/** A service of a letter, as long as its mail still goes to the address that was written to. */
export interface AskedService {
  id: string;
  name: string;
  address: string;
}

/** Never those that have another address by now, or went from the directory. */
export async function askedServices(kith: Kith, askId: string): Promise<AskedService[]> {
  const { rows } = await kith.database.pool.query<AskedService & { hash: Buffer }>(
    `SELECT s.id, s.name, ${ADDRESS_SQL} AS address, a.address_hash AS hash
     FROM freshness_ask_service f JOIN freshness_ask a ON a.id = f.ask_id JOIN service s ON s.id = f.service_id
     JOIN organization o ON o.id = s.organization_id
     WHERE f.ask_id = $1 AND s.removed_at IS NULL AND o.removed_at IS NULL ORDER BY s.name, s.id`,
    [askId],
  );
  return rows
    .filter(({ address, hash }) => address !== null && addressHashes(kith, address).some((one) => areSame(one, hash)))
    .map(({ id, name, address }) => ({ id, name, address }));
}
