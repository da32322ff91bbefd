import { type Command, defineElement, type Panel } from './element.ts';

// Written by the build: the panel that this loader was built with, then what the panel imports, so that all start at once.
declare const PANEL_FILES: string[];

interface Queue {
  push(...commands: Command[]): void;
}

const page = window as Window & { Kith?: Queue | Command[] };
if (customElements.get('kith-widget')) {
  // biome-ignore lint/suspicious/noConsole: the one word to a developer that the script is there twice
  console.warn('Kith is already on this page; the first one stays.');
} else {
  const base = new URL('.', (document.currentScript as HTMLScriptElement).src).href;
  const load = async (): Promise<Panel> => {
    const [panel] = await Promise.all(PANEL_FILES.map((file) => import(base + file)));
    return panel as Panel;
  };
  const run = defineElement(load, base.replace(/\/v1\/$/, ''));
  const before = page.Kith;
  page.Kith = { push: (...commands) => commands.forEach(run) };
  if (Array.isArray(before)) before.forEach(run);
}
