import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { defineElement } from './element.ts';
import { aList, anHit, aPartner, type FakeKith, fakeKith } from './testing/fake-kith.ts';

let kith: FakeKith;
let partner = 0;

// Read once beforehand: a loaded machine takes longer than a test waits.
beforeAll(() => Promise.all([import('./panel.tsx'), import('./opened.ts')]));
beforeEach(() => {
  kith = fakeKith();
  if (!customElements.get('kith-widget')) defineElement(() => import('./panel.tsx'), 'https://kith.example.org');
});
afterEach(() => {
  document.body.replaceChildren();
  kith.restore();
});

/** The widget on a page, drawn; queries look inside its shadow root. */
async function onAPage(attributes: Record<string, string> = {}) {
  const element = document.createElement('kith-widget');
  // Each test has a partner of its own, so that no answer is kept from another.
  partner += 1;
  for (const [name, value] of Object.entries({ partner: `pk_${partner}`, loading: 'eager', ...attributes })) {
    element.setAttribute(name, value);
  }
  const events: string[] = [];
  for (const name of ['ready', 'open', 'close', 'select', 'submitted', 'error']) {
    element.addEventListener(`kith:${name}`, () => events.push(name));
  }
  document.body.append(element);
  const root = await waitFor(() => {
    const found = element.shadowRoot?.querySelector<HTMLElement>('.root');
    if (!found?.firstChild) throw new Error('not drawn yet');
    return found;
  });
  return { element, events, page: within(root), root };
}

async function look(page: Awaited<ReturnType<typeof onAPage>>['page'], text: string, near = '') {
  fireEvent.input(page.getByLabelText('What would help?'), { target: { value: text } });
  fireEvent.input(page.getByLabelText('Near'), { target: { value: near } });
  fireEvent.click(page.getByRole('button', { name: 'Search' }));
}

it('has "Need help now?" and "Leave page" before everything else', async () => {
  const { page } = await onAPage();
  const [first, second] = page.getAllByRole('button');
  expect(first?.textContent).toContain('Need help now?');
  expect(second?.textContent).toContain('Leave page');
});

it('finds places and says for each what it is like, when, cost, distance, how it is run and when it was checked', async () => {
  const { page } = await onAPage();
  await look(page, 'somewhere to meet people', 'M33');
  const card = (await page.findByRole('button', { name: 'Chess and a cuppa' })).closest('li');
  expect(card?.textContent).toContain('A quiet Thursday group in Sale');
  expect(card?.textContent).toContain('Next: Thu 26 Nov, 2 to 4 pm');
  expect(card?.textContent).toContain('Free · 1.2 km · run by peers');
  expect(card?.textContent).toContain('Not checked yet');
  expect(kith.asked.find(({ operation }) => operation === 'Search')?.variables).toMatchObject({
    search: { text: 'somewhere to meet people', near: 'M33' },
  });
});

it('reads well where a register wrote in capitals and wrote no summary', async () => {
  const { page } = await onAPage();
  const { node } = anHit('3', 'THE FRIENDS OF SALE');
  kith.found = aList({
    distanceKm: 0,
    matchedOn: [],
    node: {
      ...node,
      summary: null,
      description:
        'We visit people who feel alone. Established 1987, with a registered office in Sale and three hundred members in all of Trafford.\nSee the annual report.',
      organization: { name: 'THE FRIENDS OF SALE' },
    },
  });
  await look(page, 'company', 'M33');
  const card = (await page.findByRole('button', { name: 'The Friends of Sale' })).closest('li');
  expect(card?.textContent).toContain('We visit people who feel alone.');
  expect(card?.textContent).not.toContain('Established');
  // A postcode's first half is all that is known: not "0.1 km".
  expect(card?.textContent).toContain('Free · close by');
});

it('says a name once where nothing is written about a place', async () => {
  const { page } = await onAPage();
  const { node } = anHit('4', 'Mill Lane Pantry');
  kith.found = aList({
    distanceKm: null,
    matchedOn: [],
    node: { ...node, summary: null, organization: { name: 'Mill Lane Pantry' } },
  });
  await look(page, 'food');
  const card = (await page.findByRole('button', { name: 'Mill Lane Pantry' })).closest('li');
  expect(card?.textContent?.match(/Mill Lane Pantry/g)).toHaveLength(1);
});

