import type { BrowserContext, ElementHandle, Frame, Page } from '@playwright/test';
import { type Engine, lookFor, type Tab } from './tab.ts';

/** A window of Chromium or Firefox. */
export async function playwrightTab(engine: Engine, context: BrowserContext): Promise<Tab & { page: Page }> {
  const page = await context.newPage();

  const scope = (frame: string | undefined): Frame => {
    const found = frame
      ? page.frames().find((one) => one !== page.mainFrame() && one.url().includes(frame))
      : page.mainFrame();
    if (!found) throw new Error(`There is no frame of ${frame}.`);
    return found;
  };
  const find = async (wanted: string, frame?: string): Promise<ElementHandle<Element>> => {
    const element = (await scope(frame).evaluateHandle(lookFor, wanted)).asElement();
    if (!element) throw new Error(`There is no ${wanted}.`);
    return element;
  };

  return {
    engine,
    page,
    async goto(address) {
      await page.goto(address);
    },
    run: (work, given = '', frame) => scope(frame).evaluate(work, given) as never,
    async sees(wanted, frame) {
      try {
        return (await scope(frame).evaluateHandle(lookFor, wanted)).asElement() !== null;
      } catch {
        return false;
      }
    },
    async click(wanted, frame) {
      await (await find(wanted, frame)).click();
    },
    async fill(wanted, text, frame) {
      const field = await find(wanted, frame);
      await field.fill('');
      await field.type(text);
    },
    async focus(wanted, frame) {
      await (await find(wanted, frame)).focus();
    },
    press: (key) => page.keyboard.press(key),
    address: async () => page.url(),
    async back() {
      await page.goBack();
    },
    close: () => context.close(),
  };
}
