import { randomUUID } from 'node:crypto';
import type { ReviewOutcome } from '../../../../generated/prisma/enums.ts';
import { NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { readText } from '../../../plain-text.ts';
import type { Viewer } from '../../../viewer.ts';
import { readReviewDay } from '../agreements/agreement-rules.ts';
import { sealJson } from '../contacts/sealed-words.ts';
import { dateOf, dayIn, daysLater } from '../promise-clock.ts';
import { NoLongerPossible } from '../rules.ts';
import { withHeldMatch } from './held-match.ts';

const LONGEST_WITHOUT = 1_000;
/** Whoever changes or ends something has two weeks for it before the review is due again. */
const TIME_TO_CHANGE_DAYS = 14;

/** Raw id. */
export interface ReviewMatchInput {
  matchId: string;
  outcome: ReviewOutcome;
  /** For GO_ON: both look again by this day; left out: in eight weeks. */
  nextOn?: Date | null | undefined;
  /** "What could you do without me?" */
  without?: string | null | undefined;
}

/**
 * Either of the two writes down that they looked at how it goes, and what comes of it (S36). To change something is a new
 * version of the agreement; to end well is an ending: both come after this.
 *
 * @returns the id of the match
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function reviewMatch(kith: Kith, viewer: Viewer, input: ReviewMatchInput): Promise<string> {
  const words = readText(input.without, LONGEST_WITHOUT, 'without');
  return withHeldMatch(kith, viewer, input.matchId, async (tx, held) => {
    const { match, request, party, byId, dataKey, now } = held;
    if (party === 'COORDINATOR') throw new NotFound('A review is for the two of them.');
    if (match.status !== 'ACTIVE') throw new NoLongerPossible('There is nothing to look at together now.');
    const today = dayIn(request.team.timezone, now);
    const soon = dateOf(daysLater(today, TIME_TO_CHANGE_DAYS));
    const isNear = match.reviewOn === null || match.reviewOn < soon;
    const nextOn =
      input.outcome === 'GO_ON' ? readReviewDay(today, input.nextOn, 'nextOn') : isNear ? soon : match.reviewOn;
    const last = await tx.matchReview.findFirst({ where: { matchId: match.id }, orderBy: { at: 'desc' } });
    // Sent twice: the same answer, from the same side, within the minute.
    const isRepeat =
      last !== null &&
      last.side === party &&
      last.outcome === input.outcome &&
      last.nextOn?.getTime() === nextOn?.getTime() &&
      now.getTime() - last.at.getTime() < 60_000;
    if (isRepeat) return null;
    const id = randomUUID();
    await tx.matchReview.create({
      data: {
        id,
        matchId: match.id,
        at: now,
        side: party,
        outcome: input.outcome,
        nextOn,
        without: words === null ? null : sealJson(dataKey, 'match_review.without', id, words),
      },
    });
    await tx.match.update({ where: { id: match.id }, data: { reviewOn: nextOn } });
    await tx.requestEvent.create({
      data: { requestId: request.id, kind: 'REVIEWED', at: now, matchId: match.id, byId },
    });
    return 'review';
  });
}
