import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { introduction, matches, maya } from '../testing/fake-kith.ts';

const page = aConsole();
const question = { __typename: 'MatchQuestion', question: 'Do they mind dogs?', answer: null as string | null };

beforeEach(() => {
  page.kith.on('WhoAmI', maya).on('Today', { ...maya, matches: matches(introduction) });
});

const cardOf = async () => within(await screen.findByRole('article', { name: 'Introduction: Alex' }));

it('an advocate asks their coordinator first, and the introduction waits', async () => {
  page.open('/console');
  const card = await cardOf();
  fireEvent.click(card.getByRole('button', { name: 'Ask my coordinator' }));
  fireEvent.click(card.getByRole('button', { name: 'Ask' }));
  expect((await card.findByRole('alert')).textContent).toContain('what you would like to know');
  expect(page.kith.last('AskCoordinator')).toBeUndefined();
  const field = card.getByLabelText<HTMLTextAreaElement>('What would you like to know?');
  fireEvent.input(field, { target: { value: question.question } });
  page.kith
    .on('AskCoordinator', { askCoordinator: { __typename: 'AskCoordinatorPayload', match: introduction } })
    .on('Today', { ...maya, matches: matches({ ...introduction, question }) });
  fireEvent.click(card.getByRole('button', { name: 'Ask' }));
  expect(await screen.findByText(/Your coordinator has your question. The introduction waits/)).toBeTruthy();
  expect(page.kith.last('AskCoordinator')).toEqual({ input: { matchId: 'M1', question: question.question } });
});

it('keeps what was asked when Kith is away, also when they look again in between', async () => {
  page.kith.on('AskCoordinator', 'offline');
  page.open('/console');
  const card = await cardOf();
  fireEvent.click(card.getByRole('button', { name: 'Ask my coordinator' }));
  fireEvent.input(card.getByLabelText('What would you like to know?'), { target: { value: question.question } });
  fireEvent.click(card.getByRole('button', { name: 'Ask' }));
  expect((await card.findByRole('alert')).textContent).toContain('still here');
  fireEvent.click(card.getByRole('button', { name: 'Let me look again' }));
  fireEvent.click(card.getByRole('button', { name: 'Ask my coordinator' }));
  expect(card.getByLabelText<HTMLTextAreaElement>('What would you like to know?').value).toBe(question.question);
});

it('shows the answer on the card, and a yes or a no stays possible before it comes', async () => {
  page.kith.on('Today', { ...maya, matches: matches({ ...introduction, question }) });
  page.open('/console');
  const card = await cardOf();
  expect(card.getByText(/You can still answer before they do/)).toBeTruthy();
  expect(card.getByRole('button', { name: 'Not me' })).toBeTruthy();
  page.kith.on('Today', {
    ...maya,
    matches: matches({ ...introduction, question: { ...question, answer: 'They have two.' } }),
  });
  dispatchEvent(new Event('focus'));
  expect(await screen.findByText('Your coordinator says: They have two.')).toBeTruthy();
  expect((await cardOf()).queryByRole('button', { name: 'Ask my coordinator' })).toBeNull();
});
