import { clubs } from './clubs.ts';

/** Who runs things in Ashbridge. Invented, every one. */
export interface TownOrganization {
  name: string;
  about: string;
  /** Before .example.org */
  web: string;
  /** The last three digits of 01632 960xxx, or a whole number in 020 7946 0xxx. */
  phone: string;
  isRunByPeers?: boolean;
  legal?: 'charity' | 'community interest company' | 'co-operative' | 'club' | 'public body' | 'association';
  since?: number;
}

/** Centres, charities, public bodies and firms; and the clubs. */
export const organizations = {
  ...clubs,
  'riverside-centre': {
    name: 'Riverside Community Centre',
    about: 'A community centre by the ferry steps, run by the people who use it. Kettle on from 9, seven days a week.',
    web: 'riverside',
    phone: '101',
    legal: 'charity',
    since: 1978,
  },
  'wend-homes': {
    name: 'Wend Homes',
    about: 'A housing association with 1,900 homes in and around Ashbridge. Tenants hold half the seats on its board.',
    web: 'wendhomes',
    phone: '102',
    legal: 'association',
    since: 1964,
  },
  'valley-college': {
    name: 'Wend Valley College',
    about: 'The town college, for people from 16 to 96. Day and evening classes across from the station.',
    web: 'wendvalley',
    phone: '103',
    legal: 'public body',
    since: 1951,
  },
  council: {
    name: 'Ashbridge Town Council',
    about: 'Looks after parks, homes, bins and meetings. Councillors hold open evenings every month.',
    web: 'ashbridge',
    phone: '104',
    legal: 'public body',
  },
  libraries: {
    name: 'Ashbridge Libraries',
    about: 'One big library in Corn Street and a van for everywhere else. Free to join, no proof of address needed.',
    web: 'libraries',
    phone: '105',
    legal: 'public body',
  },
  'been-there': {
    name: 'Been There Together',
    about:
      'A charity started, run and staffed by people who have had a hard time themselves. Nobody here will be shocked.',
    web: 'beenthere',
    phone: '106',
    isRunByPeers: true,
    legal: 'charity',
    since: 2009,
  },
  'corn-street-advice': {
    name: 'Corn Street Advice',
    about: 'Free advice on money, homes and work, in private. Independent of the council and of every landlord.',
    web: 'cornstreetadvice',
    phone: '107',
    legal: 'charity',
    since: 1983,
  },
  'speak-up': {
    name: 'Speak Up Ashbridge',
    about:
      'People who were talked about, now doing the talking. Members with learning disabilities run it and chair it.',
    web: 'speakup',
    phone: '108',
    isRunByPeers: true,
    legal: 'charity',
    since: 1996,
  },
  'stand-beside': {
    name: 'Stand Beside',
    about: 'Finds one steady person from the town for one person who has nobody to stand up for them.',
    web: 'standbeside',
    phone: '109',
    legal: 'charity',
    since: 1991,
  },
  'wendside-hospital': {
    name: 'Wendside Hospital',
    about: 'The hospital for Ashbridge and the moor villages. Some of its work is planned and shared with peers.',
    web: 'wendside',
    phone: '110',
    legal: 'public body',
  },
  'job-shop': {
    name: 'The Job Shop',
    about: 'A shop window full of jobs and a back room full of patience. Set up by three local firms and the college.',
    web: 'jobshop',
    phone: '111',
    legal: 'charity',
    since: 2012,
  },
  'mill-works': {
    name: 'Mill Works Co-operative',
    about: 'Joiners, printers and gardeners who share a mill and the profits. Every worker has one vote.',
    web: 'millworks',
    phone: '112',
    legal: 'co-operative',
    since: 1987,
  },
  'wharf-kitchen': {
    name: 'The Wharf Kitchen',
    about: 'A pay-what-you-can café on the old wharf. Most of us came in for soup first and stayed to cook it.',
    web: 'wharfkitchen',
    phone: '113',
    isRunByPeers: true,
    legal: 'community interest company',
    since: 2015,
  },
  'carers-circle': {
    name: 'Ashbridge Carers’ Circle',
    about: 'Carers for carers. You do not need to prove anything or to call yourself a carer.',
    web: 'carerscircle',
    phone: '114',
    isRunByPeers: true,
    legal: 'charity',
    since: 2001,
  },
  'breathing-space': {
    name: 'Breathing Space Breaks',
    about: 'Gives people who look after somebody an evening, a weekend or a week off, with trained sitters.',
    web: 'breathingspace',
    phone: '115',
    legal: 'charity',
    since: 1999,
  },
  'penny-line': {
    name: 'The Penny Line',
    about: 'An invented national money line for the demo town. In life there would be a real one here.',
    web: 'pennyline',
    phone: '020 7946 0111',
    legal: 'charity',
  },
  'fair-share': {
    name: 'Fair Share Credit Union',
    about: 'A savings and loans club owned by its members, above the Market Hall.',
    web: 'fairshare',
    phone: '117',
    legal: 'co-operative',
    since: 1994,
  },
  'warm-rooms': {
    name: 'The Warm Rooms Fund',
    about: 'A small fund left by a coal merchant in 1904 to keep Ashbridge warm. It still does.',
    web: 'warmrooms',
    phone: '118',
    legal: 'charity',
    since: 1904,
  },
  lantern: {
    name: 'Lantern',
    about: 'Safe places and people for anybody who is frightened at home. Only women work at the house.',
    web: 'lantern',
    phone: '119',
    legal: 'charity',
    since: 1976,
  },
  nightstop: {
    name: 'Ashbridge Nightstop',
    about: 'Beds for tonight in ordinary homes and at Quay House. Somebody answers the phone until midnight.',
    web: 'nightstop',
    phone: '120',
    legal: 'charity',
    since: 2004,
  },
  'open-door': {
    name: 'Open Door Shared Homes',
    about: 'Six shared houses where people choose who they live with and run the house together.',
    web: 'opendoor',
    phone: '121',
    legal: 'co-operative',
    since: 1989,
  },
  renters: {
    name: 'Ashbridge Renters Together',
    about: 'Private renters who got tired of writing about damp on their own.',
    web: 'renters',
    phone: '122',
    isRunByPeers: true,
    legal: 'association',
    since: 2019,
  },
} satisfies Record<string, TownOrganization>;

export type OrganizationId = keyof typeof organizations;
