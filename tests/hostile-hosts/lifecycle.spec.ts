import type { Tab } from '../support/engines/tab.ts';
import { expect, expectNothingWrong, shows, test } from '../support/engines/test.ts';

// In Chromium: how the element comes, changes, moves and goes.

const words = 'field What would help?';

/** Something that a page's first script keeps as text. */
function kept(tab: Tab, name: string): Promise<string> {
  return tab.run((given) => String((window as unknown as Record<string, unknown>)[given]), name);
}

/** What came from Kith's address, without its beginning. */
function fetched(tab: Tab): Promise<string> {
  return tab.run(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith('/v1/') || path === '/graphql')
      .join(),
  );
}

test('WIDGET 1, 25: nothing but the loader until it is near the window, and its place is kept', async ({
  tab,
  site,
}) => {
  await tab.goto(`${site.url}/far`);
  await expect.poll(() => tab.run(() => Boolean(customElements.get('kith-widget')))).toBe(true);
  expect(await fetched(tab)).toBe('/v1/kith.js');
  expect(await tab.run(() => (document.querySelector('kith-widget') as HTMLElement).offsetHeight)).toBeGreaterThan(400);
  await tab.run(() => {
    scrollTo(0, document.body.scrollHeight);
    return true;
  });
  await shows(tab, words);
  // The files that the loader was built with, each once, by names that carry their hash.
  expect(
    (await fetched(tab))
      .split(',')
      .filter((path) => path.startsWith('/v1/'))
      .slice(1)
      .join(),
  ).toMatch(/^(\/v1\/kith\.\w{8}\.js,?){1,2}$/);
  await expectNothingWrong(tab);
});

test('WIDGET 4: three scripts on one page: the first stays, and each other says one word', async ({ tab, site }) => {
  await tab.goto(`${site.url}/twice`);
  await shows(tab, words);
  await expect.poll(async () => (await kept(tab, 'warned')).trim().split('\n').length).toBe(2);
  expect(await kept(tab, 'warned')).toBe('Kith is already on this page; the first one stays.\n'.repeat(2));
  await expectNothingWrong(tab);
});

test('WIDGET 4: where an older Kith has the name, it keeps it', async ({ tab, site }) => {
  await tab.goto(`${site.url}/older`);
  await expect.poll(() => kept(tab, 'warned')).toBe('Kith is already on this page; the first one stays.\n');
  expect(await tab.run(() => document.querySelector('kith-widget')?.textContent ?? '')).toBe('an older Kith');
  await expectNothingWrong(tab);
});

test('WIDGET 8: commands from before and after loading are carried out once', async ({ tab, site }) => {
  await tab.goto(`${site.url}/queue`);
  await shows(tab, 'card');
  expect((await fetched(tab)).split(',').filter((path) => path === '/graphql').length).toBe(2);
  await tab.run(() => {
    (window as unknown as { Kith: { push(command: string[]): void } }).Kith.push(['urgent']);
    return true;
  });
  await shows(tab, 'link 116 123');
  await expectNothingWrong(tab);
});

test('WIDGET 6, 7, 12: it follows its attributes, keeps what was found when it is moved, and can be reached by the page', async ({
  tab,
  site,
}) => {
  await tab.goto(`${site.url}/plain`);
  await shows(tab, words);
  await tab.fill(words, 'meet people');
  await tab.press('Enter');
  await shows(tab, 'card');
  const after = await tab.run(() => {
    const widget = document.querySelector('kith-widget') as HTMLElement;
    const card = widget.shadowRoot?.querySelector('.card');
    widget.setAttribute('theme', 'dark');
    widget.setAttribute('label', 'Somebody to talk to');
    const elsewhere = document.createElement('main');
    document.body.append(elsewhere);
    elsewhere.append(widget);
    document.body.prepend(widget);
    return `${widget.shadowRoot?.querySelector('.card') === card} ${widget.shadowRoot?.mode}`;
  });
  expect(after).toBe('true open');
  expect(await tab.sees('card')).toBe(true);
  const scheme = (): Promise<string> =>
    tab.run(() => {
      const root = document.querySelector('kith-widget')?.shadowRoot?.querySelector('.root');
      return root ? getComputedStyle(root).colorScheme : 'nothing';
    });
  await expect.poll(scheme).toBe('dark');
  const label = (): Promise<string> =>
    tab.run(
      () =>
        document.querySelector('kith-widget')?.shadowRoot?.querySelector('section')?.getAttribute('aria-label') ?? '',
    );
  await expect.poll(label).toBe('Somebody to talk to');
  await expectNothingWrong(tab);
});

