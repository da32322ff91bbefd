import type { Tab } from '../support/engines/tab.ts';
import { expect, expectNothingWrong, shows, test } from '../support/engines/test.ts';

// In Chromium: the ask lives in a frame of Kith's own. What goes in, what comes out, who is believed.

const ASK = '/connect';
const SECRET = 'zqxwords that are nobodys business';

async function openAsk(tab: Tab): Promise<void> {
  await shows(tab, 'button Connect me with a peer');
  await tab.click('button Connect me with a peer');
  await shows(tab, 'heading What’s going on?', ASK);
}

/** Where focus is, through the shadow root. */
function focused(tab: Tab): Promise<string> {
  return tab.run(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return `${inside?.tagName.toLowerCase()} ${(inside?.textContent ?? '').trim()}`.trim();
  });
}

test('WIDGET 11, 38: the page hears open, size and closed, and not one word', async ({ tab, site, kith }) => {
  await tab.goto(`${site.url}/listening`);
  const entries = await tab.run(() => history.length);
  await openAsk(tab);
  await tab.fill('field In your own words (optional)', SECRET, ASK);
  await tab.press('Escape');
  expect(
    await tab.run(() => (document.querySelector('textarea') as HTMLTextAreaElement).value, '', ASK),
    'Escape loses nothing',
  ).toBe(SECRET);

  // As high as what is in it, so that there is one scroll bar; and a name for who hears the page.
  const frame = (): Promise<string> =>
    tab.run(() => {
      const one = document.querySelector('kith-widget')?.shadowRoot?.querySelector('iframe');
      return `${one?.title} ${one?.height}`;
    });
  const inner = (): Promise<number> =>
    tab.run(() => Math.ceil(document.documentElement.getBoundingClientRect().height), '', ASK);
  await expect.poll(async () => (await frame()) === `Connect with a peer ${await inner()}`).toBe(true);
  expect(await tab.run(() => history.length), 'Back leads where it led before').toBe(entries);

  await tab.click('button Back');
  await shows(tab, 'field What would help?');
  const heard = await tab.run(() => (window as unknown as { heard: string }).heard);
  expect(heard).not.toContain('zqx');
  const odd = heard
    .split('\n')
    .filter(
      (line) =>
        line && !new RegExp(`^(${kith.url} (kith open|kith,height size,\\d+)|kith:(ready|open|close) ?)$`).test(line),
    );
  expect(odd).toEqual([]);
  expect(heard).toContain('kith:close');
  await expectNothingWrong(tab);
});

test('WIDGET 27: focus goes to the heading of the ask, into the frame, and back to the button that opened it', async ({
  tab,
  site,
}) => {
  await tab.goto(`${site.url}/plain`);
  await openAsk(tab);
  expect(await focused(tab)).toBe('h2 Connect with a peer');
  await tab.press('Tab');
  expect(await focused(tab)).toContain('Open this in a new tab');
  await tab.press('Tab');
  await expect.poll(() => focused(tab)).toBe('iframe');
  await tab.click('button Back');
  await shows(tab, 'field What would help?');
  expect(await focused(tab)).toBe('button Connect me with a peer');
});

test('nobody but the ask is believed, whatever they say', async ({ tab, site }) => {
  await tab.goto(`${site.url}/listening`);
  await openAsk(tab);
  await tab.run(() => {
    for (const kith of ['leave', 'closed', 'submitted', 'size']) postMessage({ kith, height: 5 }, '*');
    postMessage(null, '*');
    postMessage('leave', '*');
    // A frame that is not the ask.
    const other = document.createElement('iframe');
    other.srcdoc = `<script>for (const kith of ['leave', 'closed', 'submitted']) parent.postMessage({ kith }, '*'); parent.postMessage('done', '*')</script>`;
    document.body.append(other);
    // To the ask: nothing that this page may say fills it in, sends it or reads it.
    const ask = document.querySelector('kith-widget')?.shadowRoot?.querySelector('iframe')?.contentWindow;
    for (const kith of ['submit', 'fill', 'open', 'size', null]) ask?.postMessage({ kith, words: 'forged' }, '*');
    return true;
  });
  await expect.poll(() => tab.run(() => (window as unknown as { heard: string }).heard)).toContain('d,o,n,e');
  expect(await tab.sees('heading What’s going on?', ASK)).toBe(true);
  const heard = await tab.run(() => (window as unknown as { heard: string }).heard);
  expect(heard).not.toContain('kith:submitted');
  expect(heard).not.toContain('kith:close');
});

test('a session recorder on the page gets nothing of what is typed in the ask', async ({ tab, site }) => {
  await tab.goto(`${site.url}/recorder`);
  await openAsk(tab);
  await tab.fill('field In your own words (optional)', SECRET, ASK);
  await tab.click('button Back');
  await shows(tab, 'field What would help?');
  const recorded = await tab.run(() => (window as unknown as { recorded: string[] }).recorded.join('\n'));
  // It does record: what is on the page itself, and the search, which is the page's to see.
  expect(recorded).toContain('What would help?');
  expect(recorded).not.toContain('zqx');
  expect(recorded).not.toContain('What’s going on?');
  await expectNothingWrong(tab);
});

test('inside a frame on the site of a partner, search and ask work, and leaving leaves the whole window', async ({
  tab,
  site,
}) => {
  await tab.goto('about:blank');
  await tab.goto(`${site.url}/frame`);
  await shows(tab, 'field What would help?', '/embed');
  await tab.fill('field What would help?', 'meet people', '/embed');
  await tab.click('button Search', '/embed');
  await shows(tab, 'card', '/embed');
  await tab.click('button Connect me with a peer', '/embed');
  await shows(tab, 'heading What’s going on?', ASK);
  await tab.fill('field In your own words (optional)', SECRET, ASK);
  for (let time = 0; time < 3; time += 1) await tab.press('Shift');
  await expect.poll(() => site.outside).toContain('www.bbc.co.uk:443');
});
