import type { AskTexts } from './ask-texts.ts';
import type { Challenge } from './proof-of-work.ts';

/** One thing that can be wished for in who somebody talks to. */
export interface SharedValue {
  dimension: string;
  value: string;
  label: string;
}

/** One line of urgent help, as the page shows it. */
export interface HelpLine {
  name: string;
  description: string;
  href: string;
  display: string;
  hours: string;
}

/** What the ask form's page knows when it opens: plain JSON, nothing secret in it. */
export interface AskView {
  /** "the Riverside team": fits into a sentence. */
  team: string;
  // These depend on who asks, and cost the page's script nothing when they come with the page.
  /** The words of the form, in `language`. */
  w: AskTexts;
  /** Of the four questions, in their order. */
  titles: readonly string[];
  /** Said before a word is written: who reads it, by when they answer, what is passed on. Title and words. */
  strip: readonly (readonly [title: string, words: string, language?: string])[];
  words: { label: string; hint: string };
  /** The way to the other first question: for who looks after somebody, or for oneself. */
  entrance: { href: string; label: string };
  /** 'carer': asked by who looks after somebody; null: for oneself. */
  askedFor: 'carer' | null;
  consent: {
    language: string;
    version: string;
    statements: readonly { purpose: string; text: string }[];
    ending: string;
  };
  wishes: SharedValue[];
  /** Question above each group of wishes, by dimension. */
  wishGroups: Record<string, string>;
  proofOfWork: Challenge | null;
  /** pk_…; null: asked without a partner's page. */
  partnerKey: string | null;
  area: string | null;
  /** Global id and name of the service that it is about. */
  service: { id: string; name: string } | null;
  /** In a partner's page, which must have one of these origins. */
  isFramed: boolean;
  hostOrigins: string[];
  idempotencyKey: string;
  language: string;
  timezone: string;
  /** Lines for everybody who writes, beside the box. */
  urgentHelp: HelpLine[];
  /** Where to look for something to do meanwhile. */
  meanwhile: { href: string; label: string }[];
  /** Path of the come-back page. */
  backPath: string;
}

/** Puts values into a text: `fill('{number} of {last}', { number: 1, last: 4 })`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => `${values[name] ?? whole}`);
}

/** What the person is given when their request has arrived. */
export interface AskReceipt {
  reference: string;
  code: string;
  link: string;
  team: string;
  promisedBy: string;
}

/** "Wednesday 25 November", in the partner's own time zone. */
export function dayInWords(instant: string | Date, timezone: string, language = 'en-GB'): string {
  // A bare date has no time zone of its own; noon keeps it on its day everywhere from -11 to +11.
  const at =
    typeof instant === 'string' && instant.length === 10 ? new Date(`${instant}T12:00:00Z`) : new Date(instant);
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: timezone,
  })
    .format(at)
    .replace(',', '');
}

/** The calendar day as "2026-11-25", for an address. */
export function dayOf(instant: string | Date, timezone: string): string {
  if (typeof instant === 'string' && instant.length === 10) return instant;
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: timezone }).format(new Date(instant));
}
