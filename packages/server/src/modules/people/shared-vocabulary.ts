import type { SharedDimension } from '../../../generated/prisma/enums.ts';

/** One thing that two people can have in common, and wish for, or not, in who they talk to (S3, S4). */
export interface SharedValueEntry {
  dimension: SharedDimension;
  /** Never changes once it was used: rows hold it. */
  value: string;
  /** Fits after "You share: " and on a button. Plain words; no diagnosis, ever. */
  label: string;
}

/** The question above each group of wishes, in the order that a form shows them. */
export const dimensionLabels: Readonly<Record<SharedDimension, string>> = {
  EXPERIENCE: 'Has been through',
  LANGUAGE: 'Speaks',
  AGE_BAND: 'Age',
  GENDER: 'Gender',
  CULTURE: 'Culture or background',
  FAITH: 'Faith or belief',
  CARER: 'Looking after somebody',
};

// Words that people use of their own lives. What happened and what was hard, including the system itself (S3);
// never the name of an illness, and nothing that somebody else would have to judge.
const words: Readonly<Record<SharedDimension, Readonly<Record<string, string>>>> = {
  EXPERIENCE: {
    'hospital-stay': 'A stay in hospital for mental health',
    'being-sectioned': 'Being sectioned',
    'crisis-team': 'The crisis team coming round',
    'waiting-list': 'A long wait for help',
    'leaving-hospital': 'Coming home from hospital',
    'medication-decisions': 'Deciding about medication',
    'hearing-voices': 'Hearing voices',
    'low-and-alone': 'Feeling low and alone',
    'panic-and-worry': 'Panic and worry',
    'not-wanting-to-live': 'Not wanting to be alive',
    'self-harm': 'Hurting myself',
    'drink-or-drugs': 'Drink or drugs',
    'eating-and-food': 'Trouble with food and eating',
    'benefits-appeal': 'A benefits appeal',
    'benefits-assessment': 'A benefits assessment',
    tribunal: 'A tribunal',
    'housing-queue': 'The housing queue',
    homelessness: 'Having no home',
    eviction: 'Losing a home',
    debt: 'Debt',
    'losing-work': 'Losing a job',
    'back-to-work': 'Going back to work',
    bereavement: 'Somebody close dying',
    'relationship-ending': 'A relationship ending',
    'domestic-abuse': 'Abuse at home',
    'childhood-trauma': 'A hard childhood',
    'in-care': 'Growing up in care',
    'new-parent': 'A hard time after a baby',
    'social-services': 'Social workers and my children',
    prison: 'Prison or probation',
    'armed-forces': 'The armed forces',
    'seeking-asylum': 'Seeking asylum',
    'coming-out': 'Coming out',
    'long-illness': 'A long illness or pain',
    disability: 'Being disabled',
    neurodivergence: 'Being autistic or having ADHD',
    'speaking-up': 'Making a complaint or speaking up',
  },
  LANGUAGE: {
    en: 'English',
    ar: 'Arabic',
    bn: 'Bengali',
    bfi: 'British Sign Language',
    yue: 'Cantonese',
    cy: 'Welsh',
    fa: 'Farsi',
    fr: 'French',
    gd: 'Scottish Gaelic',
    gu: 'Gujarati',
    hi: 'Hindi',
    ku: 'Kurdish',
    cmn: 'Mandarin',
    pl: 'Polish',
    pt: 'Portuguese',
    pa: 'Punjabi',
    ro: 'Romanian',
    so: 'Somali',
    es: 'Spanish',
    ti: 'Tigrinya',
    tr: 'Turkish',
    uk: 'Ukrainian',
    ur: 'Urdu',
  },
  AGE_BAND: {
    '18-24': '18 to 24',
    '25-34': '25 to 34',
    '35-49': '35 to 49',
    '50-64': '50 to 64',
    '65-plus': '65 or over',
  },
  GENDER: {
    woman: 'A woman',
    man: 'A man',
    'non-binary': 'Non-binary',
    trans: 'Trans',
  },
  CULTURE: {
    'black-african': 'Black African',
    'black-caribbean': 'Black Caribbean',
    'black-british': 'Black British',
    bangladeshi: 'Bangladeshi',
    chinese: 'Chinese',
    indian: 'Indian',
    pakistani: 'Pakistani',
    arab: 'Arab',
    kurdish: 'Kurdish',
    mixed: 'Mixed heritage',
    'eastern-european': 'Eastern European',
    irish: 'Irish',
    jewish: 'Jewish',
    'latin-american': 'Latin American',
    'gypsy-roma-traveller': 'Gypsy, Roma or Traveller',
    'white-british': 'White British',
    'working-class': 'Working class',
    lgbtq: 'LGBTQ+',
    deaf: 'Deaf community',
  },
  FAITH: {
    buddhist: 'Buddhist',
    christian: 'Christian',
    hindu: 'Hindu',
    jewish: 'Jewish',
    muslim: 'Muslim',
    sikh: 'Sikh',
    none: 'No religion',
  },
  CARER: {
    // Met by every other value of this group: who looks after somebody need not say whom.
    carer: 'Being a carer',
    partner: 'Looking after a partner',
    parent: 'Looking after a parent',
    child: 'Looking after a child who needs more help',
    'grown-up-child': 'Looking after a grown-up son or daughter',
    'sibling-or-friend': 'Looking after a brother, sister or friend',
    'was-young-carer': 'Having been a young carer',
  },
};

/** The whole vocabulary, dimension by dimension, in the order that a form shows it. */
export const sharedVocabulary: readonly SharedValueEntry[] = (
  Object.keys(dimensionLabels) as SharedDimension[]
).flatMap((dimension) => Object.entries(words[dimension]).map(([value, label]) => ({ dimension, value, label })));

/** One entry; null: the vocabulary does not have it. */
export function findSharedValue(dimension: SharedDimension, value: string): SharedValueEntry | null {
  const label = Object.hasOwn(words[dimension], value) ? words[dimension][value] : undefined;
  return label === undefined ? null : { dimension, value, label };
}

/** What to call a value in a sentence. A value that the vocabulary has lost since is told as it was stored. */
export function labelOf(dimension: SharedDimension, value: string): string {
  return findSharedValue(dimension, value)?.label ?? value;
}