it('says why a place is there, and what was looked for farther away or not at all', async () => {
  const { page } = await onAPage();
  const hit = { ...anHit('5', 'Debt desk'), matchedOn: ['because it mentions rent arrears', '1.2 km from M33'] };
  kith.found = { ...aList(hit), reach: { isWider: true, withinKm: 100, leftOut: ['quidditch'] } };
  await look(page, 'rent arrears quidditch', 'M33');
  const card = (await page.findByRole('button', { name: 'Debt desk' })).closest('li');
  expect(card?.textContent).toContain('1.2 km · run by peers · because it mentions rent arrears');
  await page.findByText('There was little close by, so this looks within 100 km.');
  expect(page.getByText('No place has these words: quidditch.')).toBeTruthy();
});

it('leaves nobody with empty hands: what there is instead stands under what was tried', async () => {
  const { page } = await onAPage();
  kith.found = { ...aList(), instead: { edges: [anHit('6', 'The warm room')] } };
  await look(page, 'qzxv');
  await page.findByRole('heading', { name: 'Perhaps one of these' });
  expect(page.getByRole('button', { name: 'The warm room' })).toBeTruthy();
});

it('offers the parts of life that the partner chose, and looks in no others', async () => {
  kith.embed = { ...aPartner(), areas: ['HOUSING', 'MONEY'] };
  const { page } = await onAPage();
  await waitFor(() => expect(page.queryByRole('button', { name: 'Learning' })).toBeNull());
  expect(page.queryByRole('button', { name: 'More' })).toBeNull();
  await look(page, 'help');
  await page.findByRole('heading', { name: '1 place' });
  expect(kith.asked.at(-1)?.variables).toMatchObject({ search: { text: 'help', areas: ['HOUSING', 'MONEY'] } });
});

it('leaves the page what it wrote itself where it may not be used, and tells the page', async () => {
  kith.isRefused = true;
  const element = document.createElement('kith-widget');
  element.setAttribute('partner', 'pk_switched_off');
  element.setAttribute('loading', 'eager');
  const told = new Promise((resolve) => {
    element.addEventListener('kith:error', (event) => resolve((event as CustomEvent).detail));
  });
  document.body.append(element);
  expect(await told).toEqual({ reason: 'refused' });
  expect(element.shadowRoot?.innerHTML).toBe('<slot></slot>');
});

it('starts with one part of life where the page is about that, and lets go of it with one press', async () => {
  const { page } = await onAPage({ area: 'daily-living' });
  await page.findByRole('heading', { name: '1 place in Daily life' });
  fireEvent.click(page.getByRole('button', { name: 'Daily life', pressed: true }));
  await page.findByRole('heading', { name: '1 place' });
});

it('narrows nothing where the page names a part of life that there is not', async () => {
  const { page } = await onAPage({ area: 'astrology' });
  await look(page, 'chess');
  await page.findByRole('heading', { name: '1 place' });
});

it('says what to write into "Near"', async () => {
  const { page } = await onAPage();
  expect(page.getByLabelText('Near').title).toBe('A place, or the first half of a postcode');
});

it('WIDGET 29, 34: announces how many were found', async () => {
  const { page } = await onAPage();
  expect(page.getByRole('status').textContent).toBe('');
  await look(page, 'chess');
  await waitFor(() => expect(page.getByRole('status').textContent).toBe('1 place'));
});

it('searches a life area with one press', async () => {
  const { page } = await onAPage();
  fireEvent.click(await page.findByRole('button', { name: 'Things to do' }));
  await page.findByRole('heading', { name: '1 place in Things to do' });
});

it('offers ways on when nothing is found', async () => {
  const { page } = await onAPage();
  kith.found = aList();
  await look(page, 'zebra riding', 'M33');
  await page.findByText('We looked for “zebra riding”, M33.');
  page.getByRole('button', { name: 'Connect me with a peer' });
  kith.found = aList(anHit('2', 'Donkey walking'));
  fireEvent.click(page.getByRole('button', { name: 'Look everywhere' }));
  await page.findByRole('button', { name: 'Donkey walking' });
});

