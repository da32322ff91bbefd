import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { beforeEach, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const browser = {
  __typename: 'SignedInBrowser',
  signedInAt: '2026-11-23T08:00:00Z',
  lastUsedAt: '2026-11-23T09:00:00Z',
};
const account = {
  __typename: 'MyAccount',
  email: 'ruth@example.org',
  isDemo: false,
  hasAuthenticator: true,
  events: [{ __typename: 'AccountEvent', at: '2026-11-23T08:00:00Z', sentence: 'Signed in.' }],
  passkeys: [{ __typename: 'Passkey', id: 'K1', name: 'My phone', addedAt: '2026-11-01T08:00:00Z' }],
  sessions: [
    { ...browser, id: 'B1', device: 'Chrome on Android', isThisOne: true },
    { ...browser, id: 'B2', device: 'Firefox on Windows', isThisOne: false },
  ],
};
beforeEach(() => {
  page.kith.on('WhoAmI', ruth).on('Account', { viewer: { ...ruth.viewer, account } });
});

it('tells the ways in, where one is signed in, and what happened', async () => {
  page.open('/console/account');
  expect(await screen.findByText('My phone')).toBeTruthy();
  expect(screen.getByText('ruth@example.org')).toBeTruthy();
  expect(screen.getByText('Signed in.')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: /^Sign out Firefox on Windows/ })).toHaveLength(1);
  expect(screen.queryByRole('button', { name: /^Sign out Chrome/ })).toBeNull();
});

it('asks to show who is there when it was long ago, and then goes on with what was wanted', async () => {
  page.kith.on('/api/auth/account/recovery-codes', {
    status: 403,
    code: 'FRESH_NEEDED',
    message: 'Show that it is you.',
  });
  page.open('/console/account');
  fireEvent.click(await screen.findByRole('button', { name: 'Make new recovery codes' }));
  expect(await screen.findByRole('heading', { name: 'Show that it is you' })).toBeTruthy();
  fireEvent.input(screen.getByLabelText('Your password'), { target: { value: 'a quiet green morning' } });
  fireEvent.input(screen.getByLabelText(/six digits of your app/), { target: { value: '123 456' } });
  page.kith
    .on('/api/auth/check/password', { next: 'done' })
    .on('/api/auth/account/recovery-codes', { backupCodes: ['abcde-fghjk'] });
  fireEvent.click(screen.getByRole('button', { name: 'Use password and code' }));
  expect(await screen.findByText('abcde-fghjk')).toBeTruthy();
  expect(page.kith.last('/api/auth/check/password')).toEqual({ password: 'a quiet green morning', code: '123 456' });
  fireEvent.click(screen.getByRole('button', { name: 'I wrote them down' }));
  expect(screen.queryByText('abcde-fghjk')).toBeNull();
});

it('asks before a passkey is removed, and says why the last way in stays', async () => {
  page.kith.on('RemovePasskey', { removePasskey: { __typename: 'LastWayIn', message: 'This is your last way in.' } });
  page.open('/console/account');
  fireEvent.click(await screen.findByRole('button', { name: 'Remove My phone' }));
  expect(page.kith.last('RemovePasskey')).toBeUndefined();
  fireEvent.click(screen.getByRole('button', { name: 'Remove it' }));
  expect((await screen.findByRole('alert')).textContent).toBe('This is your last way in.');
});

it('says what was wrong with a password and keeps nothing of a right one', async () => {
  page.kith.on('/api/auth/account/password', { status: 401, code: 'WRONG_PASSWORD', message: 'That is not right.' });
  page.open('/console/account');
  const now = (await screen.findByLabelText('The password now')) as HTMLInputElement;
  fireEvent.input(now, { target: { value: 'wrong' } });
  fireEvent.input(screen.getByLabelText('The new one'), { target: { value: 'seven herons on a wire' } });
  fireEvent.click(screen.getByRole('button', { name: 'Change my password' }));
  expect((await screen.findByRole('alert')).textContent).toBe('That is not right.');
  page.kith.on('/api/auth/account/password', { next: 'done' });
  fireEvent.click(screen.getByRole('button', { name: 'Change my password' }));
  expect(await screen.findByText(/Your password is changed/)).toBeTruthy();
  await waitFor(() => expect(now.value).toBe(''));
});

it('draws the picture of a new key without any markup from outside', async () => {
  const key = { totpURI: 'otpauth://totp/Kith:r?secret=ABCDEFGH', picture: { size: 3, path: 'M0 0h1v1H0z' } };
  page.kith.on('/api/auth/account/authenticator', { ...key, backupCodes: ['abcde-fghjk'] });
  page.open('/console/account');
  fireEvent.click(await screen.findByRole('button', { name: 'Set up another phone' }));
  const picture = await screen.findByRole('img', { name: 'QR code of the key' });
  expect(picture.querySelector('path')?.getAttribute('d')).toBe('M0 0h1v1H0z');
  expect(screen.getByText('ABCD EFGH')).toBeTruthy();
});
