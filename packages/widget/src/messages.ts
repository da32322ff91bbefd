import { en } from './messages/en.ts';

/** Every text of the widget. A locale is a file of this shape; a page may replace single texts. */
export type Messages = typeof en;

// More languages come as files beside en.ts, loaded when a page asks for them.
const known: Record<string, Messages> = { en };

/** @param lang BCP 47; unknown languages get English */
export function messagesFor(lang: string): Messages {
  return known[lang.split('-')[0] ?? ''] ?? en;
}
