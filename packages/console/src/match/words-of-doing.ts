import type { activities, interventions } from '@kith/contract/interventions.ts';

export type Intervention = (typeof interventions)[number]['value'];
export type Activity = (typeof activities)[number]['value'];
export type Mood = 'GOOD' | 'MIXED' | 'HARD';
export type Channel = 'PHONE' | 'TEXT' | 'EMAIL' | 'POST' | 'IN_PERSON';
export type Owner = 'PERSON' | 'ADVOCATE' | 'BOTH';

export const moodWords: Readonly<Record<Mood, string>> = { GOOD: 'Good', MIXED: 'Some of both', HARD: 'Hard' };

/** By which way they were in touch. */
export const wayWords: Readonly<Record<Channel, string>> = {
  IN_PERSON: 'In person',
  PHONE: 'Phone',
  TEXT: 'Text',
  EMAIL: 'E-mail',
  POST: 'Letter',
};

/** How somebody got there, and whether it helped. */
export const gotThereWords = { YES: 'Yes', NOT_YET: 'Not yet', RATHER_NOT_SAY: 'Rather not say' } as const;
export const helpedWords = { YES: 'Yes', A_BIT: 'A bit', NO: 'No', RATHER_NOT_SAY: 'Rather not say' } as const;

export const noteKindWords: Readonly<Record<string, string>> = {
  COMMENT: 'wrote beside it',
  CORRECTION_WISHED: 'asks to put this right',
  CORRECTION: 'put it right',
  SAID: 'wrote down what was said',
  OBSERVED: 'noticed this. It was not said',
};

/** How an advocate came to know a view of the person. */
export const viewHows = ['SAID', 'OBSERVED'] as const;
export type ViewHow = (typeof viewHows)[number];

export const permissionWords: Readonly<Record<string, string>> = {
  LIVE: 'Holds now',
  EXPIRED: 'Has ended',
  WITHDRAWN: 'Was taken back',
};

export const stepStateWords: Readonly<Record<string, string>> = {
  PLANNED: 'Planned',
  DONE: 'Done',
  LET_GO: 'Let go',
};

/** Whose step it is, said by an advocate. */
export function ownerWords(name: string): Readonly<Record<Owner, string>> {
  return { PERSON: `For ${name}`, ADVOCATE: 'For me', BOTH: 'For both of us' };
}
