import { en } from './messages/en.ts';

/** A text for each plural form that the language has (Unicode CLDR); `#` is the number. */
export type PluralTexts = { [form in Intl.LDMLPluralRule]?: string } & { other: string };

/** The same keys as English; a missing or unknown one is a type error. */
export interface Messages extends Omit<typeof en, 'places'> {
  places: PluralTexts;
  /** Words of English dates, for a language whose dates a browser may not know. */
  calendar?: Record<string, string>;
}

const files: Record<string, () => Promise<{ locale: Messages }>> = {
  ar: () => import('./messages/ar.ts'),
  cy: () => import('./messages/cy.ts'),
  pl: () => import('./messages/pl.ts'),
  uk: () => import('./messages/uk.ts'),
};
const known: Record<string, Messages> = { en };
const PATIENCE_MS = 4000;

/** @param lang two letters; a language that Kith does not speak gets English. Undefined: not fetched yet */
export function messagesFor(lang: string): Messages | undefined {
  return known[lang] ?? (files[lang] ? undefined : en);
}

/** Fetches a language. Who waits too long, or cannot have it, gets English, which is there: nobody waits for urgent help. */
export async function fetchMessages(lang: string, whenLate: () => void): Promise<void> {
  const coming = files[lang]?.().then(({ locale }) => {
    const isLate = known[lang];
    known[lang] = locale ?? en;
    if (isLate) whenLate();
  });
  await Promise.race([coming, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]).catch(() => undefined);
  known[lang] ??= en;
}
