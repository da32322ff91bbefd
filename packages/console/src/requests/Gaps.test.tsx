import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const count = (key: string, how: number | null) => ({ __typename: 'GapCount', key, count: how });
const report = (more: object = {}) => ({
  gaps: {
    __typename: 'GapReport',
    from: '2026-08-24',
    until: '2026-11-23',
    total: 12,
    byArea: [count('HOUSING', 7), count('NOT_SAID', null)],
    byProvision: [],
    byPlace: [],
    byReason: [count('LANGUAGE', 6)],
    byWish: [],
    gaps: [
      {
        __typename: 'Gap',
        area: 'HOUSING',
        provisionType: null,
        outwardArea: 'M33',
        count: 7,
        supply: 0,
      },
    ],
    ...more,
  },
});

beforeEach(() => {
  page.kith.on('WhoAmI', ruth).on('Gaps', report());
});

describe('what a team could not give', () => {
  it('is told in words and tables, with small numbers hidden', async () => {
    page.open('/console/requests/gaps');
    expect(await screen.findByText(/From 24 August 2026 to 23 November 2026: 12 times nobody fitted/)).toBeTruthy();
    const about = within(screen.getByRole('table', { name: 'About' }));
    expect(about.getByRole('row', { name: 'Home 7' })).toBeTruthy();
    expect(about.getByRole('row', { name: 'Not said hidden' })).toBeTruthy();
    const why = within(screen.getByRole('table', { name: 'Why' }));
    expect(why.getByRole('row', { name: 'Nobody with room spoke the language 6' })).toBeTruthy();
    expect(screen.getByText(/A peer · Home · M33: 7 times; nothing within 16 km/)).toBeTruthy();
    expect(screen.queryByRole('table', { name: 'Where' })).toBeNull();
  });

  it('can be asked for half a year or a year, and says which is shown', async () => {
    page.open('/console/requests/gaps');
    const year = await screen.findByRole('button', { name: 'A year' });
    expect(screen.getByRole('button', { name: 'A quarter' }).getAttribute('aria-pressed')).toBe('true');
    page.kith.on('Gaps', report({ from: '2025-11-24', total: 40 }));
    fireEvent.click(year);
    expect(await screen.findByText(/40 times nobody fitted/)).toBeTruthy();
    expect(year.getAttribute('aria-pressed')).toBe('true');
    expect(page.kith.last('Gaps')).toEqual({ weeks: 52 });
  });

  it('is not guessed from few: below five it says only that', async () => {
    page.kith.on('Gaps', report({ total: null, byArea: [], byReason: [], gaps: [] }));
    page.open('/console/requests/gaps');
    expect(await screen.findByText(/fewer than five times nobody fitted/)).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('says what will be here while there is nothing, and how to go on when it cannot be read', async () => {
    page.kith.on('Gaps', report({ total: 0 }));
    page.open('/console/requests/gaps');
    expect(await screen.findByText(/Nothing yet/)).toBeTruthy();
    page.kith.on('Gaps', 'offline');
    fireEvent.click(screen.getByRole('button', { name: 'Half a year' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    page.kith.on('Gaps', report());
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/12 times nobody fitted/)).toBeTruthy();
  });
});
