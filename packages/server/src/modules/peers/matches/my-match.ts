import { NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import type { PersonViewer } from '../../../viewer.ts';
import { isAgreeing } from '../rules.ts';
import { type EndMatchInput, endMatch } from './ending.ts';
import { pauseMatch, resumeMatch } from './pausing.ts';
import { type ReviewMatchInput, reviewMatch } from './reviewing.ts';

// The person has one match at a time: /back need not know its id.

/** @throws {NotFound | NoLongerPossible} */
export async function pauseMyMatch(kith: Kith, viewer: PersonViewer): Promise<void> {
  await pauseMatch(kith, viewer, { matchId: await myMatchId(kith, viewer) });
}

/** @throws {NotFound | NoLongerPossible | AdvocateUnavailable} */
export async function resumeMyMatch(kith: Kith, viewer: PersonViewer): Promise<void> {
  await resumeMatch(kith, viewer, { matchId: await myMatchId(kith, viewer) });
}

/** @throws {InvalidInput | NotFound | NoLongerPossible} */
export async function endMyMatch(
  kith: Kith,
  viewer: PersonViewer,
  input: Pick<EndMatchInput, 'goodbye' | 'good'> = {},
): Promise<void> {
  await endMatch(kith, viewer, { ...input, matchId: await myMatchId(kith, viewer) });
}

/** @throws {InvalidInput | NotFound | NoLongerPossible} */
export async function reviewMyMatch(
  kith: Kith,
  viewer: PersonViewer,
  input: Omit<ReviewMatchInput, 'matchId'>,
): Promise<void> {
  await reviewMatch(kith, viewer, { ...input, matchId: await myMatchId(kith, viewer) });
}

/** The match that the person is in now, or the last one that ended. @throws {NotFound} nobody said yes yet */
export async function myMatchId(kith: Kith, viewer: PersonViewer): Promise<string> {
  const matches = await kith.db.match.findMany({
    where: { requestId: viewer.requestId, request: { erasedAt: null } },
    select: { id: true, status: true, answeredAt: true },
    orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }],
  });
  const mine =
    matches.find((match) => match.status === 'ACTIVE' || match.status === 'PAUSED' || isAgreeing(match)) ??
    matches.find(({ status }) => status === 'ENDED');
  if (!mine) throw new NotFound('You are with nobody yet.');
  return mine.id;
}
