import type { ConsentPurpose } from '../../../../generated/prisma/enums.ts';
import { NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import type { PersonViewer } from '../../../viewer.ts';
import { consentSaid, currentConsent } from '../../safety/consent.ts';
import { resumeMyRequest } from '../changing.ts';
import { ConsentRequired } from '../consent-rules.ts';
import { holdRequest } from '../locks.ts';
import { restMatches } from '../matches/resting.ts';
import { linkExpiry, NoLongerPossible, nextStatus } from '../rules.ts';
import { maySharePersonsWords } from './sharing.ts';

/** One yes, as its receipt remembers it. */
export interface MyConsent {
  purpose: ConsentPurpose;
  /** The words that were agreed to; null: a version that Kith does not have any more. */
  text: string | null;
  version: string;
  givenAt: Date;
  /** "web", or how it was read out. */
  how: string;
  withdrawnAt: Date | null;
}

/** Every yes of one's own request, the oldest first. */
export async function readMyConsents(kith: Kith, viewer: PersonViewer): Promise<MyConsent[]> {
  const receipts = await kith.db.consentReceipt.findMany({
    where: { requestId: viewer.requestId, request: { erasedAt: null } },
    orderBy: [{ givenAt: 'asc' }, { purpose: 'asc' }, { id: 'asc' }],
  });
  return receipts.map(({ purpose, textVersion, language, givenAt, channel, withdrawnAt }) => {
    const said = consentSaid(textVersion, language, channel === 'phone' ? 'spoken' : 'written');
    return {
      purpose,
      text: said?.statements.find((statement) => statement.purpose === purpose)?.text ?? null,
      version: textVersion,
      givenAt,
      how: channel,
      withdrawnAt,
    };
  });
}

/**
 * The person takes back that what they wrote is shown to an advocate (P5). Whoever they were with or were being introduced
 * to sees nothing of it from then on; the request rests, and starts again with a new yes. Twice is the same as once.
 *
 * @throws {NotFound}
 */
export async function stopSharing(kith: Kith, viewer: PersonViewer): Promise<void> {
  const held = await kith.db.$transaction(async (tx) => {
    const request = await holdRequest(tx, viewer.requestId);
    if (!request) throw gone();
    const now = kith.clock.now();
    const taken = await tx.consentReceipt.updateMany({
      where: { requestId: request.id, purpose: 'SHARE_WITH_ADVOCATE', withdrawnAt: null },
      data: { withdrawnAt: now },
    });
    if (taken.count === 0) return request;
    // Ended, not paused: nothing of a match that is over is its advocate's to read.
    await restMatches(tx, request, 'withdraw', now);
    const status = nextStatus(request.status, 'pause', request.hasComeBack);
    if (status) await tx.requestEvent.create({ data: { requestId: request.id, kind: 'PAUSED', at: now } });
    await tx.peerRequest.update({
      where: { id: request.id },
      data: {
        ...(status && { status, statusBeforePause: request.status, statusChangedAt: now }),
        linkExpiresAt: linkExpiry(now),
      },
    });
    await audit(tx, kith, 'withdraw consent', request.id);
    return request;
  });
  kith.signals.publish({ topic: 'request', id: held.id });
  kith.signals.publish({ topic: 'queue', id: held.teamId });
  for (const { id } of held.matches) kith.signals.publish({ topic: 'match', id });
}

/**
 * The person says yes to sharing again, and their request starts again.
 *
 * @param version of the text that they read
 * @throws {NotFound | ConsentRequired}
 */
export async function shareAgain(kith: Kith, viewer: PersonViewer, version: string): Promise<void> {
  await kith.db.$transaction(async (tx) => {
    const request = await holdRequest(tx, viewer.requestId);
    if (!request) throw gone();
    const consent = currentConsent(request.language);
    if (version !== consent.version) throw new ConsentRequired(consent);
    if (await maySharePersonsWords(tx, request.id)) return;
    await tx.consentReceipt.create({
      data: {
        requestId: request.id,
        purpose: 'SHARE_WITH_ADVOCATE',
        textVersion: consent.version,
        textHash: consent.hash,
        language: consent.language,
        givenAt: kith.clock.now(),
      },
    });
    await audit(tx, kith, 'give consent', request.id);
  });
  await resumeMyRequest(kith, viewer).catch((error: unknown) => {
    // It goes on already.
    if (!(error instanceof NoLongerPossible)) throw error;
  });
}

function audit(tx: Tx, kith: Kith, action: string, objectId: string): Promise<void> {
  return recordAudit(tx, kith, { actorKind: 'person', actorId: null, action, objectType: 'PeerRequest', objectId });
}

function gone(): NotFound {
  return new NotFound('There is no such request any more.');
}
