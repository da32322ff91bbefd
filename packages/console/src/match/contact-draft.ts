import { draftOf, forgetDrafts, keepDraft } from '../drafts.ts';
import { newKey } from './form-text.ts';
import type { Activity, Channel, Intervention, Mood } from './words-of-doing.ts';

/** A contact as it is being noted. */
export interface ContactDraft {
  /** One for each contact, kept until it is saved: sent twice, it is recorded once. */
  key: string;
  interventions: Intervention[];
  isNone: boolean;
  activities: Activity[];
  permissionId: string;
  when: 'now' | 'today' | 'yesterday';
  /** "14:30"; empty: not said. */
  time: string;
  /** Null: the way that the person asked for. */
  channel: Channel | null;
  mood: Mood | null;
  nextStep: string;
  note: string;
  outcome: string;
}

const draftKey = (matchId: string) => `contact/${matchId}`;

/** What was tapped for this match and not saved; otherwise an empty one. */
export function contactDraft(matchId: string): ContactDraft {
  const kept = draftOf(draftKey(matchId));
  if (kept) return JSON.parse(kept) as ContactDraft;
  return {
    key: newKey(),
    interventions: [],
    isNone: false,
    activities: [],
    permissionId: '',
    when: 'now',
    time: '',
    channel: null,
    mood: null,
    nextStep: '',
    note: '',
    outcome: '',
  };
}

export function keepContactDraft(matchId: string, draft: ContactDraft): void {
  // A new body is another contact to the server, which would refuse it under the old key.
  draft.key = newKey();
  keepDraft(draftKey(matchId), JSON.stringify(draft));
}

export function forgetContactDraft(matchId: string): void {
  forgetDrafts(draftKey(matchId));
}

/** What is sent. @param now by this browser's clock, for "earlier today" and "yesterday" */
export function inputOf(matchId: string, draft: ContactDraft, now: Date) {
  const isInterceding = draft.activities.includes('INTERCEDING');
  return {
    matchId,
    idempotencyKey: draft.key,
    interventions: draft.interventions,
    activities: draft.activities,
    at: draft.when === 'now' ? null : timeOf(draft, now).toISOString(),
    channel: draft.channel,
    mood: draft.mood,
    nextStep: draft.nextStep.trim() || null,
    note: draft.note.trim() || null,
    permissionId: (isInterceding && draft.permissionId) || null,
    outcome: (isInterceding && draft.outcome.trim()) || null,
  };
}

function timeOf({ when, time }: ContactDraft, now: Date): Date {
  const at = new Date(now);
  const [hours = 12, minutes = 0] = time.split(':').map(Number);
  // Without a time: the start of this hour today, noon yesterday. Steady, so that sending again says the same.
  if (time) at.setHours(hours, minutes, 0, 0);
  else at.setHours(when === 'yesterday' ? 12 : at.getHours(), 0, 0, 0);
  if (when === 'yesterday') at.setDate(at.getDate() - 1);
  return at;
}
