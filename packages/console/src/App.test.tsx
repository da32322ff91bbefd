import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from './App.tsx';
import { forgetDrafts } from './drafts.ts';
import {
  FakeKith,
  introduction,
  matches,
  maya,
  noMatches,
  queue,
  request,
  requestWords,
  ruth,
  service,
} from './testing/fake-kith.ts';

let kith: FakeKith;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T09:00:00Z'), toFake: ['Date'] });
  kith = new FakeKith().on('/sign-in/state', { state: 'signed-in', isDemo: false });
});
afterEach(() => {
  cleanup();
  forgetDrafts();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function open(path: string) {
  history.replaceState(null, '', path);
  render(<App />);
}

describe('an advocate', () => {
  beforeEach(() => {
    kith.on('WhoAmI', maya).on('Today', { ...maya, matches: matches(introduction) });
  });

  it('sees on one screen how they are and who would like to meet them, in their words', async () => {
    open('/console');
    const card = await screen.findByRole('article', { name: 'Introduction: Alex' });
    expect(within(card).getByText(/somebody who has been in hospital too/)).toBeTruthy();
    expect(within(card).getByText('You share: A stay in hospital for mental health')).toBeTruthy();
    expect(within(card).getByText('Speaks Polish')).toBeTruthy();
    expect(within(card).getByText('Mornings')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Fine' }).getAttribute('aria-pressed')).toBe('true');
    expect(document.title).toBe('Today · Kith');
    expect(screen.queryByRole('link', { name: 'Requests' })).toBeNull();
  });

  it('says how they are in one tap', async () => {
    const low = { ...maya.viewer.advocate, energy: 'LOW' };
    kith.on('SetEnergy', { setEnergy: { __typename: 'SetEnergyPayload', advocate: low } });
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'Low' }));
    expect(await screen.findByText(/Saved. Only you and your coordinators/)).toBeTruthy();
    expect(kith.last('SetEnergy')).toEqual({ input: { energy: 'LOW' } });
  });

  it('is told beside the box when the day of a break has passed, with the words still there', async () => {
    const answer = { __typename: 'InvalidInput', message: 'That day has passed.', field: 'breakUntil' };
    kith.on('SetEnergy', { setEnergy: answer });
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'I need a break' }));
    fireEvent.input(screen.getByLabelText(/What should people hear/), { target: { value: 'Back soon' } });
    fireEvent.click(screen.getByRole('button', { name: 'Start my break' }));
    const box = screen.getByLabelText(/Until when/);
    await waitFor(() => expect(box.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText('That day has passed.')).toBeTruthy();
    expect((screen.getByLabelText(/What should people hear/) as HTMLTextAreaElement).value).toBe('Back soon');
  });

  it('says yes with how they first meet, only in ways that are safe', async () => {
    kith.on('SayYes', {
      acceptMatch: { __typename: 'AcceptMatchPayload', match: { ...introduction, status: 'ACTIVE' } },
    });
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'Yes, I would like to' }));
    const ways = within(screen.getByLabelText('How')).getAllByRole('option');
    expect(ways.map((way) => (way as HTMLOptionElement).value)).toEqual(['PHONE', 'IN_PERSON', 'COME_BACK']);
    fireEvent.click(screen.getByRole('button', { name: 'Say yes and tell them' }));
    expect(await screen.findByText(/Say when, so that they know/)).toBeTruthy();
    fireEvent.input(screen.getByLabelText('When'), { target: { value: 'Thursday at 2 pm' } });
    fireEvent.input(screen.getByLabelText(/A few words/), { target: { value: 'Hello Alex' } });
    fireEvent.click(screen.getByRole('button', { name: 'Say yes and tell them' }));
    await waitFor(() =>
      expect(kith.last('SayYes')).toEqual({
        input: { matchId: 'M1', firstMeeting: { channel: 'PHONE', when: 'Thursday at 2 pm', words: 'Hello Alex' } },
      }),
    );
  });

  it.each([
    [
      'somebody was faster',
      { acceptMatch: { __typename: 'NoLongerPossible', message: 'This has moved on.' } },
      'This has moved on.',
    ],
    ['Kith is away', 'offline' as const, 'What you wrote is still here'],
  ])('keeps every word when %s', async (_why, answer, sentence) => {
    kith.on('SayYes', answer);
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'Yes, I would like to' }));
    fireEvent.input(screen.getByLabelText('When'), { target: { value: 'Thursday' } });
    fireEvent.click(screen.getByRole('button', { name: 'Say yes and tell them' }));
    expect((await screen.findByRole('alert')).textContent).toContain(sentence);
    expect((screen.getByLabelText('When') as HTMLInputElement).value).toBe('Thursday');
  });

  it('keeps a yes that was not sent, while they look elsewhere and when the introduction is over meanwhile', async () => {
    kith.on('People', { ...maya, matches: noMatches });
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'Yes, I would like to' }));
    expect(document.activeElement).toBe(screen.getByLabelText('How'));
    fireEvent.input(screen.getByLabelText('When'), { target: { value: 'Thursday at 2 pm' } });
    fireEvent.click(screen.getByRole('link', { name: 'People' }));
    await screen.findByRole('heading', { level: 1, name: 'People' });
    fireEvent.click(screen.getByRole('link', { name: 'Today' }));
    expect(((await screen.findByLabelText('When')) as HTMLInputElement).value).toBe('Thursday at 2 pm');
    kith.on('Today', { ...maya, matches: noMatches });
    dispatchEvent(new Event('focus'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('It was not sent.');
    expect(alert.textContent).toContain('Thursday at 2 pm');
    fireEvent.click(within(alert).getByRole('button', { name: 'I do not need it any more' }));
    expect(screen.queryByText('Thursday at 2 pm')).toBeNull();
  });

  it('is told what came of a yes, where they are', async () => {
    kith.on('SayYes', {
      acceptMatch: { __typename: 'AcceptMatchPayload', match: { ...introduction, status: 'ACTIVE' } },
    });
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'Yes, I would like to' }));
    fireEvent.input(screen.getByLabelText('When'), { target: { value: 'Thursday' } });
    kith.on('Today', { ...maya, matches: matches({ ...introduction, status: 'ACTIVE' }) });
    fireEvent.click(screen.getByRole('button', { name: 'Say yes and tell them' }));
    const said = await screen.findByText('You said yes. Alex is told how and when you meet.');
    await waitFor(() => expect(document.activeElement).toBe(said));
  });

  it('sees what people are told during a break, and changes it', async () => {
    const resting = { ...maya.viewer.advocate, energy: 'BREAK', breakUntil: '2026-12-05', breakWords: 'Back soon.' };
    kith.on('Today', { viewer: { ...maya.viewer, advocate: resting }, matches: noMatches });
    open('/console');
    expect(await screen.findByText('Back soon.')).toBeTruthy();
    expect(screen.getByText(/Until Saturday 5 December/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'I need a break' }));
    expect((screen.getByLabelText(/Until when/) as HTMLInputElement).value).toBe('2026-12-05');
    expect((screen.getByLabelText(/What should people hear/) as HTMLTextAreaElement).value).toBe('Back soon.');
    expect(screen.getByRole('button', { name: 'Save my break' })).toBeTruthy();
  });

  it('is told while learning why nobody is introduced to them', async () => {
    const learning = { ...maya.viewer.advocate, stage: 'LEARNER' };
    kith.on('Today', { viewer: { ...maya.viewer, advocate: learning }, matches: noMatches });
    open('/console');
    expect(await screen.findByText(/You are still learning/)).toBeTruthy();
  });

  it('passes on without a reason', async () => {
    kith.on('SayNotMe', {
      declineMatch: { __typename: 'DeclineMatchPayload', match: { ...introduction, status: 'DECLINED' } },
    });
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'Not me' }));
    expect(screen.getByText(/needs no reason/)).toBeTruthy();
    kith.on('Today', { ...maya, matches: noMatches });
    fireEvent.click(screen.getByRole('button', { name: 'Pass it on' }));
    expect(await screen.findByText(/Nobody is waiting for your answer/)).toBeTruthy();
  });
});

