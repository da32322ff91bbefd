import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const unsent = {
  __typename: 'UnsentLetter',
  id: 'L1',
  about: 'To the person: there is an update.',
  reference: 'KT-4F7Q',
  since: '2026-11-22T09:00:00Z',
  why: 'Only somebody who reads their safe times should write.',
};
const toPost = { __typename: 'LetterToPost', id: 'L2', reference: 'KT-9XYZ', since: '2026-11-23T08:00:00Z' };
const letters = (notSent: object[], post: object[], letterName: string | null = null) => ({
  ...ruth,
  letterName,
  lettersNotSent: { __typename: 'LettersNotSent', count: notSent.length, letters: notSent },
  lettersToPost: post,
});
const payload = (name: string, letterId: string) => ({ [name]: { __typename: 'LetterPayload', letterId } });

beforeEach(() => {
  page.kith.on('WhoAmI', ruth).on('TeamLetters', letters([unsent], [toPost], 'Ruth and colleagues'));
});

describe('letters of a team', () => {
  it('that could not be sent say what to do, and can be tried again', async () => {
    page.open('/console/requests/letters');
    const region = within(await screen.findByRole('region', { name: 'Could not be sent' }));
    expect(region.getByText(unsent.why)).toBeTruthy();
    page.kith.on('TryLetterAgain', 'offline');
    fireEvent.click(region.getByRole('button', { name: /Send it again/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('could not reach Kith');
    page.kith.on('TryLetterAgain', payload('tryLetterAgain', 'L1')).on('TeamLetters', letters([], [toPost]));
    fireEvent.click(region.getByRole('button', { name: /Send it again/ }));
    expect(await screen.findByText(/tries it again now/)).toBeTruthy();
    expect(await screen.findByText(/Every letter has gone out/)).toBeTruthy();
    expect(page.kith.last('TryLetterAgain')).toEqual({ input: { letterId: 'L1' } });
  });

  it('on paper show an address only when somebody opens them to print, and are ticked off once posted', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    page.kith.on('PagesToPrint', {
      lettersToPost: [
        { ...toPost, page: { __typename: 'LetterPage', address: 'Jo Bell\n1 Mill Lane', text: 'There is an update.' } },
      ],
    });
    page.open('/console/requests/letters');
    const open = await screen.findByRole('button', { name: 'Open them to print' });
    expect(page.kith.last('PagesToPrint')).toBeUndefined();
    expect(screen.getByText(/can see that you looked at their address/)).toBeTruthy();
    fireEvent.click(open);
    const sheet = await screen.findByRole('article', { name: 'Letter KT-9XYZ' });
    expect(sheet.textContent).toContain('1 Mill Lane');
    fireEvent.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledOnce();
    page.kith.on('MarkLetterPosted', payload('markLetterPosted', 'L2')).on('TeamLetters', letters([unsent], [], null));
    fireEvent.click(screen.getByRole('button', { name: /It is in the post box/ }));
    expect(await screen.findByText(/No letter waits for the post/)).toBeTruthy();
    expect(page.kith.last('MarkLetterPosted')).toEqual({ input: { letterId: 'L2' } });
    expect(screen.queryByText(/1 Mill Lane/)).toBeNull();
  });

  it('call the team by a name that tells nothing, which a coordinator may change or take away', async () => {
    page.open('/console/requests/letters');
    const field = await screen.findByLabelText<HTMLInputElement>('A name that tells nothing');
    expect(field.value).toBe('Ruth and colleagues');
    page.kith.on('SetLetterName', {
      setLetterName: { __typename: 'InvalidInput', message: 'Please use letters only.', field: 'name' },
    });
    fireEvent.input(field, { target: { value: '#1' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save this name' }));
    await waitFor(() => expect(field.getAttribute('aria-describedby')).toContain('problem'));
    expect(field.value).toBe('#1');
    page.kith.on('SetLetterName', { setLetterName: { __typename: 'SetLetterNamePayload', name: null } });
    fireEvent.input(field, { target: { value: '' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save this name' }));
    expect(await screen.findByText('Letters name nobody from now on.')).toBeTruthy();
    expect(page.kith.last('SetLetterName')).toEqual({ input: { name: null } });
  });

  it('says so when they could not be read', async () => {
    page.kith.on('TeamLetters', 'offline');
    page.open('/console/requests/letters');
    expect(await screen.findByText(/could not read this just now/)).toBeTruthy();
  });
});
