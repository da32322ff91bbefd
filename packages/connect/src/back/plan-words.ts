/** What each kind of entry is asked as, in the order of the page. */
export const planKindWords = {
  BRING: { part: 'STRENGTHS', label: 'What I bring', button: 'Add what I bring' },
  GOOD_AT: { part: 'STRENGTHS', label: 'What I am good at', button: 'Add what I am good at' },
  MATTERS: { part: 'STRENGTHS', label: 'What matters to me', button: 'Add what matters' },
  GOOD_THING: { part: 'JOURNEY', label: 'A good thing', button: 'Add a good thing' },
  SETBACK: { part: 'JOURNEY', label: 'A setback', button: 'Add a setback' },
  TURNING_POINT: { part: 'JOURNEY', label: 'A turning point', button: 'Add a turning point' },
  MEANING: { part: 'JOURNEY', label: 'What this has meant to me', button: 'Add what it has meant' },
  MEETING: { part: 'MEETINGS', label: 'What I want', button: 'Add the meeting' },
  IN_MY_CORNER: { part: 'CORNER', label: 'Somebody who is there for me', button: 'Add them' },
  SIGN: { part: 'SIGNS', label: 'A sign that I am struggling', button: 'Add a sign' },
  HELPS: { part: 'SIGNS', label: 'What helps then', button: 'Add what helps' },
} as const;
export type PlanKindName = keyof typeof planKindWords;

export const planPartWords = {
  STRENGTHS: { title: 'What I bring and what matters', hint: 'This comes first, before anything you need.' },
  MEETINGS: { title: 'A meeting about me', hint: 'What you want, who comes with you, and what was decided.' },
  CORNER: { title: 'People in my corner', hint: 'Who is there for you, and what you can ask them.' },
  SIGNS: { title: 'When I am struggling', hint: 'How it shows, and what helps. In your own words.' },
} as const;

export function isPlanKind(name: string): name is PlanKindName {
  return Object.hasOwn(planKindWords, name);
}

/** Where a field of an entry stands on the page: every form there has names of its own. */
export const planField = (of: string, field: string) => `plan-${of}-${field}`;
