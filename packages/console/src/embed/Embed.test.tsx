import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { ruth } from '../testing/fake-kith.ts';
import { type Chosen, platforms, snippetFor } from './platforms.ts';
import { accessibilityText } from './texts.ts';

const page = aConsole();
const { open } = page;

const partner = {
  __typename: 'Partner',
  id: 'P1',
  name: 'Riverside',
  publicKey: 'pk_riverside',
  websiteUrl: null,
  isOn: true,
  origins: ['https://riverside.example.org'],
  areas: ['HOUSING'],
  near: 'M33',
  nation: 'ENGLAND',
  locale: 'en',
  hasPeers: true,
  theme: {
    __typename: 'EmbedTheme',
    accent: '#1f6f6b',
    paper: '#fff8ef',
    ink: '#2b1d27',
    radius: 8,
    theme: 'light',
  },
  texts: [
    { __typename: 'EmbedText', language: 'en', key: 'what', text: 'What are you looking for?' },
    { __typename: 'EmbedText', language: 'cy', key: 'ratherTalk', text: 'Sgwrs yn gyntaf?' },
  ],
  sightings: [
    {
      __typename: 'PartnerSighting',
      origin: 'https://riverside.example.org',
      way: 'SCRIPT',
      isAllowed: true,
      lastSeenAt: '2026-11-23T08:58:00Z',
    },
  ],
  months: [
    { __typename: 'PartnerMonth', month: '2026-11-01', searches: 120, asks: null, connected: null },
    { __typename: 'PartnerMonth', month: '2026-10-01', searches: 80, asks: 6, connected: 5 },
  ],
  editors: [{ __typename: 'PartnerEditor', accountId: 'A1', name: 'Ines Duarte', email: 'ines@example.org' }],
};
const ines = { viewer: { ...ruth.viewer, id: 'V9', name: 'Ines', roles: ['PARTNER_EDITOR'] } };
const teams = [{ __typename: 'TeamName', id: 'T1', name: 'Riverside team' }];

