/** What two people agree about, in the order in which it is read out. */
export const agreementTopics = [
  'WHAT_WE_DO',
  'TIMES',
  'CHANNELS',
  'PLACES',
  'MONEY',
  'GIFTS',
  'SOCIAL_MEDIA',
  'ELSE',
  'PASS_ON',
] as const;
export type AgreementTopic = (typeof agreementTopics)[number];

/** One version of the words that an agreement begins with. Never edit a version that was in use: add one. */
export interface AgreementWording {
  /** The day it came into use. */
  version: string;
  /** BCP 47. */
  language: string;
  lines: readonly {
    topic: AgreementTopic;
    title: string;
    words: string;
    /** A promise of the team: it is the same for everybody, and the two cannot agree it away (S123). */
    isFixed?: true;
  }[];
}

type Line = AgreementWording['lines'][number];

/** What did not change since the first version. */
const alwaysSo: readonly Line[] = [
  {
    topic: 'TIMES',
    title: 'Times',
    words: 'About once a week, for up to an hour. We tell each other when we cannot come.',
  },
  {
    topic: 'CHANNELS',
    title: 'How we keep in touch',
    words: 'Only in the way that was called safe. We answer within two working days, not at night.',
  },
  { topic: 'PLACES', title: 'Places', words: 'In public places, such as a library or a café. Not at home.' },
  {
    topic: 'MONEY',
    title: 'Money',
    words: 'We do not lend, borrow or give each other money. Each pays for their own tea.',
  },
  { topic: 'GIFTS', title: 'Gifts', words: 'No gifts. A card is fine.' },
  {
    topic: 'SOCIAL_MEDIA',
    title: 'Social media',
    words: 'We do not add each other on social media, and we post nothing about each other.',
  },
  { topic: 'ELSE', title: 'Anything else', words: '' },
  {
    topic: 'PASS_ON',
    title: 'What has to be passed on',
    isFixed: true,
    words:
      'What we talk about stays between us. If somebody may be in danger, the advocate tells the coordinator the same day, and only what is needed. They tell you first whenever that is safe. Nobody else is told without your yes. We do not call the police or a hospital behind your back, unless a life is in danger right now.',
  },
];

/** Newest first. Plain words, reading age about 9: they are read out, too. */
export const agreementWordings: readonly AgreementWording[] = [
  {
    version: '2026-11-28',
    language: 'en',
    lines: [
      {
        topic: 'WHAT_WE_DO',
        title: 'What we do',
        words:
          'We talk, as equals. We may go to places together. We do not give treatment, legal advice or money advice. We say nothing for or against medicine: that is for each of us to decide.',
      },
      ...alwaysSo,
    ],
  },
  {
    version: '2026-11-23',
    language: 'en',
    lines: [
      {
        topic: 'WHAT_WE_DO',
        title: 'What we do',
        words:
          'We talk, as equals. We may go to places together. We do not give treatment, legal advice or money advice.',
      },
      ...alwaysSo,
    ],
  },
];

/** The words that a new agreement begins with. */
export function currentWording(): AgreementWording {
  const [newest] = agreementWordings;
  if (!newest) throw new Error('There is no wording of an agreement.');
  return newest;
}

/**
 * A version that was in use, for what is the same in every team: titles, and what is fixed. The current one when it is not
 * known any more.
 *
 * @param version "2026-11-23", or "2026-11-23/team-3" where a team chose its own words
 */
export function wordingOf(version: string): AgreementWording {
  const [base] = version.split('/');
  return agreementWordings.find((wording) => wording.version === base) ?? currentWording();
}
