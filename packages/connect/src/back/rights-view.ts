/** What the person may know, say and take back, as the come-back page shows it: sentences and days, ready to read. */
export interface RightsView {
  /** Nobody is being introduced now. */
  isWaiting: boolean;
  /** What the team wrote when nobody fitted, newest first. */
  teamWords: TeamWordView[];
  concerns: ConcernView[];
  /** Own words for the coordinators; null: none. */
  notToMeet: string | null;
  /** With whom it is over, each once. */
  metBefore: { id: string; name: string }[];
  /** With whom it could start again; null: with nobody. */
  againWith: string | null;
  consents: ConsentView[];
  /** They took back that a peer sees what they wrote: what they would say yes to again. */
  shareAgain: { text: string; version: string } | null;
}

export interface TeamWordView {
  id: string;
  day: string;
  message: string;
  ways: { way: string; words: string }[];
  services: string[];
  nextDay: string;
  chosen: string | null;
}

export interface ConcernView {
  id: string;
  day: string;
  by: string;
  isClosed: boolean;
  lines: { id: string; day: string; by: string; kind: string; words: string; sharedWith: string | null }[];
}

export interface ConsentView {
  purpose: 'HANDLE_REQUEST' | 'SHARE_WITH_ADVOCATE';
  text: string | null;
  version: string;
  day: string;
  /** "on this site" */
  how: string;
  withdrawnDay: string | null;
}
