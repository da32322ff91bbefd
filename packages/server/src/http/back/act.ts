import type { AskDraft } from '@kith/connect/ask-draft.ts';
import type { Problem } from '@kith/connect/ask-problems.ts';
import type { Kith } from '../../kith.ts';
import type { PersonViewer } from '../../viewer.ts';

/** What came of one press of a button on the come-back page. */
export interface Done {
  notice?: string;
  problems?: Problem[];
  /** What was being changed, to stand in the fields again. */
  changed?: Partial<AskDraft>;
  /** New ways back, shown once. */
  renewed?: { link: string; code: string };
  /** What else was written and could not be saved: field → text. */
  written?: Record<string, string>;
}

/** One press of a button. */
export interface Press {
  kith: Kith;
  viewer: PersonViewer;
  /** One field, without line breaks at its ends. */
  text(name: string): string;
  has(name: string): boolean;
}

export type Act = (press: Press) => Promise<Done>;
export type Acts = Readonly<Record<string, Act>>;

/** An act after which only a sentence is said. */
export function saying(notice: string, act: (press: Press) => Promise<unknown>): Act {
  return async (press) => {
    await act(press);
    return { notice };
  };
}
