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
