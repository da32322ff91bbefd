import { type Command, defineElement } from './element.ts';
import type { KithEvents } from './events.ts';

export type { Command } from './element.ts';
export type { KithEvents } from './events.ts';

/** What can be written on `<kith-widget …>`. All of it can be left out, and all can change at any time. */
export interface KithWidgetAttributes {
  /** The site's public key, "pk_…". Without it the widget searches, and asks go to whoever answers for everybody. */
  partner?: string;
  /** A part of life to start with: "housing", "daily-living", … */
  area?: string;
  /** A place to start with: a town, or a postcode or its first half. */
  near?: string;
  /** BCP 47. Left out: the language of the page around it. */
  lang?: string;
  dir?: 'ltr' | 'rtl' | 'auto';
  /** Left out or "auto": as the page around it, or as the visitor's device. */
  theme?: 'light' | 'dark' | 'auto';
  /** Whose urgent-help numbers come first: "ENGLAND", "SCOTLAND", … */
  nation?: string;
  /** When it fetches the panel: when it is nearly in view (left out), at once, or when `load()` is called. */
  loading?: 'eager' | 'visible' | 'manual';
  /** Its name for who hears the page. */
  label?: string;
  /** Where Kith is. Left out: where defineKithWidget() was told. */
  api?: string;
}

/** `<kith-widget>` on a page. */
export interface KithWidgetElement extends HTMLElement {
  /** Fetches and shows the panel now. Resolves also when it could not be had; then "kith:error" says so. */
  load(): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    'kith-widget': KithWidgetElement;
  }
  interface HTMLElementEventMap extends KithEventMap {}
}

/** The events as listeners get them: `element.addEventListener('kith:select', ({ detail }) => …)`. */
export type KithEventMap = { [Name in keyof KithEvents]: CustomEvent<KithEvents[Name]> };

/**
 * Defines `<kith-widget>`. Call it in the browser; importing this file alone does nothing, also on a server.
 *
 * @param origin address of Kith, for example "https://kith.example.org"
 * @returns what carries out commands, as `Kith.push` does
 */
export function defineKithWidget(origin: string): (command: Command) => void {
  if (customElements.get('kith-widget')) return () => undefined;
  return defineElement(() => import('./panel.tsx'), origin.replace(/\/+$/, ''));
}
