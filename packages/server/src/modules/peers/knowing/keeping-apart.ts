import type { MatchStatus } from '../../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { readText } from '../../../plain-text.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { recordAudit } from '../../safety/audit.ts';
import { longest } from '../asking-rules.ts';
import { letPass } from '../lapsing.ts';
import { holdAdvocate, holdRequest } from '../locks.ts';
import { nameStandIn } from '../matches/standing-in.ts';
import { sealIn } from '../queue/queue-sealed.ts';
import { isAgreeing, NoLongerPossible } from '../rules.ts';
import { openDataKey } from '../sealed.ts';
import { keepApartFromNowOn } from './not-together.ts';

const TOGETHER = 'They are together now. End or pause their match first, or talk to both.';
const WITH_THEM = 'You are with them now. Ask for somebody else first: no reason is needed.';

/**
 * A coordinator keeps an advocate and a person apart, with a reason, or takes that back. What the advocate or the person said
 * themselves stays. An introduction that nobody answered yet passes on at once; who stood in, or rests with them, sees nothing
 * any more.
 *
 * @param input raw ids
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function keepApart(
  kith: Kith,
  viewer: Viewer,
  input: { requestId: string; advocateId: string; reason?: string | null | undefined; isApart: boolean },
): Promise<string> {
  const teamId = hasRole(viewer, 'COORDINATOR') ? viewer.teamId : null;
  if (teamId === null || viewer.kind !== 'staff' || ![input.requestId, input.advocateId].every((id) => UUID.test(id)))
    throw gone();
  const reason = readText(input.reason, longest.reason, 'reason');
  if (input.isApart && reason === null)
    throw new InvalidInput('Please say in a sentence why these two should not meet.', 'reason');
  const passed = await kith.db.$transaction(async (tx) => {
    const held = await holdRequest(tx, input.requestId);
    const dataKey = held && openDataKey(kith.keys, held);
    if (!held || !dataKey || held.teamId !== teamId) throw gone();
    const advocate = await holdAdvocate(tx, input.advocateId, held.id);
    if (!advocate || advocate.account.teamId !== teamId) throw new NotFound('There is no such advocate in your team.');
    const now = kith.clock.now();
    const ids = { requestId: held.id, advocateId: advocate.id };
    let passedId: string | null = null;
    if (input.isApart && reason !== null) {
      const live = held.matches.find((match) => match.advocateId === advocate.id && isLive(match.status));
      if (live && (live.status === 'ACTIVE' || isAgreeing(live))) throw new NoLongerPossible(TOGETHER);
      await keepApartFromNowOn(tx, {
        ...ids,
        saidBy: 'COORDINATOR',
        at: now,
        byId: viewer.accountId,
        reason: sealIn('not_together.reason', dataKey, `${held.id} ${advocate.id}`, reason),
      });
      // A pause stays as it is, but the advocate sees nothing of it any more, and it is not taken up again.
      if (live?.status === 'PROPOSED') await letPass(tx, held, live.id, now);
      passedId = live?.id ?? null;
    } else {
      await tx.notTogether.deleteMany({ where: { ...ids, saidBy: 'COORDINATOR' } });
      for (const { id } of held.matches.filter(({ status }) => status === 'ACTIVE' || status === 'PAUSED'))
        await nameStandIn(tx, id, now);
    }
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: viewer.accountId,
      action: input.isApart ? 'keep apart' : 'no longer keep apart',
      objectType: 'PeerRequest',
      objectId: held.id,
    });
    return passedId;
  });
  if (passed) kith.signals.publish({ topic: 'match', id: passed });
  kith.signals.publish({ topic: 'request', id: input.requestId });
  kith.signals.publish({ topic: 'queue', id: teamId });
  return input.requestId;
}

/**
 * The person says whom they would rather not meet: in words for the coordinators, and by picking an advocate whom they met
 * before. Nobody else is told.
 *
 * @param input words: null or empty takes them away; left out: they stay. matchId: raw id of an own match that is over
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function sayWhoNotToMeet(
  kith: Kith,
  viewer: Viewer,
  input: { words?: string | null | undefined; matchId?: string | null | undefined },
): Promise<void> {
  if (viewer.kind !== 'person') throw gone();
  const words = input.words === undefined ? undefined : readText(input.words, longest.reason, 'words');
  const request = await kith.db.$transaction(async (tx) => {
    const held = await holdRequest(tx, viewer.requestId);
    const dataKey = held && openDataKey(kith.keys, held);
    if (!held || !dataKey) throw gone();
    const now = kith.clock.now();
    if (input.matchId) {
      const match = held.matches.find(({ id }) => id === input.matchId);
      // Whom they never met, they were never told of.
      if (!match || !['ACTIVE', 'PAUSED', 'ENDED'].includes(match.status))
        throw new NotFound('There is nobody like that whom you have met.');
      if (match.status !== 'ENDED') throw new NoLongerPossible(WITH_THEM);
      // Asked a second time: nobody is told why it passes on.
      const again = held.matches.find((other) => other.advocateId === match.advocateId && isLive(other.status));
      if (again && (again.status !== 'PROPOSED' || isAgreeing(again))) throw new NoLongerPossible(WITH_THEM);
      if (again) await letPass(tx, held, again.id, now);
      await keepApartFromNowOn(tx, {
        requestId: held.id,
        advocateId: match.advocateId,
        saidBy: 'PERSON',
        at: now,
        byId: null,
      });
    }
    if (words !== undefined)
      await tx.peerRequest.update({
        where: { id: held.id },
        data: {
          notToMeet: words === null ? null : sealIn('peer_request.not_to_meet', dataKey, held.id, words),
        },
      });
    await tx.requestEvent.create({ data: { requestId: held.id, kind: 'CHANGED', at: now } });
    return held;
  });
  kith.signals.publish({ topic: 'request', id: request.id });
  kith.signals.publish({ topic: 'queue', id: request.teamId });
}

function isLive(status: MatchStatus): boolean {
  return status === 'PROPOSED' || status === 'ACTIVE' || status === 'PAUSED';
}

function gone(): NotFound {
  return new NotFound('There is no such request.');
}
