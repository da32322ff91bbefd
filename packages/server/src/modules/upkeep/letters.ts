import type { Letters } from '../../infra/outbox.ts';
import { freshnessLetter } from './freshness/asking-providers.ts';
import { suggestionLetter } from './suggestions/answering.ts';
import { waitingLetter } from './waiting.ts';

/** The letters of this module, composed when they are sent. */
export const letters: Letters = {
  'suggestion-answered': suggestionLetter,
  'freshness-asked': freshnessLetter,
  'stewards-waiting': waitingLetter,
};
