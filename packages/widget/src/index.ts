import { type Command, defineElement } from './element.ts';

export type { Command } from './element.ts';
export type { KithEvents } from './events.ts';

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
