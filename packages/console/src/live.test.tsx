import { screen, waitFor } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';
import { isAboutMatch, isQueue } from './live-stream.ts';
import { aConsole } from './testing/console-page.tsx';
import { queue, ruth } from './testing/fake-kith.ts';

const page = aConsole();
const NEWS = 'News may take half a minute to show here.';

it('says that news may take a while once the stream has been away for long, and not before', async () => {
  vi.useRealTimers();
  vi.useFakeTimers({ now: new Date('2026-11-23T09:00:00Z'), shouldAdvanceTime: true });
  page.kith.on('WhoAmI', ruth).on('Queue', { ...ruth, peerRequests: queue });
  page.open('/console');
  await screen.findByRole('link', { name: /Waiting for 6 days/ });
  expect(screen.queryByText(NEWS)).toBeNull();
  await vi.advanceTimersByTimeAsync(16_000);
  const line = await screen.findByText(NEWS);
  expect(line.getAttribute('role')).toBe('status');
  // Offline says more.
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  dispatchEvent(new Event('offline'));
  await waitFor(() => expect(screen.queryByText(NEWS)).toBeNull());
  expect(screen.getByText(/You are offline/)).toBeTruthy();
  vi.restoreAllMocks();
});

it('a screen looks again only when something of its own changed', () => {
  expect(isQueue({ kind: 'QUEUE', id: null })).toBe(true);
  expect(isQueue({ kind: 'MATCH', id: 'M1' })).toBe(false);
  expect(isAboutMatch({ kind: 'MATCH', id: 'M1' }, 'M1', 'R1')).toBe(true);
  expect(isAboutMatch({ kind: 'MATCH', id: 'M2' }, 'M1', 'R1')).toBe(false);
  expect(isAboutMatch({ kind: 'REQUEST', id: 'R1' }, 'M1', 'R1')).toBe(true);
  expect(isAboutMatch({ kind: 'REQUEST', id: 'R2' }, 'M1', 'R1')).toBe(false);
  expect(isAboutMatch({ kind: 'DIRECTORY', id: null }, 'M1', 'R1')).toBe(false);
});

it('what was read stays on the screen when a later look at it gets no answer', async () => {
  page.kith.on('WhoAmI', ruth).on('Queue', { ...ruth, peerRequests: queue });
  page.open('/console');
  const waiting = await screen.findByRole('link', { name: /Waiting for 6 days/ });
  page.kith.on('WhoAmI', 'offline').on('Queue', 'offline');
  const before = page.kith.sent.length;
  dispatchEvent(new Event('focus'));
  await waitFor(() => expect(page.kith.sent.length).toBeGreaterThan(before + 1));
  await new Promise((after) => setTimeout(after, 50));
  expect(waiting.isConnected).toBe(true);
  expect(screen.queryByText(/could not read/)).toBeNull();
});
