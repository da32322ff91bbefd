import { makePasskey, usePasskey } from '../passkeys.ts';
import { post, type Step, take } from '../sign-in-steps.ts';

/** A key for an app, with the picture of it that a phone's camera reads. Shown once. */
export interface NewKey {
  totpURI: string;
  picture: KeyPicture;
  backupCodes: string[];
}

export interface KeyPicture {
  size: number;
  /** One path in a square of `size` units. */
  path: string;
}

/** A failure of these steps that asks to show again who is there. */
export const FRESH_NEEDED = 'FRESH_NEEDED';

export const addPasskey = (name: string): Promise<Step> => makePasskey(name);
export const checkWithPasskey = (): Promise<Step> => usePasskey('/api/auth/check/passkey');
export const checkWithPassword = (password: string, code: string): Promise<Step> =>
  take('/api/auth/check/password', { password, code });
export const changePassword = (current: string, next: string): Promise<Step> =>
  take('/api/auth/account/password', { current, next });
export const beginNewApp = () => post<NewKey>('/api/auth/account/authenticator', {});
export const confirmNewApp = (code: string): Promise<Step> => take('/api/auth/account/authenticator/confirm', { code });
export const newRecoveryCodes = () => post<{ backupCodes: string[] }>('/api/auth/account/recovery-codes', {});
