import type { ContactChannel } from '../../../generated/prisma/enums.ts';
import { type DataKey, type KeyRing, seal, unseal } from '../../infra/crypto.ts';

/** How it is safe to be in touch with a person, in clear. Only ever in memory. */
export interface Reach {
  channel: ContactChannel;
  /** Number or address; null: none (COME_BACK), or not for this viewer. */
  value: string | null;
  name: string | null;
  times: string | null;
  mayLeaveVoicemail: boolean | null;
  /** What to say on a message, in the person's words. */
  voicemailWords: string | null;
  /** Who else may answer, in the person's words; null: not said, so nobody. */
  othersMayAnswer: string | null;
  /** Whether the number that calls may be seen; null: not said, so not. */
  mayShowNumber: boolean | null;
  /** How the person says that they are spoken of: shown exactly as written (S54). */
  pronouns: string | null;
  describedAs: string | null;
  /** What helps them to understand and be understood; shown first to whoever meets them. */
  communicationNeeds: string | null;
}

/** What a request from before these questions says: nothing. */
const notAsked = {
  voicemailWords: null,
  othersMayAnswer: null,
  mayShowNumber: null,
  pronouns: null,
  describedAs: null,
  communicationNeeds: null,
};

/** How a person and an advocate first meet, in clear. */
export interface FirstMeeting {
  channel: ContactChannel;
  /** In the advocate's words: "Thursday at 2". */
  when: string;
  words: string | null;
}

/** The parts of a request row that its sealed values need. */
export interface SealedRow {
  id: string;
  dataKey: Uint8Array | null;
}

type Sealed = Uint8Array<ArrayBuffer>;

/** The request's data key; null: erased. */
export function openDataKey(keys: KeyRing, request: SealedRow): DataKey | null {
  return request.dataKey === null ? null : keys.unwrapDataKey(request.dataKey, request.id);
}

export function sealWords(key: DataKey, requestId: string, words: string | null): Sealed | null {
  return words === null ? null : seal(key, words, { column: 'peer_request.words', row: requestId });
}

/** The person's own words; null: none, or erased. */
export function openWords(keys: KeyRing, request: SealedRow & { words: Uint8Array | null }): string | null {
  const key = openDataKey(keys, request);
  if (key === null || request.words === null) return null;
  return unseal(key, request.words, { column: 'peer_request.words', row: request.id });
}

export function sealReach(key: DataKey, requestId: string, reach: Reach): Sealed {
  return seal(key, JSON.stringify(reach), { column: 'peer_request.reach', row: requestId });
}

/** How it is safe to be in touch; null: erased. */
export function openReach(keys: KeyRing, request: SealedRow & { reach: Uint8Array | null }): Reach | null {
  const key = openDataKey(keys, request);
  if (key === null || request.reach === null) return null;
  const reach = JSON.parse(unseal(key, request.reach, { column: 'peer_request.reach', row: request.id })) as Reach;
  return { ...notAsked, ...reach };
}

export function sealReason(key: DataKey, matchId: string, reason: string): Sealed {
  return seal(key, reason, { column: 'match.reason', row: matchId });
}

/** Why this advocate, in the coordinator's words; null: erased. */
export function openReason(
  keys: KeyRing,
  request: SealedRow,
  match: { id: string; reason: Uint8Array | null },
): string | null {
  const key = openDataKey(keys, request);
  if (key === null || match.reason === null) return null;
  return unseal(key, match.reason, { column: 'match.reason', row: match.id });
}

export function sealFirstMeeting(key: DataKey, matchId: string, meeting: FirstMeeting): Sealed {
  return seal(key, JSON.stringify(meeting), { column: 'match.first_meeting', row: matchId });
}

/** How they first meet; null: not said yet, or erased. */
export function openFirstMeeting(
  keys: KeyRing,
  request: SealedRow,
  match: { id: string; firstMeeting: Uint8Array | null },
): FirstMeeting | null {
  const key = openDataKey(keys, request);
  if (key === null || match.firstMeeting === null) return null;
  return JSON.parse(unseal(key, match.firstMeeting, { column: 'match.first_meeting', row: match.id })) as FirstMeeting;
}
