import { type Command, defineElement } from './element.ts';
import * as panel from './panel.tsx';

// Loader and panel in one file, for pages whose policy allows one script by its hash and nothing after it.
const page = window as Window & { Kith?: { push(...commands: Command[]): void } | Command[] };
if (customElements.get('kith-widget')) {
  // biome-ignore lint/suspicious/noConsole: the one word to a developer that the script is there twice
  console.warn('Kith is already on this page; the first one stays.');
} else {
  const source = (document.currentScript as HTMLScriptElement | null)?.src;
  const run = defineElement(async () => panel, source ? new URL('..', source).href.replace(/\/$/, '') : '');
  const before = page.Kith;
  page.Kith = { push: (...commands) => commands.forEach(run) };
  if (Array.isArray(before)) before.forEach(run);
}
