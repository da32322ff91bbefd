import type {
  AdvocateStage,
  ContactChannel,
  EmploymentKind,
  Energy,
  SharedDimension,
  StaffRole,
  Visibility,
} from '../../../packages/server/generated/prisma/enums.ts';
import type { OutwardCode } from './ashbridge.ts';
import { moreAdvocates } from './more-advocates.ts';

/** Who works for the two teams. Invented, every one; days are counted from today. */

export const teams = {
  riverside: { name: 'the Riverside team', letterName: 'Riverside', promiseWorkingDays: 2 },
  hillside: { name: 'the Hillside team', promiseWorkingDays: 3 },
} as const;
export type TeamKey = keyof typeof teams;

/** Staff beside the advocates. */
export const colleagues = {
  priya: { name: 'Priya Nair', roles: ['COORDINATOR'], team: 'riverside' },
  // Two of one team: what is done about a worry is decided in twos.
  rosa: { name: 'Rosa Imrie', roles: ['COORDINATOR'], team: 'riverside' },
  gwen: { name: 'Gwen Hartley', roles: ['COORDINATOR'], team: 'hillside' },
  tom: { name: 'Tom Ashdown', roles: ['STEWARD'], team: 'riverside' },
  ines: { name: 'Ines Duarte', roles: ['PARTNER_EDITOR'], team: 'riverside' },
  hana: { name: 'Hana Whitlock', roles: ['ADMINISTRATOR'], team: 'riverside' },
} as const satisfies Record<string, { name: string; roles: readonly StaffRole[]; team: TeamKey }>;
export type ColleagueKey = keyof typeof colleagues;

export interface TownAdvocate {
  name: string;
  team: TeamKey;
  aboutMe: string;
  stage: AdvocateStage;
  employment: EmploymentKind;
  capacity: number;
  energy: Energy;
  /** A break: how many days it still lasts, what people are told, who stands in. */
  pause?: { days: number | null; words: string; standIn: string };
  languages: readonly string[];
  channels: readonly ContactChannel[];
  outwardCode: OutwardCode;
  /** Days until the readiness agreement ends; null: there is none yet. */
  readyForDays: number | null;
  /** Days until supervision; below zero: overdue. */
  supervisionInDays: number;
  shares: readonly (readonly [SharedDimension, string, Visibility])[];
}

