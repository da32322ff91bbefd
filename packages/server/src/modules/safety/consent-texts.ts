import type { ConsentPurpose } from '../../../generated/prisma/enums.ts';

/** How somebody is asked: they read it themselves, or a colleague reads it out on the phone. */
export type ConsentWay = 'written' | 'spoken';

/** One version of what people say yes to. Never edit a version that was in use: add one. */
export interface ConsentTextData {
  /** The day it came into use. */
  version: string;
  /** BCP 47. */
  language: string;
  way: ConsentWay;
  statements: readonly { purpose: ConsentPurpose; text: string }[];
  /** Said after the statements: the way back. */
  ending: string;
  /** SHA-256 of the whole text in hex: a test fails when the words change and the version does not. */
  sha256: string;
}

// As the pledge and every agreement have it (S123): before somebody asks, not when it has happened.
const DANGER_WRITTEN =
  'Nobody outside the team sees it unless I say yes to that, or somebody may be in danger. Then two people decide together. They pass on only what is needed, and tell me first whenever that is safe. If a life is in danger right now, they ring for help at once.';
const DANGER_SPOKEN =
  'Nobody outside the team sees it unless you say yes to that, or somebody may be in danger. Then two people decide together. They pass on only what is needed, and tell you first whenever that is safe. If a life is in danger right now, they ring for help at once.';

/** Newest first in each language and way. Plain words, reading age about 9; each purpose stands alone. */
export const consentTexts: readonly ConsentTextData[] = [
  {
    version: '2026-11-28',
    language: 'en',
    way: 'written',
    statements: [
      {
        purpose: 'HANDLE_REQUEST',
        text: `I agree that the team named on this page keeps what I wrote here, reads it and answers me. It may say things about my health or my life. It is kept safe. ${DANGER_WRITTEN}`,
      },
      {
        purpose: 'SHARE_WITH_ADVOCATE',
        text: 'I agree that the team shows what I wrote to one peer advocate, so that we can be introduced. A peer advocate is a person who has been there too. I see who it is.',
      },
    ],
    ending:
      'I can change my mind at any time, on this site, with my link or my code. Then I can have what I wrote erased.',
    sha256: '12a0970859a7d78448c3abf71f44451eec9ab4651cbe83ed7913312f42d7a5aa',
  },
  {
    version: '2026-11-28',
    language: 'en',
    way: 'spoken',
    statements: [
      {
        purpose: 'HANDLE_REQUEST',
        text: `You agree that our team keeps what you tell me now, reads it and answers you. It may say things about your health or your life. It is kept safe. ${DANGER_SPOKEN}`,
      },
      {
        purpose: 'SHARE_WITH_ADVOCATE',
        text: 'You agree that the team shows what you told me to one peer advocate, so that you can be introduced. A peer advocate is a person who has been there too. You are told who it is.',
      },
    ],
    ending:
      'You can change your mind at any time, with four words that I read out to you at the end. Then you can have what I wrote down erased.',
    sha256: '2540530ac8658df35aa8ddd4cede58af847c8a9e41b5df12de69072a4356278d',
  },
  {
    version: '2026-11-01',
    language: 'en',
    way: 'written',
    statements: [
      {
        purpose: 'HANDLE_REQUEST',
        text: 'I agree that the team named on this page keeps what I wrote here, reads it and answers me. It may say things about my health or my life. It is kept safe. Nobody outside the team sees it unless I say yes to that.',
      },
      {
        purpose: 'SHARE_WITH_ADVOCATE',
        text: 'I agree that the team shows what I wrote to one peer advocate, so that we can be introduced. A peer advocate is a person who has been there too. I see who it is.',
      },
    ],
    ending: 'I can change my mind at any time, on this site, with my link or my code. Then what I wrote is erased.',
    sha256: '132ef111ea91f942fe81c20c2552f393e5b47dc349ac6458ff34c04a3ea4b8da',
  },
];
