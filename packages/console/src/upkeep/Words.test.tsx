import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const tom = { viewer: { ...ruth.viewer, id: 'V3', name: 'Tom', roles: ['STEWARD'] } };
const rent = {
  __typename: 'SearchSaying',
  id: 'W1',
  typed: ['rent arrears', 'behind rent'],
  also: ['tenancy', 'debt advice'],
  areas: ['HOUSING'],
  because: 'it is about rent',
  language: 'en',
  isOn: true,
  origin: 'KITH_CHANGED',
};
const sleep = { ...rent, id: 'W2', typed: ['cant sleep'], also: ['insomnia'], areas: [], origin: 'KITH', isOn: false };
const payload = { __typename: 'ChangeSearchSayingPayload' };

beforeEach(() => {
  page.kith.on('WhoAmI', tom).on('SearchSayings', { ...tom, searchSayings: [rent, sleep] });
});

it('lists what people type, finds one in the list, and says what is off', async () => {
  page.open('/console/words');
  const card = within(await screen.findByRole('article', { name: 'rent arrears' }));
  expect(card.getByText('tenancy · debt advice')).toBeTruthy();
  expect(card.getByText('… because it is about rent')).toBeTruthy();
  expect(screen.getByText(/Turned off: search does not use it/)).toBeTruthy();
  fireEvent.input(screen.getByLabelText('Show only what has this word'), { target: { value: 'INSOM' } });
  await waitFor(() => expect(screen.queryByRole('article', { name: 'rent arrears' })).toBeNull());
  expect(screen.getByRole('article', { name: 'cant sleep' })).toBeTruthy();
  expect(screen.getByText('1 of 1')).toBeTruthy();
});

it('shows ten at once, and more when asked', async () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ ...rent, id: `W${index}`, typed: [`saying ${index}`] }));
  page.kith.on('SearchSayings', { ...tom, searchSayings: many });
  page.open('/console/words');
  expect(await screen.findByText('10 of 12')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByRole('article', { name: 'saying 11' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

it('adds words, one on each line, and keeps them when they are refused', async () => {
  page.open('/console/words');
  fireEvent.click(await screen.findByRole('button', { name: 'Add words' }));
  const form = within(await screen.findByRole('form', { name: 'Add words' }));
  fireEvent.input(form.getByLabelText('What people type'), { target: { value: 'help me' } });
  fireEvent.input(form.getByLabelText('What services call it'), { target: { value: 'allotment\ngarden' } });
  fireEvent.input(form.getByLabelText('This place is here because …'), { target: { value: 'it is about gardens' } });
  fireEvent.click(form.getByRole('checkbox', { name: 'Things to do' }));
  page.kith.on('SaveSearchSaying', {
    saveSearchSaying: { __typename: 'InvalidInput', field: 'typed', message: '“help me” is in nearly every search.' },
  });
  fireEvent.click(form.getByRole('button', { name: 'Save these words' }));
  await waitFor(() => expect(form.getByLabelText('What people type').getAttribute('aria-invalid')).toBe('true'));
  expect((form.getByLabelText('What services call it') as HTMLTextAreaElement).value).toBe('allotment\ngarden');
  page.kith.on('SaveSearchSaying', { saveSearchSaying: payload });
  fireEvent.input(form.getByLabelText('What people type'), { target: { value: 'muck about' } });
  fireEvent.click(form.getByRole('button', { name: 'Save these words' }));
  expect(await screen.findByText('Saved. Search uses it from now on.')).toBeTruthy();
  expect(page.kith.last('SaveSearchSaying')).toEqual({
    input: {
      typed: ['muck about'],
      also: ['allotment', 'garden'],
      areas: ['LEISURE'],
      because: 'it is about gardens',
      language: 'en',
    },
  });
});

it('changes, turns off, turns on and puts back', async () => {
  page.open('/console/words');
  const card = within(await screen.findByRole('article', { name: 'rent arrears' }));
  fireEvent.click(card.getByRole('button', { name: 'Change' }));
  const form = within(await screen.findByRole('form', { name: 'Change “rent arrears”' }));
  expect((form.getByLabelText('What people type') as HTMLTextAreaElement).value).toBe('rent arrears\nbehind rent');
  fireEvent.click(form.getByRole('button', { name: 'Leave it' }));
  page.kith
    .on('TurnSearchSaying', { turnSearchSaying: payload })
    .on('PutBackSearchSaying', { putBackSearchSaying: payload });
  fireEvent.click(await card.findByRole('button', { name: 'Turn off' }));
  expect(await screen.findByText('Search leaves “rent arrears” out from now on.')).toBeTruthy();
  expect(page.kith.last('TurnSearchSaying')).toEqual({ input: { id: 'W1', isOn: false } });
  fireEvent.click(card.getByRole('button', { name: 'Put back as it came' }));
  expect(await screen.findByText('“rent arrears” is as it came with Kith again.')).toBeTruthy();
  page.kith.on('TurnSearchSaying', 'offline');
  fireEvent.click(screen.getByRole('button', { name: 'Turn on' }));
  expect(await screen.findByText(/We could not reach Kith/)).toBeTruthy();
});

it('tries a search as somebody would type it', async () => {
  const found = (edges: object[]) => ({
    ...tom,
    services: { __typename: 'ServiceSearchConnection', totalCount: edges.length, edges },
  });
  page.kith.on(
    'TryWords',
    found([
      {
        __typename: 'ServiceSearchEdge',
        matchedOn: ['because it is about rent'],
        node: { __typename: 'Service', id: 'S1', name: 'Tenancy support' },
      },
    ]),
  );
  page.open('/console/words');
  const box = await screen.findByLabelText('What would somebody type?');
  fireEvent.input(box, { target: { value: 'i cant pay' } });
  fireEvent.click(screen.getByRole('button', { name: 'Search' }));
  expect(await screen.findByRole('link', { name: 'Tenancy support' })).toBeTruthy();
  expect(screen.getByText('because it is about rent')).toBeTruthy();
  page.kith.on('TryWords', found([]));
  fireEvent.input(box, { target: { value: 'xyzzy' } });
  fireEvent.click(screen.getByRole('button', { name: 'Search' }));
  expect(await screen.findByText('Nothing is found for “xyzzy”.')).toBeTruthy();
});
