/** What comes after a step of signing in. */
export type Next = 'code' | 'set-up' | 'passkey' | 'done' | 'sign-in';
export type Step = { next: Next } | { problem: string; code: string };

export interface SignInState {
  state: 'signed-in' | 'set-up' | 'signed-out';
  isDemo: boolean;
}

export interface DemoAccount {
  id: string;
  name: string;
  roles: string[];
  team: string | null;
  stage: string | null;
  energy: string | null;
}

const UNREACHABLE = 'We could not reach Kith. Check your connection, then try again. Nothing is lost.';

/** Where this browser stands. @throws when Kith cannot be reached */
export async function readSignInState(): Promise<SignInState> {
  const response = await fetch('/sign-in/state', { headers: { 'x-kith-background': '1' } });
  if (!response.ok) throw new Error(`sign-in state: ${response.status}`);
  return response.json();
}

/** Sends one step. Failures come back as a sentence, never as an exception. */
export async function take(path: string, body: Record<string, unknown> = {}): Promise<Step> {
  const answer = await post<{ next: Next }>(path, body);
  return 'problem' in answer ? answer : { next: answer.next };
}

export const signInWithPassword = (email: string, password: string) =>
  take('/api/auth/sign-in/email', { email, password });
export const sendCode = (code: string) => take('/api/auth/two-factor/verify-totp', { code });
export const sendRecoveryCode = (code: string) => take('/api/auth/two-factor/verify-backup-code', { code });
export const signInAsDemo = (accountId: string) => take('/sign-in/demo', { accountId });
export const signOut = () => take('/api/auth/sign-out');

/** Begins an authenticator app: its key as otpauth:// address, and codes for the day the phone is lost. */
export const beginAuthenticator = (password: string) =>
  post<{ totpURI: string; picture: { size: number; path: string }; backupCodes: string[] }>(
    '/api/auth/two-factor/enable',
    { password },
  );

/** The staff of the demo town; null: this is not the demo town, or Kith cannot be reached. */
export async function readDemoAccounts(): Promise<DemoAccount[] | null> {
  try {
    const response = await fetch('/sign-in/demo');
    return response.ok ? (await response.json()).accounts : null;
  } catch {
    return null;
  }
}

/** Sends JSON and reads JSON; every failure is a sentence. */
export async function post<T extends object>(
  path: string,
  body: Record<string, unknown>,
): Promise<T | { problem: string; code: string }> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as T & { message?: string; code?: string };
    return response.ok ? answer : { problem: answer.message ?? UNREACHABLE, code: answer.code ?? '' };
  } catch {
    return { problem: UNREACHABLE, code: 'UNREACHABLE' };
  }
}
