import { screen } from '@testing-library/preact';
import { expect, it } from 'vitest';
import { aConsole } from './testing/console-page.tsx';
import { introduction, matches, ruth } from './testing/fake-kith.ts';

const page = aConsole();
const { open } = page;

it.each([
  [['ADVOCATE'], /Your profile is not made yet/],
  [[], /has no role yet/],
])('says clearly what an account without a screen of its own can do: %s', async (roles, sentence) => {
  page.kith.on('WhoAmI', { viewer: { ...ruth.viewer, roles } });
  open('/console');
  expect(await screen.findByRole('heading', { name: 'Welcome' })).toBeTruthy();
  expect(screen.getByText(sentence)).toBeTruthy();
  expect(screen.queryByRole('navigation')).toBeNull();
});

it('shows a person who cannot be reached by name by the reference, and reads no contact details for a list', async () => {
  const line = { ...introduction, request: { ...introduction.request, reach: undefined } };
  page.kith.on('WhoAmI', ruth).on('People', { ...ruth, matches: matches(line) });
  open('/console/people');
  expect(await screen.findByRole('link', { name: /Request KT-4F7Q and Maya/ })).toBeTruthy();
  expect(page.kith.last('People')).toEqual({ withNames: false });
});

it('says so when Kith cannot be reached at all', async () => {
  page.kith.on('/sign-in/state', 'offline');
  open('/console');
  expect((await screen.findByRole('alert')).textContent).toContain('could not read this');
});
