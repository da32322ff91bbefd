import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const tom = { viewer: { ...ruth.viewer, id: 'V3', name: 'Tom', roles: ['STEWARD'] } };
const sheds = {
  __typename: 'MappedTerm',
  id: 'T1',
  name: 'Sheds',
  areas: ['RELATIONSHIPS'],
  areasOfKith: [],
  isChanged: true,
  services: 2,
};
const games = { ...sheds, id: 'T2', name: 'Games', areas: ['LEISURE'], isChanged: false, services: 1 };
const payload = { __typename: 'ChangeMappedTermPayload' };

beforeEach(() => {
  page.kith.on('WhoAmI', tom).on('MappedTerms', { ...tom, mappedTerms: [sheds, games] });
});

it('says what a kind stands for, saves another, and puts one back', async () => {
  page.open('/console/terms');
  const card = within(await screen.findByRole('article', { name: 'Games' }));
  expect(card.getByText('One service')).toBeTruthy();
  fireEvent.click(card.getByRole('button', { name: 'Change' }));
  const form = within(await screen.findByRole('form', { name: 'What “Games” stands for' }));
  fireEvent.click(form.getByRole('checkbox', { name: 'People' }));
  page.kith.on('SetTermAreas', 'offline');
  fireEvent.click(form.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/We could not reach Kith/)).toBeTruthy();
  expect((form.getByRole('checkbox', { name: 'People' }) as HTMLInputElement).checked).toBe(true);
  page.kith.on('SetTermAreas', { setTermAreas: payload }).on('PutBackTermAreas', { putBackTermAreas: payload });
  fireEvent.click(form.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Saved. “Games” counts so from the next import on.')).toBeTruthy();
  expect(page.kith.last('SetTermAreas')).toEqual({ input: { id: 'T2', areas: ['LEISURE', 'RELATIONSHIPS'] } });
  expect(screen.getByText(/Changed here; it came as: None/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Put back as it came' }));
  expect(await screen.findByText(/“Sheds” is as it came again/)).toBeTruthy();
});

it('finds one by part of its name, and says when there is none', async () => {
  page.open('/console/terms');
  fireEvent.input(await screen.findByLabelText('Part of its name'), { target: { value: 'xyz' } });
  page.kith.on('MappedTerms', { ...tom, mappedTerms: [] });
  fireEvent.click(screen.getByRole('button', { name: 'Find' }));
  expect(await screen.findByText('No kind has “xyz” in its name.')).toBeTruthy();
  await waitFor(() => expect(page.kith.last('MappedTerms')).toEqual({ text: 'xyz' }));
});
