import { cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import { render as renderToString } from 'preact-render-to-string';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AskForm, type Send } from './AskForm.tsx';
import { type AskDraft, emptyDraft } from './ask-draft.ts';
import { askTexts } from './ask-texts.ts';
import type { AskView } from './ask-view.ts';
import type { Outcome } from './send-request.ts';

const view: AskView = {
  team: 'the Riverside team',
  w: askTexts,
  strip: [['Who reads this', 'the Riverside team (3 people)']],
  titles: [
    'What’s going on?',
    'What matters in who you talk to?',
    'How is it safe to reach you?',
    'Check your answers',
  ],
  words: { label: 'In your own words (optional)', hint: 'One line is enough.' },
  entrance: { href: '/connect?for=carer', label: 'I’m looking after someone' },
  askedFor: null,
  consent: {
    language: 'en',
    version: '2026-11-01',
    statements: [
      { purpose: 'HANDLE_REQUEST', text: 'The team reads it.' },
      { purpose: 'SHARE_WITH_ADVOCATE', text: 'One advocate sees it.' },
    ],
    ending: 'I can change my mind.',
  },
  wishes: [
    { dimension: 'EXPERIENCE', value: 'hospital-stay', label: 'A stay in hospital' },
    { dimension: 'GENDER', value: 'man', label: 'A man' },
  ],
  wishGroups: { EXPERIENCE: 'Has been through', GENDER: 'Gender' },
  proofOfWork: null,
  partnerKey: 'pk_test_riverside',
  area: null,
  service: null,
  isFramed: false,
  hostOrigins: [],
  idempotencyKey: 'b7a3f5c2-0000-4000-8000-000000000000',
  language: 'en',
  timezone: 'Europe/London',
  urgentHelp: [{ name: 'Samaritans', description: 'Talk.', href: 'tel:116123', display: '116 123', hours: 'Always' }],
  meanwhile: [],
  backPath: '/back',
};
const receipt = {
  reference: 'KT-4F7Q',
  code: 'lemon river candle yellow',
  link: 'http://localhost:4000/back#token',
  team: 'Riverside team',
  promisedBy: '2026-11-25T17:00:00Z',
};

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => {});
  history.replaceState(null, '', '/connect');
});
afterEach(cleanup);

function open(send: Send = async () => ({ kind: 'sent', receipt })) {
  render(<AskForm view={view} draft={emptyDraft} send={send} />);
}
const press = (name: string | RegExp) => screen.getByRole('button', { name }).click();
const heading = (name: string) => screen.findByRole('heading', { level: 2, name });
function write(label: RegExp, text: string) {
  const field = screen.getByLabelText<HTMLInputElement>(label);
  field.value = text;
}

/** Walks to "Check your answers", to be reached by coming back. */
async function toTheCheck() {
  press('Continue');
  await heading('What matters in who you talk to?');
  press('Continue');
  await heading('How is it safe to reach you?');
  screen.getByRole<HTMLInputElement>('radio', { name: /I’ll come back/ }).click();
  press('Continue');
  await heading('Check your answers');
}

describe('without a script', () => {
  it('has all questions on one page, each with its heading, and one button', () => {
    const html = renderToString(<AskForm view={view} draft={emptyDraft} />);
    document.body.innerHTML = html;
    const titles = screen.getAllByRole('heading', { level: 2 }).map((title) => title.textContent);
    expect(titles).toEqual(['What’s going on?', 'What matters in who you talk to?', 'How is it safe to reach you?']);
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Check your answers']);
    document.body.innerHTML = '';
  });
});

describe('with a script', () => {
  it('asks one question at a time, and says which of how many', async () => {
    open();
    expect(await heading('What’s going on?')).toBeTruthy();
    expect(screen.getByText('1 of 4')).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'How is it safe to reach you?' })).toBeNull();
  });

  it('puts the focus on the heading of the next question', async () => {
    open();
    press('Continue');
    const title = await heading('What matters in who you talk to?');
    await waitFor(() => expect(document.activeElement).toBe(title));
  });

  it('keeps words out of the address and out of storage', async () => {
    open();
    write(/own words/, 'secret words');
    await toTheCheck();
    expect(location.href + JSON.stringify(history.state)).not.toContain('secret');
    expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, '']);
  });

  it('WIDGET 30, 35: needs only a way to be reached, says so twice and takes the focus there', async () => {
    open();
    press('Continue');
    await heading('What matters in who you talk to?');
    press('Continue');
    await heading('How is it safe to reach you?');
    press('Continue');
    const summary = await screen.findByRole('alert');
    expect(within(summary).getByRole('link', { name: /Choose how it is safe/ })).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(summary));
    expect(screen.getAllByText(/Choose how it is safe/)).toHaveLength(2);
  });

  it('WIDGET 30: goes back to a question from the check, with the words still there', async () => {
    open();
    write(/own words/, 'It has been hard.');
    await toTheCheck();
    expect(screen.getByText('It has been hard.', { selector: 'p' })).toBeTruthy();
    press(/Change what’s going on/i);
    await heading('What’s going on?');
    expect(screen.getByLabelText<HTMLTextAreaElement>(/own words/).value).toBe('It has been hard.');
  });

  it('sends nothing until both statements are ticked, and ticks none itself', async () => {
    const send = vi.fn(async (_draft: AskDraft): Promise<Outcome> => ({ kind: 'sent', receipt }));
    open(send);
    await toTheCheck();
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.map((box) => box.checked)).toEqual([false, false]);
    press('Send to the Riverside team');
    await screen.findByRole('alert');
    expect(send).not.toHaveBeenCalled();
    for (const box of boxes) box.click();
    press('Send to the Riverside team');
    await screen.findByText('lemon river candle yellow');
    expect(send.mock.calls[0]?.[0]).toMatchObject({ channel: 'COME_BACK', consents: { HANDLE_REQUEST: '2026-11-01' } });
    expect(screen.getByText('Wednesday 25 November', { selector: 'strong' })).toBeTruthy();
  });

  it('says plainly that it was not sent, and keeps everything', async () => {
    open(async () => ({ kind: 'lost' }));
    write(/own words/, 'Still here');
    await toTheCheck();
    for (const box of screen.getAllByRole('checkbox')) box.click();
    press('Send to the Riverside team');
    expect((await screen.findByRole('alert')).textContent).toContain('Not sent');
    expect(screen.getByText('Still here', { selector: 'p' })).toBeTruthy();
  });

  it('shows a refusal beside the field that it is about', async () => {
    open(async () => ({ kind: 'refused', field: 'outwardCode', message: 'This is not a postcode.' }));
    await toTheCheck();
    for (const box of screen.getAllByRole('checkbox')) box.click();
    press('Send to the Riverside team');
    await heading('How is it safe to reach you?');
    expect(screen.getAllByText('This is not a postcode.')).toHaveLength(2);
    expect(screen.getByLabelText(/First half of your postcode/).getAttribute('aria-invalid')).toBe('true');
  });
});
