import { enOpened } from './messages/en-opened.ts';

/** The texts of what opens from the list. */
export type OpenedMessages = typeof enOpened;

const known: Record<string, OpenedMessages> = { en: enOpened };

/** @param lang as in messagesFor() */
export function openedMessagesFor(lang: string): OpenedMessages {
  return known[lang] ?? enOpened;
}
