import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const line = (topic: string, title: string, words: string, more: object = {}) => ({
  __typename: 'TeamWordingLine',
  topic,
  title,
  words,
  kithsWords: words,
  isFixed: false,
  ...more,
});
const wording = (more: object = {}) => ({
  teamWording: {
    __typename: 'TeamWording',
    number: 0,
    chosenAt: null,
    chosenBy: null,
    lines: [
      line('MONEY', 'Money', 'Each pays for their own tea.'),
      line('PASS_ON', 'What has to be passed on', 'What we talk about stays between us.', { isFixed: true }),
    ],
    ...more,
  },
});
const team = (mentorsSupervise: boolean) => ({
  ...ruth,
  team: { __typename: 'Team', name: 'Riverside team', mentorsSupervise, members: [] },
});
const saved = { chooseAgreementWording: { __typename: 'ChooseAgreementWordingPayload' } };

beforeEach(() => {
  page.kith.on('WhoAmI', ruth).on('MyTeam', team(false)).on('Wording', wording());
});
const form = async () => within(await screen.findByRole('form', { name: 'Wording of agreements' }));

it('a coordinator changes the words that agreements begin with, but not the promise to everybody', async () => {
  page.open('/console/team/wording');
  expect((await form()).getByText(/Nobody in your team has changed them yet/)).toBeTruthy();
  expect((await form()).queryByLabelText('What has to be passed on')).toBeNull();
  fireEvent.input((await form()).getByLabelText('Money'), { target: { value: 'The team pays.' } });
  page.kith.on('ChooseWording', 'offline');
  fireEvent.click((await form()).getByRole('button', { name: 'Save for new agreements' }));
  expect((await screen.findByRole('alert')).textContent).toContain('still here');
  const own = line('MONEY', 'Money', 'The team pays.', { kithsWords: 'Each pays for their own tea.' });
  page.kith
    .on('ChooseWording', saved)
    .on('Wording', wording({ number: 1, chosenAt: '2026-11-23T09:00:00Z', chosenBy: 'Ruth', lines: [own] }));
  fireEvent.click((await form()).getByRole('button', { name: 'Save for new agreements' }));
  expect(await screen.findByText('Version 1, by Ruth, 23 November 2026.')).toBeTruthy();
  expect(page.kith.last('ChooseWording')).toEqual({
    input: { lines: [{ topic: 'MONEY', words: 'The team pays.' }], basedOn: 0 },
  });
  expect(screen.getByText('Kith says: Each pays for their own tea.')).toBeTruthy();
  fireEvent.click((await form()).getByRole('button', { name: 'Use Kith’s words again' }));
  await screen.findByRole('form', { name: 'Wording of agreements' });
  expect(page.kith.last('ChooseWording')).toEqual({ input: { lines: [], basedOn: 1 } });
});

it('a coordinator says whether mentors supervise', async () => {
  page.kith.on('SetMentors', { setMentorsSupervise: { __typename: 'SetMentorsSupervisePayload' } });
  page.open('/console/team');
  const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: /Mentors may supervise/ });
  expect(box.checked).toBe(false);
  page.kith.on('MyTeam', team(true));
  fireEvent.click(box);
  expect(await screen.findByText(/Mentors can be chosen as supervisors/)).toBeTruthy();
  expect(page.kith.last('SetMentors')).toEqual({ isOn: true });
});
