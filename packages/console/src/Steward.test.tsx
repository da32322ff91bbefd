import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConsole } from './testing/console-page.tsx';
import { ruth, service } from './testing/fake-kith.ts';

const page = aConsole();
const { open } = page;

describe('a steward', () => {
  const tom = { viewer: { ...ruth.viewer, id: 'V3', name: 'Tom', roles: ['STEWARD'] } };
  beforeEach(() => {
    page.kith
      .on('WhoAmI', tom)
      .on('DirectoryServices', { ...tom, directoryServices: [service] })
      .on('ServiceById', { ...tom, service });
  });

  it('finds a service, the hidden ones too', async () => {
    open('/console');
    const link = await screen.findByRole('link', { name: /Chess and a cuppa/ });
    expect(link.textContent).toContain('Not checked yet');
    page.kith.on('DirectoryServices', { ...tom, directoryServices: [] });
    fireEvent.input(screen.getByLabelText(/Name of a service/), { target: { value: ' knitting ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Search' }));
    expect(await screen.findByText(/No service has these words/)).toBeTruthy();
    expect(page.kith.last('DirectoryServices')).toEqual({ text: 'knitting', status: null });
    fireEvent.click(screen.getByRole('button', { name: 'Not checked yet' }));
    await waitFor(() =>
      expect(page.kith.last('DirectoryServices')).toEqual({ text: 'knitting', status: ['UNVERIFIED'] }),
    );
  });

  it('puts right what is wrong, after a look at before and after', async () => {
    open('/console/directory/S1');
    const form = within(await screen.findByRole('form', { name: 'Put it right' }));
    fireEvent.click(form.getByRole('button', { name: 'Save what I put right' }));
    expect((await form.findByRole('alert')).textContent).toContain('Nothing is changed yet');
    fireEvent.click(form.getByLabelText('Things to do'));
    fireEvent.change(form.getByLabelText('Whether it runs'), { target: { value: 'ACTIVE' } });
    const change = form.getByRole('region', { name: 'Before and after' }).textContent;
    expect(change).toContain('Not checked yet → It runs');
    expect(change).toContain('Health → Things to do, Health');
    fireEvent.input(form.getByLabelText(/Why/), { target: { value: 'Their web page says so.' } });
    page.kith.on('Correct', 'offline');
    fireEvent.click(form.getByRole('button', { name: 'Save what I put right' }));
    await waitFor(() => expect(form.getByRole('alert').textContent).toContain('what you chose is still here'));
    const right = { ...service, status: 'ACTIVE', areas: ['LEISURE', 'HEALTH'] };
    page.kith
      .on('Correct', { correctService: { __typename: 'CorrectServicePayload', service: right } })
      .on('ServiceById', { ...tom, service: right });
    fireEvent.click(form.getByRole('button', { name: 'Save what I put right' }));
    const said = await form.findByText(/Saved. Search knows it/);
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(page.kith.last('Correct')).toEqual({
      input: { serviceId: 'S1', status: 'ACTIVE', areas: ['HEALTH', 'LEISURE'], note: 'Their web page says so.' },
    });
    expect(form.queryByRole('region', { name: 'Before and after' })).toBeNull();
  });

  it('finds no requests and no people by their address', async () => {
    open('/console/requests');
    expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeTruthy();
    expect(page.kith.last('Queue')).toBeUndefined();
  });
});
