import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConsole } from './testing/console-page.tsx';
import { introduction, noMatches, queue, request, requestWords, ruth } from './testing/fake-kith.ts';

const page = aConsole();
const { open } = page;

describe('a coordinator', () => {
  beforeEach(() => {
    page.kith
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
    expect(page.kith.last('Queue')).toMatchObject({ status: ['ASKED', 'CAME_BACK'] });
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
    page.kith.on('Introduce', { proposeMatch: { __typename: 'AdvocateUnavailable', message: 'Tom is on a break.' } });
    open('/console/requests/R1');
    fireEvent.click(await screen.findByRole('button', { name: 'Introduce Tom' }));
    fireEvent.click(screen.getByRole('button', { name: 'Ask Tom' }));
    expect(await screen.findByText('Write one sentence: why these two?')).toBeTruthy();
    expect(page.kith.last('Introduce')).toBeUndefined();
    fireEvent.input(screen.getByLabelText('Why Tom?'), { target: { value: 'He knows the forms.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Ask Tom' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Tom is on a break.');
    expect(page.kith.last('Introduce')).toEqual({
      input: { requestId: 'R1', advocateId: 'A2', reason: 'He knows the forms.' },
    });
    expect((screen.getByLabelText('Why Tom?') as HTMLTextAreaElement).value).toBe('He knows the forms.');
  });

  it('counts from coming back, in the order in which people wait', async () => {
    const [late, today] = queue.edges.map(({ node }) => node);
    const back = { ...late, id: 'R0', status: 'CAME_BACK', askedAt: '2026-10-27T09:00:00Z', isLate: false };
    const nodes = [late, { ...back, waitingSince: '2026-11-22T19:00:00Z' }, today];
    page.kith.on('Queue', { ...ruth, peerRequests: { ...queue, edges: nodes.map((node) => ({ node })) } });
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
    page.kith.on('Request', { ...ruth, peerRequest: { ...request, suggestions: [second, first] } });
    dispatchEvent(new Event('focus'));
    await waitFor(() =>
      expect(screen.getAllByRole('article').map((one) => one.ariaLabel ?? one.getAttribute('aria-label'))).toEqual([
        'Tom',
        'Maya',
      ]),
    );
    expect((screen.getByLabelText('Why Maya?') as HTMLTextAreaElement).value).toBe('She knows the wait.');
    expect(screen.queryByLabelText('Why Tom?')).toBeNull();
    page.kith.on('Request', { ...ruth, peerRequest: { ...request, suggestions: [second] } });
    dispatchEvent(new Event('focus'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Maya cannot take somebody new just now.');
    expect(alert.textContent).toContain('She knows the wait.');
  });

  it('gives back what was written when somebody else was faster', async () => {
    open('/console/requests/R1');
    fireEvent.click(await screen.findByRole('button', { name: 'Introduce Tom' }));
    fireEvent.input(screen.getByLabelText('Why Tom?'), { target: { value: 'He knows the forms.' } });
    page.kith.on('Request', { ...ruth, peerRequest: { ...request, status: 'BEING_INTRODUCED', suggestions: [] } });
    dispatchEvent(new Event('focus'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Somebody was faster');
    expect(alert.textContent).toContain('He knows the forms.');
  });

  it('is told that the advocate was asked, where they are', async () => {
    page.kith.on('Introduce', {
      proposeMatch: { __typename: 'ProposeMatchPayload', match: { ...introduction, request } },
    });
    open('/console/requests/R1');
    fireEvent.click(await screen.findByRole('button', { name: 'Introduce Tom' }));
    fireEvent.input(screen.getByLabelText('Why Tom?'), { target: { value: 'He knows the forms.' } });
    page.kith.on('Request', { ...ruth, peerRequest: { ...request, status: 'BEING_INTRODUCED', suggestions: [] } });
    fireEvent.click(screen.getByRole('button', { name: 'Ask Tom' }));
    const said = await screen.findByText(/Tom has been asked/);
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('looks past the suggestions, and introduces somebody else of the team', async () => {
    const [first] = request.suggestions;
    const advocate = { ...first?.advocate, id: 'A9', firstName: 'Kit' };
    const others = { __typename: 'PeerRequest', id: 'R1', otherAdvocates: [{ ...first, advocate }], notSuggested: [] };
    page.kith.on('OtherAdvocates', { ...ruth, peerRequest: others });
    open('/console/requests/R1');
    const summary = await screen.findByText('Somebody else of the team');
    expect(page.kith.last('OtherAdvocates')).toBeUndefined();
    const details = summary.closest('details') as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event('toggle'));
    expect(await screen.findByRole('button', { name: 'Introduce Kit' })).toBeTruthy();
  });

  it('is told who has waited longer, and says why they choose otherwise', async () => {
    const [first] = request.suggestions;
    const waitedLonger = [{ __typename: 'WaitedLonger', requestId: 'R7', reference: 'KT-OLD1', isOnlyOne: true }];
    page.kith.on('Request', { ...ruth, peerRequest: { ...request, suggestions: [{ ...first, waitedLonger }] } });
    open('/console/requests/R1');
    expect(await screen.findByText(/only Maya could meet them/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Introduce Maya' }));
    fireEvent.input(screen.getByLabelText('Why Maya?'), { target: { value: 'Both know it.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Ask Maya' }));
    expect(await screen.findByText('Write one sentence: why do you choose otherwise?')).toBeTruthy();
    expect(page.kith.last('Introduce')).toBeUndefined();
    const why = screen.getByLabelText('Why do you choose otherwise?');
    expect(document.activeElement).toBe(why);
    fireEvent.input(why, { target: { value: 'The other one asked to wait.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Ask Maya' }));
    await screen.findByText(/could not reach Kith/);
    expect(page.kith.last('Introduce')).toMatchObject({ input: { overrideReason: 'The other one asked to wait.' } });
  });

  it('writes to somebody whom nobody fits, from a text that says what is true', async () => {
    const nobodyFits = { __typename: 'NobodyFitsDraft', startingText: 'Right now we have nobody who fits.' };
    page.kith
      .on('NobodyFitsDraft', { peerRequest: { __typename: 'PeerRequest', id: 'R1', nobodyFits } })
      .on('TellNobodyFits', {
        tellNobodyFits: {
          __typename: 'TellNobodyFitsPayload',
          request: { __typename: 'PeerRequest', id: 'R1', promisedBy: '2026-11-30T17:00:00Z', isLate: false },
        },
      });
    open('/console/requests/R1');
    fireEvent.click(await screen.findByRole('button', { name: 'Nobody fits: write to them' }));
    const words = (await screen.findByLabelText('What you write to them')) as HTMLTextAreaElement;
    expect(words.value).toBe('Right now we have nobody who fits.');
    fireEvent.click(screen.getByLabelText('Join a group of people who have been there'));
    fireEvent.click(screen.getByRole('button', { name: 'Send it to them' }));
    expect(await screen.findByText(/Please write again by Monday 30 November/)).toBeTruthy();
    expect(page.kith.last('TellNobodyFits')).toMatchObject({ input: { requestId: 'R1', ways: ['WAIT', 'GROUP'] } });
  });

  it('is told when they are in no team', async () => {
    page.kith
      .on('WhoAmI', { viewer: { ...ruth.viewer, team: null } })
      .on('Queue', { ...ruth, peerRequests: { ...queue, edges: [] } });
    open('/console');
    expect(await screen.findByText(/You are in no team yet/)).toBeTruthy();
  });

  it('asks for the words once, however often the rest is read again', async () => {
    open('/console/requests/R1');
    await screen.findByText(/My landlord/);
    dispatchEvent(new Event('focus'));
    await waitFor(() => expect(page.kith.sent.filter(({ name }) => name === 'Request')).toHaveLength(2));
    expect(page.kith.sent.filter(({ name }) => name === 'RequestWords')).toHaveLength(1);
    expect(page.kith.sent.findLast(({ name }) => name === 'Request')?.headers.get('x-kith-background')).toBe('1');
  });

  it('is told kindly when nobody waits, nothing is there, or it cannot be read', async () => {
    page.kith.on('Queue', { ...ruth, peerRequests: { ...queue, edges: [] } });
    open('/console/requests');
    expect(await screen.findByText(/Nobody is waiting. When somebody asks/)).toBeTruthy();
    cleanup();
    page.kith.on('Request', { ...ruth, peerRequest: null }).on('RequestWords', { ...ruth, peerRequest: null });
    open('/console/requests/gone');
    expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeTruthy();
    cleanup();
    page.kith.on('Queue', 'offline');
    open('/console/requests');
    expect((await screen.findByRole('alert')).textContent).toContain('could not read this');
    page.kith.on('Queue', { ...ruth, peerRequests: queue });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: /Waiting for 6 days/ })).toBeTruthy();
  });

  it('keeps what was typed when the session ends, and hides the page until they are back', async () => {
    open('/console/requests/R1');
    fireEvent.click(await screen.findByRole('button', { name: 'Introduce Tom' }));
    fireEvent.input(screen.getByLabelText('Why Tom?'), { target: { value: 'He knows the forms.' } });
    page.kith.on('Introduce', {
      errors: [{ message: 'Please sign in again.', extensions: { code: 'UNAUTHENTICATED' } }],
      data: null,
    });
    fireEvent.click(screen.getByRole('button', { name: 'Ask Tom' }));
    const dialog = await screen.findByRole('dialog', { name: 'You were signed out' });
    expect(document.querySelector('.covered')?.hasAttribute('inert')).toBe(true);
    page.kith.on('/api/auth/sign-in/email', { next: 'code' }).on('/api/auth/two-factor/verify-totp', { next: 'done' });
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
    page.kith
      .on('WhoAmI', nobody)
      .on('Queue', { ...nobody, peerRequests: { ...queue, edges: [] } })
      .on('Request', { ...nobody, peerRequest: null });
    dispatchEvent(new Event('focus'));
    const dialog = await screen.findByRole('dialog', { name: 'You were signed out' });
    expect((screen.getByLabelText('Why Tom?') as HTMLTextAreaElement).value).toBe('He knows the forms.');
    const newer = { ...request, events: [{ ...request.events[0], sentence: 'You changed what you asked.' }] };
    page.kith
      .on('WhoAmI', ruth)
      .on('Queue', { ...ruth, peerRequests: queue })
      .on('Request', { ...ruth, peerRequest: newer });
    page.kith.on('/api/auth/sign-in/email', { next: 'done' });
    fireEvent.input(within(dialog).getByLabelText('E-mail address'), { target: { value: 'ruth@example.org' } });
    fireEvent.input(within(dialog).getByLabelText('Password'), { target: { value: 'a quiet green morning' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Sign in with a password' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await screen.findByText('You changed what you asked.')).toBeTruthy();
    expect((screen.getByLabelText('Why Tom?') as HTMLTextAreaElement).value).toBe('He knows the forms.');
  });

  it('shows whoever signs in next nothing of what the one before read, even when nothing can be read', async () => {
    open('/console/requests');
    await screen.findByRole('link', { name: /Waiting for 6 days/ });
    page.kith.on('WhoAmI', { viewer: null }).on('Queue', { viewer: null, peerRequests: { ...queue, edges: [] } });
    dispatchEvent(new Event('focus'));
    const dialog = await screen.findByRole('dialog', { name: 'You were signed out' });
    page.kith.on('WhoAmI', 'offline').on('Queue', 'offline').on('/api/auth/sign-in/email', { next: 'done' });
    fireEvent.input(within(dialog).getByLabelText('E-mail address'), { target: { value: 'sam@example.org' } });
    fireEvent.input(within(dialog).getByLabelText('Password'), { target: { value: 'another quiet morning' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Sign in with a password' }));
    expect((await screen.findByRole('alert')).textContent).toContain('could not read this');
    expect(screen.queryByRole('link', { name: /Waiting for 6 days/ })).toBeNull();
  });

  it('goes by keyboard, and can turn single keys off', async () => {
    page.kith.on('People', { ...ruth, matches: noMatches });
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
