import { enOpened } from './messages/en-opened.ts';

/** The texts of what opens from the list. */
export type OpenedMessages = typeof enOpened;

const files: Record<string, () => Promise<{ openedLocale: OpenedMessages }>> = {
  ar: () => import('./messages/ar-opened.ts'),
  cy: () => import('./messages/cy-opened.ts'),
  pl: () => import('./messages/pl-opened.ts'),
  uk: () => import('./messages/uk-opened.ts'),
};
const known: Record<string, OpenedMessages> = { en: enOpened };

/** @param lang two letters; English until the language was fetched */
export function openedMessagesFor(lang: string): OpenedMessages {
  return known[lang] ?? enOpened;
}

/** Fetches them; when they cannot be had, English stays, and the next time tries again. */
export async function fetchOpenedMessages(lang: string): Promise<void> {
  const file = files[lang];
  if (!file || known[lang]) return;
  try {
    known[lang] = (await file()).openedLocale ?? enOpened;
  } catch {
    // English.
  }
}
