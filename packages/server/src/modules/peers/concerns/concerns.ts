import { randomUUID } from 'node:crypto';
import type { ConcernUrgency } from '../../../../generated/prisma/enums.ts';
import { NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import { type DataKey, sha256 } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import type { StaffViewer, Viewer } from '../../../viewer.ts';
import { requestsVisibleTo } from '../access.ts';
import { readIdempotencyKey } from '../asking-rules.ts';
import { type HeldRequest, holdRequest } from '../locks.ts';
import { workingDaysLater } from '../promise-clock.ts';
import { NoLongerPossible } from '../rules.ts';
import { openDataKey } from '../sealed.ts';
import { addEntry, openProposal } from './concern-lines.ts';
import {
  assertMayAnswer,
  assertMayClose,
  HIDDEN_ALONE_WORKING_DAYS,
  readEntryWords,
  readKeepUntil,
} from './concern-rules.ts';
import { decidableBy, tellDeciders, whoIsWithThem } from './deciding.ts';

/** Raw id. */
export interface RaiseConcernInput {
  requestId: string;
  urgency: ConcernUrgency;
  /** Only what is needed: what was seen or heard, and what was done. */
  words: string;
  /** Urgent help was rung already. */
  hasRung: boolean;
  /** For staff: the person knows of it / telling them would put somebody in danger. */
  wasTold?: boolean | null | undefined;
  wouldAddDanger?: boolean | null | undefined;
  idempotencyKey: string;
}

const NO_REQUEST = 'There is nobody here about whom this could be written.';
const NO_CONCERN = 'There is no such concern here.';
const CLOSED = 'This was closed. Raise it again if something new has come up.';
/** Open at once about one person by one who raises them: each is a letter to every coordinator. */
const MOST_OPEN = 20;

/**
 * "I'm worried about someone": by an advocate who may see the request, by one of its coordinators, or by the person
 * themselves, who says that something is not right. Nobody is rung and nobody outside the team is told by Kith. The same
 * key sent again raises nothing twice.
 *
 * @returns the id of the concern
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function raiseConcern(kith: Kith, viewer: Viewer, input: RaiseConcernInput): Promise<string> {
  const key = readIdempotencyKey(input.idempotencyKey);
  const words = readEntryWords(input.words, null, false);
  const now = kith.clock.now();
  const visible = UUID.test(input.requestId)
    ? await kith.db.peerRequest.findFirst({
        where: { AND: [{ id: input.requestId }, requestsVisibleTo(viewer, now)] },
        select: { id: true },
      })
    : null;
  if (!visible) throw new NotFound(NO_REQUEST);
  const byId = viewer.kind === 'staff' ? viewer.accountId : null;
  const { concernId, teamId } = await kith.db.$transaction(async (tx) => {
    const { request, dataKey } = await held(kith, tx, visible.id);
    const idempotencyHash = sha256(`concern|${request.id}|${byId ?? 'person'}|${key}`);
    const before = await tx.concern.findUnique({ where: { idempotencyHash }, select: { id: true } });
    if (before) return { concernId: before.id, teamId: request.teamId };
    const open = await tx.concern.count({
      where: { requestId: request.id, raisedById: byId, state: { not: 'CLOSED' } },
    });
    if (open >= MOST_OPEN)
      throw new NoLongerPossible(
        'The coordinators have all that you wrote and look at it. If somebody is in danger now, ring urgent help.',
      );
    const id = randomUUID();
    const isHidden = byId !== null && input.wouldAddDanger === true;
    const aboutIds = byId === null ? await whoIsWithThem(tx, request.id) : [];
    await tx.concern.create({
      data: {
        id,
        requestId: request.id,
        raisedById: byId,
        raisedAt: now,
        urgency: input.urgency,
        hasRung: input.hasRung,
        // One person alone keeps it back for a few days at most; then two have decided, or the person reads it.
        hiddenUntil: isHidden ? workingDaysLater(now, HIDDEN_ALONE_WORKING_DAYS, request.team.timezone) : null,
        personToldAt: !isHidden && input.wasTold ? now : null,
        aboutIds,
        idempotencyHash,
      },
    });
    await addEntry(tx, { concernId: id, kind: 'RAISED', at: now, byId, words, dataKey });
    await audit(kith, tx, byId, 'raise concern', id);
    await tellDeciders(tx, kith, { id, teamId: request.teamId, aboutIds }, 'concern-raised', id);
    return { concernId: id, teamId: request.teamId };
  });
  kith.signals.publish({ topic: 'queue', id: teamId });
  return concernId;
}

/**
 * A coordinator says "I look after this". The first one wins; it can be handed over by taking it.
 *
 * @throws {NotFound | NoLongerPossible}
 */
export async function takeConcern(kith: Kith, viewer: Viewer, input: { concernId: string }): Promise<string> {
  return change(kith, viewer, input.concernId, async (tx, { concern, staff, dataKey, now }) => {
    if (concern.takenById === staff.accountId) return;
    await tx.concern.update({ where: { id: concern.id }, data: { takenById: staff.accountId, takenAt: now } });
    await addEntry(tx, { concernId: concern.id, kind: 'TAKEN', at: now, byId: staff.accountId, words: null, dataKey });
    await audit(kith, tx, staff.accountId, 'take concern', concern.id);
  });
}

/**
 * Adds a line: a note, that something was shared and with whom, or that the person was told. What stands is never changed.
 *
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function addToConcern(
  kith: Kith,
  viewer: Viewer,
  input: {
    concernId: string;
    kind: 'NOTE' | 'SHARED' | 'TOLD_PERSON';
    words: string;
    sharedWith?: string | null | undefined;
  },
): Promise<string> {
  const words = readEntryWords(input.words, input.sharedWith, input.kind === 'SHARED');
  return change(kith, viewer, input.concernId, async (tx, { concern, staff, dataKey, now }) => {
    const entry = { concernId: concern.id, kind: input.kind, at: now, byId: staff.accountId, words, dataKey };
    await addEntry(tx, entry);
    if (input.kind === 'TOLD_PERSON' && concern.personToldAt === null)
      await tx.concern.update({ where: { id: concern.id }, data: { personToldAt: now, hiddenUntil: null } });
    await audit(kith, tx, staff.accountId, 'add to concern', concern.id);
  });
}

/**
 * One of two suggests what to do, and whether the person must not read this until a day on which both look again.
 *
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function proposeForConcern(
  kith: Kith,
  viewer: Viewer,
  input: { concernId: string; words: string; keepUntil?: Date | null | undefined },
): Promise<string> {
  const words = readEntryWords(input.words, null, false);
  return change(kith, viewer, input.concernId, async (tx, { concern, request, staff, dataKey, now }) => {
    const keepUntil = readKeepUntil(input.keepUntil, request.team.timezone, now);
    if (await openProposal(tx, concern.id))
      throw new NoLongerPossible('Somebody suggested something already. Answer that first.');
    await addEntry(tx, {
      concernId: concern.id,
      kind: 'PROPOSED',
      at: now,
      byId: staff.accountId,
      words,
      dataKey,
      keepUntil,
    });
    await audit(kith, tx, staff.accountId, 'propose for concern', concern.id);
    const about = { id: concern.id, teamId: request.teamId, aboutIds: concern.aboutIds };
    await tellDeciders(tx, kith, about, 'concern-second', `${concern.id}:${now.getTime()}`);
  });
}

/**
 * The second person agrees, or does not. Never the one who suggested it.
 *
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function answerForConcern(
  kith: Kith,
  viewer: Viewer,
  input: { concernId: string; agrees: boolean; words: string },
): Promise<string> {
  const words = readEntryWords(input.words, null, false);
  return change(kith, viewer, input.concernId, async (tx, { concern, staff, dataKey, now }) => {
    const proposal = await openProposal(tx, concern.id);
    if (!proposal) throw new NoLongerPossible('There is no suggestion that waits for an answer.');
    assertMayAnswer(proposal, staff.accountId);
    await addEntry(tx, {
      concernId: concern.id,
      kind: input.agrees ? 'AGREED' : 'NOT_AGREED',
      at: now,
      byId: staff.accountId,
      words,
      dataKey,
      answersId: proposal.id,
    });
    if (input.agrees)
      await tx.concern.update({
        where: { id: concern.id },
        data: { state: 'DECIDED', hiddenUntil: concern.personToldAt === null ? proposal.keepUntil : null },
      });
    await audit(kith, tx, staff.accountId, input.agrees ? 'agree for concern' : 'disagree for concern', concern.id);
  });
}

/**
 * Closes a concern with what was learned from it.
 *
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function closeConcern(
  kith: Kith,
  viewer: Viewer,
  input: { concernId: string; learned: string },
): Promise<string> {
  const words = readEntryWords(input.learned, null, false);
  return change(kith, viewer, input.concernId, async (tx, { concern, staff, dataKey, now }) => {
    assertMayClose(concern, now);
    await tx.concern.update({ where: { id: concern.id }, data: { state: 'CLOSED', closedAt: now } });
    await addEntry(tx, { concernId: concern.id, kind: 'CLOSED', at: now, byId: staff.accountId, words, dataKey });
    await audit(kith, tx, staff.accountId, 'close concern', concern.id);
  });
}

interface Changing {
  concern: NonNullable<Awaited<ReturnType<Tx['concern']['findUnique']>>>;
  request: HeldRequest;
  staff: StaffViewer;
  dataKey: DataKey;
  now: Date;
}

/** Only those who decide it; everybody else is told that there is none. */
async function change(
  kith: Kith,
  viewer: Viewer,
  concernId: string,
  work: (tx: Tx, changing: Changing) => Promise<void>,
): Promise<string> {
  if (viewer.kind !== 'staff' || !UUID.test(concernId)) throw new NotFound(NO_CONCERN);
  const ofTheirs = async (db: Pick<Tx, 'concern' | '$queryRaw'>) =>
    db.concern.findFirst({ where: { AND: [{ id: concernId }, await decidableBy(db, viewer)] } });
  const found = await ofTheirs(kith.db);
  if (!found) throw new NotFound(NO_CONCERN);
  const teamId = await kith.db.$transaction(async (tx) => {
    // The request is what everybody queues for, so that two people at once decide one after the other.
    const { request, dataKey } = await held(kith, tx, found.requestId);
    const concern = await ofTheirs(tx);
    if (!concern) throw new NotFound(NO_CONCERN);
    if (concern.state === 'CLOSED') throw new NoLongerPossible(CLOSED);
    await work(tx, { concern, request, staff: viewer, dataKey, now: kith.clock.now() });
    return request.teamId;
  });
  kith.signals.publish({ topic: 'queue', id: teamId });
  return concernId;
}

async function held(kith: Kith, tx: Tx, requestId: string): Promise<{ request: HeldRequest; dataKey: DataKey }> {
  const request = await holdRequest(tx, requestId);
  const dataKey = request && openDataKey(kith.keys, request);
  if (!request || !dataKey) throw new NotFound(NO_REQUEST);
  return { request, dataKey };
}

function audit(
  kith: Kith,
  tx: Parameters<typeof recordAudit>[0],
  byId: string | null,
  action: string,
  objectId: string,
): Promise<void> {
  const actorKind = byId === null ? 'person' : 'staff';
  return recordAudit(tx, kith, { actorKind, actorId: byId, action, objectType: 'Concern', objectId });
}
