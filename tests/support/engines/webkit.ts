import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Builder, Capabilities, Key as Keys, type WebDriver, WebElement } from 'selenium-webdriver';
import { freePort } from '../kith.ts';
import { type Key, lookFor, type Tab } from './tab.ts';

const DRIVER = process.env.KITH_WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver';
const BROWSER = process.env.KITH_WEBKIT ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const START_MS = 60_000;
const QUIT_MS = 5_000;

const keys: Record<Key, string> = {
  Enter: Keys.ENTER,
  Escape: Keys.ESCAPE,
  Shift: Keys.SHIFT,
  Tab: Keys.TAB,
  s: 's',
};

/** WebKitGTK on a screen that nobody sees. One is enough for all the tests of a worker: starting it takes seconds. */
export interface WebKit {
  tab: Tab;
  stop(): Promise<void>;
}

/** @param proxy host and port of what answers for everything that is not this machine */
export async function startWebKit(proxy: string): Promise<WebKit> {
  // The screen's number comes back on the pipe once it can be used.
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const children: ChildProcess[] = [screen];
  let window: WebDriver | undefined;
  const stop = async (): Promise<void> => {
    // A browser that does not want to go is not waited for.
    if (window) await within(QUIT_MS, window.quit()).catch(() => undefined);
    for (const child of children.reverse()) {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
  };
  try {
    const [number] = (await within(START_MS, once(screen.stdio[3] as Readable, 'data'))) as [Buffer];
    const port = await freePort();
    const driver = spawn(DRIVER, [`--port=${port}`, '--host=127.0.0.1'], {
      env: { ...process.env, DISPLAY: `:${String(number).trim()}`, WEBKIT_DISABLE_DMABUF_RENDERER: '1' },
      stdio: 'ignore',
    });
    children.push(driver);
    const server = `http://127.0.0.1:${port}`;
    await within(START_MS, answers(`${server}/status`));
    const wanted = new Capabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {
        binary: BROWSER,
        args: ['--automation', `--proxy=http://${proxy}`, '--ignore-host=localhost', '--ignore-host=127.0.0.1'],
      },
    });
    window = await within(START_MS, new Builder().usingServer(server).withCapabilities(wanted).build());
    return { tab: webKitTab(window), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function webKitTab(window: WebDriver): Tab {
  /** Goes into the frame whose address has this in it, through whatever frames are around it. */
  const enter = async (frame: string | undefined): Promise<void> => {
    await window.switchTo().defaultContent();
    for (let depth = 0; frame && depth < 3; depth += 1) {
      const inside = (await window.executeScript(
        `return document.querySelector('kith-widget')?.shadowRoot?.querySelector('iframe') ?? document.querySelector('iframe')`,
      )) as WebElement | null;
      if (!inside) throw new Error(`There is no frame of ${frame}.`);
      await window.switchTo().frame(inside);
      if (String(await window.executeScript('return location.href')).includes(frame)) return;
    }
    if (frame) throw new Error(`There is no frame of ${frame}.`);
  };
  /** Does something with what was looked for, in the page itself. Where the page has patched JSON, no element comes out. */
  const withFound = async (wanted: string, frame: string | undefined, act: string): Promise<unknown> => {
    await enter(frame);
    const found = `const found = (${lookFor})(arguments[0]);`;
    return window.executeScript(`${found} if (!found) return null; ${act}`, wanted);
  };
  const present = (answer: unknown, wanted: string): unknown => {
    if (answer === null) throw new Error(`There is no ${wanted}.`);
    return answer;
  };

  return {
    engine: 'webkit',
    async goto(address) {
      await window.switchTo().defaultContent();
      await window.get(address);
    },
    async run(work, given = '', frame) {
      await enter(frame);
      return window.executeScript(`return (${work})(arguments[0])`, given) as never;
    },
    async sees(wanted, frame) {
      try {
        return (await withFound(wanted, frame, 'return true')) === true;
      } catch {
        return false;
      }
    },
    async click(wanted, frame) {
      const found = present(await withFound(wanted, frame, 'return found'), wanted);
      if (found instanceof WebElement) await found.click();
      else await withFound(wanted, frame, 'found.click()');
    },
    async fill(wanted, text, frame) {
      present(await withFound(wanted, frame, 'found.focus(); found.select(); return true'), wanted);
      await window.actions().sendKeys(text).perform();
    },
    async focus(wanted, frame) {
      present(await withFound(wanted, frame, 'found.focus(); return true'), wanted);
    },
    press: (key) => window.actions().keyDown(keys[key]).keyUp(keys[key]).perform(),
    address: () => window.getCurrentUrl(),
    back: () => window.navigate().back(),
    close: async () => {
      await window.switchTo().defaultContent();
      await window.get('about:blank');
    },
  };
}

/** Comes back when somebody answers there at all. */
async function answers(address: string): Promise<void> {
  for (;;) {
    try {
      await fetch(address);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function within<Value>(limitMs: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`WebKit did not answer within ${limitMs} ms.`)), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
