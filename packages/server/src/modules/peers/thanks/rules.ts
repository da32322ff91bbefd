import type { MatchStatus, PeerRequestStatus, ThanksSide } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';
import { readText } from '../../../plain-text.ts';

/** Longest texts in characters, for the forms too. */
export const longest = { words: 1_000, gained: 1_000 } as const;

/** More from one side of a match is no thank-you any more. */
export const MOST_OF_ONE_SIDE = 50;

/** An advocate can still thank somebody for a month after an ending; a person always. */
const AFTER_ENDING_MS = 31 * 24 * 60 * 60 * 1000;

/** A thank-you, in clear. */
export interface ThanksWords {
  words: string;
  /** What they themselves took from it (S62); null: not said. */
  gained: string | null;
}

/** @throws {InvalidInput} nothing written, or too long */
export function readThanks(input: { words: string; gained?: string | null | undefined }): ThanksWords {
  const words = readText(input.words, longest.words, 'words');
  if (words === null) throw new InvalidInput('Write a word or two first. “Thank you” is enough.', 'words');
  return { words, gained: readText(input.gained, longest.gained, 'gained') };
}

/**
 * Whether one side can thank the other now. A pause and a stop are a promise of quiet, which holds for the advocate; who
 * asked is free to write at any time.
 */
export function mayThank(
  side: ThanksSide,
  match: { status: MatchStatus; answeredAt: Date | null; endedAt: Date | null; request: { status: PeerRequestStatus } },
  now: Date,
): boolean {
  const isTogether = match.status === 'ACTIVE' || (match.status === 'PROPOSED' && match.answeredAt !== null);
  if (side === 'PERSON') return isTogether || match.status === 'PAUSED' || match.status === 'ENDED';
  if (match.request.status === 'PAUSED' || match.request.status === 'WITHDRAWN') return false;
  if (isTogether) return true;
  return (
    match.status === 'ENDED' && match.endedAt !== null && now.getTime() - match.endedAt.getTime() < AFTER_ENDING_MS
  );
}
