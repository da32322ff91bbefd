import type { AdvocacyKind, LifeArea, ProvisionType } from '../../../packages/server/generated/prisma/enums.ts';
import type { OrganizationId } from './organizations.ts';
import type { PlaceId } from './places.ts';
import type { Term } from './terms.ts';

/** One service of the demo town, as short as it can be written; hsds.ts turns it into HSDS. */
export interface TownService {
  /** Stable; ids are derived from it. */
  id: string;
  by: OrganizationId;
  at?: PlaceId | readonly PlaceId[];
  name: string;
  /** What it is like, in one line. */
  line: string;
  /** Two to four plain sentences. */
  about: string;
  /** What happens the first time. */
  first?: string;
  areas: readonly LifeArea[];
  kinds?: readonly ProvisionType[];
  advocacy?: readonly AdvocacyKind[];
  isOnline?: boolean;
  /** "TH 14:00-16:00", "1TU 18:00-20:00" (first Tuesday), "2w SA 10:00-12:00" (every other week). */
  when?: readonly string[];
  /** Said beside the times, or instead of them. */
  whenNote?: string;
  /** A course: its first week starts in so many weeks, and it lasts so many. */
  course?: { startsInWeeks: number; weeks: number };
  /** "free", or what is paid: label and pounds. Left out: the town's directory does not know. */
  cost?: 'free' | readonly (readonly [string, number])[];
  costNote?: string;
  who?: string;
  /** Youngest and oldest, in years. */
  ages?: readonly [number | null, number | null];
  /** How to turn up or ask. */
  how: string;
  wait?: string;
  speaks?: readonly LanguageCode[];
  interpreters?: string;
  terms: readonly Term[];
  /** Days since somebody checked that it is right; null: nobody has. */
  checked: number | null;
  checkedBy?: string;
  state?: 'active' | 'inactive' | 'defunct' | 'temporarily closed';
  notice?: string;
  phone?: string;
  /** A number for text messages. */
  text?: string;
  /** Whom it serves, by where they live. */
  serves?: string;
}

/** Names as HSDS writes them, by ISO 639 code. */
export const LANGUAGES = {
  en: 'English',
  pl: 'Polish',
  ur: 'Urdu',
  pa: 'Punjabi',
  ar: 'Arabic',
  uk: 'Ukrainian',
  cy: 'Welsh',
  bfi: 'British Sign Language',
} as const;
export type LanguageCode = keyof typeof LANGUAGES;
