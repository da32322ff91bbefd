import { randomUUID } from 'node:crypto';
import { InvalidInput, NotFound } from '../../errors.ts';
import { recordAudit } from '../../infra/audit-trail.ts';
import type { Tx } from '../../infra/db.ts';
import type { Kith } from '../../kith.ts';
import { UUID } from '../../uuid.ts';
import { anonymous, type Viewer } from '../../viewer.ts';
import { visibleServices } from '../directory/access.ts';
import { openJson, sealJson } from '../peers/contacts/sealed-words.ts';
import { type Together, withMatch } from '../peers/contacts/together.ts';
import { NoLongerPossible } from '../peers/rules.ts';
import {
  addressOfService,
  type IntroductionWords,
  leavesAt,
  linksExpireAt,
  MOST_OPEN,
  stateOfIntroduction,
  writeIntroduction,
} from './introduction-rules.ts';
import { hashesOf, noHashes } from './provider-links.ts';

/** Raw ids. */
export interface ProposeIntroductionInput {
  matchId: string;
  serviceId: string;
  /** The name that the service is told: a first name, or any other that the person chose. */
  name: string;
  /** What it is about, in a sentence or two. */
  words: string;
}

const NO_INTRODUCTION = 'There is no such introduction here.';

/**
 * Writes what a service would be told, for both to read. Nothing is sent before the person's yes to exactly this text.
 * An earlier text to the same service that waits for a yes, or that the service asked about, gives way to it.
 *
 * @returns the id of the introduction
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function proposeIntroduction(
  kith: Kith,
  viewer: Viewer,
  input: ProposeIntroductionInput,
): Promise<string> {
  const service = UUID.test(input.serviceId)
    ? await kith.db.service.findFirst({
        where: { AND: [{ id: input.serviceId }, visibleServices(anonymous)] },
        select: { id: true, name: true, email: true, organization: { select: { email: true } } },
      })
    : null;
  return withMatch(kith, viewer, input.matchId, 'in touch', async (tx, together) => {
    if (!service) throw new InvalidInput('This service is not in the directory any more.', 'serviceId');
    const email = addressOfService(service);
    if (email === null)
      throw new InvalidInput(
        'This service has no e-mail address in the directory. Ring them, or go together.',
        'serviceId',
      );
    const { request, match, byId, dataKey, now } = together;
    const { firstName } = await tx.advocateProfile.findUniqueOrThrow({
      where: { id: match.advocateId },
      select: { firstName: true },
    });
    const told = { serviceName: service.name, advocateName: firstName, team: request.team.name };
    const text = writeIntroduction(input, told);
    await makeWay(tx, together, service.id);
    const id = randomUUID();
    const words: IntroductionWords = { serviceId: service.id, serviceName: service.name, email, text };
    await tx.serviceIntroduction.create({
      data: {
        id,
        requestId: request.id,
        matchId: match.id,
        words: sealJson(dataKey, 'service_introduction.words', id, words),
        proposedAt: now,
        byId,
      },
    });
    return id;
  });
}

/** @throws {NoLongerPossible} this service is being asked already, or many are */
async function makeWay(tx: Tx, { request, dataKey, now }: Together, serviceId: string): Promise<void> {
  const rows = await tx.serviceIntroduction.findMany({ where: { requestId: request.id, stoppedAt: null } });
  const going = rows.filter((row) =>
    ['WAITING_FOR_YES', 'ON_ITS_WAY', 'SENT', 'ASKED'].includes(stateOfIntroduction(row, now)),
  );
  const same = going.filter(
    (row) =>
      openJson<IntroductionWords>(dataKey, 'service_introduction.words', row.id, row.words)?.serviceId === serviceId,
  );
  for (const row of same) {
    const state = stateOfIntroduction(row, now);
    if (state === 'SENT' || state === 'ON_ITS_WAY')
      throw new NoLongerPossible('This service has been asked already. Wait for its answer, or stop that first.');
    await tx.serviceIntroduction.update({ where: { id: row.id }, data: { stoppedAt: now, ...noHashes } });
  }
  if (going.length - same.length >= MOST_OPEN)
    throw new NoLongerPossible(`${MOST_OPEN} services are being asked already. Wait for an answer, or stop one first.`);
}

/**
 * The person's yes to exactly this text and this service: by themselves, or read out to them and recorded. The letter
 * leaves a few minutes later. Twice is once.
 *
 * @returns the id of the introduction
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function sayYesToIntroduction(
  kith: Kith,
  viewer: Viewer,
  input: { introductionId: string; wasReadOut?: boolean | null | undefined },
): Promise<string> {
  const { introductionId: id } = input;
  return withIntroduction(kith, viewer, id, 'in touch', async (tx, row, { side, byId, dataKey, now }) => {
    if (side !== 'person' && !input.wasReadOut)
      throw new InvalidInput('Read it out to them first, every word, and record their yes.', 'wasReadOut');
    if (row.stoppedAt !== null) throw new NoLongerPossible('This was stopped. Write a new text to go on.');
    if (row.agreedAt !== null) return id;
    await tx.serviceIntroduction.update({
      where: { id },
      data: {
        agreedAt: now,
        agreedHow: side === 'person' ? 'ONLINE' : 'READ_OUT',
        agreedById: byId,
        linksExpireAt: linksExpireAt(now),
        ...hashesOf(dataKey, id),
      },
    });
    await kith.outbox.put(tx, {
      kind: 'introduction',
      subjectId: id,
      key: `introduction:${id}`,
      notBefore: leavesAt(now),
    });
    await audit(kith, tx, byId, 'agree to introduction', id);
    return id;
  });
}

/**
 * No, or stop: before or after the yes, by either side and without a reason. Its links end at once. Twice is once.
 *
 * @returns the id of the introduction
 * @throws {NotFound | NoLongerPossible}
 */
export async function sayNoToIntroduction(
  kith: Kith,
  viewer: Viewer,
  input: { introductionId: string },
): Promise<string> {
  const { introductionId: id } = input;
  return withIntroduction(kith, viewer, id, 'any', async (tx, row, { byId, now }) => {
    if (row.stoppedAt !== null) return id;
    await tx.serviceIntroduction.update({ where: { id }, data: { stoppedAt: now, ...noHashes } });
    await audit(kith, tx, byId, 'stop introduction', id);
    return id;
  });
}

function audit(kith: Kith, tx: Tx, byId: string | null, action: string, objectId: string): Promise<void> {
  const actorKind = byId === null ? 'person' : 'staff';
  return recordAudit(tx, kith, { actorKind, actorId: byId, action, objectType: 'ServiceIntroduction', objectId });
}

/** Works on an introduction as whoever has a part in its match. @throws {NotFound | NoLongerPossible} */
export async function withIntroduction<T>(
  kith: Kith,
  viewer: Viewer,
  id: string,
  need: 'in touch' | 'any',
  work: (tx: Tx, row: { id: string; stoppedAt: Date | null; agreedAt: Date | null }, together: Together) => Promise<T>,
): Promise<T> {
  const found = UUID.test(id)
    ? await kith.db.serviceIntroduction.findUnique({ where: { id }, select: { matchId: true } })
    : null;
  if (!found) throw new NotFound(NO_INTRODUCTION);
  return withMatch(kith, viewer, found.matchId, need, async (tx, together) => {
    const row = await tx.serviceIntroduction.findUnique({ where: { id } });
    if (!row) throw new NotFound(NO_INTRODUCTION);
    return work(tx, row, together);
  });
}