describe('a partner editor', () => {
  beforeEach(() => {
    page.kith.on('WhoAmI', ines).on('Partners', { ...ines, teams: [], partners: [partner] });
  });

  it('gets the text to paste for their kind of page, with its steps', async () => {
    open('/console');
    const snippet = await screen.findByLabelText<HTMLTextAreaElement>('The text to paste');
    // Neither place nor part of life: what is saved shows on the page without pasting anything again.
    expect(snippet.value).toContain(`<kith-widget partner="pk_riverside" lang="en">`);
    expect(screen.getByText(/press "Check my page"/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText(/made with/), { target: { value: 'wix' } });
    await waitFor(() => expect(snippet.value).toContain('<iframe src="'));
    expect(screen.getByText(/Embed HTML/)).toBeTruthy();
  });

  it('reads where it was seen, and what is in the way of one page', async () => {
    open('/console/embed');
    const section = within(await screen.findByRole('region', { name: 'Does it work?' }));
    expect(section.getByText(/Seen 2 minutes ago/)).toBeTruthy();
    const line = `script-src 'self' ${location.origin}`;
    page.kith.on('CheckPage', {
      checkPartnerPage: {
        __typename: 'CheckPartnerPagePayload',
        findings: [
          {
            __typename: 'PageFinding',
            code: 'POLICY_BLOCKS_SCRIPT',
            isProblem: true,
            sentence: "The page's Content-Security-Policy blocks the script.",
            line,
          },
        ],
      },
    });
    fireEvent.click(section.getByRole('button', { name: 'Check my page' }));
    expect(await section.findByText(/blocks the script/)).toBeTruthy();
    expect(section.getByLabelText<HTMLTextAreaElement>('What helps').value).toBe(line);
    expect(page.kith.last('CheckPage')).toEqual({ input: { partnerId: 'P1', url: 'https://riverside.example.org' } });
    page.kith.on('CheckPage', 'offline');
    fireEvent.click(section.getByRole('button', { name: 'Check my page' }));
    expect((await section.findByRole('alert')).textContent).toContain('could not reach Kith');
  });

  it('sees a colour in the preview before it is saved, and why it is refused', async () => {
    open('/console/embed');
    const colour = await screen.findByLabelText<HTMLInputElement>(/Colour of buttons/);
    fireEvent.input(colour, { target: { value: '#ffee00' } });
    const frame = screen.getByTitle<HTMLIFrameElement>('Preview of Kith on your page');
    await waitFor(() => expect(frame.getAttribute('src')).toContain('accent=%23ffee00'));
    fireEvent.click(screen.getByRole('button', { name: 'In the dark' }));
    await waitFor(() => expect(frame.getAttribute('src')).toContain('page=dark&theme=light'));
    const refusal = 'This colour is too light.';
    page.kith.on('ChangePartner', {
      changePartner: { __typename: 'InvalidInput', message: refusal, field: 'theme.accent' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(colour.getAttribute('aria-invalid')).toBe('true'));
    expect(colour.value).toBe('#ffee00');
    expect(page.kith.last('ChangePartner')).toMatchObject({
      input: { partnerId: 'P1', origins: ['https://riverside.example.org'], areas: ['HOUSING'], near: 'M33' },
    });
  });

  it('saves the whole look and all own words, so that nothing is lost that was not touched', async () => {
    open('/console/embed');
    const question = await screen.findByLabelText<HTMLInputElement>(/Question above the search/, {
      selector: '#own-en-what',
    });
    expect(question.value).toBe('What are you looking for?');
    fireEvent.input(screen.getByLabelText(/Colour of words/), { target: { value: '#000000' } });
    const button = screen.getByLabelText(/Button that asks for a peer/, { selector: '#own-pl-connect' });
    fireEvent.input(button, { target: { value: ' Porozmawiaj z kimś ' } });
    page.kith.on('ChangePartner', { changePartner: { __typename: 'PartnerPayload', partner } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved. Your page shows it within a minute.')).toBeTruthy();
    expect(page.kith.last('ChangePartner')).toMatchObject({
      input: {
        theme: { accent: '#1f6f6b', paper: '#fff8ef', ink: '#000000', radius: 8, theme: 'light' },
        texts: [
          { language: 'en', key: 'what', text: 'What are you looking for?' },
          { language: 'cy', key: 'ratherTalk', text: 'Sgwrs yn gyntaf?' },
          { language: 'pl', key: 'connect', text: 'Porozmawiaj z kimś' },
        ],
      },
    });
  });

  it('is told to paste again when the language changes, and only then', async () => {
    open('/console/embed');
    fireEvent.change(await screen.findByLabelText('Language of your page'), { target: { value: 'pl' } });
    page.kith.on('ChangePartner', { changePartner: { __typename: 'PartnerPayload', partner } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/Copy it above and paste it again/)).toBeTruthy();
  });

  it('reads counts, none under five, and texts for their own pages; and cannot name editors', async () => {
    open('/console/embed');
    const row = within(await screen.findByRole('row', { name: /November 2026/ }));
    expect(row.getAllByText('under 5')).toHaveLength(2);
    expect(screen.getByLabelText<HTMLTextAreaElement>('Your privacy notice').value).toContain('Riverside');
    expect(screen.queryByRole('region', { name: 'Who looks after it' })).toBeNull();
  });

  it('is told what to do while no page is in their hands', async () => {
    page.kith.on('Partners', { ...ines, teams: [], partners: [] });
    open('/console/embed');
    expect(await screen.findByText(/No page is in your hands yet/)).toBeTruthy();
  });
});

describe('an administrator', () => {
  const admin = { viewer: { ...ruth.viewer, id: 'V8', name: 'Ada', roles: ['ADMINISTRATOR'] } };
  beforeEach(() => {
    page.kith.on('WhoAmI', admin).on('Partners', { ...admin, teams, partners: [partner] });
  });

  it('names who looks after a page, and takes it out of their hands', async () => {
    open('/console/embed');
    const section = within(await screen.findByRole('region', { name: 'Who looks after it' }));
    page.kith.on('AddPartnerEditor', {
      addPartnerEditor: { __typename: 'InvalidInput', message: 'No account has this address.', field: 'email' },
    });
    fireEvent.input(section.getByLabelText(/E-mail address/), { target: { value: 'jo@example.org' } });
    fireEvent.click(section.getByRole('button', { name: 'Let them look after it' }));
    await waitFor(() => expect(section.getAllByText('No account has this address.').length).toBeGreaterThan(0));
    page.kith.on('RemovePartnerEditor', { removePartnerEditor: { __typename: 'PartnerPayload' } });
    fireEvent.click(section.getByRole('button', { name: /Ines Duarte/ }));
    expect(await section.findByText(/no longer looks after it/)).toBeTruthy();
    expect(page.kith.last('RemovePartnerEditor')).toEqual({ input: { partnerId: 'P1', accountId: 'A1' } });
  });

  it('adds a partner', async () => {
    open('/console/embed');
    const form = within(await screen.findByRole('form', { name: 'A new partner' }));
    page.kith.on('AddPartner', { addPartner: { __typename: 'PartnerPayload' } });
    fireEvent.input(form.getByLabelText(/Name of the organisation/), { target: { value: 'College' } });
    fireEvent.click(form.getByRole('button', { name: 'Add them' }));
    await waitFor(() => expect(page.kith.last('AddPartner')).toEqual({ input: { name: 'College', teamId: 'T1' } }));
  });
});

describe('a snippet', () => {
  const chosen: Chosen = { kith: 'https://kith.example.org', key: 'pk_a', nation: 'ENGLAND', locale: 'en' };
  const ways = [...new Set(platforms.map(({ way }) => way))];

  it.each(platforms.map(({ id, way }) => [id, way] as const))(
    'for %s carries the key and the language, and nothing that runs',
    (_id, way) => {
      const hostile = { ...chosen, locale: '"><script>alert(1)</script>' };
      expect(snippetFor(way, hostile)).not.toContain('<script>alert');
      const text = snippetFor(way, { ...chosen, locale: 'cy' });
      expect(text).toContain('pk_a');
      expect(text).toMatch(way === 'script' ? /lang="cy"[\s\S]*lang=cy/ : /lang=cy/);
      expect(text).not.toMatch(/near|area/);
    },
  );

  it.each([
    ['ENGLAND', ['tel:999', 'tel:111', 'tel:116123']],
    ['NORTHERN_IRELAND', ['tel:999', 'tel:08088088000', 'tel:116123']],
    ['UNITED_STATES', ['tel:911', 'tel:988']],
  ] as const)('carries the numbers of %s, and of nobody else', (nation, numbers) => {
    for (const way of ways.filter((one) => one !== 'link')) {
      const found = [...snippetFor(way, { ...chosen, nation }).matchAll(/tel:\d+/g)].map(([number]) => number);
      expect(found).toEqual(numbers);
    }
  });
});

it('says in the accessibility statement what was tested, and what was not', () => {
  const text = accessibilityText('Riverside', 'https://kith.example.org');
  expect(text).toContain('has not been tried by people who use screen readers');
  expect(text).not.toMatch(/by hand/);
});
