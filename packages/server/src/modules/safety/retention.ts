import { UNDO_DAYS, UPLOAD_DAYS } from '../directory/import/keeping.ts';
import { COUNT_DAYS } from '../partners/search-counts.ts';
import { SIGHTING_DAYS } from '../partners/sightings.ts';

const DAYS = 1;
const MONTHS = 30.4375;
const YEARS = 365.25;

/** How long one kind of record is kept, and what happens then. */
export interface Retention {
  /** What it holds, in words for people. */
  holds: string;
  /** Counted from this. */
  after: string;
  days: number;
  ends: 'erased' | 'deleted' | 'deleted by an operator';
}

/**
 * How long each kind of record is kept: the one table, enforced by jobs ("retention", "remind of meetings", "forget proofs
 * and limits", "forget sign-ins", "forget suggestions", "forget asks", "forget old sightings", the import's own) and shown to
 * people as "kept until". Change it together with docs/operations.md and the privacy notice.
 */
export const retention = {
  requestNotTakenUp: {
    holds: 'a request that nobody was connected with: words, how to reach the person, wishes',
    after: 'it was stopped',
    days: 90 * DAYS,
    ends: 'erased',
  },
  requestFinished: {
    holds: 'a request that somebody was connected with: words, how to reach the person, what was noted',
    after: 'it was finished, paused or stopped',
    days: Math.round(12 * MONTHS),
    ends: 'erased',
  },
  requestPaused: {
    holds: 'a request that rests without ever having been taken up',
    after: 'it was paused',
    days: Math.round(12 * MONTHS),
    ends: 'erased',
  },
  consentReceipt: {
    holds: 'what a person said yes to and when; no words of theirs',
    after: 'the request was erased',
    days: Math.round(6 * YEARS),
    ends: 'deleted',
  },
  erasedRequest: {
    holds: 'ids, dates and states of an erased request; nothing that says who it was',
    after: 'it was erased',
    days: Math.round(6 * YEARS),
    ends: 'deleted',
  },
  reminder: {
    holds: 'the day on which somebody asked to be written to; what for stays sealed in their plan',
    after: 'that day',
    days: DAYS,
    ends: 'deleted',
  },
  // Cutting the chain is an operator's act, with a new anchor: see docs/operations.md.
  auditEvent: {
    holds: 'who did what and when, in ids and verbs',
    after: 'it happened',
    days: Math.round(6 * YEARS),
    ends: 'deleted by an operator',
  },
  outboxMessage: {
    holds: 'that a letter was sent, to which id; no address, no text',
    after: 'it was sent, dropped or given up',
    days: 90 * DAYS,
    ends: 'deleted',
  },
  staffSession: { holds: 'a signed-in browser', after: 'it ended', days: 1 * DAYS, ends: 'deleted' },
  answeredForm: {
    holds: 'that a form was answered, as a fingerprint',
    after: 'it was sent',
    days: DAYS,
    ends: 'deleted',
  },
  newEmail: {
    holds: 'an address that a colleague is to sign in with, until it confirms itself',
    after: 'it was written down',
    days: DAYS,
    ends: 'deleted',
  },
  formerEmail: {
    holds: 'the address that a colleague signed in with before, so that it can be told',
    after: 'another took its place',
    days: 7 * DAYS,
    ends: 'deleted',
  },
  suggestion: {
    holds: 'what somebody suggested about a service, and the answer; that there was one, without a word of it, stays',
    after: 'a steward answered',
    days: 30 * DAYS,
    ends: 'erased',
  },
  suggesterAddress: {
    holds: 'the e-mail address of whoever suggested something, answered or not; once they were told it goes at once',
    after: 'it was suggested',
    days: 90 * DAYS,
    ends: 'erased',
  },
  freshnessAnswer: {
    holds: 'that a service was asked whether its entry is right, and what it answered by the link in the letter',
    after: 'it was asked',
    days: 90 * DAYS,
    ends: 'deleted',
  },
  // Longer than the rest of 180 days (upkeep/freshness): otherwise whoever never answers would be asked anew.
  freshnessSilence: {
    holds: 'a keyed fingerprint of an address that did not answer the last three letters, so that it is left in peace',
    after: 'the last of them',
    days: 270 * DAYS,
    ends: 'deleted',
  },
  importRow: {
    holds: 'what an import did to each record, and how it was before; that it happened, in figures, stays',
    after: 'it was applied, or got ready',
    days: UNDO_DAYS * DAYS,
    ends: 'deleted',
  },
  importUpload: {
    holds: 'a file that a steward brought and nobody applied',
    after: 'it was brought',
    days: UPLOAD_DAYS * DAYS,
    ends: 'deleted',
  },
  partnerSighting: {
    holds: 'the site on which a partner’s key was used; never who looked, never which page',
    after: 'it was last used there',
    days: SIGHTING_DAYS * DAYS,
    ends: 'deleted',
  },
  partnerDay: {
    holds: 'how often a partner’s pages were searched on a day',
    after: 'that day',
    days: COUNT_DAYS * DAYS,
    ends: 'deleted',
  },
  spentProof: { holds: 'a proof of work that was used', after: 'it expired', days: 0, ends: 'deleted' },
  rateLimit: { holds: 'a keyed fingerprint of an address', after: 'its time was over', days: 0, ends: 'deleted' },
} as const satisfies Record<string, Retention>;

// Not in the table, since it stays as long as the directory and says nothing about anybody: a keyed fingerprint of an address
// that asked for no more letters (forgetting it would start them again), and the id of a service that is gone (so that copies
// of the directory elsewhere can follow).

const DAY_MS = 24 * 60 * 60_000;

/** What is older than this is over its time. */
export function keptSince(kind: keyof typeof retention, now: Date): Date {
  return new Date(now.getTime() - retention[kind].days * DAY_MS);
}

/** When something that happened at `at` is over its time. */
export function keptUntil(kind: keyof typeof retention, at: Date): Date {
  return new Date(at.getTime() + retention[kind].days * DAY_MS);
}
