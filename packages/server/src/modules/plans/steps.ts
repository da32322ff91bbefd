import { randomUUID } from 'node:crypto';
import type { StepState } from '../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../errors.ts';
import { type DataKey, sha256 } from '../../infra/crypto.ts';
import type { Tx } from '../../infra/db.ts';
import type { Kith } from '../../kith.ts';
import { UUID } from '../../uuid.ts';
import { anonymous, type PersonViewer, type Viewer } from '../../viewer.ts';
import { visibleServices } from '../directory/access.ts';
import { readIdempotencyKey } from '../peers/asking-rules.ts';
import { myMatchId } from '../peers/contacts/my-contacts.ts';
import { sameAgain } from '../peers/contacts/recording.ts';
import { sealJson } from '../peers/contacts/sealed-words.ts';
import { withMatch } from '../peers/contacts/together.ts';
import { holdRequest } from '../peers/locks.ts';
import { linkExpiry, NoLongerPossible } from '../peers/rules.ts';
import { openDataKey } from '../peers/sealed.ts';
import { readStep, type StepInput } from './step-rules.ts';

/** Raw ids. */
export interface ProposeStepInput extends StepInput {
  /** Null: for the person alone, who keeps it to themselves. */
  matchId: string | null;
  idempotencyKey: string;
}

/** Where a step is written: in a match, or for the person alone. */
interface Place {
  requestId: string;
  matchId: string | null;
  /** Null: the person. */
  byId: string | null;
  dataKey: DataKey;
  now: Date;
}

const NO_STEP = 'There is no such step here.';

/**
 * Either side proposes a step (S20). Whose it is must be said (S93). The same key sent again proposes nothing twice.
 *
 * @returns the id of the step
 * @throws {InvalidInput | NotFound | NoLongerPossible | IdempotencyConflict}
 */
export async function proposeStep(kith: Kith, viewer: Viewer, input: ProposeStepInput): Promise<string> {
  const key = readIdempotencyKey(input.idempotencyKey);
  const { words, onDay } = readStep(input, kith.clock.now());
  if (words.serviceId !== null && !(await isThere(kith, words.serviceId)))
    throw new InvalidInput('This service is not in the directory any more.', 'serviceId');
  const { owner } = input;
  const activity = input.activity ?? null;
  const isAccompanied = input.isAccompanied ?? false;
  if (input.matchId === null && (owner !== 'PERSON' || isAccompanied))
    throw new InvalidInput('A step that you keep to yourself is yours alone.', 'owner');
  const body = JSON.stringify([owner, activity, isAccompanied, onDay, words]);
  return writing(kith, viewer, input.matchId, 'in touch', async (tx, { requestId, matchId, byId, dataKey, now }) => {
    const idempotencyHash = sha256(`step|${requestId}|${matchId ?? 'alone'}|${byId ?? 'person'}|${key}`);
    const before = await tx.step.findUnique({ where: { idempotencyHash } });
    if (before) return sameAgain(kith, before, body);
    const id = randomUUID();
    await tx.step.create({
      data: {
        id,
        requestId,
        matchId,
        owner,
        activity,
        isAccompanied,
        onDay,
        words: sealJson(dataKey, 'step.words', id, words),
        proposedAt: now,
        byId,
        idempotencyHash,
        inputDigest: kith.keys.fingerprint('input', body),
      },
    });
    return id;
  });
}

/**
 * Either side says where a step is: planned, done or let go; and back again.
 *
 * @returns the id of the step
 * @throws {NotFound | NoLongerPossible}
 */
