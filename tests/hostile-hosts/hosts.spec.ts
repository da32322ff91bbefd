import type { Tab } from '../support/engines/tab.ts';
import { expect, expectNothingWrong, shows, test } from '../support/engines/test.ts';

// In Chromium, Firefox and WebKit: pages that fight back. Several lines of the checklist for each page that is loaded.

const words = 'field What would help?';

async function search(tab: Tab, text = 'meet people'): Promise<void> {
  await shows(tab, words);
  await tab.fill(words, text);
  await tab.press('Enter');
  await shows(tab, 'card');
}

/** A property of something in the widget, as the browser works it out. */
function style(tab: Tab, selector: string, property: string): Promise<string> {
  return tab.run((given) => {
    const [where = '', what = ''] = given.split('|');
    const element = document.querySelector('kith-widget')?.shadowRoot?.querySelector(where);
    return element ? getComputedStyle(element).getPropertyValue(what) : 'nothing';
  }, `${selector}|${property}`);
}

test('WIDGET 20, 21: a page that shouts in CSS changes nothing inside, and rules outside', async ({ tab, site }) => {
  await tab.goto(`${site.url}/loud`);
  await search(tab);
  expect(await style(tab, 'input', 'font-size')).toBe('16px');
  expect(await style(tab, 'h2', 'font-size')).toBe('18px');
  expect(await style(tab, '.card p', 'letter-spacing')).toBe('normal');
  expect(await style(tab, '.card p', 'color')).not.toBe('rgb(255, 0, 0)');
  // Margin and `display` belong to the page.
  expect(await tab.run(() => getComputedStyle(document.querySelector('kith-widget') as Element).marginLeft)).toBe(
    '33px',
  );
  const height = await tab.run(() => {
    const widget = document.querySelector('kith-widget') as HTMLElement;
    widget.className = 'gone';
    return widget.offsetHeight;
  });
  expect(height).toBe(0);
  await expectNothingWrong(tab);
});

test('WIDGET 9, 19: works where Object, Array, JSON, Promise and fetch were replaced, and puts nothing of its own there', async ({
  tab,
  site,
}) => {
  await tab.goto(`${site.url}/patched${tab.engine === 'webkit' ? '?own-json' : ''}`);
  await search(tab);
  await tab.click('card');
  await shows(tab, 'text How to get in touch');
  await tab.click('button Connect me with a peer about this');
  await shows(tab, 'heading Connect with a peer');
  const isUntouched = await tab.run(() => {
    const { before, names } = window as unknown as { before: string; names: () => string };
    return names() === before;
  });
  expect(isUntouched).toBe(true);
  await expectNothingWrong(tab);
});

test('WIDGET 9: asks no loader of modules and leaves one name behind', async ({ tab, site }) => {
  await tab.goto(`${site.url}/modules`);
  await search(tab);
  const left = await tab.run(() => {
    const { before, calls } = window as unknown as { before: string; calls: string };
    // `__pw…` is how the test writes into Firefox.
    const known = [...before.split(' '), 'before'];
    const names = Object.keys(window).filter((name) => !known.includes(name) && !name.startsWith('__pw'));
    return `${names.join()};${calls}`;
  });
  expect(left).toMatch(/^(Kith)?;$/);
  expect(await tab.run(() => typeof (window as { Kith?: unknown }).Kith)).toBe('object');
  await expectNothingWrong(tab);
});

test('WIDGET 28: keys that are typed into the widget are no shortcuts of the page', async ({ tab, site }) => {
  await tab.goto(`${site.url}/shortcuts`);
  await shows(tab, words);
  await tab.fill(words, 'chess');
  await tab.press('Enter');
  await shows(tab, 'card');
  expect(await tab.run(() => (window as unknown as { shortcuts: string }).shortcuts)).toBe('');
  // The page keeps its own.
  await tab.run(() => {
    (document.querySelector('kith-widget')?.shadowRoot?.activeElement as HTMLElement | null)?.blur();
    return true;
  });
  await tab.press('s');
  expect(await tab.run(() => (window as unknown as { shortcuts: string }).shortcuts)).toContain('s');
  await expectNothingWrong(tab);
});

test('WIDGET 22, 23: from right to left, with what the server says in its own direction', async ({ tab, site }) => {
  await tab.goto(`${site.url}/rtl`);
  await search(tab);
  // The element's own `dir` comes first, then the direction of the page around it.
  expect(await style(tab, 'section', 'direction')).toBe('rtl');
  await tab.run(() => {
    document.querySelector('kith-widget')?.setAttribute('dir', 'ltr');
    return true;
  });
  expect(await style(tab, 'section', 'direction')).toBe('ltr');
  const undirected = await tab.run(() => {
    const root = document.querySelector('kith-widget')?.shadowRoot;
    return [...(root?.querySelectorAll('.card h3 button, .card p:first-of-type') ?? [])].filter(
      (one) => !one.querySelector('bdi') && one.getAttribute('dir') !== 'auto',
    ).length;
  });
  expect(undirected).toBe(0);
  await expectNothingWrong(tab);
});

