import { type DataKey, type KeyRing, seal, unseal } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import { openDataKey, type SealedRow } from '../sealed.ts';

type Sealed = Uint8Array<ArrayBuffer>;

/** The honest word when nobody fits, in clear. */
export interface TeamMessage {
  message: string;
  /** Raw ids of services of the directory that the coordinator names. */
  serviceIds: string[];
}

type Column =
  | 'match_override.words'
  | 'match_question.words'
  | 'match_question.answer'
  | 'not_together.reason'
  | 'peer_request.not_to_meet'
  | 'team_word.words';

/** Why a coordinator chose otherwise. */
export function sealOverride(key: DataKey, matchId: string, words: string): Sealed {
  return seal(key, words, { column: 'match_override.words', row: matchId });
}

/** Seals words of the queue with the request's key. */
export function sealIn(column: Column, key: DataKey, row: string, words: string): Sealed {
  return seal(key, words, { column, row });
}

/** Words of the queue; null: none, or erased. */
export function openFrom(
  column: Column,
  keys: KeyRing,
  request: SealedRow,
  row: string,
  sealed: Uint8Array | null,
): string | null {
  const key = openDataKey(keys, request);
  return key === null || sealed === null ? null : unseal(key, sealed, { column, row });
}

/** Null: erased. */
export function openTeamMessage(
  keys: KeyRing,
  request: SealedRow,
  word: { id: string; words: Uint8Array | null },
): TeamMessage | null {
  const text = openFrom('team_word.words', keys, request, word.id, word.words);
  return text === null ? null : (JSON.parse(text) as TeamMessage);
}

/** Leaves nothing to read of a request that is erased: the key goes, and the sealed words with it. */
export async function forgetQueueWords(tx: Tx, requestId: string): Promise<void> {
  const ofRequest = { match: { requestId } };
  await tx.matchOverride.updateMany({ where: ofRequest, data: { words: null } });
  await tx.matchQuestion.updateMany({ where: ofRequest, data: { words: null, answer: null } });
  await tx.teamWord.updateMany({ where: { requestId }, data: { words: null } });
  await tx.notTogether.deleteMany({ where: { requestId } });
  await tx.peerRequest.update({ where: { id: requestId }, data: { notToMeet: null } });
}
