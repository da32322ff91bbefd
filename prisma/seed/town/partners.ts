import type { LifeArea } from '../../../packages/server/generated/prisma/enums.ts';
import type { OutwardCode } from './ashbridge.ts';
import type { TeamKey } from './staff.ts';

export interface TownPartner {
  name: string;
  publicKey: `pk_demo_${string}`;
  website: string;
  team: TeamKey;
  /** Empty: all. */
  areas: readonly LifeArea[];
  near: OutwardCode;
  theme: { accent: string; radius: number; theme: 'auto' };
  /** The demo partner page of this machine may use its key. */
  hasDemoPage: boolean;
}

export const partners = {
  riverside: {
    name: 'Riverside Community Centre',
    publicKey: 'pk_demo_riverside',
    website: 'https://riverside.example.org',
    team: 'riverside',
    areas: [],
    near: 'ZZ2',
    theme: { accent: '#1f6f6b', radius: 8, theme: 'auto' },
    hasDemoPage: true,
  },
  wendHomes: {
    name: 'Wend Homes',
    publicKey: 'pk_demo_wendhomes',
    website: 'https://wendhomes.example.org',
    team: 'riverside',
    areas: ['HOUSING', 'MONEY', 'DAILY_LIVING', 'ADVOCACY', 'RELATIONSHIPS'],
    near: 'ZZ2',
    theme: { accent: '#7a3e12', radius: 4, theme: 'auto' },
    hasDemoPage: false,
  },
  college: {
    name: 'Wend Valley College',
    publicKey: 'pk_demo_college',
    website: 'https://wendvalley.example.org',
    team: 'hillside',
    areas: ['EDUCATION', 'EMPLOYMENT', 'LEISURE', 'ADVOCACY', 'RELATIONSHIPS', 'CARING'],
    near: 'ZZ5',
    theme: { accent: '#3b3f8f', radius: 12, theme: 'auto' },
    hasDemoPage: false,
  },
} as const satisfies Record<string, TownPartner>;
export type PartnerKey = keyof typeof partners;