it('shows who helps everybody with money, in this nation, and what is promised', async () => {
  const { page } = await onAPage({ nation: 'SCOTLAND' });
  const help = (name: string, nations: ('ENGLAND' | 'SCOTLAND')[]) => {
    return { name, description: 'Free.', url: `https://${name}.example.org/`, nations };
  };
  kith.found = { ...aList(), nationalHelp: [help('Tay', ['SCOTLAND']), help('Thames', ['ENGLAND'])] };
  await look(page, 'i cant pay my rent');
  await page.findByRole('heading', { name: 'Help with money, wherever you are' });
  const tay = page.getByRole('link', { name: 'Tay' });
  expect([tay.getAttribute('href'), tay.getAttribute('rel')]).toEqual([
    'https://Tay.example.org/',
    'noopener noreferrer',
  ]);
  expect(page.queryByRole('link', { name: 'Thames' })).toBeNull();
  const promise = page.getByRole('link', { name: 'What we promise you (opens in a new tab)' });
  expect(promise.getAttribute('href')).toBe('https://kith.example.org/pledge');
});

it('says plainly when it does not know the place, and how it read a misspelt word', async () => {
  const { page } = await onAPage();
  kith.found = { ...kith.found, placeProblem: 'UNKNOWN', corrections: [{ typed: 'ches', readAs: 'chess' }] };
  await look(page, 'ches', 'Atlantis');
  await page.findByText(/We do not know the place “Atlantis”/);
  page.getByText('You typed “ches”. We looked for “chess”.');
});

it('WIDGET 27: opens a service in place, and goes back to where one was in the list', async () => {
  const { page, events, root } = await onAPage();
  await look(page, 'chess');
  const opener = await page.findByRole('button', { name: 'Chess and a cuppa' });
  fireEvent.click(opener);
  await page.findByText('Somebody meets you at the door.');
  expect(page.getByRole('link', { name: '0161 496 0000' }).getAttribute('href')).toBe('tel:01614960000');
  page.getByRole('button', { name: 'Connect me with a peer about this' });
  expect(events).toContain('select');
  fireEvent.click(page.getByRole('button', { name: 'Back to the list' }));
  await waitFor(() => expect((root.getRootNode() as ShadowRoot).activeElement).toBe(opener));
});

it('WIDGET 15, 36: makes no link of an address that could run a script', async () => {
  const { page } = await onAPage();
  if (kith.service) kith.service = { ...kith.service, url: 'javascript:alert(1)' };
  await look(page, 'chess');
  fireEvent.click(await page.findByRole('button', { name: 'Chess and a cuppa' }));
  await page.findByText('Somebody meets you at the door.');
  expect(page.queryByRole('link', { name: 'Website' })).toBeNull();
});

it('opens the ask form on Kith’s own origin, with a plain link beside it', async () => {
  const { page, events, root } = await onAPage({ partner: 'pk_ask' });
  fireEvent.click(await page.findByRole('button', { name: 'Connect me with a peer' }));
  await waitFor(() => expect(root.querySelector('iframe')).not.toBeNull());
  const frame = root.querySelector('iframe');
  expect(frame?.getAttribute('src')).toBe('https://kith.example.org/connect?partner=pk_ask&lang=en-GB&framed=1');
  expect(frame?.title).toBe('Connect with a peer');
  expect(frame?.getAttribute('allow')).toBe('clipboard-write');
  expect(page.getByRole('link', { name: 'Open this in a new tab' }).getAttribute('href')).toBe(
    'https://kith.example.org/connect?partner=pk_ask&lang=en-GB',
  );
  expect(events).toContain('open');
});

it('WIDGET 11: believes the ask form only, not another window that says the same', async () => {
  const { page, events, root } = await onAPage();
  fireEvent.click(await page.findByRole('button', { name: 'Connect me with a peer' }));
  await waitFor(() => expect(root.querySelector('iframe')).not.toBeNull());
  const say = (origin: string, source: Window | null | undefined): void => {
    window.dispatchEvent(new MessageEvent('message', { data: { kith: 'submitted' }, origin, source: source ?? null }));
  };
  say('https://evil.example', root.querySelector('iframe')?.contentWindow);
  say('https://kith.example.org', window);
  expect(events).not.toContain('submitted');
});

it('still has urgent help when Kith is away', async () => {
  kith.isDown = true;
  const { page } = await onAPage();
  fireEvent.click(page.getByRole('button', { name: 'Need help now?' }));
  expect((await page.findByRole('link', { name: '116 123' })).getAttribute('href')).toBe('tel:116123');
  page.getByRole('link', { name: '999' });
  page.getByRole('link', { name: 'Text SHOUT to 85258' });
});

