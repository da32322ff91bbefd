import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../App.tsx';
import { forgetDrafts } from '../drafts.ts';
import { FakeKith, maya, ruth } from '../testing/fake-kith.ts';

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

const dee = {
  __typename: 'TeamMember',
  id: 'T1',
  name: 'Dee Walker',
  roles: ['ADVOCATE'],
  isViewer: false,
  room: 2,
  reviewsDue: 1,
  supervisionOn: '2026-11-20',
  isSupervisionOverdue: true,
  supervisor: 'Ruth Okafor',
  isSupervisedByViewer: true,
  sharedNote: 'The stairs at the office.',
  isNoteThanked: false,
  supervisions: [],
  isReady: true,
  readyUntil: '2027-05-01',
  openReadiness: null,
  standIn: null,
  standInAsked: null,
  beside: null,
  nextStep: null,
  isHappyHere: true,
  timesAway: [],
  stageChanges: [],
  advocate: {
    __typename: 'Advocate',
    id: 'A1',
    stage: 'ADVOCATE',
    energy: 'LOW',
    breakUntil: null,
    capacity: 3,
    openMatches: 1,
  },
};
const me = { ...dee, id: 'T2', name: 'Ruth Okafor', roles: ['COORDINATOR'], advocate: null, supervisor: null };
const team = { ...ruth, team: { __typename: 'Team', name: 'Riverside team', members: [dee, me] } };

describe('a coordinator', () => {
  beforeEach(() => {
    kith
      .on('WhoAmI', ruth)
      .on('MyTeam', team)
      .on('MemberById', { ...ruth, teamMember: dee });
  });

  it('sees in one look who has room, how they are now, what is overdue and who has no supervisor', async () => {
    open('/console/team');
    const line = await screen.findByRole('link', { name: /Dee Walker/ });
    for (const part of ['Low', 'Room for 2 of 3', 'was due Fri 20 Nov', 'Happy where they are'])
      expect(line.textContent).toContain(part);
    expect(screen.getByText(/Supervision is overdue: Dee Walker/)).toBeTruthy();
    expect(screen.getByText(/Nobody supervises yet: Ruth Okafor/)).toBeTruthy();
  });

  it('is asked to say thank you first, and loses no word when Kith cannot be reached', async () => {
    open('/console/team/T1');
    const thank = await screen.findByRole('button', { name: 'Say thank you' });
    expect(thank.className).toContain('primary');
    fireEvent.click(screen.getByRole('button', { name: 'We met' }));
    const form = within(await screen.findByRole('form', { name: 'We met' }));
    fireEvent.input(form.getByLabelText(/What did you two agree/), { target: { value: 'A desk downstairs.' } });
    fireEvent.input(form.getByLabelText('When do you meet next?'), { target: { value: '2026-12-21' } });
    kith.on('Hold', 'offline');
    fireEvent.click(form.getByRole('button', { name: 'Write it down' }));
    expect((await screen.findByRole('alert')).textContent).toContain('still here');
    expect(form.getByLabelText<HTMLTextAreaElement>(/What did you two agree/).value).toBe('A desk downstairs.');
    kith.on('Hold', { recordSupervision: { __typename: 'ChangeTeamMemberPayload' } });
    fireEvent.click(form.getByRole('button', { name: 'Write it down' }));
    expect(await screen.findByText(/You meet again on Monday 21 December/)).toBeTruthy();
    expect(kith.last('Hold')).toMatchObject({ input: { memberId: 'T1', heldOn: '2026-11-23', nextOn: '2026-12-21' } });
  });

  it('cannot send "not this time" with nothing else in it', async () => {
    const line = {
      __typename: 'ApplicationLine',
      id: 'P1',
      name: 'Bea',
      status: 'NEW',
      receivedAt: '2026-11-20T09:00:00Z',
      followUpOn: null,
      isFollowUpDue: false,
    };
    const application = {
      __typename: 'Application',
      line,
      words: 'I would like to.',
      experiences: null,
      channel: 'EMAIL',
      reach: 'bea@example.org',
      answer: null,
      contact: null,
      keepUntil: '2027-11-20T09:00:00Z',
    };
    kith.on('Applications', { ...ruth, applications: [line] }).on('ApplicationById', { ...team, application });
    open('/console/applications/P1');
    fireEvent.click(await screen.findByRole('button', { name: 'Not this time' }));
    const form = within(await screen.findByRole('form', { name: 'Not this time' }));
    fireEvent.input(form.getByLabelText(/Your words to Bea/), { target: { value: 'Dear Bea, not this spring.' } });
    fireEvent.click(form.getByRole('button', { name: 'Send it' }));
    expect(await form.findByText(/at least one other thing/)).toBeTruthy();
    fireEvent.click(form.getByLabelText('Training or a course'));
    fireEvent.click(form.getByRole('button', { name: 'Send it' }));
    expect(await form.findByText(/colleague whom they can turn to/)).toBeTruthy();
    expect(kith.last('NotThisTime')).toBeUndefined();
  });
});

it('lets an advocate keep what they want to talk about to themselves, or share it', async () => {
  const mySupervision = {
    __typename: 'MySupervision',
    on: '2026-11-30',
    isOverdue: false,
    supervisor: 'Ruth Okafor',
    whatIWantToTalkAbout: null,
    isShared: false,
    isThanked: false,
    readyUntil: null,
    nextStep: null,
    isHappyHere: false,
    openReadiness: null,
    timesAway: [],
    supervisions: [],
  };
  const viewer = { ...maya.viewer, supervises: [] };
  kith
    .on('WhoAmI', maya)
    .on('OwnSupervision', { viewer, mySupervision })
    .on('Tell', { setWhatIWantToTalkAbout: { __typename: 'SetWhatIWantToTalkAboutPayload' } });
  open('/console/supervision');
  fireEvent.input(await screen.findByLabelText(/In your own words/), { target: { value: 'The stairs.' } });
  fireEvent.click(screen.getByRole('button', { name: 'Keep it for me alone' }));
  await waitFor(() => expect(kith.last('Tell')).toEqual({ input: { words: 'The stairs.', isShared: false } }));
  expect(await screen.findByText('Kept for you alone.')).toBeTruthy();
});

it('takes the token out of the address, and goes on to the second factor after a password was chosen', async () => {
  kith
    .on('/sign-in/state', { state: 'set-up', isDemo: false })
    .on('/sign-in/invitation', { name: 'Ana', team: 'the Riverside team', roles: ['ADVOCATE'] })
    .on('/sign-in/invitation/accept', { next: 'set-up' });
  open('/console/invitation#a-secret-token');
  expect(location.href).not.toContain('secret');
  fireEvent.input(await screen.findByLabelText('Choose a password'), { target: { value: 'a quiet green morning' } });
  fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(await screen.findByRole('heading', { name: /One more thing that only you have/ })).toBeTruthy();
  expect(kith.last('/sign-in/invitation/accept')).toEqual({
    token: 'a-secret-token',
    password: 'a quiet green morning',
  });
});
