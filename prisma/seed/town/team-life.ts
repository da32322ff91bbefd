/** How the demo town's teams are looked after. Invented, every word. */

/** By advocate: a next step, in their words. */
export const nextSteps: Readonly<Record<string, string>> = {
  kasia: 'The listening course at the college, from January.',
  leah: 'One first meeting of my own, with Sam in the next room.',
  owen: 'Finish the training, then go along with somebody.',
  ruth: 'Ask how one becomes a mentor.',
};

export const happyHere: readonly string[] = ['sam', 'maggie', 'imran'];

/** Somebody from outside, for the coordinator who has no colleague of her own kind. */
export const outsideSupervisor = 'Nell Fairley';

/** What two advocates want to talk about, and have shared. */
export const talk = {
  shared: 'Two calls this week ran over an hour. I would like a good way to say goodbye on the phone.',
  thanked: 'It went well at the benefits office. I would like to tell you how.',
};

export const timeAway = { fromInDays: 24, untilInDays: 31 };

/** Somebody who would like to become a peer advocate. */
export const applicant = {
  formKey: 'demo-town-application-1',
  name: 'Bea Lindqvist',
  channel: 'EMAIL',
  reach: 'bea.lindqvist@example.org',
  words:
    'Two winters ago somebody from the library sat with me every Tuesday. I would like to be the one who sits, now.',
  experiences: 'Losing work, and being new in a town where I knew nobody.',
};

/** Somebody who was invited and has not come yet. */
export const invited = { name: 'Jonah Pell', email: 'jonah.pell@example.org' };

/** How far the Riverside team is with setting up: item, days ago, a note. */
export const settled: readonly { item: string; daysAgo: number; note?: string }[] = [
  { item: 'roles', daysAgo: 140, note: 'All of us, at the boathouse' },
  { item: 'person', daysAgo: 140 },
  { item: 'supervision', daysAgo: 133, note: 'Every four weeks; Gwen and Priya for each other' },
  { item: 'readiness', daysAgo: 126 },
  { item: 'money', daysAgo: 119, note: 'Fares within a week; Rosa has the tin' },
  { item: 'promise', daysAgo: 12, note: 'Read aloud, with the two who are new' },
  { item: 'who-reads', daysAgo: 110 },
];
/** Done once before, and again since. */
export const settledBefore = { item: 'promise', daysAgo: 138 };

/** What the team says of money in its own role description. */
export const ownRoleText = {
  topic: 'money',
  words:
    'Most of us are volunteers; two posts are paid, for eight hours a week. Fares and a lunch are paid back within a week: give the receipt to Rosa.\n\nIf you get benefits, talk to the advice centre first. We come along if you like.',
};