test('WIDGET 7, 9: put in and taken away 90 times, it leaves nothing behind', async ({ tab, site, kith }) => {
  await tab.goto(`${site.url}/mounts`);
  await tab.run((origin) => {
    const state = { mounted: 0, listening: 0, odd: '' };
    Object.assign(window, { state });
    // Every listener that outlives the element would be one more here.
    for (const target of [window, document] as EventTarget[]) {
      const [add, remove] = [target.addEventListener, target.removeEventListener];
      target.addEventListener = (...given: Parameters<typeof add>) => {
        state.listening += 1;
        if (/unload/.test(given[0])) state.odd += given[0];
        return add.apply(target, given);
      };
      target.removeEventListener = (...given: Parameters<typeof remove>) => {
        state.listening -= 1;
        return remove.apply(target, given);
      };
    }
    const script = document.createElement('script');
    script.src = `${origin}/v1/kith.js`;
    script.onload = async () => {
      for (let time = 0; time < 90; time += 1) {
        const element = document.createElement('kith-widget');
        element.setAttribute('loading', 'eager');
        const isReady = new Promise((resolve) => element.addEventListener('kith:ready', resolve, { once: true }));
        document.querySelector('#place')?.append(element);
        await isReady;
        // Drawn, with its effects run, before it goes.
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        element.remove();
        await new Promise((resolve) => setTimeout(resolve));
        state.mounted += 1;
      }
    };
    document.head.append(script);
    return true;
  }, kith.url);
  const state = (): Promise<string> =>
    tab.run(() => {
      const { mounted, listening, odd } = (
        window as unknown as { state: { mounted: number; listening: number; odd: string } }
      ).state;
      return `${mounted} mounted, ${listening} listening${odd}`;
    });
  await expect.poll(state, { timeout: 60_000 }).toBe('90 mounted, 0 listening');
  expect(await tab.run(() => document.querySelectorAll('kith-widget, #place > *').length)).toBe(0);
  await expectNothingWrong(tab);
});

test('WIDGET 38: after going away and Back the page and its widget are there, in whatever way the browser does it', async ({
  tab,
  site,
}) => {
  await tab.goto(`${site.url}/plain`);
  await shows(tab, words);
  const entries = await tab.run(() => history.length);
  await tab.fill(words, 'meet people');
  await tab.press('Enter');
  await shows(tab, 'card');
  await tab.click('card');
  await shows(tab, 'text How to get in touch');
  expect(await tab.run(() => history.length)).toBe(entries);
  await tab.goto(`${site.url}/dark`);
  await shows(tab, words);
  await tab.back();
  await expect.poll(() => tab.address()).toBe(`${site.url}/plain`);
  await expect.poll(async () => (await tab.sees(words)) || (await tab.sees('text How to get in touch'))).toBe(true);
  await tab.click('button Need help now?');
  await shows(tab, 'link 116 123');
  await expectNothingWrong(tab);
});

test('WIDGET 29, 31, 36: labels and ids are inside, the count is said, and links lead out only where they say so', async ({
  tab,
  site,
}) => {
  await tab.goto(`${site.url}/plain`);
  await shows(tab, words);
  const status = (): Promise<string> =>
    tab.run(
      () => document.querySelector('kith-widget')?.shadowRoot?.querySelector('[role=status]')?.textContent ?? 'none',
    );
  expect(await status(), 'there, and empty, from the first moment').toBe('');
  await tab.fill(words, 'meet people');
  await tab.press('Enter');
  await shows(tab, 'card');
  await expect.poll(status).toMatch(/^\d+ places?/);
  await tab.click('card');
  await shows(tab, 'text How to get in touch');
  const odd = await tab.run(() => {
    const root = document.querySelector('kith-widget')?.shadowRoot as ShadowRoot;
    let wrong = '';
    for (const element of root.querySelectorAll('[for],[aria-labelledby],[aria-describedby],[aria-controls]')) {
      for (const name of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls']) {
        for (const id of (element.getAttribute(name) ?? '').split(' ')) {
          if (id && !root.getElementById(id)) wrong += `${name}=${id} `;
        }
      }
    }
    for (const link of root.querySelectorAll<HTMLAnchorElement>('a[href]')) {
      if (!/^(https?|tel|mailto|sms):/.test(link.href)) wrong += `${link.href} `;
      if (link.target === '_blank' && !link.rel.includes('noopener')) wrong += `${link.href} keeps its opener `;
    }
    return wrong;
  });
  expect(odd).toBe('');
  await expectNothingWrong(tab);
});