test('WIDGET 33: a page that is dark by its own CSS gets a dark widget, unless it says otherwise', async ({
  tab,
  site,
}) => {
  await tab.goto(`${site.url}/dark`);
  await shows(tab, words);
  const brightness = async () => {
    const [red = 0] = (await style(tab, '.root', 'background-color')).match(/[\d.]+/g)?.map(Number) ?? [];
    return red;
  };
  expect(await brightness()).toBeLessThan(80);
  await tab.run(() => {
    document.querySelector('kith-widget')?.setAttribute('theme', 'light');
    return true;
  });
  expect(await brightness()).toBeGreaterThan(200);
  // WIDGET 20: `hidden` is the page's to say.
  const height = await tab.run(() => {
    const widget = document.querySelector('kith-widget') as HTMLElement;
    widget.hidden = true;
    return widget.offsetHeight;
  });
  expect(height).toBe(0);
});

test('WIDGET 26: inside a modal dialog of the page it works, and leaving covers even that', async ({ tab, site }) => {
  await tab.goto(`${site.url}/dialog`);
  await search(tab);
  await tab.press('Escape');
  const covered = await tab.run(() => {
    const root = document.querySelector('kith-widget')?.shadowRoot?.querySelector('.root') as HTMLElement;
    const button = [...root.querySelectorAll('button')].find((one) => one.textContent?.includes('Leave page'));
    const dialog = document.querySelector('dialog') as HTMLDialogElement;
    if (!dialog.open) dialog.showModal();
    button?.click();
    // In the same turn as the press: no answer from the weather, nor from anybody, can have come yet.
    const blank = root.querySelector('.blank') as HTMLElement;
    const { width, height } = blank.getBoundingClientRect();
    return `${width >= innerWidth && height >= innerHeight} ${blank.matches(':popover-open')} ${root.textContent === ''}`;
  });
  expect(covered).toBe('true true true');
  await expect.poll(() => site.outside).toContain('www.bbc.co.uk:443');
});

test('WIDGET 5, 24: five on one page, in flex, float, table, 220 px and a dialog, are wide enough and share one panel', async ({
  tab,
  site,
}) => {
  await tab.goto(`${site.url}/narrow`);
  await shows(tab, words);
  const widths = (): Promise<string> =>
    tab.run(() => {
      const all = [...document.querySelectorAll<HTMLElement>('kith-widget')];
      return all
        .map((one) => {
          const root = one.shadowRoot?.querySelector('.root');
          return root && one.offsetWidth >= 219 && root.scrollWidth <= root.clientWidth ? 'fits' : `${one.offsetWidth}`;
        })
        .join();
    });
  await expect.poll(widths).toBe('fits,fits,fits,fits,fits');
  await tab.fill(words, 'meet people');
  await tab.click('button Search');
  await shows(tab, 'card');
  expect(await widths()).toBe('fits,fits,fits,fits,fits');
  const shared = await tab.run(() => {
    const all = [...document.querySelectorAll<HTMLElement>('kith-widget')];
    const sheets = new Set(all.map((one) => one.shadowRoot?.adoptedStyleSheets[0]));
    const files = performance.getEntriesByType('resource').filter(({ name }) => /\/v1\/kith\.\w{8}\.js/.test(name));
    return `${sheets.size} ${new Set(files.map(({ name }) => name)).size === files.length}`;
  });
  expect(shared).toBe('1 true');
  await expectNothingWrong(tab);
});

test('WIDGET 35: a sandboxed frame that may not send forms searches by Enter and by the button', async ({
  tab,
  site,
}) => {
  await tab.goto(`${site.url}/sandboxed`);
  await shows(tab, words, '/embed');
  // WebKitGTK's driver sends no pointer and no keys into a frame: there the button is pressed from inside.
  const press = async (text: string, how: () => Promise<void>): Promise<unknown> => {
    if (tab.engine === 'webkit') return tab.run(searchFromInside, text, '/embed');
    await tab.fill(words, text, '/embed');
    return how();
  };
  await press('chess', () => tab.press('Enter'));
  await shows(tab, 'button Chess and a cuppa', '/embed');
  await press('sea songs', () => tab.click('button Search', '/embed'));
  await shows(tab, 'button The Wendsingers', '/embed');
});

function searchFromInside(text: string): boolean {
  const root = document.querySelector('kith-widget')?.shadowRoot;
  const field = root?.querySelector<HTMLInputElement>('#words');
  const button = root?.querySelector<HTMLButtonElement>('button[type=submit]');
  if (!field || !button) return false;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  button.click();
  return true;
}

test('a sandboxed frame without an origin of its own shows who to turn to now, and the way to a peer', async ({
  tab,
  site,
}) => {
  await tab.goto(`${site.url}/opaque`);
  await shows(tab, 'link Need help now?', '/embed');
  await shows(tab, 'link Connect me with a peer', '/embed');
});
