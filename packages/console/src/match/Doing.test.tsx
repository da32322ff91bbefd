// @vitest-environment happy-dom
import { interventions } from '@kith/contract/interventions.ts';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { createClient, fetchExchange } from '@urql/core';
import { Provider } from '@urql/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetDrafts } from '../drafts.ts';
import { FakeKith } from '../testing/fake-kith.ts';
import { Doing } from './Doing.tsx';

let kith: FakeKith;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T09:00:00Z'), toFake: ['Date'] });
  kith = new FakeKith();
});
afterEach(() => {
  cleanup();
  forgetDrafts();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const viewer = { __typename: 'Viewer', id: 'V2' };
const empty = { __typename: 'Match', id: 'M1', contacts: [], permissions: [], steps: [], serviceIntroductions: [] };
const contact = {
  __typename: 'PeerContact',
  id: 'C1',
  at: '2026-11-23T08:30:00Z',
  helped: ['Encouraged'],
  isMine: true,
  byName: 'Maya',
  canUndoUntil: '2026-11-23T09:09:00Z',
  mood: 'GOOD',
  note: 'A good call.',
  nextStep: null,
  outcome: null,
  notes: [],
};
const introduction = {
  __typename: 'ServiceIntroduction',
  id: 'I1',
  state: 'WAITING_FOR_YES',
  sentence: 'Nothing is sent yet.',
  byName: 'Maya',
  sentAt: null,
  linksExpireAt: null,
  isOverdue: false,
  asksFollowUp: false,
  serviceName: 'Chess and a cuppa',
  service: null,
  email: 'hello@tea.example.org',
  text: 'Hello, Maya writes for Al.',
  question: null,
  followUp: null,
};

function open(part: 'ADVOCATE' | 'COORDINATOR' | null, match: object = empty) {
  kith.on('PartInMatch', { viewer, match: { __typename: 'Match', id: 'M1', status: 'ACTIVE', viewerIs: part } });
  kith.on('DoingOf', { viewer, match: { ...empty, ...match } });
  const client = createClient({ url: '/graphql', preferGetMethod: false, exchanges: [fetchExchange] });
  render(
    <Provider value={client}>
      <Doing matchId="M1" name="Alex" />
    </Provider>,
  );
}

describe('noting a contact', () => {
  it('takes three taps: open, what it was, save', async () => {
    kith.on('RecordContact', { recordContact: { __typename: 'RecordContactPayload' } });
    open('ADVOCATE');
    fireEvent.click(await screen.findByRole('button', { name: 'Note a contact' }));
    fireEvent.click(screen.getByRole('button', { name: 'Encouraged' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save this contact' }));
    const said = await screen.findByText('Noted. Alex sees it too.');
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(kith.last('RecordContact')).toMatchObject({
      input: { matchId: 'M1', interventions: ['ENCOURAGEMENT'], activities: [], at: null, note: null, mood: null },
    });
  });

  it('offers all 17 and “none of these”, and says what they mean', async () => {
    open('ADVOCATE');
    fireEvent.click(await screen.findByRole('button', { name: 'Note a contact' }));
    for (const { label } of interventions) expect(screen.getByRole('button', { name: label })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Encouraged' }));
    fireEvent.click(screen.getByRole('button', { name: 'None of these' }));
    expect(screen.getByRole('button', { name: 'Encouraged' }).getAttribute('aria-pressed')).toBe('false');
    fireEvent.click(screen.getByRole('button', { name: 'What do these mean?' }));
    expect(screen.getByText('Named what went well, in your own words.')).toBeTruthy();
  });

  it('says what is missing when nothing was tapped', async () => {
    open('ADVOCATE');
    fireEvent.click(await screen.findByRole('button', { name: 'Note a contact' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save this contact' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Tap what fits');
    expect(kith.last('RecordContact')).toBeUndefined();
  });

  it('keeps every tap without a network, and sends the same thing by itself once it is back', async () => {
    kith.on('RecordContact', 'offline');
    open('ADVOCATE');
    fireEvent.click(await screen.findByRole('button', { name: 'Note a contact' }));
    fireEvent.click(screen.getByRole('button', { name: 'Talked freely about hard things' }));
    fireEvent.input(screen.getByLabelText(/A short note/), { target: { value: 'On a bench' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save this contact' }));
    expect((await screen.findByRole('alert')).textContent).toContain('sent by itself once you are online');
    const first = kith.last('RecordContact');
    kith.on('RecordContact', { recordContact: { __typename: 'RecordContactPayload' } });
    dispatchEvent(new Event('online'));
    await screen.findByText('Noted. Alex sees it too.');
    expect(kith.last('RecordContact')).toEqual(first);
    expect(first).toMatchObject({ input: { note: 'On a bench', interventions: ['TALK_FREELY'] } });
  });

  it('keeps what was tapped when somebody looks elsewhere', async () => {
    open('ADVOCATE');
    fireEvent.click(await screen.findByRole('button', { name: 'Note a contact' }));
    fireEvent.click(screen.getByRole('button', { name: 'Encouraged' }));
    fireEvent.click(screen.getByRole('button', { name: 'Later' }));
    fireEvent.click(screen.getByRole('button', { name: 'Note a contact' }));
    expect(screen.getByRole('button', { name: 'Encouraged' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('can be taken back, or put right beside what is there', async () => {
    kith.on('UndoContact', { undoContact: { __typename: 'UndoContactPayload' } });
    kith.on('CorrectContact', { correctContact: { __typename: 'ContactNotePayload' } });
    open('ADVOCATE', { contacts: [contact] });
    fireEvent.click(await screen.findByRole('button', { name: 'Put it right or add to it' }));
    fireEvent.input(screen.getByLabelText(/How was it really/), { target: { value: 'It was yesterday' } });
    fireEvent.click(screen.getByRole('button', { name: 'Write it beside' }));
    await screen.findByText(/Written beside it/);
    expect(kith.last('CorrectContact')).toEqual({ input: { contactId: 'C1', words: 'It was yesterday' } });
    fireEvent.click(screen.getByRole('button', { name: 'Take it back' }));
    expect(await screen.findByText(/Nobody sees it any more/)).toBeTruthy();
  });

  it.each([
    ['They said this', /What did Alex say or show you/, 'SAID'],
    ['I noticed this', /What did you notice/, 'OBSERVED'],
  ])('has a view of the person written beside it: “%s”', async (button, label, how) => {
    kith.on('RecordView', { recordView: { __typename: 'ContactNotePayload' } });
    open('ADVOCATE', { contacts: [contact] });
    fireEvent.click(await screen.findByRole('button', { name: 'Put it right or add to it' }));
    fireEvent.click(screen.getByRole('button', { name: button }));
    fireEvent.input(screen.getByLabelText(label), { target: { value: 'The garden' } });
    fireEvent.click(screen.getByRole('button', { name: 'Write it beside' }));
    await screen.findByText(/Written beside it/);
    expect(kith.last('RecordView')).toEqual({ input: { contactId: 'C1', words: 'The garden', how } });
  });
});

describe('a step', () => {
  it('can come out of what a contact said comes next', async () => {
    kith.on('ProposeStep', { proposeStep: { __typename: 'StepPayload' } });
    open('ADVOCATE', { contacts: [{ ...contact, nextStep: 'Ring the library' }] });
    fireEvent.click(await screen.findByRole('button', { name: 'Make the next thing a step' }));
    const what = screen.getByLabelText(/What is it\?/) as HTMLInputElement;
    expect(what.value).toBe('Ring the library');
    fireEvent.click(screen.getByRole('button', { name: 'For both of us' }));
    fireEvent.click(screen.getByRole('button', { name: 'Propose it' }));
    expect(await screen.findByText('Proposed. Alex sees it too.')).toBeTruthy();
    expect(kith.last('ProposeStep')).toMatchObject({ input: { what: 'Ring the library', owner: 'BOTH' } });
  });
});

describe('a service', () => {
  it('is written to only after the text was read out and a yes is ticked', async () => {
    kith.on('SayYesToIntroduction', { sayYesToIntroduction: { __typename: 'ServiceIntroductionPayload' } });
    open('ADVOCATE', { serviceIntroductions: [introduction] });
    const card = (await screen.findByText('Hello, Maya writes for Al.')).closest('article') as HTMLElement;
    fireEvent.click(within(card).getByRole('button', { name: 'Write down their yes' }));
    expect(within(card).getByRole('alert').textContent).toContain('Read out every word first');
    fireEvent.click(within(card).getByLabelText(/I read every word out/));
    fireEvent.click(within(card).getByRole('button', { name: 'Write down their yes' }));
    await screen.findByText(/Their yes is written down/);
    expect(kith.last('SayYesToIntroduction')).toEqual({ input: { introductionId: 'I1', wasReadOut: true } });
  });
});

describe('a coordinator', () => {
  it('sees when and what kind, and no words before opening them', async () => {
    const { mood: _m, note: _n, nextStep: _x, outcome: _o, ...bare } = contact;
    open('COORDINATOR', { contacts: [{ ...bare, isMine: false, canUndoUntil: null }] });
    expect(await screen.findByText('Encouraged')).toBeTruthy();
    expect(kith.last('DoingOf')).toEqual({ id: 'M1', open: false });
    expect(screen.queryByRole('button', { name: 'Note a contact' })).toBeNull();
    expect(screen.getByText(/Alex is told when you open it/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open what was written' }));
    await waitFor(() => expect(kith.last('DoingOf')).toEqual({ id: 'M1', open: true }));
  });
});
