import type {
  ContactChannel,
  LifeArea,
  PeerIntervention,
  SharedDimension,
  WishWeight,
} from '../../../packages/server/generated/prisma/enums.ts';
import type { OutwardCode } from './ashbridge.ts';
import type { PartnerKey } from './partners.ts';
import type { AdvocateKey, ColleagueKey } from './staff.ts';

/** Days before today, and the hour (UTC). */
export type Moment = readonly [daysAgo: number, hour: number];

export type Step = { when: Moment } & (
  | { does: 'read words'; who: ColleagueKey }
  | { does: 'introduce'; who: ColleagueKey; advocate: AdvocateKey; because: string }
  | { does: 'say yes'; advocate: AdvocateKey; channel: ContactChannel; at: string; words: string }
  | { does: 'say not me'; advocate: AdvocateKey }
  | { does: 'let it pass' }
  | {
      does: 'note a contact';
      advocate: AdvocateKey;
      helped: readonly PeerIntervention[];
      mood?: 'GOOD' | 'MIXED' | 'HARD';
      note?: string;
      nextStep?: string;
    }
  /** For a day counted from today; with a meeting point they go together. */
  | { does: 'plan a step'; advocate: AdvocateKey; what: string; inDays: number; meetingPoint?: string }
  | { does: 'pause' | 'come back' | 'withdraw' | 'finish for now' }
);

/** One person who asked, and what happened since. */
export interface Story {
  id: string;
  partner: PartnerKey | null;
  /** Id of a service of the town that it is about. */
  about?: string;
  asked: Moment;
  words: string | null;
  area?: LifeArea;
  wishes?: readonly (readonly [SharedDimension, string, WishWeight])[];
  reach: { channel: ContactChannel; value?: string; name?: string; times?: string; mayLeaveVoicemail?: boolean };
  outwardCode?: OutwardCode;
  language?: string;
  since?: readonly Step[];
}
