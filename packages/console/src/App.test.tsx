import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { App } from './App.tsx';
import { forgetDrafts } from './drafts.ts';
import { FakeKith, introduction, matches, ruth } from './testing/fake-kith.ts';

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
