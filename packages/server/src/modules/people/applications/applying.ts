import { randomUUID } from 'node:crypto';
import type { PeerApplication, Prisma } from '../../../../generated/prisma/client.ts';
import { InvalidInput } from '../../../errors.ts';
import { type KeyRing, seal, sha256, unseal } from '../../../infra/crypto.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import {
  type ApplicationAnswer,
  type ApplicationDetails,
  applicationConsent,
  keepUntil,
  readApplication,
} from './application-rules.ts';

const DETAILS = 'peer_application.details';
const ANSWER = 'peer_application.answer';

/**
 * Somebody would like to become a peer advocate. The same form sent twice is one application.
 *
 * @param input.formKey random, made with the form
 * @returns name of the team that answers
 * @throws {InvalidInput}
 */
export async function applyToJoin(
  kith: Kith,
  input: {
    formKey: string;
    teamId: string;
    consentVersion: string;
    name: string;
    channel: string;
    reach: string;
    words: string;
    experiences: string;
  },
): Promise<string> {
  const details = readApplication(input);
  if (input.consentVersion !== applicationConsent.version)
    throw new InvalidInput('Tick the box, so that we may read what you wrote.', 'consent');
  const team = UUID.test(input.teamId) ? await kith.db.team.findUnique({ where: { id: input.teamId } }) : null;
  if (!team) throw new InvalidInput('Choose a team.', 'team');
  if (!/^[\w-]{16,64}$/.test(input.formKey))
    throw new InvalidInput('Please open this page again and send it from there.');
  const id = randomUUID();
  const now = kith.clock.now();
  const { dataKey, wrapped } = kith.keys.createDataKey(id);
  const row = {
    id,
    teamId: team.id,
    receivedAt: now,
    statusChangedAt: now,
    dataKey: wrapped,
    details: seal(dataKey, JSON.stringify(details), { column: DETAILS, row: id }),
    formHash: sha256(input.formKey),
    consentVersion: input.consentVersion,
    keepUntil: keepUntil(now),
  };
  await kith.db.$transaction(async (tx) => {
    const { count } = await tx.peerApplication.createMany({ data: [row], skipDuplicates: true });
    // The phone is for people, and paper takes a person's hands: both hear from a person at once.
    if (count > 0 && details.channel === 'EMAIL')
      await kith.outbox.put(tx, {
        kind: 'application-received',
        subjectId: id,
        key: receivedKey(kith, details.reach, now),
      });
  });
  return team.name;
}

/** One letter a day to one address, whoever fills in the form: anybody can write anybody's. */
function receivedKey(kith: Kith, email: string, now: Date): string {
  const address = Buffer.from(kith.keys.fingerprint('application-received', email.toLowerCase())).toString('base64url');
  return `application-received:${address}:${now.toISOString().slice(0, 10)}`;
}

/** Applications that this viewer may read: those to the team that they coordinate. */
export function applicationsVisibleTo(viewer: Viewer): Prisma.PeerApplicationWhereInput {
  if (!hasRole(viewer, 'COORDINATOR') || viewer.teamId === null) return { id: { in: [] } };
  return { teamId: viewer.teamId, erasedAt: null };
}

type Sealed = Pick<PeerApplication, 'id' | 'dataKey' | 'details' | 'answer'>;

/** What they wrote; null: erased. */
export function openDetails(keys: KeyRing, row: Sealed): ApplicationDetails | null {
  if (!row.dataKey || !row.details) return null;
  const key = keys.unwrapDataKey(row.dataKey, row.id);
  return JSON.parse(unseal(key, row.details, { column: DETAILS, row: row.id })) as ApplicationDetails;
}

/** What was answered; null: nothing yet, or erased. */
export function openAnswer(keys: KeyRing, row: Sealed): ApplicationAnswer | null {
  if (!row.dataKey || !row.answer) return null;
  const key = keys.unwrapDataKey(row.dataKey, row.id);
  return JSON.parse(unseal(key, row.answer, { column: ANSWER, row: row.id })) as ApplicationAnswer;
}

/** @returns null: erased */
export function sealAnswer(keys: KeyRing, row: Sealed, answer: ApplicationAnswer) {
  if (!row.dataKey) return null;
  return seal(keys.unwrapDataKey(row.dataKey, row.id), JSON.stringify(answer), { column: ANSWER, row: row.id });
}