describe('a coordinator', () => {
  beforeEach(() => {
    kith
      .on('WhoAmI', ruth)
      .on('Queue', { ...ruth, peerRequests: queue })
      .on('Request', { ...ruth, peerRequest: request })
      .on('RequestWords', requestWords);
  });

  it('sees who waits, told by words and not by numbers or colours', async () => {
    open('/console');
    const first = await screen.findByRole('link', { name: /Waiting for 6 days/ });
    expect(first.textContent).toContain('We promised to answer by Thursday 19 November.');
    expect(screen.getByRole('link', { name: /Asked today/ }).textContent).not.toContain('promised');
    expect(kith.last('Queue')).toMatchObject({ status: ['ASKED', 'CAME_BACK'] });
  });

  it("reads the person's words first, then wishes, then advocates side by side", async () => {
    open('/console/requests/R1');
    expect(await screen.findByRole('heading', { level: 1, name: 'Alex' })).toBeTruthy();
    const text = screen.getByRole('region', { name: 'Request' }).textContent ?? '';
    const order = ['My landlord wants me out.', 'Matters to them', 'Rather not', 'Who could meet them'].map((one) =>
      text.indexOf(one),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    const tom = screen.getByRole('article', { name: 'Tom' });
    expect(within(tom).getByText('Not met')).toBeTruthy();
    expect(within(tom).getByText('3 of 4 people')).toBeTruthy();
  });

  it('introduces with a reason, and hears why when it is too late', async () => {
    kith.on('Introduce', { proposeMatch: { __typename: 'AdvocateUnavailable', message: 'Tom is on a break.' } });
    open('/console/requests/R1');
    fireEvent.click(await screen.findByRole('button', { name: 'Introduce Tom' }));
    fireEvent.click(screen.getByRole('button', { name: 'Ask Tom' }));
    expect(await screen.findByText('Write one sentence: why these two?')).toBeTruthy();
    expect(kith.last('Introduce')).toBeUndefined();
    fireEvent.input(screen.getByLabelText('Why Tom?'), { target: { value: 'He knows the forms.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Ask Tom' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Tom is on a break.');
    expect(kith.last('Introduce')).toEqual({
      input: { requestId: 'R1', advocateId: 'A2', reason: 'He knows the forms.' },
    });
    expect((screen.getByLabelText('Why Tom?') as HTMLTextAreaElement).value).toBe('He knows the forms.');
  });

  it('counts from coming back, and puts who came back behind who has waited longer', async () => {
    const [late, today] = queue.edges.map(({ node }) => node);
    const back = { ...late, id: 'R0', status: 'CAME_BACK', askedAt: '2026-10-27T09:00:00Z', isLate: false };
    const nodes = [{ ...back, waitingSince: '2026-11-22T19:00:00Z' }, late, today];
    kith.on('Queue', { ...ruth, peerRequests: { ...queue, edges: nodes.map((node) => ({ node })) } });
    open('/console');
    await screen.findByRole('link', { name: /Came back yesterday/ });
    const links = screen.getAllByRole('link', { name: /Waiting for|Came back|Asked/ });
    expect(links.map((link) => link.querySelector('strong')?.textContent)).toEqual([
      'Waiting for 6 days',
      'Came back yesterday',
      'Asked today',
    ]);
  });

  it('keeps a sentence with its advocate when others are suggested meanwhile', async () => {
    open('/console/requests/R1');
    fireEvent.click(await screen.findByRole('button', { name: 'Introduce Maya' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Why Maya?'));
    fireEvent.input(screen.getByLabelText('Why Maya?'), { target: { value: 'She knows the wait.' } });
    const [first, second] = request.suggestions;
    kith.on('Request', { ...ruth, peerRequest: { ...request, suggestions: [second, first] } });
    dispatchEvent(new Event('focus'));
    await waitFor(() =>
      expect(screen.getAllByRole('article').map((one) => one.ariaLabel ?? one.getAttribute('aria-label'))).toEqual([
        'Tom',
        'Maya',
      ]),
    );
    expect((screen.getByLabelText('Why Maya?') as HTMLTextAreaElement).value).toBe('She knows the wait.');
    expect(screen.queryByLabelText('Why Tom?')).toBeNull();
    kith.on('Request', { ...ruth, peerRequest: { ...request, suggestions: [second] } });
    dispatchEvent(new Event('focus'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Maya cannot take somebody new just now.');
    expect(alert.textContent).toContain('She knows the wait.');
  });

  it('gives back what was written when somebody else was faster', async () => {
    open('/console/requests/R1');
    fireEvent.click(await screen.findByRole('button', { name: 'Introduce Tom' }));
    fireEvent.input(screen.getByLabelText('Why Tom?'), { target: { value: 'He knows the forms.' } });
    kith.on('Request', { ...ruth, peerRequest: { ...request, status: 'BEING_INTRODUCED', suggestions: [] } });
    dispatchEvent(new Event('focus'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Somebody was faster');
    expect(alert.textContent).toContain('He knows the forms.');
  });

  it('is told that the advocate was asked, where they are', async () => {
    kith.on('Introduce', { proposeMatch: { __typename: 'ProposeMatchPayload', match: { ...introduction, request } } });
    open('/console/requests/R1');
    fireEvent.click(await screen.findByRole('button', { name: 'Introduce Tom' }));
    fireEvent.input(screen.getByLabelText('Why Tom?'), { target: { value: 'He knows the forms.' } });
    kith.on('Request', { ...ruth, peerRequest: { ...request, status: 'BEING_INTRODUCED', suggestions: [] } });
    fireEvent.click(screen.getByRole('button', { name: 'Ask Tom' }));
    const said = await screen.findByText(/Tom has been asked/);
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('looks past the suggestions, and introduces somebody else of the team', async () => {
    const [first] = request.suggestions;
    const advocate = { ...first?.advocate, id: 'A9', firstName: 'Kit' };
    const others = { __typename: 'PeerRequest', id: 'R1', otherAdvocates: [{ ...first, advocate }] };
    kith.on('OtherAdvocates', { ...ruth, peerRequest: others });
    open('/console/requests/R1');
    const summary = await screen.findByText('Somebody else of the team');
    expect(kith.last('OtherAdvocates')).toBeUndefined();
    const details = summary.closest('details') as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event('toggle'));
    expect(await screen.findByRole('button', { name: 'Introduce Kit' })).toBeTruthy();
  });

  it('is told when they are in no team', async () => {
    kith
      .on('WhoAmI', { viewer: { ...ruth.viewer, team: null } })
      .on('Queue', { ...ruth, peerRequests: { ...queue, edges: [] } });
    open('/console');
    expect(await screen.findByText(/You are in no team yet/)).toBeTruthy();
  });

  it('asks for the words once, however often the rest is read again', async () => {
    open('/console/requests/R1');
    await screen.findByText(/My landlord/);
    dispatchEvent(new Event('focus'));
    await waitFor(() => expect(kith.sent.filter(({ name }) => name === 'Request')).toHaveLength(2));
    expect(kith.sent.filter(({ name }) => name === 'RequestWords')).toHaveLength(1);
    expect(kith.sent.findLast(({ name }) => name === 'Request')?.headers.get('x-kith-background')).toBe('1');
  });

  it('is told kindly when nobody waits, nothing is there, or it cannot be read', async () => {
    kith.on('Queue', { ...ruth, peerRequests: { ...queue, edges: [] } });
    open('/console/requests');
    expect(await screen.findByText(/Nobody is waiting. When somebody asks/)).toBeTruthy();
    cleanup();
    kith.on('Request', { ...ruth, peerRequest: null }).on('RequestWords', { ...ruth, peerRequest: null });
    open('/console/requests/gone');
    expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeTruthy();
    cleanup();
    kith.on('Queue', 'offline');
    open('/console/requests');
    expect((await screen.findByRole('alert')).textContent).toContain('could not read this');
    kith.on('Queue', { ...ruth, peerRequests: queue });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: /Waiting for 6 days/ })).toBeTruthy();
  });

  it('keeps what was typed when the session ends, and hides the page until they are back', async () => {
    open('/console/requests/R1');
    fireEvent.click(await screen.findByRole('button', { name: 'Introduce Tom' }));
    fireEvent.input(screen.getByLabelText('Why Tom?'), { target: { value: 'He knows the forms.' } });
    kith.on('Introduce', {
      errors: [{ message: 'Please sign in again.', extensions: { code: 'UNAUTHENTICATED' } }],
      data: null,
    });
    fireEvent.click(screen.getByRole('button', { name: 'Ask Tom' }));
    const dialog = await screen.findByRole('dialog', { name: 'You were signed out' });
    expect(document.querySelector('.covered')?.hasAttribute('inert')).toBe(true);
    kith.on('/api/auth/sign-in/email', { next: 'code' }).on('/api/auth/two-factor/verify-totp', { next: 'done' });
    fireEvent.input(within(dialog).getByLabelText('E-mail address'), { target: { value: 'ruth@example.org' } });
    fireEvent.input(within(dialog).getByLabelText('Password'), { target: { value: 'a quiet green morning' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Sign in with a password' }));
    fireEvent.input(await screen.findByLabelText('Code'), { target: { value: '123456' } });
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((screen.getByLabelText('Why Tom?') as HTMLTextAreaElement).value).toBe('He knows the forms.');
  });

  it('keeps what was typed when a quiet look finds the session over, and reads again afterwards', async () => {
    open('/console/requests/R1');
    fireEvent.click(await screen.findByRole('button', { name: 'Introduce Tom' }));
    fireEvent.input(screen.getByLabelText('Why Tom?'), { target: { value: 'He knows the forms.' } });
    const nobody = { viewer: null };
    kith
      .on('WhoAmI', nobody)
      .on('Queue', { ...nobody, peerRequests: { ...queue, edges: [] } })
      .on('Request', { ...nobody, peerRequest: null });
    dispatchEvent(new Event('focus'));
    const dialog = await screen.findByRole('dialog', { name: 'You were signed out' });
    expect((screen.getByLabelText('Why Tom?') as HTMLTextAreaElement).value).toBe('He knows the forms.');
    const newer = { ...request, events: [{ ...request.events[0], sentence: 'You changed what you asked.' }] };
    kith
      .on('WhoAmI', ruth)
      .on('Queue', { ...ruth, peerRequests: queue })
      .on('Request', { ...ruth, peerRequest: newer });
    kith.on('/api/auth/sign-in/email', { next: 'done' });
    fireEvent.input(within(dialog).getByLabelText('E-mail address'), { target: { value: 'ruth@example.org' } });
    fireEvent.input(within(dialog).getByLabelText('Password'), { target: { value: 'a quiet green morning' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Sign in with a password' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await screen.findByText('You changed what you asked.')).toBeTruthy();
    expect((screen.getByLabelText('Why Tom?') as HTMLTextAreaElement).value).toBe('He knows the forms.');
  });

  it('goes by keyboard, and can turn single keys off', async () => {
    kith.on('People', { ...ruth, matches: noMatches });
    open('/console/requests');
    await screen.findByRole('link', { name: /Asked today/ });
    fireEvent.keyDown(document.body, { key: 'p' });
    expect(await screen.findByRole('heading', { level: 1, name: 'People' })).toBeTruthy();
    fireEvent.keyDown(document.body, { key: '?' });
    fireEvent.click(await screen.findByLabelText('Use single keys'));
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    fireEvent.keyDown(document.body, { key: 'r' });
    expect(screen.getByRole('heading', { level: 1, name: 'People' })).toBeTruthy();
  });
});

describe('a steward', () => {
  const tom = { viewer: { ...ruth.viewer, id: 'V3', name: 'Tom', roles: ['STEWARD'] } };
  beforeEach(() => {
    kith
      .on('WhoAmI', tom)
      .on('DirectoryServices', { ...tom, directoryServices: [service] })
      .on('ServiceById', { ...tom, service });
  });

  it('finds a service, the hidden ones too', async () => {
    open('/console');
    const link = await screen.findByRole('link', { name: /Chess and a cuppa/ });
    expect(link.textContent).toContain('Not checked yet');
    kith.on('DirectoryServices', { ...tom, directoryServices: [] });
    fireEvent.input(screen.getByLabelText(/Name of a service/), { target: { value: ' knitting ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Search' }));
    expect(await screen.findByText(/No service has these words/)).toBeTruthy();
    expect(kith.last('DirectoryServices')).toEqual({ text: 'knitting', status: null });
    fireEvent.click(screen.getByRole('button', { name: 'Not checked yet' }));
    await waitFor(() => expect(kith.last('DirectoryServices')).toEqual({ text: 'knitting', status: ['UNVERIFIED'] }));
  });

  it('puts right what is wrong, after a look at before and after', async () => {
    open('/console/directory/S1');
    const form = within(await screen.findByRole('form', { name: 'Put it right' }));
    fireEvent.click(form.getByRole('button', { name: 'Save what I put right' }));
    expect((await form.findByRole('alert')).textContent).toContain('Nothing is changed yet');
    fireEvent.click(form.getByLabelText('Things to do'));
    fireEvent.change(form.getByLabelText('Whether it runs'), { target: { value: 'ACTIVE' } });
    const change = form.getByRole('region', { name: 'Before and after' }).textContent;
    expect(change).toContain('Not checked yet → It runs');
    expect(change).toContain('Health → Things to do, Health');
    fireEvent.input(form.getByLabelText(/Why/), { target: { value: 'Their web page says so.' } });
    kith.on('Correct', 'offline');
    fireEvent.click(form.getByRole('button', { name: 'Save what I put right' }));
    await waitFor(() => expect(form.getByRole('alert').textContent).toContain('what you chose is still here'));
    const right = { ...service, status: 'ACTIVE', areas: ['LEISURE', 'HEALTH'] };
    kith
      .on('Correct', { correctService: { __typename: 'CorrectServicePayload', service: right } })
      .on('ServiceById', { ...tom, service: right });
    fireEvent.click(form.getByRole('button', { name: 'Save what I put right' }));
    const said = await form.findByText(/Saved. Search knows it/);
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(kith.last('Correct')).toEqual({
      input: { serviceId: 'S1', status: 'ACTIVE', areas: ['HEALTH', 'LEISURE'], note: 'Their web page says so.' },
    });
    expect(form.queryByRole('region', { name: 'Before and after' })).toBeNull();
  });

  it('finds no requests and no people by their address', async () => {
    open('/console/requests');
    expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeTruthy();
    expect(kith.last('Queue')).toBeUndefined();
  });
});

it.each([
  [['PARTNER_EDITOR'], /no screen for your page yet/],
  [['ADMINISTRATOR'], /npm run staff/],
  [['ADVOCATE'], /Your profile is not made yet/],
  [[], /has no role yet/],
])('says clearly what an account without a screen of its own can do: %s', async (roles, sentence) => {
  kith.on('WhoAmI', { viewer: { ...ruth.viewer, roles } });
  open('/console');
  expect(await screen.findByRole('heading', { name: 'Welcome' })).toBeTruthy();
  expect(screen.getByText(sentence)).toBeTruthy();
  expect(screen.queryByRole('navigation')).toBeNull();
});

it('shows a person who cannot be reached by name by the reference, and reads no contact details for a list', async () => {
  const line = { ...introduction, request: { ...introduction.request, reach: undefined } };
  kith.on('WhoAmI', ruth).on('People', { ...ruth, matches: matches(line) });
  open('/console/people');
  expect(await screen.findByRole('link', { name: /Request KT-4F7Q and Maya/ })).toBeTruthy();
  expect(kith.last('People')).toEqual({ withNames: false });
});

it('says so when Kith cannot be reached at all', async () => {
  kith.on('/sign-in/state', 'offline');
  open('/console');
  expect((await screen.findByRole('alert')).textContent).toContain('could not read this');
});
