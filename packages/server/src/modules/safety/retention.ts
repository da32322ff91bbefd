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
 * How long each kind of record is kept: the one table, enforced by jobs ("retention", "forget proofs and limits", "forget
 * sign-ins") and shown to people as "kept until". Change it together with docs/operations.md and the privacy notice.
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
  spentProof: { holds: 'a proof of work that was used', after: 'it expired', days: 0, ends: 'deleted' },
  rateLimit: { holds: 'a keyed fingerprint of an address', after: 'its time was over', days: 0, ends: 'deleted' },
} as const satisfies Record<string, Retention>;

const DAY_MS = 24 * 60 * 60_000;

/** What is older than this is over its time. */
export function keptSince(kind: keyof typeof retention, now: Date): Date {
  return new Date(now.getTime() - retention[kind].days * DAY_MS);
}

/** When something that happened at `at` is over its time. */
export function keptUntil(kind: keyof typeof retention, at: Date): Date {
  return new Date(at.getTime() + retention[kind].days * DAY_MS);
}