export async function markStep(
  kith: Kith,
  viewer: Viewer,
  input: { stepId: string; state: StepState },
): Promise<string> {
  const { stepId, state } = input;
  return withStep(kith, viewer, stepId, async (tx, { byId, matchId, now }) => {
    const step = await tx.step.findUnique({ where: { id: stepId } });
    if (!step) throw new NotFound(NO_STEP);
    if (state === 'DONE' && step.activity === 'INTERCEDING' && byId !== null && !(await mayIntercede(tx, matchId, now)))
      throw new NoLongerPossible('Speaking for somebody needs their permission. Ask for one first.');
    await tx.step.update({
      where: { id: stepId },
      data:
        state === 'PLANNED' ? { state, markedAt: null, markedById: null } : { state, markedAt: now, markedById: byId },
    });
    return stepId;
  });
}

async function mayIntercede(tx: Tx, matchId: string | null, now: Date): Promise<boolean> {
  if (matchId === null) return false;
  const live = { matchId, withdrawnAt: null, expiresAt: { gt: now } };
  return (await tx.permission.count({ where: live })) > 0;
}

/** Works on a step as whoever has a part in it; somebody else's is as if it did not exist. @throws {NotFound | NoLongerPossible} */
export async function withStep<T>(
  kith: Kith,
  viewer: Viewer,
  stepId: string,
  work: (tx: Tx, place: Place) => Promise<T>,
): Promise<T> {
  const step = UUID.test(stepId)
    ? await kith.db.step.findUnique({ where: { id: stepId }, select: { requestId: true, matchId: true } })
    : null;
  if (!step || viewer.kind === 'anonymous') throw new NotFound(NO_STEP);
  if (viewer.kind === 'person' && step.requestId !== viewer.requestId) throw new NotFound(NO_STEP);
  return writing(kith, viewer, step.matchId, 'any', work);
}

async function writing<T>(
  kith: Kith,
  viewer: Viewer,
  matchId: string | null,
  need: 'in touch' | 'any',
  work: (tx: Tx, place: Place) => Promise<T>,
): Promise<T> {
  if (matchId !== null) {
    return withMatch(kith, viewer, matchId, need, (tx, { request, byId, dataKey, now }) =>
      work(tx, { requestId: request.id, matchId, byId, dataKey, now }),
    );
  }
  if (viewer.kind !== 'person') throw new NotFound(NO_STEP);
  const { requestId } = viewer;
  const done = await kith.db.$transaction(async (tx) => {
    const request = await holdRequest(tx, requestId);
    const dataKey = request && openDataKey(kith.keys, request);
    if (!request || !dataKey) throw new NotFound(NO_STEP);
    const now = kith.clock.now();
    const result = await work(tx, { requestId, matchId: null, byId: null, dataKey, now });
    await tx.peerRequest.update({ where: { id: requestId }, data: { linkExpiresAt: linkExpiry(now) } });
    return result;
  });
  kith.signals.publish({ topic: 'request', id: requestId });
  return done;
}

async function isThere(kith: Kith, serviceId: string): Promise<boolean> {
  return (
    UUID.test(serviceId) &&
    (await kith.db.service.count({ where: { AND: [{ id: serviceId }, visibleServices(anonymous)] } })) > 0
  );
}

/**
 * The person proposes a step: shared with whom they are in touch, or kept to themselves when nobody is there yet or they
 * want it so.
 *
 * @returns the id of the step
 * @throws {InvalidInput | NotFound | NoLongerPossible | IdempotencyConflict}
 */
export async function proposeMyStep(
  kith: Kith,
  viewer: PersonViewer,
  input: StepInput & { idempotencyKey: string; isPrivate?: boolean | null | undefined },
): Promise<string> {
  const { isPrivate, ...step } = input;
  const matchId = isPrivate ? null : await myMatchId(kith, viewer).catch(nobodyYet);
  return proposeStep(kith, viewer, { ...step, matchId });
}

function nobodyYet(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}

/** The person says where a step is. @throws {NotFound | NoLongerPossible} */
export function markMyStep(
  kith: Kith,
  viewer: PersonViewer,
  input: { stepId: string; state: StepState },
): Promise<string> {
  return markStep(kith, viewer, input);
}
