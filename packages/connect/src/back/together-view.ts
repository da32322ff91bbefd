/** Somebody whom the person is, or was, with. */
export interface WithView {
  matchId: string;
  name: string;
}

/** How two people are together, as the come-back page shows it: sentences and days, ready to read. */
export interface TogetherView extends WithView {
  /** Null: nothing to agree yet. */
  agreement: AgreementView | null;
  pause: 'can pause' | 'can go on' | 'theirs' | null;
  /** Somebody would step in during a break, or does. */
  standIn: { name: string; isIn: boolean; rathersWait: boolean } | null;
  cards: { mine: CardView | null; theirs: CardView | null };
  /** They are active together: each may look at how it goes. */
  canReview: boolean;
  /** Newest first. */
  reviews: { at: string; day: string; isMine: boolean; outcome: string; without: string | null }[];
  /** "Today"; null: not said, or not any more. */
  low: { isSeen: boolean } | null;
}

/** A first-meeting card: null where nothing was said. */
export interface CardView {
  like: string | null;
  offer: string | null;
  offLimits: string | null;
}

/** What they do, and what the person does alone. */
export interface DoingView {
  steps: StepView[];
  contacts: ContactView[];
  introductions: IntroductionView[];
  permissions: PermissionView[];
  /** Newest first; `with` is the other of the two. */
  thanks: { id: string; isMine: boolean; with: string; day: string; words: string; gained: string | null }[];
  /** With whom it ended last, while they are with nobody; null: with nobody yet, or they are with somebody now. */
  lastWith: WithView | null;
}

export interface AgreementView {
  /** Of the newest version; null: nobody has written one yet. */
  number: number | null;
  state: 'none' | 'yours to agree' | 'waits for them' | 'holds';
  /** It was read out to the person, who can say that it was not so. */
  wasReadOut: boolean;
  reviewDay: string | null;
  lines: { topic: string; title: string; words: string; before: string | null; isFixed: boolean }[];
}

export interface FollowUpView {
  gotThere: string | null;
  helped: string | null;
}

export interface StepView {
  id: string;
  what: string;
  /** "You", "Maya" or "Both of you". */
  whose: string;
  day: string | null;
  state: 'PLANNED' | 'DONE' | 'LET_GO';
  isPrivate: boolean;
  meetingPoint: string | null;
  ifItGoesWrong: string | null;
  service: string | null;
  asksFollowUp: boolean;
}

export interface ContactView {
  id: string;
  day: string;
  way: string;
  by: string;
  helped: string[];
  note: string | null;
  nextStep: string | null;
  outcome: string | null;
  notes: { id: string; day: string; by: string; words: string; kind: ContactNoteKind }[];
}

export type ContactNoteKind = 'COMMENT' | 'CORRECTION_WISHED' | 'CORRECTION' | 'SAID' | 'OBSERVED';

export interface IntroductionView {
  id: string;
  service: string;
  sentence: string;
  /** Exactly what is sent. */
  text: string;
  question: string | null;
  canSayYes: boolean;
  canStop: boolean;
  asksFollowUp: boolean;
}

export interface PermissionView {
  id: string;
  withWhom: string;
  about: string;
  untilDay: string;
  isLive: boolean;
  /** Who read it out and wrote down the yes; null: the person gave it. */
  readOutBy: string | null;
}
