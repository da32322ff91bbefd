import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConsole } from './testing/console-page.tsx';
import { introduction, matches, maya, noMatches } from './testing/fake-kith.ts';

const page = aConsole();
const { open } = page;

describe('an advocate', () => {
  beforeEach(() => {
    page.kith.on('WhoAmI', maya).on('Today', { ...maya, matches: matches(introduction) });
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

  it('reads how somebody describes themselves as they wrote it, and what that person will learn about them', async () => {
    open('/console');
    const card = within(await screen.findByRole('article', { name: 'Introduction: Alex' }));
    expect(card.getByText('somebody who hears voices')).toBeTruthy();
    expect(card.getByText('they/them')).toBeTruthy();
    expect(card.getByText('More time to answer')).toBeTruthy();
    const learn = within(
      card.getByText('What they learn about you when you say yes').closest('details') as HTMLElement,
    );
    expect(learn.getByText('Maya · she/her · a survivor')).toBeTruthy();
    expect(learn.getByText(/Nothing of your own story/)).toBeTruthy();
  });

  it('shows the story that somebody chose to show, on the card, word for word', async () => {
    const story = 'I slept in my car for a winter.';
    const advocate = { ...introduction.advocate, story };
    page.kith.on('Today', { ...maya, matches: matches({ ...introduction, advocate }) });
    open('/console');
    expect(await screen.findByText(story)).toBeTruthy();
  });

  it('sees which steps have their day next, and with whom', async () => {
    const step = (id: string, what: string, onDay: string, isAccompanied: boolean) => ({
      __typename: 'NextStep',
      step: {
        __typename: 'Step',
        id,
        what,
        onDay,
        isAccompanied,
        meetingPoint: isAccompanied ? 'At the bus stop' : null,
      },
      match: {
        __typename: 'Match',
        id: 'M2',
        request: {
          __typename: 'PeerRequest',
          id: 'R2',
          reference: 'KT-9XYZ',
          reach: { __typename: 'Reach', name: 'Ali' },
        },
      },
    });
    const nextSteps = [
      step('S1', 'Ring the council', '2026-11-20', false),
      step('S2', 'the chess group', '2026-11-24', true),
    ];
    page.kith.on('Today', { viewer: { ...maya.viewer, nextSteps }, matches: noMatches });
    open('/console');
    const region = within(await screen.findByRole('region', { name: 'What comes next' }));
    const links = region.getAllByRole<HTMLAnchorElement>('link');
    expect(links.map((link) => link.textContent)).toEqual([
      'Ali: Ring the councilIt was for Friday 20 November. How was it?',
      'Go with Ali: the chess groupTomorrow · At the bus stop',
    ]);
    expect(links[0]?.getAttribute('href')).toBe('/console/people/M2');
  });

  it('says how they are in one tap', async () => {
    const low = { ...maya.viewer.advocate, energy: 'LOW' };
    page.kith.on('SetEnergy', { setEnergy: { __typename: 'SetEnergyPayload', advocate: low } });
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'Low' }));
    expect(await screen.findByText(/Saved. Only you and your coordinators/)).toBeTruthy();
    expect(page.kith.last('SetEnergy')).toEqual({ input: { energy: 'LOW' } });
  });

  it('is told beside the box when the day of a break has passed, with the words still there', async () => {
    const answer = { __typename: 'InvalidInput', message: 'That day has passed.', field: 'breakUntil' };
    page.kith.on('SetEnergy', { setEnergy: answer });
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
    page.kith.on('SayYes', {
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
      expect(page.kith.last('SayYes')).toEqual({
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
    page.kith.on('SayYes', answer);
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'Yes, I would like to' }));
    fireEvent.input(screen.getByLabelText('When'), { target: { value: 'Thursday' } });
    fireEvent.click(screen.getByRole('button', { name: 'Say yes and tell them' }));
    expect((await screen.findByRole('alert')).textContent).toContain(sentence);
    expect((screen.getByLabelText('When') as HTMLInputElement).value).toBe('Thursday');
  });

  it('keeps a yes that was not sent, while they look elsewhere and when the introduction is over meanwhile', async () => {
    page.kith.on('People', { ...maya, matches: noMatches });
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'Yes, I would like to' }));
    expect(document.activeElement).toBe(screen.getByLabelText('How'));
    fireEvent.input(screen.getByLabelText('When'), { target: { value: 'Thursday at 2 pm' } });
    fireEvent.click(screen.getByRole('link', { name: 'People' }));
    await screen.findByRole('heading', { level: 1, name: 'People' });
    fireEvent.click(screen.getByRole('link', { name: 'Today' }));
    expect(((await screen.findByLabelText('When')) as HTMLInputElement).value).toBe('Thursday at 2 pm');
    page.kith.on('Today', { ...maya, matches: noMatches });
    dispatchEvent(new Event('focus'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('It was not sent.');
    expect(alert.textContent).toContain('Thursday at 2 pm');
    fireEvent.click(within(alert).getByRole('button', { name: 'I do not need it any more' }));
    expect(screen.queryByText('Thursday at 2 pm')).toBeNull();
  });

  it('is told what came of a yes, where they are', async () => {
    page.kith.on('SayYes', {
      acceptMatch: { __typename: 'AcceptMatchPayload', match: { ...introduction, status: 'ACTIVE' } },
    });
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'Yes, I would like to' }));
    fireEvent.input(screen.getByLabelText('When'), { target: { value: 'Thursday' } });
    page.kith.on('Today', { ...maya, matches: matches({ ...introduction, status: 'ACTIVE' }) });
    fireEvent.click(screen.getByRole('button', { name: 'Say yes and tell them' }));
    const said = await screen.findByText(
      'You said yes. Alex is told how and when you meet. Then agree together how you go on.',
    );
    await waitFor(() => expect(document.activeElement).toBe(said));
  });

  it('sees what people are told during a break, and changes it', async () => {
    const resting = { ...maya.viewer.advocate, energy: 'BREAK', breakUntil: '2026-12-05', breakWords: 'Back soon.' };
    page.kith.on('Today', { viewer: { ...maya.viewer, advocate: resting }, matches: noMatches });
    open('/console');
    expect(await screen.findByText('Back soon.')).toBeTruthy();
    expect(screen.getByText(/Until Saturday 5 December/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'I need a break' }));
    expect((screen.getByLabelText(/Until when/) as HTMLInputElement).value).toBe('2026-12-05');
    expect((screen.getByLabelText(/What should people hear/) as HTMLTextAreaElement).value).toBe('Back soon.');
    page.kith.on('SetEnergy', { setEnergy: { __typename: 'SetEnergyPayload', advocate: resting } });
    fireEvent.click(screen.getByRole('button', { name: 'Save my break' }));
    await waitFor(() => expect(screen.queryByLabelText(/Until when/)).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'I need a break' }));
    expect(page.kith.last('SetEnergy')).toEqual({
      input: { energy: 'BREAK', breakUntil: '2026-12-05', breakWords: 'Back soon.' },
    });
  });

  it('is told while learning why nobody is introduced to them', async () => {
    const learning = { ...maya.viewer.advocate, stage: 'LEARNER' };
    page.kith.on('Today', { viewer: { ...maya.viewer, advocate: learning }, matches: noMatches });
    open('/console');
    expect(await screen.findByText(/You are still learning/)).toBeTruthy();
  });

  it('passes on without a reason', async () => {
    page.kith.on('SayNotMe', {
      declineMatch: { __typename: 'DeclineMatchPayload', match: { ...introduction, status: 'DECLINED' } },
    });
    open('/console');
    fireEvent.click(await screen.findByRole('button', { name: 'Not me' }));
    expect(screen.getByText(/needs no reason/)).toBeTruthy();
    page.kith.on('Today', { ...maya, matches: noMatches });
    fireEvent.click(screen.getByRole('button', { name: 'Pass it on' }));
    expect(await screen.findByText(/Nobody is waiting for your answer/)).toBeTruthy();
  });
});
