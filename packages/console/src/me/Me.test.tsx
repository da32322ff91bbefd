import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { maya } from '../testing/fake-kith.ts';

const page = aConsole();

const debt = { __typename: 'OwnShare', dimension: 'EXPERIENCE', value: 'debt', label: 'Debt', visibility: 'MATCHED' };
const word = { __typename: 'SharedValue' };
const profile = {
  __typename: 'MyProfile',
  firstName: 'Maya',
  pronouns: null,
  describedAs: null,
  aboutMe: 'Tea first.',
  languages: ['en'],
  channels: ['PHONE'],
  outwardCode: null,
  story: null,
  storyShownSince: null,
  timezone: 'Europe/London',
  hours: [{ __typename: 'AdvocateHours', weekday: 'MONDAY', from: '10:00', until: '12:00' }],
  shares: [debt],
  vocabulary: [
    { ...word, dimension: 'EXPERIENCE', value: 'debt', label: 'Debt' },
    { ...word, dimension: 'EXPERIENCE', value: 'tribunal', label: 'A tribunal' },
  ],
};
const growth = {
  __typename: 'MyGrowth',
  usefulByWeek: [{ __typename: 'UsefulWeek', weekOf: '2026-11-23', count: 1 }],
  learning: [
    { __typename: 'LearningEntry', id: 'L1', learnedOn: '2026-11-20', title: 'Listening', words: 'How to be quiet.' },
  ],
  gains: [{ __typename: 'Gain', item: 'role', label: 'I have a part to play.', answers: [] }],
  wellbeingPlan: null,
};
const me = { viewer: { ...maya.viewer, profile, growth, thanks: [] as object[] } };
const seen = {
  viewer: { ...maya.viewer, profile: { seenBy: { __typename: 'SeenProfile', firstName: 'Maya', shares: [] } } },
};

describe('my profile', () => {
  beforeEach(() => {
    page.kith.on('WhoAmI', maya).on('Me', me).on('SeenByAudience', seen);
  });

  it('says what went wrong beside the box, and keeps every word', async () => {
    const message = 'Write the first half of a postcode.';
    page.kith.on('ChangeMyProfile', { changeMyProfile: { __typename: 'InvalidInput', message, field: 'outwardCode' } });
    page.open('/console/me');
    const box = await screen.findByLabelText(/First half of your postcode/);
    fireEvent.input(box, { target: { value: 'my house' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save how people know me' }));
    await waitFor(() => expect(box.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText(message)).toBeTruthy();
    expect((box as HTMLInputElement).value).toBe('my house');
    expect(page.kith.last('ChangeMyProfile')).toMatchObject({ input: { languages: ['en'], channels: ['PHONE'] } });
  });

  it('changes who may see one thing at once, and puts back what was taken away', async () => {
    const saved = { __typename: 'MyProfilePayload', profile: { __typename: 'MyProfile', firstName: 'Maya' } };
    page.kith.on('ShareAboutMe', { shareAboutMe: saved }).on('StopSharing', { stopSharing: saved });
    page.open('/console/me');
    fireEvent.change(await screen.findByLabelText(/^Debt/), { target: { value: 'PRIVATE' } });
    expect(await screen.findByText('“Debt” is now seen by: only me.')).toBeTruthy();
    expect(page.kith.last('ShareAboutMe')).toEqual({
      input: { dimension: 'EXPERIENCE', value: 'debt', visibility: 'PRIVATE' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Take away: Debt' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Put it back' }));
    await waitFor(() =>
      expect(page.kith.last('ShareAboutMe')).toEqual({
        input: { dimension: 'EXPERIENCE', value: 'debt', visibility: 'MATCHED' },
      }),
    );
  });

  it('keeps what was written when Kith is away', async () => {
    page.open('/console/me');
    fireEvent.input(await screen.findByLabelText('A few sentences of your own way'), { target: { value: 'My way.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save my story' }));
    expect((await screen.findByRole('alert')).textContent).toContain('what you wrote is still here');
    expect((screen.getByLabelText('A few sentences of your own way') as HTMLTextAreaElement).value).toBe('My way.');
  });

  it('says so when it cannot be read, and reads again', async () => {
    page.kith.on('Me', 'offline');
    page.open('/console/me/thanks');
    const alert = await screen.findByRole('alert');
    page.kith.on('Me', me);
    fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/Nobody has to/)).toBeTruthy();
  });
});

describe('what I keep for myself', () => {
  beforeEach(() => {
    page.kith.on('WhoAmI', maya).on('Me', me);
  });

  it('puts back an entry of the log that was removed by a slip', async () => {
    const saved = { __typename: 'MyGrowthPayload', growth: { __typename: 'MyGrowth', learning: [] } };
    page.kith.on('RemoveLearning', { removeLearning: saved }).on('AddLearning', { addLearning: saved });
    page.open('/console/me/growing');
    fireEvent.click(await screen.findByRole('button', { name: 'Remove: Listening' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Put it back' }));
    await waitFor(() =>
      expect(page.kith.last('AddLearning')).toEqual({
        input: { learnedOn: '2026-11-20', title: 'Listening', words: 'How to be quiet.' },
      }),
    );
  });

  it('notes a tap without praise, and takes it back', async () => {
    const saved = { __typename: 'MyGrowthPayload', madeId: 'U1', growth: { __typename: 'MyGrowth', usefulByWeek: [] } };
    page.kith.on('IWasUseful', { iWasUseful: saved }).on('TakeBackUseful', { takeBackUseful: saved });
    page.open('/console/me/growing');
    fireEvent.click(await screen.findByRole('button', { name: 'I was useful' }));
    expect(await screen.findByText('Noted.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Take it back' }));
    expect(await screen.findByText('Taken back.')).toBeTruthy();
    expect(page.kith.last('TakeBackUseful')).toEqual({ id: 'U1' });
  });
});

it('asks before it erases a profile, and says what has to come first', async () => {
  const message = 'One person is still with you.';
  page.kith
    .on('WhoAmI', maya)
    .on('Me', me)
    .on('EraseMyProfile', { eraseMyProfile: { __typename: 'MatchesToHandOver', message } });
  page.open('/console/me/record');
  fireEvent.click(await screen.findByRole('button', { name: 'Erase my profile …' }));
  expect(page.kith.last('EraseMyProfile')).toBeUndefined();
  fireEvent.click(screen.getByRole('button', { name: 'Erase it for good' }));
  expect((await screen.findByRole('alert')).textContent).toBe(message);
});
