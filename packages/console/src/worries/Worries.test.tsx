import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { maya, ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const entry = (kind: string, words: string | null, more: object = {}) => ({
  __typename: 'ConcernEntry',
  id: `E-${kind}`,
  kind,
  at: '2026-11-22T16:00:00Z',
  by: 'Maya',
  keepUntil: null,
  words,
  sharedWith: null,
  ...more,
});
const worry = (more: object = {}) => ({
  __typename: 'Concern',
  id: 'C1',
  requestId: 'R1',
  reference: 'KT-4F7Q',
  raisedAt: '2026-11-22T16:00:00Z',
  raisedBy: 'Maya',
  urgency: 'SOON',
  state: 'OPEN',
  hasRung: false,
  takenBy: null,
  personToldAt: null,
  hiddenUntil: null,
  closedAt: null,
  needsSecond: false,
  maySecond: false,
  mayDecide: true,
  entries: [entry('RAISED', 'She did not answer since Friday.')],
  ...more,
});
const worries = (...all: object[]) => ({
  onCall: { __typename: 'OnCall', name: 'Tom Bright', phone: '01632 960 555', since: '2026-11-23T08:00:00Z' },
  concerns: all,
});
const done = (name: string) => ({ [name]: { __typename: 'ConcernPayload' } });
const card = async () => within((await screen.findByRole('heading', { name: /KT-4F7Q/ })).closest('li') as HTMLElement);

beforeEach(() => {
  page.kith.on('WhoAmI', ruth).on('Worries', worries(worry()));
});

describe('worries', () => {
  it('open what was written only on purpose, since the person is told of the look', async () => {
    page.open('/console/worries');
    expect(await screen.findByText(/are told that you looked/)).toBeTruthy();
    expect(page.kith.last('Worries')).toEqual({ withWords: false });
    fireEvent.click(screen.getByRole('button', { name: 'Open what was written' }));
    expect(await screen.findByText('She did not answer since Friday.')).toBeTruthy();
    expect(page.kith.last('Worries')).toEqual({ withWords: true });
  });

  it('are looked after by whoever takes them, who then suggests what to do for a second one to look at', async () => {
    page.open('/console/worries');
    const take = (await card()).getByRole('button', { name: 'I look after it' });
    page.kith.on('TakeConcern', done('takeConcern')).on('Worries', worries(worry({ takenBy: 'Ruth' })));
    fireEvent.click(take);
    expect(await screen.findByText('You look after it.')).toBeTruthy();
    expect(await screen.findByText(/Ruth looks after it/)).toBeTruthy();
    fireEvent.click((await card()).getByRole('button', { name: 'Suggest what to do' }));
    const words = (await card()).getByLabelText<HTMLTextAreaElement>('What should be done, and why?');
    fireEvent.input(words, { target: { value: 'Ring her together.' } });
    page.kith.on('ProposeForConcern', 'offline');
    fireEvent.click((await card()).getByRole('button', { name: 'Suggest it' }));
    expect((await screen.findByRole('alert')).textContent).toContain('still here');
    expect(words.value).toBe('Ring her together.');
    page.kith
      .on('ProposeForConcern', done('proposeForConcern'))
      .on('Worries', worries(worry({ takenBy: 'Ruth', needsSecond: true })));
    fireEvent.click((await card()).getByRole('button', { name: 'Suggest it' }));
    expect(await screen.findByText(/A second coordinator is asked to look/)).toBeTruthy();
    expect(page.kith.last('ProposeForConcern')).toEqual({
      input: { concernId: 'C1', words: 'Ring her together.', keepUntil: null },
    });
    expect(await screen.findByText(/A second coordinator has to look at it/)).toBeTruthy();
    expect((await card()).queryByRole('button', { name: 'I agree' })).toBeNull();
  });

  it('are answered by the second one, and closed only when two decided', async () => {
    page.kith.on('Worries', worries(worry({ takenBy: 'Tom', needsSecond: true, maySecond: true })));
    page.open('/console/worries');
    expect((await card()).queryByRole('button', { name: 'Close it' })).toBeNull();
    fireEvent.click((await card()).getByRole('button', { name: 'I agree' }));
    fireEvent.input((await card()).getByLabelText('Why do you agree?'), { target: { value: 'She said so herself.' } });
    page.kith
      .on('AnswerForConcern', done('answerForConcern'))
      .on('Worries', worries(worry({ takenBy: 'Tom', state: 'DECIDED' })));
    fireEvent.click((await card()).getByRole('button', { name: 'Agree' }));
    expect(await screen.findByText('You two agreed.')).toBeTruthy();
    expect(page.kith.last('AnswerForConcern')).toEqual({
      input: { concernId: 'C1', agrees: true, words: 'She said so herself.' },
    });
    expect(await screen.findByRole('button', { name: 'Close it' })).toBeTruthy();
  });

  it('say with whom something was shared, or it is not written down', async () => {
    page.open('/console/worries');
    fireEvent.click((await card()).getByRole('button', { name: 'I shared something' }));
    page.kith.on('AddToConcern', {
      addToConcern: { __typename: 'InvalidInput', message: 'Please say with whom it was shared.', field: 'sharedWith' },
    });
    fireEvent.input((await card()).getByLabelText('What was shared, and why?'), { target: { value: 'A call.' } });
    fireEvent.click((await card()).getByRole('button', { name: 'Write it down' }));
    expect(await screen.findByText('Please say with whom it was shared.')).toBeTruthy();
    expect((await card()).getByLabelText('With whom?').getAttribute('aria-invalid')).toBe('true');
  });

  it('reach an administrator when a team has nobody else, without the rest of the request', async () => {
    page.kith.on('WhoAmI', { viewer: { ...ruth.viewer, roles: ['ADMINISTRATOR'], team: null } });
    page.open('/console/worries');
    expect((await card()).getByRole('button', { name: 'I look after it' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: /Open the request/ })).toBeNull();
    expect(screen.queryByRole('region', { name: 'On call' })).toBeNull();
  });

  it('show an advocate what they raised and that somebody looks after it, with nothing to decide', async () => {
    page.kith.on('WhoAmI', maya).on('Worries', worries(worry({ takenBy: 'Ruth', mayDecide: false })));
    page.open('/console/worries');
    expect(await screen.findByText('She did not answer since Friday.')).toBeTruthy();
    expect((await card()).queryByRole('button')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Open what was written' })).toBeNull();
  });
});

describe('being on call', () => {
  it('is taken over with a number that only the own team sees', async () => {
    page.open('/console/worries');
    const region = within(await screen.findByRole('region', { name: 'On call' }));
    expect(region.getByText(/Tom Bright, 01632 960 555/)).toBeTruthy();
    fireEvent.click(region.getByRole('button', { name: 'Take over' }));
    const phone = region.getByLabelText<HTMLInputElement>('Where do advocates ring you?');
    page.kith.on('GoOnCall', {
      goOnCall: { __typename: 'InvalidInput', message: 'Please give the number to ring you on.', field: 'phone' },
    });
    fireEvent.input(phone, { target: { value: 'my desk' } });
    fireEvent.click(region.getByRole('button', { name: 'I am on call now' }));
    expect(await region.findByText('Please give the number to ring you on.')).toBeTruthy();
    expect(phone.value).toBe('my desk');
    page.kith.on('GoOnCall', { goOnCall: { __typename: 'GoOnCallPayload' } });
    fireEvent.input(phone, { target: { value: '01632 960 777' } });
    fireEvent.click(region.getByRole('button', { name: 'I am on call now' }));
    expect(await region.findByText(/You are on call/)).toBeTruthy();
    expect(page.kith.last('GoOnCall')).toEqual({ input: { phone: '01632 960 777' } });
  });
});
