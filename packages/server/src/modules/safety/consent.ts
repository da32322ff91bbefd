import type { ConsentPurpose } from '../../../generated/prisma/enums.ts';
import { sha256 } from '../../infra/crypto.ts';
import { type ConsentTextData, type ConsentWay, consentTexts } from './consent-texts.ts';

/** What a person is asked to say yes to, and what their receipt remembers. */
export interface ConsentText {
  /** For example "2026-11-01". Goes with the request. */
  version: string;
  purposes: ConsentPurpose[];
  /** One statement for each purpose, for pages that show them apart. */
  statements: readonly { purpose: ConsentPurpose; text: string }[];
  /** The whole text: a paragraph for each purpose, then how to change one's mind. */
  text: string;
  /** SHA-256 of `text`, for the receipt. */
  hash: Uint8Array<ArrayBuffer>;
  language: string;
}

const FALLBACK_LANGUAGE = 'en';

/** The text in use now. A language that Kith does not have yet is answered in English. */
export function currentConsent(language: string = FALLBACK_LANGUAGE, way: ConsentWay = 'written'): ConsentText {
  const wanted = language.toLowerCase().split('-')[0];
  const texts = consentTexts.filter((text) => text.way === way);
  const data =
    texts.find((text) => text.language === wanted) ?? texts.find((text) => text.language === FALLBACK_LANGUAGE);
  if (!data) throw new Error('There is no consent text.');
  return consentTextOf(data);
}

/** Whether this is the version that is in use now, in any language. */
export function isCurrentConsent(version: string | null | undefined): boolean {
  return typeof version === 'string' && version === currentConsent().version;
}

/**
 * What a receipt is of. Null: a version that Kith does not have any more.
 *
 * @param way before there was a spoken text the written one was read out, and its receipts say so by their version
 */
export function consentSaid(version: string, language: string, way: ConsentWay): ConsentTextData | null {
  const known = consentTexts.filter((text) => text.version === version && text.language === language);
  return known.find((text) => text.way === way) ?? known[0] ?? null;
}

/** A version as it is shown and hashed. */
export function consentTextOf(data: ConsentTextData): ConsentText {
  const text = [...data.statements.map((statement) => statement.text), data.ending].join('\n\n');
  return {
    version: data.version,
    purposes: data.statements.map((statement) => statement.purpose),
    statements: data.statements,
    text,
    hash: sha256(text),
    language: data.language,
  };
}
