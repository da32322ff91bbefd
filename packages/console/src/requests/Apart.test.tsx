import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { queue, request, requestWords, ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const member = (id: string, name: string, advocate: object | null) => ({
  __typename: 'TeamMember',
  id: `T-${id}`,
  name,
  advocate,
});
const service = {
  __typename: 'Service',
  id: 'S1',
  name: 'Chess and a cuppa',
  summary: 'A quiet Thursday group',
  isFree: true,
  email: null,
  organization: null,
  phones: [],
};

beforeEach(() => {
  page.kith
    .on('WhoAmI', ruth)
    .on('Queue', { ...ruth, peerRequests: queue })
    .on('Request', { ...ruth, peerRequest: request })
    .on('RequestWords', requestWords)
    .on('AdvocatesOfTeam', {
      ...ruth,
      team: {
        __typename: 'Team',
        name: 'Riverside team',
        members: [member('1', 'Maya', { __typename: 'Advocate', id: 'A1' }), member('2', 'Ruth', null)],
      },
    });
});

async function openApart() {
  page.open('/console/requests/R1');
  const details = (await screen.findByText('Somebody whom they should not meet')).closest('details');
  if (!details) throw new Error('There is nothing to open.');
  details.open = true;
  fireEvent(details, new Event('toggle'));
  return within(await screen.findByRole('form', { name: 'Keep apart' }));
}

it('two are kept apart with a reason, which is lost neither when it is missing nor when Kith is away', async () => {
  const form = await openApart();
  expect(form.queryByRole('option', { name: 'Ruth' })).toBeNull();
  fireEvent.click(form.getByRole('button', { name: 'Save this' }));
  expect(await form.findByText(/why should these two not meet/)).toBeTruthy();
  expect(page.kith.last('KeepThemApart')).toBeUndefined();
  fireEvent.input(form.getByLabelText('Why?'), { target: { value: 'Neighbours.' } });
  page.kith.on('KeepThemApart', 'offline');
  fireEvent.click(form.getByRole('button', { name: 'Save this' }));
  expect(await form.findByText(/still here/)).toBeTruthy();
  expect(form.getByLabelText<HTMLTextAreaElement>('Why?').value).toBe('Neighbours.');
  page.kith.on('KeepThemApart', {
    keepApart: { __typename: 'KeepApartPayload', request: { __typename: 'PeerRequest', id: 'R1' } },
  });
  fireEvent.click(form.getByRole('button', { name: 'Save this' }));
  expect(await form.findByText(/Neither is told/)).toBeTruthy();
  expect(page.kith.last('KeepThemApart')).toEqual({
    input: { requestId: 'R1', advocateId: 'A1', isApart: true, reason: 'Neighbours.' },
  });
});

it('taking it back needs no reason, and a refusal is read where it happened', async () => {
  const form = await openApart();
  fireEvent.click(form.getByLabelText(/I take it back/));
  page.kith.on('KeepThemApart', { keepApart: { __typename: 'NoLongerPossible', message: 'They are together now.' } });
  fireEvent.click(form.getByRole('button', { name: 'Save this' }));
  expect(await form.findByText('They are together now.')).toBeTruthy();
  expect(page.kith.last('KeepThemApart')).toMatchObject({ input: { isApart: false, reason: null } });
});

it('when nobody fits, services of the directory can be named and left out again', async () => {
  page.kith
    .on('NobodyFitsDraft', {
      peerRequest: {
        __typename: 'PeerRequest',
        id: 'R1',
        nobodyFits: { __typename: 'NobodyFits', startingText: 'Nobody fits today.' },
      },
    })
    .on('FindServices', {
      ...ruth,
      services: {
        __typename: 'ServiceConnection',
        totalCount: 1,
        placeProblem: null,
        edges: [{ __typename: 'ServiceEdge', distanceKm: null, node: service }],
      },
    })
    .on('TellNobodyFits', 'offline');
  page.open('/console/requests/R1');
  fireEvent.click(await screen.findByRole('button', { name: 'Nobody fits: write to them' }));
  fireEvent.input(await screen.findByLabelText('What would help?'), { target: { value: 'chess' } });
  fireEvent.click(screen.getByRole('button', { name: 'Find a service' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Name this one: Chess and a cuppa' }));
  expect(await screen.findByRole('button', { name: 'Leave out Chess and a cuppa' })).toBeTruthy();
  expect(screen.queryByText('Write to this service')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Send it to them' }));
  expect(await screen.findByText(/Your words are still here/)).toBeTruthy();
  expect(page.kith.last('TellNobodyFits')).toMatchObject({ input: { serviceIds: ['S1'] } });
  fireEvent.click(screen.getByRole('button', { name: 'Leave out Chess and a cuppa' }));
  expect(screen.queryByText('Services that you name')).toBeNull();
});
