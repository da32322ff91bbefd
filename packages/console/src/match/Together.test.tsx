import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { introduction, matches, maya, noMatches, ruth } from '../testing/fake-kith.ts';

const page = aConsole();

const line = (topic: string, title: string, words: string, isFixed = false, before: string | null = null) => ({
  __typename: 'AgreementLine',
  topic,
  title,
  words,
  before,
  isFixed,
});

const version = {
  __typename: 'Agreement',
  number: 1,
  reviewOn: '2027-01-18',
  proposedBy: 'ADVOCATE',
  proposedAt: '2026-11-23T08:00:00Z',
  advocateAgreedAt: '2026-11-23T08:00:00Z',
  personAgreedAt: null,
  personAgreedHow: null,
  objectedAt: null,
  agreedAt: null,
  holds: false,
  isOpen: true,
  lines: [line('MONEY', 'Money', 'We lend nothing.')],
};

const two = {
  ...introduction,
  answeredAt: '2026-11-23T08:00:00Z',
  agreedAt: null,
  viewerIs: 'ADVOCATE',
  rathersWait: false,
  runningLowSince: null,
  runningLowSeenAt: null,
  standIn: { __typename: 'MatchStandIn', firstName: 'Sam', isIn: false },
  agreementStart: [
    line('MONEY', 'Money', 'We lend nothing.'),
    line('PASS_ON', 'What has to be passed on', 'The same day, to the coordinator.', true),
  ],
  agreements: [] as object[],
  meetingCards: [],
  reviews: [],
  isReviewDue: false,
  pausedBy: null,
  endedBy: null,
  whyStopped: null,
  goodbye: null,
  request: { ...introduction.request, team: 'Riverside team' },
};

const active = {
  ...two,
  status: 'ACTIVE',
  agreedAt: '2026-11-23T08:30:00Z',
  reviewOn: '2027-01-18',
  agreements: [
    {
      ...version,
      personAgreedAt: '2026-11-23T08:30:00Z',
      personAgreedHow: 'READ_OUT',
      agreedAt: '2026-11-23T08:30:00Z',
      holds: true,
      isOpen: false,
    },
  ],
};

const show = (match: object) => page.kith.on('MatchById', { ...maya, match });
const payload = (name: string, answer: string) => ({
  [name]: { __typename: answer, match: { ...two, status: 'ACTIVE' } },
});

beforeEach(() => {
  page.kith.on('WhoAmI', maya).on('People', { ...maya, matches: matches(two) });
});

