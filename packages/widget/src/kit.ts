import type { Client } from './client.ts';
import type { Messages } from './messages.ts';
import type { Embed } from './queries.ts';

/** What every screen is given. Made anew when an attribute changes. */
export interface Kit {
  element: HTMLElement;
  client: Client;
  /** Where Kith is, without a slash at the end. */
  origin: string;
  partner: string | null;
  /** Where the page says it is; the partner's own settings say it too. */
  nation: string | null;
  m: Messages;
  /** For Intl: the language of the words with its region, then what a browser that lacks it may use. */
  lang: string[];
  /** The partner's own settings; null: not here yet, or not to be had. Everything works without them. */
  embed: Embed | null;
}
