import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { beforeEach, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { queue, request, requestWords, ruth } from '../testing/fake-kith.ts';

const page = aConsole();
beforeEach(() => {
  page.kith
    .on('WhoAmI', ruth)
    .on('Queue', { ...ruth, peerRequests: queue })
    .on('Request', { ...ruth, peerRequest: request })
    .on('RequestWords', requestWords);
});

it('the queue is narrowed by what it is about, how and in which language, beside what is late', async () => {
  page.open('/console/requests');
  await screen.findByRole('link', { name: /Waiting for 6 days/ });
  expect(page.kith.last('Queue')).toMatchObject({ filter: null });
  fireEvent.change(screen.getByLabelText('About'), { target: { value: 'HOUSING' } });
  await waitFor(() => expect(page.kith.last('Queue')).toMatchObject({ filter: { area: 'HOUSING' } }));
  fireEvent.change(screen.getByLabelText('How they want to be in touch'), { target: { value: 'POST' } });
  fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'ur' } });
  fireEvent.change(screen.getByLabelText('Only'), { target: { value: '1' } });
  await waitFor(() =>
    expect(page.kith.last('Queue')).toMatchObject({
      filter: { isLate: true, area: 'HOUSING', channel: 'POST', language: 'ur' },
    }),
  );
  page.kith.on('Queue', { ...ruth, peerRequests: { ...queue, totalCount: 0, edges: [] } });
  fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'pl' } });
  expect(await screen.findByText('Nobody like that now.')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Language'), { target: { value: '' } });
  await waitFor(() => expect(page.kith.last('Queue')?.filter).not.toHaveProperty('language'));
});

it('a request says with whom somebody would like to be again', async () => {
  page.kith.on('Request', {
    ...ruth,
    peerRequest: { ...request, wishedAgain: { __typename: 'Advocate', id: 'A1', firstName: 'Maya' } },
  });
  page.open('/console/requests/R1');
  expect(await screen.findByText('Maya, if both want')).toBeTruthy();
});