describe('two people agree', () => {
  it('from words that are there, with what cannot be agreed away only to read', async () => {
    show(two);
    page.kith.on('WriteAgreement', payload('proposeAgreement', 'AgreementPayload'));
    page.open('/console/people/M1');
    fireEvent.click(await screen.findByRole('button', { name: 'Write it now' }));
    const money = screen.getByLabelText('Money') as HTMLTextAreaElement;
    expect(money.value).toBe('We lend nothing.');
    expect(screen.queryByLabelText('What has to be passed on')).toBeNull();
    expect(screen.getByText('The same day, to the coordinator.')).toBeTruthy();
    fireEvent.input(money, { target: { value: 'Each pays their own tea.' } });
    show({ ...two, agreements: [version] });
    fireEvent.click(screen.getByRole('button', { name: 'Save and agree' }));
    await screen.findByText(/It counts when they say yes too/);
    expect(page.kith.last('WriteAgreement')).toEqual({
      input: {
        matchId: 'M1',
        basedOn: null,
        lines: [{ topic: 'MONEY', words: 'Each pays their own tea.' }],
        reviewOn: '2027-01-18',
      },
    });
  });

  it('keeps what was typed when it could not be sent', async () => {
    show(two);
    page.kith.on('WriteAgreement', 'offline');
    page.open('/console/people/M1');
    fireEvent.click(await screen.findByRole('button', { name: 'Write it now' }));
    fireEvent.input(screen.getByLabelText('Money'), { target: { value: 'Mine' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save and agree' }));
    expect(await screen.findByText(/What you wrote is still here/)).toBeTruthy();
    expect((screen.getByLabelText('Money') as HTMLTextAreaElement).value).toBe('Mine');
  });

  it('by reading it out: one button, and the person can object', async () => {
    show({ ...two, agreements: [version] });
    page.kith.on('ReadOut', payload('recordReadOut', 'AgreementPayload'));
    page.open('/console/people/M1');
    const button = await screen.findByRole('button', { name: 'I read it out, they said yes' });
    show(active);
    fireEvent.click(button);
    const said = await screen.findByText(/Alex can read it, and object in one tap/);
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(page.kith.last('ReadOut')).toEqual({ input: { matchId: 'M1', number: 1 } });
  });

  it('shows what a new version changes, beside what counts until then', async () => {
    const newer = { ...version, number: 2, lines: [line('MONEY', 'Money', 'A bus fare.', false, 'We lend nothing.')] };
    show({ ...active, agreements: [newer, ...active.agreements] });
    page.open('/console/people/M1');
    expect(await screen.findByText('Before: We lend nothing.')).toBeTruthy();
    expect(screen.getByText(/Version 1, which counts until then/)).toBeTruthy();
  });
});

describe('two people look again, rest and end', () => {
  it('says when it is time, and writes down what came of it', async () => {
    show({ ...active, reviewOn: '2026-11-20', isReviewDue: true });
    page.kith.on('WriteReview', payload('reviewMatch', 'MatchMovedPayload'));
    page.open('/console/people/M1');
    expect(await screen.findByRole('heading', { name: 'Time to look at it together' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'We looked at it' }));
    fireEvent.input(screen.getByLabelText(/What could Alex do without you/), { target: { value: 'The bank.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved. You go on.');
    expect(page.kith.last('WriteReview')).toEqual({
      input: { matchId: 'M1', outcome: 'GO_ON', nextOn: '2027-01-18', without: 'The bank.' },
    });
  });

  it('pauses in one tap without a reason, and goes on in one', async () => {
    show(active);
    page.kith.on('PauseTheTwo', payload('pauseMatch', 'MatchMovedPayload'));
    page.open('/console/people/M1');
    const pause = await screen.findByRole('button', { name: 'Pause' });
    show({ ...active, status: 'PAUSED', pausedBy: 'ADVOCATE' });
    fireEvent.click(pause);
    expect(await screen.findByText(/Paused. Alex is told kindly/)).toBeTruthy();
    expect(page.kith.last('PauseTheTwo')).toEqual({ input: { matchId: 'M1', reason: null } });
    expect(await screen.findByRole('button', { name: 'Go on together' })).toBeTruthy();
  });

  it('ends with a goodbye if somebody likes, and tells what the person wants next', async () => {
    show(active);
    page.kith.on('EndTheTwo', payload('endMatch', 'MatchMovedPayload'));
    page.open('/console/people/M1');
    fireEvent.click(await screen.findByRole('button', { name: 'End this' }));
    fireEvent.input(screen.getByLabelText(/How you say goodbye/), { target: { value: 'Go well.' } });
    fireEvent.click(screen.getByLabelText(/Meet somebody else/));
    fireEvent.click(screen.getByRole('button', { name: 'End it and tell them' }));
    expect(await screen.findByText(/the way back is open/)).toBeTruthy();
    expect(page.kith.last('EndTheTwo')).toEqual({
      input: { matchId: 'M1', goodbye: 'Go well.', reason: null, isLookingFurther: true },
    });
  });

  it('asks a coordinator why, and opens what two people wrote only on purpose', async () => {
    page.kith.on('WhoAmI', ruth).on('People', { ...ruth, matches: matches(two) });
    page.kith.on('NobodyCovers', { matchesNobodyCovers: [] });
    page.kith.on('MatchById', (variables) => {
      const { withWords } = variables as { withWords?: boolean };
      const hidden = {
        agreements: active.agreements.map((one) => ({ ...one, lines: undefined })),
        meetingCards: undefined,
      };
      return { ...ruth, match: { ...active, viewerIs: null, ...(withWords ? {} : hidden) } };
    });
    page.open('/console/people/M1');
    const open = await screen.findByRole('button', { name: 'Open what they agreed' });
    expect(screen.queryByText('We lend nothing.')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    expect(screen.getByLabelText('Why?')).toBeTruthy();
    fireEvent.click(open);
    expect(await screen.findByText('We lend nothing.')).toBeTruthy();
  });
});

describe('a stand-in', () => {
  const standIns = {
    __typename: 'StandIns',
    mine: null,
    asked: null,
    saidNo: false,
    askMe: [{ __typename: 'StandInColleague', advocateId: 'A9', firstName: 'Dee' }],
    iStandInFor: [],
    colleagues: [{ __typename: 'StandInColleague', advocateId: 'A2', firstName: 'Sam' }],
  };

  beforeEach(() => {
    page.kith.on('Today', { viewer: { ...maya.viewer, standIns }, matches: noMatches });
  });

  it('is asked first', async () => {
    page.kith.on('AskToStandIn', { askStandIn: { __typename: 'StandInPayload', standIns } });
    page.open('/console');
    fireEvent.click(await screen.findByText('Ask a colleague'));
    fireEvent.click(screen.getByRole('button', { name: 'Ask them' }));
    await screen.findByText('Asked. They answer when they can.');
    expect(page.kith.last('AskToStandIn')).toEqual({ input: { advocateId: 'A2' } });
  });

  it('may say no, for free', async () => {
    page.kith.on('AnswerToStandIn', { answerStandIn: { __typename: 'StandInPayload', standIns } });
    page.open('/console');
    await screen.findByText('Dee asks whether you would step in during breaks.');
    fireEvent.click(screen.getByRole('button', { name: 'Not me' }));
    await screen.findByText(/That is all right. They can ask somebody else/);
    expect(page.kith.last('AnswerToStandIn')).toEqual({ input: { advocateId: 'A9', isYes: false } });
  });
});

describe('how it is safe to reach somebody', () => {
  const reach = {
    ...two.request.reach,
    value: '07700 900123',
    mayLeaveVoicemail: true,
    voicemailWords: 'Sam from the club rang',
    mayShowNumber: null,
    othersMayAnswer: 'My mum. Say you are a friend.',
    communicationNeeds: 'Short sentences, please.',
    pronouns: 'they',
    describedAs: 'A baker who hears voices',
  };

  it('begins with what helps them to talk, then who answers and what a message may say', async () => {
    show({ ...active, request: { ...two.request, reach } });
    page.open('/console/people/M1');
    const region = await screen.findByRole('region', { name: 'How to reach them' });
    const text = region.textContent ?? '';
    const order = [
      'Short sentences, please.',
      '07700 900123',
      'My mum. Say you are a friend.',
      'Say only: “Sam from the club rang”',
      'Hide it when you ring',
      'Mornings',
      'they',
      'A baker who hears voices',
    ].map((one) => text.indexOf(one));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((left, right) => left - right));
  });

  it('takes what was not said for the safer of the two, and offers no thank-you during a pause', async () => {
    const silent = { ...reach, mayLeaveVoicemail: null, othersMayAnswer: null, communicationNeeds: null };
    show({ ...active, status: 'PAUSED', request: { ...two.request, reach: silent } });
    page.open('/console/people/M1');
    const region = await screen.findByRole('region', { name: 'How to reach them' });
    for (const words of ['Leave no message', 'Speak to nobody else', 'Hide it when you ring'])
      expect(region.textContent).toContain(words);
    expect(screen.queryByRole('button', { name: 'Thank Alex' })).toBeNull();
  });
});

describe('a thank-you', () => {
  it('is left for the person in own words, and goes again under the same key when Kith was away', async () => {
    show(active);
    page.open('/console/people/M1');
    fireEvent.click(await screen.findByRole('button', { name: 'Thank Alex' }));
    fireEvent.click(screen.getByRole('button', { name: 'Leave this for them' }));
    expect(await screen.findByText(/A sentence is enough/)).toBeTruthy();
    expect(page.kith.last('SendThanks')).toBeUndefined();
    fireEvent.input(screen.getByLabelText('Your words'), { target: { value: 'For every walk.' } });
    page.kith.on('SendThanks', 'offline');
    fireEvent.click(screen.getByRole('button', { name: 'Leave this for them' }));
    expect(await screen.findByText(/still here; try again/)).toBeTruthy();
    const first = page.kith.last('SendThanks');
    page.kith.on('SendThanks', {
      sendThanks: { __typename: 'SendThanksPayload', thanks: { __typename: 'Thanks', id: 'H1' } },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Leave this for them' }));
    expect(await screen.findByText(/finds it on their own page/)).toBeTruthy();
    expect(page.kith.last('SendThanks')).toEqual(first);
    expect(first).toMatchObject({ input: { matchId: 'M1', words: 'For every walk.', gained: null } });
    expect(screen.queryByLabelText('Your words')).toBeNull();
  });
});
