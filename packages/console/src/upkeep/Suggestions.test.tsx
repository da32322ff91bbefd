import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const tom = { viewer: { ...ruth.viewer, id: 'V3', name: 'Tom', roles: ['STEWARD'] } };
const suggestion = {
  __typename: 'ServiceSuggestion',
  id: 'G1',
  field: 'PHONE',
  label: 'The phone number',
  present: '01632 960100',
  words: '01632 960200',
  why: 'I rang it.',
  answer: null,
  state: 'WAITING',
  suggestedAt: '2026-11-16T09:00:00Z',
  dueOn: '2026-11-19',
  isLate: true,
  willHear: true,
  isFromProvider: false,
  isPlaceHidden: true,
  service: { __typename: 'Service', id: 'S1', name: 'Chess and a cuppa', status: 'ACTIVE' },
};

const freshness = (isAsking: boolean) => ({
  __typename: 'Freshness',
  isAsking,
  servicesDue: 12,
  addressesDue: 9,
  rules: [{ __typename: 'FreshnessRule', area: 'HOUSING', days: 180 }],
});

const listOf = (...all: object[]) => ({
  ...tom,
  suggestedChanges: {
    __typename: 'ServiceSuggestionConnection',
    totalCount: all.length,
    edges: all.map((node) => ({ __typename: 'ServiceSuggestionEdge', node })),
  },
});

beforeEach(() => {
  page.kith
    .on('WhoAmI', tom)
    .on('Suggestions', listOf(suggestion))
    .on('Freshness', { ...tom, freshness: freshness(false) });
});

it('puts right what was suggested, in other words if need be, and says who is told', async () => {
  page.open('/console/suggestions');
  const card = within(await screen.findByRole('article', { name: /Chess and a cuppa/ }));
  expect(card.getByText(/accept nothing that says where it is/)).toBeTruthy();
  expect(card.getByText('It says now').nextElementSibling?.textContent).toBe('01632 960100');
  expect(card.getByText('It should say').nextElementSibling?.textContent).toBe('01632 960200');
  expect(card.getByText(/Was promised by/).textContent).toContain('19 November');
  fireEvent.click(card.getByRole('button', { name: 'Put it right' }));
  const value = card.getByLabelText('What it will say') as HTMLTextAreaElement;
  expect(value.value).toBe('01632 960200');
  fireEvent.input(value, { target: { value: '01632 960201' } });
  page.kith.on('AcceptSuggestion', 'offline');
  fireEvent.submit(card.getByRole('form', { name: 'Put it right' }));
  expect((await screen.findByRole('alert')).textContent).toContain('still here');
  page.kith
    .on('AcceptSuggestion', { acceptSuggestion: { __typename: 'ChangeSuggestionPayload' } })
    .on('Suggestions', listOf());
  fireEvent.submit(card.getByRole('form', { name: 'Put it right' }));
  expect(await screen.findByText(/Put right. Whoever suggested it is told/)).toBeTruthy();
  expect(page.kith.last('AcceptSuggestion')).toEqual({
    input: { suggestionId: 'G1', value: '01632 960201', status: null, answer: null, hasAskedService: false },
  });
  expect(await screen.findByText(/Nobody waits for an answer/)).toBeTruthy();
});

it('answers without a change, and shows what was put right', async () => {
  page.open('/console/suggestions');
  const card = within(await screen.findByRole('article', { name: /Chess and a cuppa/ }));
  fireEvent.click(card.getByRole('button', { name: 'It stays as it is' }));
  fireEvent.input(card.getByLabelText('Why it stays as it is'), { target: { value: 'We rang: it is right.' } });
  page.kith.on('AnswerSuggestion', { answerSuggestion: { __typename: 'ChangeSuggestionPayload' } });
  fireEvent.submit(card.getByRole('form', { name: 'It stays as it is' }));
  expect(await screen.findByText(/Answered; nothing was changed/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Put right' }));
  await waitFor(() => expect(page.kith.last('Suggestions')).toEqual({ state: 'DONE', first: 20 }));
});

it('turns letters to services on, and says what will happen first', async () => {
  page.open('/console/suggestions');
  const section = within(await screen.findByRole('region', { name: 'Keeping entries fresh' }));
  expect((await section.findByText(/12 entries have not been checked/)).textContent).toContain('9 addresses');
  expect(section.getByText(/never two in 30 days to one address/)).toBeTruthy();
  page.kith
    .on('SetFreshness', { setFreshness: { __typename: 'SetFreshnessPayload' } })
    .on('Freshness', { ...tom, freshness: freshness(true) });
  fireEvent.click(section.getByRole('button', { name: 'Ask services from tonight on' }));
  expect(await section.findByText('The first letters go out tonight.')).toBeTruthy();
  expect(page.kith.last('SetFreshness')).toEqual({ input: { isAsking: true } });
  fireEvent.input(section.getByLabelText('Home'), { target: { value: '90' } });
  fireEvent.submit(section.getByRole('form', { name: 'Days' }));
  await waitFor(() =>
    expect(page.kith.last('SetFreshness')).toEqual({ input: { rules: [{ area: 'HOUSING', days: 90 }] } }),
  );
});

it('shows twenty at once, and says how many there are', async () => {
  const many = Array.from({ length: 20 }, (_, index) => ({ ...suggestion, id: `G${index}` }));
  const { suggestedChanges } = listOf(...many);
  page.kith.on('Suggestions', { ...tom, suggestedChanges: { ...suggestedChanges, totalCount: 31 } });
  page.open('/console/suggestions');
  expect(await screen.findByText('20 of 31')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
  await waitFor(() => expect(page.kith.last('Suggestions')).toEqual({ state: 'WAITING', first: 40 }));
});

it('lets letters go to an address that anybody suggested only when the steward asked the service', async () => {
  const email = { ...suggestion, field: 'EMAIL', label: 'The e-mail address', words: 'new@example.org', present: null };
  page.kith.on('Suggestions', listOf(email));
  page.open('/console/suggestions');
  const card = within(await screen.findByRole('article', { name: /The e-mail address/ }));
  expect(card.getByText('It says now').nextElementSibling?.textContent).toBe('Nothing');
  fireEvent.click(card.getByRole('button', { name: 'Put it right' }));
  fireEvent.click(card.getByLabelText(/I have asked the service itself/));
  page.kith.on('AcceptSuggestion', { acceptSuggestion: { __typename: 'ChangeSuggestionPayload' } });
  fireEvent.submit(card.getByRole('form', { name: 'Put it right' }));
  await waitFor(() =>
    expect(page.kith.last('AcceptSuggestion')).toMatchObject({
      input: { hasAskedService: true, value: 'new@example.org' },
    }),
  );
});
