import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { maya } from '../testing/fake-kith.ts';

const page = aConsole();
const form = {
  __typename: 'AskForm',
  team: 'Riverside team',
  promisedBy: '2026-11-25',
  peopleWhoRead: 2,
  passedOn: 'A coordinator shows your words to one peer at a time.',
  consent: {
    __typename: 'ConsentText',
    version: '2026-11-01',
    text: 'We keep what you say.\n\nYou can change your mind.',
  },
  wishes: [
    { __typename: 'SharedValue', dimension: 'GENDER', value: 'woman', label: 'A woman' },
    { __typename: 'SharedValue', dimension: 'FAITH', value: 'none', label: 'No religion' },
  ],
};
const receipt = {
  __typename: 'ReceiptToReadOut',
  reference: 'KT-7QXM',
  code: 'amber kettle window south',
  team: 'Riverside team',
  promisedBy: '2026-11-25',
};

beforeEach(() => {
  page.kith.on('WhoAmI', maya).on('PhoneAskForm', { phoneAskForm: form });
});

async function fillIn() {
  page.open('/console/phone');
  const ask = within(await screen.findByRole('form', { name: 'What they ask for' }));
  fireEvent.input(ask.getByLabelText(/What is going on/), { target: { value: 'The nights are long.' } });
  fireEvent.click(ask.getByRole('radio', { name: 'A phone call' }));
  fireEvent.input(ask.getByLabelText('Which number?'), { target: { value: '01632 960 471' } });
  fireEvent.click(within(ask.getByRole('group', { name: 'This matters to them' })).getByLabelText('A woman'));
  return ask;
}
const send = (ask: Awaited<ReturnType<typeof fillIn>>) =>
  fireEvent.click(ask.getByRole('button', { name: 'Send to Riverside team' }));

describe('somebody on the phone', () => {
  it('hears first who reads it and what is passed on, and the whole consent text part by part', async () => {
    page.open('/console/phone');
    expect(await screen.findByText(/2 people of Riverside team can read it/)).toBeTruthy();
    const region = within(screen.getByRole('region', { name: 'Read this out, part by part' }));
    expect(region.getByText('We keep what you say.')).toBeTruthy();
    expect(region.getByText('You can change your mind.')).toBeTruthy();
  });

  it('is not written down without a way to reach them and a yes to what was read out', async () => {
    page.open('/console/phone');
    const ask = within(await screen.findByRole('form', { name: 'What they ask for' }));
    send(ask as never);
    expect((await ask.findByRole('alert')).textContent).toContain('how it is safe to reach them');
    fireEvent.click(ask.getByRole('radio', { name: /They come back themselves/ }));
    send(ask as never);
    expect((await ask.findByRole('alert')).textContent).toContain('Read the text out first');
    expect(page.kith.last('AskByPhone')).toBeUndefined();
  });

  it('gets the four words read out; a lost answer is sent again with the same key', async () => {
    const ask = await fillIn();
    fireEvent.click(ask.getByRole('checkbox', { name: /I read it out/ }));
    page.kith.on('AskByPhone', 'offline');
    send(ask);
    expect((await ask.findByRole('alert')).textContent).toContain('still here');
    const first = page.kith.last('AskByPhone') as { input: { idempotencyKey: string } };
    page.kith.on('AskByPhone', { requestPeerByPhone: { __typename: 'RequestPeerByPhonePayload', receipt } });
    send(ask);
    expect(await screen.findByText('amber kettle window south')).toBeTruthy();
    expect(screen.getByText(/KT-7QXM/)).toBeTruthy();
    expect(page.kith.last('AskByPhone')).toMatchObject({
      input: {
        idempotencyKey: first.input.idempotencyKey,
        words: 'The nights are long.',
        reach: { channel: 'PHONE', value: '01632 960 471' },
        wishes: [{ dimension: 'GENDER', value: 'woman', weight: 'MATTERS' }],
        consentVersion: '2026-11-01',
        wasReadOut: true,
      },
    });
    fireEvent.click(screen.getByRole('button', { name: 'I read it out' }));
    const next = within(await screen.findByRole('form', { name: 'What they ask for' }));
    expect(next.getByLabelText<HTMLTextAreaElement>(/What is going on/).value).toBe('');
    expect(screen.queryByText('amber kettle window south')).toBeNull();
  });

  it('loses nothing when Kith refuses something, and says it beside the field', async () => {
    const ask = await fillIn();
    fireEvent.click(ask.getByRole('checkbox', { name: /I read it out/ }));
    page.kith.on('AskByPhone', {
      requestPeerByPhone: {
        __typename: 'InvalidInput',
        message: 'This does not look like a phone number.',
        field: 'reach.value',
      },
    });
    send(ask);
    expect(await ask.findByText('This does not look like a phone number.')).toBeTruthy();
    expect(ask.getByLabelText<HTMLInputElement>('Which number?').value).toBe('01632 960 471');
  });
});
