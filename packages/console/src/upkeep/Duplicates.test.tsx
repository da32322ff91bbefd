import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const tom = { viewer: { ...ruth.viewer, id: 'V3', name: 'Tom', roles: ['STEWARD'] } };
const side = (id: string, name: string, more: object) => ({
  __typename: 'Service',
  id,
  name,
  description: null,
  url: null,
  email: null,
  feesDescription: null,
  applicationProcess: null,
  eligibility: null,
  alert: null,
  organization: { __typename: 'Organization', id: `O${id}`, name: 'Sale Library' },
  source: { __typename: 'Source', name: `Directory ${id}` },
  assurance: { __typename: 'Assurance', words: 'Not checked yet' },
  ...more,
});
const pair = {
  __typename: 'ServicePair',
  id: 'P1',
  reasons: ['nearly the same name', 'the same phone number'],
  state: 'LIKELY',
  shownId: null,
  first: side('S1', 'Chess & a cuppa', {}),
  second: side('S2', 'Chess and a Cuppa', { url: 'https://example.org/chess' }),
};

const listOf = (...all: object[]) => ({
  ...tom,
  servicePairs: {
    __typename: 'ServicePairConnection',
    totalCount: all.length,
    edges: all.map((node) => ({ __typename: 'ServicePairEdge', node })),
  },
});

beforeEach(() => {
  page.kith.on('WhoAmI', tom).on('Duplicates', listOf(pair));
});

it('shows two entries side by side with the reasons, and links them with what one takes from the other', async () => {
  page.open('/console/duplicates');
  const card = within(await screen.findByRole('article', { name: 'Chess & a cuppa and Chess and a Cuppa' }));
  expect(card.getByText(/nearly the same name, the same phone number/)).toBeTruthy();
  fireEvent.click(card.getByRole('checkbox', { name: 'Take it from the other: Web page' }));
  page.kith.on('LinkServices', { linkServices: { __typename: 'ChangeServicePairPayload' } }).on('Duplicates', listOf());
  fireEvent.click(card.getByRole('button', { name: 'They are one service' }));
  expect(await screen.findByText(/lists show one. You can take them apart at any time/)).toBeTruthy();
  expect(page.kith.last('LinkServices')).toEqual({ input: { pairId: 'P1', shownId: 'S1', take: ['URL'] } });
  expect(await screen.findByText(/No two entries look like one service/)).toBeTruthy();
});

it('remembers that they are two, takes linked ones apart, and looks now', async () => {
  page.open('/console/duplicates');
  page.kith.on('SayNotSame', { sayNotSame: { __typename: 'ChangeServicePairPayload' } });
  fireEvent.click(await screen.findByRole('button', { name: 'They are two' }));
  expect(await screen.findByText(/they are two. You are not asked again/)).toBeTruthy();
  page.kith
    .on('Duplicates', listOf({ ...pair, state: 'SAME', shownId: 'S1' }))
    .on('UnlinkServices', { unlinkServices: { __typename: 'ChangeServicePairPayload' } })
    .on('FindDuplicates', { findDuplicates: { __typename: 'FindDuplicatesPayload', found: 2 } });
  fireEvent.click(screen.getByRole('button', { name: 'Linked' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Take them apart' }));
  await waitFor(() => expect(page.kith.last('UnlinkServices')).toEqual({ input: { pairId: 'P1' } }));
  fireEvent.click(screen.getByRole('button', { name: 'Look now' }));
  expect(await screen.findByText(/Looked through the whole directory/)).toBeTruthy();
});