it('keeps what was typed when Kith is away, and looks again when asked', async () => {
  const { page, events } = await onAPage();
  kith.isDown = true;
  await look(page, 'chess', 'M33');
  await page.findByRole('alert', undefined, { timeout: 4000 });
  expect(page.getByLabelText<HTMLInputElement>('What would help?').value).toBe('chess');
  await waitFor(() => expect(events).toContain('error'));
  kith.isDown = false;
  fireEvent.click(page.getByRole('button', { name: 'Try again' }));
  await page.findByRole('button', { name: 'Chess and a cuppa' });
});

it('WIDGET 6, 7: follows its attributes, and keeps what was found when it is moved', async () => {
  const { element, page, root } = await onAPage();
  await look(page, 'chess');
  await page.findByRole('button', { name: 'Chess and a cuppa' });
  element.setAttribute('near', 'M33');
  await waitFor(() => expect(page.getByLabelText<HTMLInputElement>('Near').value).toBe('M33'));
  element.setAttribute('theme', 'dark');
  // Its looks are in the style sheet (:host([theme])): a browser test sees them.
  expect(root.isConnected).toBe(true);
  const elsewhere = document.createElement('div');
  document.body.append(elsewhere);
  elsewhere.append(element);
  await Promise.resolve();
  page.getByRole('button', { name: 'Chess and a cuppa' });
});

it('does not write the partner’s place into a field that somebody is about to write in', async () => {
  const { element, page } = await onAPage();
  page.getByLabelText('Near').focus();
  element.setAttribute('near', 'ZZ2');
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await look(page, 'chess', 'M33');
  await page.findByRole('button', { name: 'Chess and a cuppa' });
  expect(page.getByLabelText<HTMLInputElement>('Near').value).toBe('M33');
});

it('offers no peer where the partner has none', async () => {
  kith.embed = { ...aPartner(), hasPeers: false };
  const { page } = await onAPage();
  await waitFor(() => expect(page.queryByRole('button', { name: 'Connect me with a peer' })).toBeNull());
});

it('does not take Shift between other keys for the wish to leave', async () => {
  const { root } = await onAPage();
  for (const key of ['Shift', 'Shift', 'A', 'Shift']) fireEvent.keyDown(window, { key });
  expect(root.querySelector('section')).not.toBeNull();
});

it('keeps the page’s own content when the panel cannot be loaded, and says so in an event', async () => {
  const define = customElements.define.bind(customElements);
  let made: CustomElementConstructor | undefined;
  vi.spyOn(customElements, 'define').mockImplementation((_name, element) => {
    made = element;
    define('kith-widget-that-fails', element);
  });
  defineElement(() => Promise.reject(new Error('no network')), 'https://kith.example.org');
  expect(made).toBeDefined();
  const element = document.createElement('kith-widget-that-fails');
  element.setAttribute('loading', 'eager');
  element.innerHTML = '<a href="tel:999">999</a>';
  const reasons: string[] = [];
  element.addEventListener('kith:error', (event) => reasons.push((event as CustomEvent).detail.reason));
  document.body.append(element);
  await waitFor(() => expect(reasons).toEqual(['load']));
  expect(element.shadowRoot?.querySelector('slot')).not.toBeNull();
  screen.getByRole('link', { name: '999' });
  vi.restoreAllMocks();
});

it('speaks the language of its attribute, says single things in the partner’s words, and lets go of both', async () => {
  kith.embed = {
    ...aPartner(),
    texts: [
      { language: 'en', key: 'ratherTalk', text: 'Fancy a chat first?' },
      { language: 'cy', key: 'ratherTalk', text: 'Sgwrs yn gyntaf?' },
    ],
  };
  const { element, page, root } = await onAPage();
  await page.findByText('Fancy a chat first?');
  element.setAttribute('lang', 'cy');
  await page.findByText('Sgwrs yn gyntaf?');
  page.getByRole('button', { name: 'Angen help nawr?' });
  expect([root.lang, root.dir]).toEqual(['cy', 'ltr']);
  element.setAttribute('lang', 'ar');
  await page.findByLabelText('ما الذي قد يساعد؟');
  expect([root.lang, root.dir]).toEqual(['ar', 'rtl']);
  // What was checked in English is in English, and says so.
  fireEvent.click(page.getByRole('button', { name: 'مساعدة عاجلة؟' }));
  const intro = await page.findByText(/Kith is not a crisis service/);
  expect([intro.lang, intro.dir]).toEqual(['en', 'ltr']);
  element.setAttribute('lang', 'zu');
  await page.findByLabelText('What would help?');
  expect(root.lang).toBe('en');
});
