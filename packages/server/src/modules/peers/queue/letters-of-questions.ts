import type { Letter } from '../../../infra/outbox.ts';
import type { Kith } from '../../../kith.ts';
import { isAgreeing } from '../rules.ts';
import { toColleague, toCoordinator } from '../telling/letters-to-staff.ts';

/** To a coordinator: an advocate asks something before they answer. Null: answered, or over meanwhile. */
export async function questionAsked(kith: Kith, matchId: string, accountId: string | null): Promise<Letter | null> {
  const match = await openQuestion(kith, matchId);
  if (!match || match.question?.answeredAt !== null) return null;
  return toCoordinator(kith, accountId, {
    lines: [
      `An advocate asks you something before they answer: ${match.request.reference}.`,
      'The person waits until you have answered.',
    ],
    about: match.request,
  });
}

/** To the advocate: what they asked is answered. Null: they have answered the introduction, or it is over. */
export async function questionAnswered(kith: Kith, matchId: string): Promise<Letter | null> {
  const match = await openQuestion(kith, matchId);
  if (!match?.question?.answeredAt) return null;
  return toColleague(kith, match.advocate.account, {
    lines: [
      `Your coordinator has answered your question: ${match.request.reference}.`,
      'The introduction still waits for you. “Not me” is a good answer too.',
    ],
    about: match.request,
  });
}

/** The introduction that a question belongs to, as long as it is not answered or over. */
async function openQuestion(kith: Kith, matchId: string) {
  const match = await kith.db.match.findUnique({
    where: { id: matchId },
    include: { request: true, question: true, advocate: { include: { account: true } } },
  });
  return match?.status === 'PROPOSED' && !isAgreeing(match) && !match.request.erasedAt ? match : null;
}