export const advocates = {
  sam: {
    name: 'Sam Okafor',
    team: 'riverside',
    aboutMe:
      'I spent a winter on a ward and two years getting my flat back. I like early mornings, old radios and walking while we talk.',
    stage: 'MENTOR',
    employment: 'PEER_POST',
    capacity: 5,
    energy: 'FINE',
    languages: ['en'],
    channels: ['PHONE', 'TEXT', 'EMAIL', 'IN_PERSON'],
    outwardCode: 'ZZ2',
    readyForDays: 240,
    supervisionInDays: 9,
    shares: [
      ['EXPERIENCE', 'hospital-stay', 'PUBLIC'],
      ['EXPERIENCE', 'leaving-hospital', 'PUBLIC'],
      ['EXPERIENCE', 'housing-queue', 'PUBLIC'],
      ['EXPERIENCE', 'being-sectioned', 'MATCHED'],
      ['AGE_BAND', '50-64', 'PUBLIC'],
      ['GENDER', 'man', 'PUBLIC'],
      ['CULTURE', 'black-african', 'MATCHED'],
    ],
  },
  maggie: {
    name: 'Maggie Bell',
    team: 'riverside',
    aboutMe:
      'I looked after Ron for eleven years and then I missed him for three. Now I have time and a good ear. I make terrible scones.',
    stage: 'ADVOCATE',
    employment: 'VOLUNTEER',
    capacity: 1,
    energy: 'FINE',
    languages: ['en'],
    channels: ['PHONE', 'POST', 'IN_PERSON'],
    outwardCode: 'ZZ1',
    readyForDays: 120,
    supervisionInDays: 16,
    shares: [
      ['CARER', 'partner', 'PUBLIC'],
      ['EXPERIENCE', 'bereavement', 'PUBLIC'],
      ['EXPERIENCE', 'low-and-alone', 'MATCHED'],
      ['AGE_BAND', '65-plus', 'PUBLIC'],
      ['GENDER', 'woman', 'PUBLIC'],
      ['CULTURE', 'working-class', 'PUBLIC'],
    ],
  },
  kasia: {
    name: 'Kasia Nowak',
    team: 'riverside',
    aboutMe:
      'I came from Gdynia with one suitcase and later left a marriage with one suitcase. I am good with forms, in two languages.',
    stage: 'ADVOCATE',
    employment: 'PAID',
    capacity: 4,
    energy: 'FINE',
    languages: ['pl', 'en'],
    channels: ['PHONE', 'TEXT', 'EMAIL', 'IN_PERSON'],
    outwardCode: 'ZZ4',
    readyForDays: 300,
    supervisionInDays: 5,
    shares: [
      ['LANGUAGE', 'pl', 'PUBLIC'],
      ['CULTURE', 'eastern-european', 'PUBLIC'],
      ['EXPERIENCE', 'relationship-ending', 'MATCHED'],
      ['EXPERIENCE', 'debt', 'PUBLIC'],
      ['EXPERIENCE', 'domestic-abuse', 'PRIVATE'],
      ['AGE_BAND', '35-49', 'PUBLIC'],
      ['GENDER', 'woman', 'PUBLIC'],
      ['CARER', 'parent', 'MATCHED'],
    ],
  },
  imran: {
    name: 'Imran Shah',
    team: 'riverside',
    aboutMe:
      'I lost a job I loved and could not open the curtains for a while. I fix phones now and I know every free coffee in town.',
    stage: 'ADVOCATE',
    employment: 'VOLUNTEER',
    capacity: 3,
    energy: 'FINE',
    languages: ['en', 'ur', 'pa'],
    channels: ['PHONE', 'TEXT', 'IN_PERSON'],
    outwardCode: 'ZZ4',
    readyForDays: 200,
    supervisionInDays: 12,
    shares: [
      ['EXPERIENCE', 'losing-work', 'PUBLIC'],
      ['EXPERIENCE', 'back-to-work', 'PUBLIC'],
      ['EXPERIENCE', 'panic-and-worry', 'MATCHED'],
      ['EXPERIENCE', 'benefits-assessment', 'PUBLIC'],
      ['LANGUAGE', 'ur', 'PUBLIC'],
      ['LANGUAGE', 'pa', 'PUBLIC'],
      ['AGE_BAND', '25-34', 'PUBLIC'],
      ['GENDER', 'man', 'PUBLIC'],
      ['CULTURE', 'pakistani', 'MATCHED'],
      ['FAITH', 'muslim', 'MATCHED'],
    ],
  },
  dee: {
    name: 'Dee Walker',
    team: 'riverside',
    aboutMe:
      'I grew up in care and grew into myself late. I like cats, maps and people who change the subject. They/them, please.',
    stage: 'ADVOCATE',
    employment: 'VOLUNTEER',
    capacity: 3,
    energy: 'LOW',
    languages: ['en'],
    channels: ['TEXT', 'EMAIL', 'IN_PERSON'],
    outwardCode: 'ZZ5',
    readyForDays: 150,
    supervisionInDays: 3,
    shares: [
      ['EXPERIENCE', 'in-care', 'PUBLIC'],
      ['EXPERIENCE', 'coming-out', 'PUBLIC'],
      ['EXPERIENCE', 'self-harm', 'PRIVATE'],
      ['AGE_BAND', '25-34', 'PUBLIC'],
      ['GENDER', 'non-binary', 'PUBLIC'],
      ['CULTURE', 'lgbtq', 'PUBLIC'],
    ],
  },
  col: {
    name: 'Col Brady',
    team: 'riverside',
    aboutMe:
      'Drink took twenty years and I got the next nine back. I have been in the room where you wait to be let out.',
    stage: 'ADVOCATE',
    employment: 'PEER_POST',
    capacity: 4,
    energy: 'BREAK',
    pause: {
      days: 12,
      words: 'I am taking two weeks to look after myself. I have not forgotten you. Sam is about if you need somebody.',
      standIn: 'sam',
    },
    languages: ['en'],
    channels: ['PHONE', 'TEXT', 'IN_PERSON'],
    outwardCode: 'ZZ2',
    readyForDays: 90,
    supervisionInDays: 20,
    shares: [
      ['EXPERIENCE', 'drink-or-drugs', 'PUBLIC'],
      ['EXPERIENCE', 'prison', 'MATCHED'],
      ['EXPERIENCE', 'homelessness', 'PUBLIC'],
      ['AGE_BAND', '50-64', 'PUBLIC'],
      ['GENDER', 'man', 'PUBLIC'],
      ['CULTURE', 'irish', 'PUBLIC'],
    ],
  },
  ruth: {
    name: 'Ruth Mensah',
    team: 'riverside',
    aboutMe:
      'After my second baby the world went very loud. The crisis team came to my kitchen. I sing in the Wendsingers and I will sit in silence with anybody.',
    stage: 'ADVOCATE',
    employment: 'VOLUNTEER',
    capacity: 3,
    energy: 'FINE',
    languages: ['en'],
    channels: ['PHONE', 'TEXT', 'EMAIL', 'IN_PERSON'],
    outwardCode: 'ZZ1',
    readyForDays: 60,
    supervisionInDays: -8,
    shares: [
      ['EXPERIENCE', 'new-parent', 'PUBLIC'],
      ['EXPERIENCE', 'crisis-team', 'PUBLIC'],
      ['EXPERIENCE', 'hearing-voices', 'MATCHED'],
      ['AGE_BAND', '35-49', 'PUBLIC'],
      ['GENDER', 'woman', 'PUBLIC'],
      ['CULTURE', 'black-british', 'PUBLIC'],
      ['FAITH', 'christian', 'MATCHED'],
    ],
  },
  ...moreAdvocates,
} satisfies Record<string, TownAdvocate>;
export type AdvocateKey = keyof typeof advocates;
