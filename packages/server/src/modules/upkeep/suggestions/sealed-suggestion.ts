import type { ServiceSuggestion } from '../../../../generated/prisma/client.ts';
import { type DataKey, type KeyRing, seal, unseal } from '../../../infra/crypto.ts';
import type { Suggested } from './suggestion-rules.ts';

const WORDS = 'service_suggestion.words';
const REACH = 'service_suggestion.reach';

/** What was suggested and answered, in clear. Only ever in memory. */
export interface SuggestionWords extends Suggested {
  /** What a steward answered; null: nothing yet. */
  answer: string | null;
}

type Sealed = Pick<ServiceSuggestion, 'id' | 'dataKey' | 'words' | 'reach'>;

export function sealSuggestion(dataKey: DataKey, id: string, words: SuggestionWords) {
  return seal(dataKey, JSON.stringify(words), { column: WORDS, row: id });
}

export function sealAddress(dataKey: DataKey, id: string, email: string | null) {
  return email === null ? null : seal(dataKey, email, { column: REACH, row: id });
}

/** @returns null: erased */
export function keyOf(keys: KeyRing, row: Sealed): DataKey | null {
  return row.dataKey && keys.unwrapDataKey(row.dataKey, row.id);
}

/** @returns null: erased */
export function openSuggestion(keys: KeyRing, row: Sealed): SuggestionWords | null {
  const key = keyOf(keys, row);
  if (!key || !row.words) return null;
  return JSON.parse(unseal(key, row.words, { column: WORDS, row: row.id })) as SuggestionWords;
}

/** Where they would like to hear of it; null: nowhere, or erased. */
export function openAddress(keys: KeyRing, row: Sealed): string | null {
  const key = keyOf(keys, row);
  return key && row.reach && unseal(key, row.reach, { column: REACH, row: row.id });
}

/** For a row whose words must not be readable any more. */
export const erasedSuggestion = { dataKey: null, words: null, reach: null };
