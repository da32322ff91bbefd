import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { queue, request, requestWords, ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const teams = (...names: string[]) => ({
  peerRequest: {
    __typename: 'PeerRequest',
    id: 'R1',
    otherTeams: names.map((name) => ({ __typename: 'TeamChoice', id: `T-${name}`, name })),
  },
});

beforeEach(() => {
  page.kith
    .on('WhoAmI', ruth)
    .on('Queue', { ...ruth, peerRequests: queue })
    .on('Request', { ...ruth, peerRequest: request })
    .on('RequestWords', requestWords)
    .on('OtherTeams', teams('Hillside team', 'Harbour team'));
});

async function openMove() {
  page.open('/console/requests/R1');
  const details = (await screen.findByText('Another team should answer')).closest('details');
  if (!details) throw new Error('There is nothing to open.');
  expect(page.kith.last('OtherTeams')).toBeUndefined();
  details.open = true;
  fireEvent(details, new Event('toggle'));
  return within(details);
}

it('a coordinator hands a request on, knowing what stays and who is told, and is back in the queue', async () => {
  const move = await openMove();
  const choice = await move.findByLabelText<HTMLSelectElement>('Which team?');
  expect(move.getByText(/What we promised them stays/)).toBeTruthy();
  fireEvent.change(choice, { target: { value: 'T-Harbour team' } });
  page.kith.on('MoveRequest', { moveRequest: { __typename: 'MoveRequestPayload', reference: 'KT-4F7Q' } });
  fireEvent.click(move.getByRole('button', { name: 'Hand it on' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Requests' })).toBeTruthy();
  expect(page.kith.last('MoveRequest')).toEqual({ input: { requestId: 'R1', teamId: 'T-Harbour team' } });
  expect(location.pathname).toBe('/console/requests');
});

it('is told when it did not work, and can try again', async () => {
  const move = await openMove();
  page.kith.on('MoveRequest', 'offline');
  fireEvent.click(await move.findByRole('button', { name: 'Hand it on' }));
  expect((await move.findByRole('alert')).textContent).toContain('nothing was changed');
  page.kith.on('MoveRequest', {
    moveRequest: { __typename: 'NoLongerPossible', message: 'Somebody was introduced meanwhile.' },
  });
  fireEvent.click(move.getByRole('button', { name: 'Hand it on' }));
  expect(await move.findByText('Somebody was introduced meanwhile.')).toBeTruthy();
  expect(location.pathname).toBe('/console/requests/R1');
});

it('says so where there is no other team, and when they cannot be read', async () => {
  page.kith.on('OtherTeams', 'offline');
  const move = await openMove();
  const again = await move.findByRole('button', { name: 'Try again' });
  page.kith.on('OtherTeams', teams());
  fireEvent.click(again);
  expect(await move.findByText('There is no other team.')).toBeTruthy();
});
