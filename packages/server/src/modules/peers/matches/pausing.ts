import { InvalidInput } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { readText } from '../../../plain-text.ts';
import type { Viewer } from '../../../viewer.ts';
import { sealJson } from '../contacts/sealed-words.ts';
import { areKeptApart } from '../knowing/not-together.ts';
import { holdAdvocate } from '../locks.ts';
import { AdvocateUnavailable, isAgreeing, NoLongerPossible } from '../rules.ts';
import { type HeldMatch, moveOn, withHeldMatch } from './held-match.ts';
import { restMatches, startAgain } from './resting.ts';

const LONGEST_REASON = 600;

/** Raw id. */
export interface PauseMatchInput {
  matchId: string;
  /** Only a coordinator says why; nobody else is asked. */
  reason?: string | null | undefined;
}

/**
 * The two rest, as long as one of them needs it. Doing it twice changes nothing.
 *
 * @returns the id of the match
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function pauseMatch(kith: Kith, viewer: Viewer, input: PauseMatchInput): Promise<string> {
  const reason = readText(input.reason, LONGEST_REASON, 'reason');
  return withHeldMatch(kith, viewer, input.matchId, async (tx, held) => {
    const { match, request, party, now } = held;
    if (match.status === 'PAUSED' && match.pausedBy === party) return null;
    if (match.status !== 'ACTIVE' && !isAgreeing(match))
      throw new NoLongerPossible(match.status === 'PAUSED' ? 'You two are on a pause already.' : OVER);
    const whyStopped = sealedReason(held, reason);
    await restMatches(tx, request, 'pause', now, party);
    await tx.match.update({ where: { id: match.id }, data: { whyStopped } });
    await moveOn(tx, held, 'pause', party === 'PERSON' ? 'PAUSED' : 'MATCH_PAUSED');
    return 'pause';
  });
}

/**
 * The two go on. Whoever paused starts again; a coordinator may for the advocate, too. Doing it twice changes nothing.
 *
 * @returns the id of the match
 * @throws {NotFound | NoLongerPossible | AdvocateUnavailable}
 */
export async function resumeMatch(kith: Kith, viewer: Viewer, { matchId }: { matchId: string }): Promise<string> {
  return withHeldMatch(kith, viewer, matchId, async (tx, held) => {
    const { match, request, party, now } = held;
    if (match.status === 'ACTIVE' || isAgreeing(match)) return null;
    if (match.status !== 'PAUSED') throw new NoLongerPossible(OVER);
    const isTheirs = match.pausedBy === party || (party === 'COORDINATOR' && match.pausedBy !== 'PERSON');
    if (!isTheirs) throw new NoLongerPossible(whosePause(match.pausedBy));
    const advocate = await holdAdvocate(tx, match.advocateId, request.id);
    if (!advocate)
      throw new AdvocateUnavailable('This advocate is not there any more. The team can look for somebody else.');
    if (advocate.openMatches >= advocate.capacity)
      throw new AdvocateUnavailable(
        `${advocate.firstName} is with as many people as they can be. Please wait a little.`,
      );
    // No word of why, for either of them.
    if (await areKeptApart(tx, request.id, advocate.id))
      throw new NoLongerPossible('This cannot go on as it was. The team can look for somebody else.');
    const change = await startAgain(tx, request, match, now);
    await tx.match.update({ where: { id: match.id }, data: { whyStopped: null } });
    await moveOn(tx, held, change, party === 'PERSON' ? 'CAME_BACK' : 'MATCH_RESUMED');
    return 'resume';
  });
}

export const OVER = 'You two are not together any more. The way back is always open.';

/** Why a coordinator stopped it, sealed; null: it was one of the two, who need no reason. @throws {InvalidInput} none given */
export function sealedReason({ party, dataKey, match }: HeldMatch, reason: string | null) {
  if (party !== 'COORDINATOR') return null;
  if (reason === null) throw new InvalidInput('Please say why, in a sentence that both of them can read.', 'reason');
  return sealJson(dataKey, 'match.why_stopped', match.id, reason);
}

function whosePause(by: HeldMatch['match']['pausedBy']): string {
  return by === 'PERSON'
    ? 'The person needs this pause. They start again when they like.'
    : 'They need this pause and start again when they can. You can also ask for somebody else.';
}
