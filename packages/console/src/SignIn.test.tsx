import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SignIn } from './SignIn.tsx';
import { FakeKith } from './testing/fake-kith.ts';

let kith: FakeKith;
const onDone = vi.fn();
beforeEach(() => {
  kith = new FakeKith();
  onDone.mockReset();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(isDemo = false, state: 'signed-out' | 'set-up' = 'signed-out') {
  render(<SignIn start={{ state, isDemo }} onDone={onDone} />);
}

function typeAndSend() {
  fireEvent.input(screen.getByLabelText('E-mail address'), { target: { value: 'sam@example.org' } });
  fireEvent.input(screen.getByLabelText('Password'), { target: { value: 'a quiet green morning' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in with a password' }));
}

describe('signing in', () => {
  it('asks for the code after the password, and then lets in', async () => {
    kith.on('/api/auth/sign-in/email', { next: 'code' }).on('/api/auth/two-factor/verify-totp', { next: 'done' });
    open();
    typeAndSend();
    fireEvent.input(await screen.findByLabelText('Code'), { target: { value: '123 456' } });
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(kith.last('/api/auth/two-factor/verify-totp')).toEqual({ code: '123 456' });
  });

  it('says what was wrong and keeps what was typed', async () => {
    kith.on('/api/auth/sign-in/email', { status: 401, code: 'NOT_RIGHT', message: 'They do not go together.' });
    open();
    typeAndSend();
    expect((await screen.findByRole('alert')).textContent).toContain('They do not go together.');
    expect((screen.getByLabelText('E-mail address') as HTMLInputElement).value).toBe('sam@example.org');
  });

  it('says so when Kith cannot be reached', async () => {
    kith.on('/api/auth/sign-in/email', 'offline');
    open();
    typeAndSend();
    expect((await screen.findByRole('alert')).textContent).toContain('could not reach Kith');
  });

  it('names what is missing instead of sending nothing', async () => {
    open();
    fireEvent.click(screen.getByRole('button', { name: 'Sign in with a password' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Fill in both boxes');
    expect(kith.sent).toEqual([]);
  });

  it('starts again when the code took too long', async () => {
    kith
      .on('/api/auth/sign-in/email', { next: 'code' })
      .on('/api/auth/two-factor/verify-totp', { status: 401, code: 'START_AGAIN', message: 'That took too long.' });
    open();
    typeAndSend();
    await screen.findByLabelText('Code');
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByLabelText('Password')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('That took too long.');
  });
});

describe('the first time', () => {
  it('shows the key of the app, the recovery codes, and takes the first code', async () => {
    kith
      .on('/api/auth/two-factor/enable', {
        picture: { size: 3, path: 'M0 0h1v1H0z' },
        totpURI: 'otpauth://totp/Kith:sam?secret=ABCDEFGHIJKLMNOP&issuer=Kith',
        backupCodes: ['one-11111', 'two-22222'],
      })
      .on('/api/auth/two-factor/verify-totp', { next: 'done' });
    open(false, 'set-up');
    fireEvent.input(screen.getByLabelText('Your password'), { target: { value: 'a quiet green morning' } });
    fireEvent.click(screen.getByRole('button', { name: 'Use an app' }));
    expect(await screen.findByText('ABCD EFGH IJKL MNOP')).toBeTruthy();
    expect(screen.getByText('two-22222')).toBeTruthy();
    fireEvent.input(screen.getByLabelText(/six digits/), { target: { value: '123456' } });
    fireEvent.click(screen.getByRole('button', { name: 'Finish and sign in' }));
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  });
});

describe('in the demo town', () => {
  const account = { id: 'D1', team: 'Riverside team', stage: null, energy: null };
  it('everybody is offered with what they do, and one click is enough', async () => {
    kith.on('/sign-in/demo', (body) =>
      'accountId' in body
        ? { next: 'done' }
        : {
            accounts: [
              { ...account, name: 'Ruth Okafor', roles: ['COORDINATOR'] },
              { ...account, id: 'D2', name: 'Maya', roles: ['ADVOCATE'], stage: 'MENTOR', energy: 'LOW' },
            ],
          },
    );
    open(true);
    expect(await screen.findByRole('heading', { name: /You are in the demo town: sign in as/ })).toBeTruthy();
    expect(await screen.findByRole('button', { name: /Maya.*Mentor · Low · Riverside team/ })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /Ruth Okafor.*Coordinator/ }));
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(kith.last('/sign-in/demo')).toEqual({ accountId: 'D1' });
  });
});
