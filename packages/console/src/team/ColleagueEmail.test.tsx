import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const colleague = {
  __typename: 'Colleague',
  id: 'C1',
  name: 'Sam Hall',
  email: 'sam@example.org',
  newEmail: null as string | null,
  roles: ['ADVOCATE'],
  isDisabled: false,
  isYou: false,
  peopleNow: 0,
  team: null,
};
const viewer = {
  ...ruth.viewer,
  roles: ['ADMINISTRATOR'],
  mayInvite: ['ADVOCATE'],
  account: { __typename: 'MyAccount', hasAuthenticator: true, passkeys: [] },
};
const accounts = (one: typeof colleague) => ({ viewer, invitations: [], teams: [], colleagues: [one] });
const changed = { __typename: 'ChangeStaffEmailPayload', confirmBy: '2026-11-24T09:00:00Z' };

beforeEach(() => {
  page.kith.on('WhoAmI', { viewer }).on('Invitations', accounts(colleague));
});

async function openForm() {
  page.open('/console/invitations');
  fireEvent.click(await screen.findByRole('button', { name: 'Change Sam Hall' }));
  return within(screen.getByRole('form', { name: 'E-mail address of Sam Hall' }));
}
const write = (form: Awaited<ReturnType<typeof openForm>>, email: string) => {
  fireEvent.input(form.getByLabelText('Another address to sign in with'), { target: { value: email } });
  fireEvent.click(form.getByRole('button', { name: 'Send the letters' }));
};

it('an administrator writes down another address, which waits until it is confirmed and can be taken back', async () => {
  const form = await openForm();
  page.kith
    .on('ChangeEmail', { changeStaffEmail: changed })
    .on('Invitations', accounts({ ...colleague, newEmail: 'sam.hall@example.org' }));
  write(form, 'sam.hall@example.org');
  expect(await form.findByText(/Letters are on their way to both addresses/)).toBeTruthy();
  expect(page.kith.last('ChangeEmail')).toEqual({ input: { accountId: 'C1', email: 'sam.hall@example.org' } });
  expect(await form.findByText(/Waits to be confirmed/)).toBeTruthy();
  page.kith
    .on('ChangeEmail', { changeStaffEmail: { ...changed, confirmBy: null } })
    .on('Invitations', accounts(colleague));
  fireEvent.click(form.getByRole('button', { name: 'Take it back' }));
  expect(await form.findByText(/Taken back. sam@example.org stays/)).toBeTruthy();
  expect(page.kith.last('ChangeEmail')).toEqual({ input: { accountId: 'C1', email: 'sam@example.org' } });
});

it('is asked to show who they are when that is long ago, and then it goes on by itself', async () => {
  const form = await openForm();
  page.kith.on('ChangeEmail', {
    changeStaffEmail: { __typename: 'FreshSignInNeeded', message: 'Show that it is you.' },
  });
  write(form, 'sam.hall@example.org');
  const dialog = within(await screen.findByRole('dialog', { name: 'Show that it is you' }));
  expect(dialog.getByLabelText('Your password')).toBeTruthy();
});

it('says beside the field what is wrong with an address', async () => {
  const form = await openForm();
  page.kith.on('ChangeEmail', {
    changeStaffEmail: {
      __typename: 'InvalidInput',
      message: 'This e-mail address has an account already.',
      field: 'email',
    },
  });
  write(form, 'ruth@example.org');
  expect(await form.findByText('This e-mail address has an account already.')).toBeTruthy();
  expect(form.getByLabelText('Another address to sign in with').getAttribute('aria-invalid')).toBe('true');
});

it('offers nobody what only another may do to their own account', async () => {
  page.kith.on('Invitations', accounts({ ...colleague, isYou: true }));
  page.open('/console/invitations');
  fireEvent.click(await screen.findByRole('button', { name: 'Change Sam Hall' }));
  expect(await screen.findByText(/Only another administrator can change the address/)).toBeTruthy();
  expect(screen.queryByRole('form', { name: 'E-mail address of Sam Hall' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Stop this account now' })).toBeNull();
});
