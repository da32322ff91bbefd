import type { ConsentPurpose } from '../../../generated/prisma/enums.ts';

/** One version of what people say yes to. Never edit a version that was in use: add one. */
export interface ConsentTextData {
  /** The day it came into use. */
  version: string;
  /** BCP 47. */
  language: string;
  statements: readonly { purpose: ConsentPurpose; text: string }[];
  /** SHA-256 of the whole text in hex: a test fails when the words change and the version does not. */
  sha256: string;
}

/** Newest first in each language. Plain words, reading age about 9; each purpose stands alone. */
export const consentTexts: readonly ConsentTextData[] = [
  {
    version: '2026-11-01',
    language: 'en',
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
    sha256: '132ef111ea91f942fe81c20c2552f393e5b47dc349ac6458ff34c04a3ea4b8da',
  },
];

/** Said after every consent text, in each language: the way back. */
export const consentEnding: Readonly<Record<string, string>> = {
  en: 'I can change my mind at any time, on this site, with my link or my code. Then what I wrote is erased.',
};
