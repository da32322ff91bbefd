import type { Prisma } from '../../../../generated/prisma/client.ts';
import type { ThanksSide } from '../../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { seal, sha256, unseal } from '../../../infra/crypto.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import type { PersonViewer, StaffViewer, Viewer } from '../../../viewer.ts';
import { readIdempotencyKey } from '../asking-rules.ts';
import { IdempotencyConflict, NoLongerPossible } from '../rules.ts';
import { openDataKey, type SealedRow } from '../sealed.ts';
import { MOST_OF_ONE_SIDE, mayThank, readThanks, type ThanksWords } from './rules.ts';

export interface SendThanksInput {
  /** Raw id. A person may leave it out: then whoever they were with last. */
  matchId?: string | null | undefined;
  words: string;
  gained?: string | null | undefined;
  /** The person lets the advocate keep the words in their own record. */
  mayKeep?: boolean | null | undefined;
  /** Random, new for each thank-you; the same again is the same thank-you. */
  idempotencyKey: string;
}

/** A thank-you as the two of a match see it. In clear: never log it. */
export interface OpenThanks extends ThanksWords {
  id: string;
  matchId: string;
  from: ThanksSide;
  at: Date;
  mayKeep: boolean;
}

const COLUMN = 'thanks.words';
const parts = { match: { select: { request: { select: { id: true, dataKey: true } } } } } as const;
type Row = Prisma.ThanksGetPayload<{ include: typeof parts }>;

/** The matches in which this viewer is one of the two, and which one. Coordinators are neither. */
function ownSide(viewer: Viewer): { side: ThanksSide; mine: Prisma.MatchWhereInput } | null {
  if (viewer.kind === 'person') return { side: 'PERSON', mine: { requestId: viewer.requestId } };
  if (viewer.kind === 'staff' && viewer.advocateId !== null && viewer.roles.has('ADVOCATE')) {
    return { side: 'ADVOCATE', mine: { advocateId: viewer.advocateId } };
  }
  return null;
}

/**
 * A person thanks their advocate, or an advocate a person: in their own words, seen by the two alone. Nothing is sent
 * anywhere; it is there when the other looks.
 *
 * @throws {NotFound} not one of the two
 * @throws {NoLongerPossible} before the yes, during a pause, or long after an ending
 * @throws {InvalidInput | IdempotencyConflict} nothing written, too much; this key with other words
 */
export async function sendThanks(
  kith: Kith,
  viewer: PersonViewer | StaffViewer | Viewer,
  input: SendThanksInput,
): Promise<OpenThanks> {
  const own = ownSide(viewer);
  if (!own || (input.matchId && !UUID.test(input.matchId))) throw notThere();
  const { side, mine } = own;
  const text = readThanks(input);
  const keyHash = sha256(readIdempotencyKey(input.idempotencyKey));
  const mayKeep = side === 'PERSON' && input.mayKeep === true;
  const now = kith.clock.now();
  const thanks = await kith.db.$transaction(async (tx) => {
    const found = await tx.match.findFirst({
      where: {
        AND: [
          mine,
          { request: { erasedAt: null } },
          input.matchId
            ? { id: input.matchId }
            : side === 'PERSON'
              ? {
                  OR: [
                    { status: { in: ['ACTIVE', 'PAUSED', 'ENDED'] } },
                    { status: 'PROPOSED', answeredAt: { not: null } },
                  ],
                }
              : { id: { in: [] } },
        ],
      },
      orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }],
      select: { id: true, requestId: true },
    });
    if (!found) throw notThere();
    // The request is held, so that it is not erased between reading its key and writing with it.
    await tx.$queryRaw`SELECT id FROM peer_request WHERE id = ${found.requestId}::uuid FOR UPDATE`;
    const match = await tx.match.findUniqueOrThrow({
      where: { id: found.id },
      include: { request: { select: { id: true, dataKey: true, status: true } } },
    });
    const key = openDataKey(kith.keys, match.request);
    if (!key) throw notThere();
    const matchId = match.id;
    const before = await tx.thanks.findUnique({
      where: { matchId_from_keyHash: { matchId, from: side, keyHash } },
      include: parts,
    });
    if (before) {
      const open = openThanks(kith, before);
      if (open.words !== text.words || open.gained !== text.gained) {
        throw new IdempotencyConflict('This was sent before with other words. Load the page again, then write anew.');
      }
      return open;
    }
    if (!mayThank(side, match, now)) throw new NoLongerPossible('A thank-you cannot be left here now.');
    if ((await tx.thanks.count({ where: { matchId, from: side } })) >= MOST_OF_ONE_SIDE) {
      throw new InvalidInput('You have thanked them many times. Take an old one back to write a new one.');
    }
    // The seal names the row, so the row is made first.
    const { id } = await tx.thanks.create({
      data: { matchId, from: side, at: now, keyHash, mayKeep, words: new Uint8Array() },
    });
    await tx.thanks.update({
      where: { id },
      data: { words: seal(key, JSON.stringify(text), { column: COLUMN, row: id }) },
    });
    return { id, matchId, from: side, at: now, mayKeep, ...text };
  });
  kith.signals.publish({ topic: 'match', id: thanks.matchId });
  return thanks;
}

/**
 * Takes back what one wrote oneself. Nothing happens when it is not there (any more).
 *
 * @throws {NotFound} not one of two
 */
export async function takeBackThanks(kith: Kith, viewer: Viewer, thanksId: string): Promise<void> {
  const own = ownSide(viewer);
  if (!own) throw notThere();
  const where = { id: thanksId, from: own.side, match: own.mine };
  const row = await kith.db.thanks.findFirst({ where, select: { matchId: true } });
  if (!row) return;
  await kith.db.thanks.deleteMany({ where });
  kith.signals.publish({ topic: 'match', id: row.matchId });
}

/** Every thank-you of the viewer's own matches, or of one of them, newest first. Everybody but the two: none. */
export async function readThanksOf(kith: Kith, viewer: Viewer, matchId?: string): Promise<OpenThanks[]> {
  const own = ownSide(viewer);
  if (!own) return [];
  const rows = await kith.db.thanks.findMany({
    where: { match: { AND: [own.mine, { request: { erasedAt: null } }, matchId ? { id: matchId } : {}] } },
    include: parts,
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 200,
  });
  return rows.flatMap((row) => {
    // Erased between the question and here.
    if (row.match.request.dataKey === null) return [];
    return [openThanks(kith, row)];
  });
}

function openThanks(kith: Pick<Kith, 'keys'>, row: Row): OpenThanks {
  const { id, matchId, from, at, mayKeep } = row;
  const request: SealedRow = row.match.request;
  const key = openDataKey(kith.keys, request);
  if (!key) throw notThere();
  return {
    id,
    matchId,
    from,
    at,
    mayKeep,
    ...(JSON.parse(unseal(key, row.words, { column: COLUMN, row: id })) as ThanksWords),
  };
}

function notThere(): NotFound {
  return new NotFound('There is nobody here to thank.');
}
