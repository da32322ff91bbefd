import { type AskTexts, askTexts } from '../ask-texts.ts';
import { ar } from './ar.ts';
import { cy } from './cy.ts';
import { pl } from './pl.ts';
import { uk } from './uk.ts';

/** A language that the ask speaks, by the two letters in the address. */
export type PageLanguage = 'en' | 'cy' | 'pl' | 'ar' | 'uk';

/** What each is called in itself, in the order that the choice shows them. */
export const languageNames: Record<PageLanguage, string> = {
  en: 'English',
  cy: 'Cymraeg',
  pl: 'Polski',
  ar: 'العربية',
  uk: 'Українська',
};

const texts: Record<PageLanguage, AskTexts> = { en: askTexts, cy, pl, ar, uk };

export function textsIn(language: PageLanguage): AskTexts {
  return texts[language];
}

export function directionOf(language: PageLanguage): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/**
 * @param asked ?lang= or the form's hidden field; the widget hands its own on
 * @param accepted the header Accept-Language
 */
export function chooseLanguage(asked: string | null | undefined, accepted: string | null | undefined): PageLanguage {
  const wishes = (accepted ?? '')
    .slice(0, 300)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';');
      const weight = rest.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find(Boolean);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
  for (const tag of [asked ?? '', ...wishes]) {
    const [letters = ''] = tag.toLowerCase().split(/[-_]/);
    if (isPageLanguage(letters)) return letters;
  }
  return 'en';
}

function isPageLanguage(letters: string): letters is PageLanguage {
  return Object.hasOwn(texts, letters);
}
