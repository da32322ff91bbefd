/** One thing to settle before a team opens, and in how many words. Reading age about 9. */
export interface SetUpItem {
  /** Its name for good: ticks are kept under it. */
  key: string;
  part: string;
  title: string;
  help: string;
}

const ROLES = 'What we do here';
const CARE = 'How we look after each other';
const PEOPLE = 'Who asks us';
const AROUND = 'Who works around us';

/** What a team settles before it opens (S97 to S101), in the order in which one would. A key is never used for another thing. */
export const setUpItems: readonly SetUpItem[] = [
  {
    key: 'roles',
    part: ROLES,
    title: 'The role descriptions are agreed',
    help: 'Read together what advocates and coordinators do. Change what does not fit your team.',
  },
  {
    key: 'person',
    part: ROLES,
    title: 'We know whom we look for',
    help: 'Agree on the person specification. It asks what somebody has lived through, not what a doctor called it. Whoever is not taken this time gets a name to ring, something else to do, and a day.',
  },
  {
    key: 'myths',
    part: ROLES,
    title: 'We have talked through myths and facts',
    help: 'Sit down with everybody who will work beside peers. Say what you believed. Then read what was found.',
  },
  {
    key: 'supervision',
    part: CARE,
    title: 'Everybody knows who supervises them, and how often',
    help: 'Coordinators, too. Choose who, and the next day, on each one’s page.',
  },
  {
    key: 'readiness',
    part: CARE,
    title: 'Each advocate has a readiness agreement',
    help: 'Two names and a day to look again. No reasons, and nothing about health. Say what is learned first, and who goes along.',
  },
  {
    key: 'stand-ins',
    part: CARE,
    title: 'Holidays and breaks are covered',
    help: 'Each advocate knows who stands in for them. Days away are written down before they begin.',
  },
  {
    key: 'money',
    part: CARE,
    title: 'Money and expenses are clear',
    help: 'Paid or volunteer, what is paid back, and how fast. Talk about benefits before the first payment, so that nobody loses by it.',
  },
  {
    key: 'on-call',
    part: PEOPLE,
    title: 'We know who is on call when somebody is worried',
    help: 'One coordinator with a phone, and somebody for when they are away. Advocates know the number.',
  },
  {
    key: 'who-reads',
    part: PEOPLE,
    title: 'We tell people who reads their words',
    help: 'The form names your team and how many of you read. Agree on how you say it on the phone.',
  },
  {
    key: 'complaints',
    part: PEOPLE,
    title: 'There is a way to complain',
    help: 'Whom somebody can tell, also when it is about one of you. You answer within 30 days.',
  },
  {
    key: 'promise',
    part: AROUND,
    title: 'Everybody who works here has read the promise',
    help: 'No force, no check-in that one must answer, no tracking, nothing passed on without a yes. Say it to whoever starts later, too.',
  },
  {
    key: 'partners',
    part: AROUND,
    title: 'Partner staff know what peers do, and what they do not do',
    help: 'Peers stand beside other help. They are not asked to hold anybody back, to watch anybody, or to report on anybody.',
  },
];

export function setUpItemOf(key: string): SetUpItem | null {
  return setUpItems.find((item) => item.key === key) ?? null;
}
