import type { AskDraft } from '../ask-draft.ts';
import type { AskView, SharedValue } from '../ask-view.ts';
import type { PinView } from './Pin.tsx';
import type { PlanView } from './plan-view.ts';
import type { RightsView } from './rights-view.ts';
import type { DoingView, TogetherView } from './together-view.ts';

/** One's own request as the come-back page shows it: sentences and days, ready to read. */
export interface BackView {
  reference: string;
  statusSentence: string;
  /** "the Riverside team" */
  team: string;
  about: string | null;
  meeting: {
    name: string;
    aboutMe: string | null;
    /** As the advocate typed it: "she/her", "a survivor". */
    pronouns: string | null;
    describedAs: string | null;
    /** A few sentences of the advocate's own way, if they want them read. */
    advocateStory: string | null;
    shares: string[];
    /** "by phone", "Thursday at 2"; null: not said yet. */
    how: { way: string; when: string; words: string | null } | null;
    reviewDay: string | null;
  } | null;
  /** Oldest first. */
  story: { day: string; at: string; sentence: string }[];
  /** What a coordinator wrote about each introduction. */
  introductions: { day: string; reason: string }[];
  draft: AskDraft;
  /** A way to be reached that this form does not offer, for example face to face. */
  otherReach: string | null;
  wishes: SharedValue[];
  wishGroups: Record<string, string>;
  canPause: boolean;
  canResume: boolean;
  canWithdraw: boolean;
  /** "23 December" */
  openUntilDay: string;
  meanwhile: AskView['meanwhile'];
  /** Who they are with now; null: nobody yet, or not any more. */
  together: TogetherView | null;
  doing: DoingView;
  rights: RightsView;
  /** The person's own: nobody else reads it unless they share it. */
  plan: PlanView;
  pin: PinView;
  /** Erased by itself after this day; null: kept while it goes on. */
  keptUntilDay: string | null;
  /** Since when nothing is sent; null: letters go out. */
  lettersStoppedDay: string | null;
}
