import { type Step, take } from './sign-in-steps.ts';

const NOT_DONE = 'The passkey was not used. Try again, or choose the other way.';

/** Whether this browser can do it. Older ones sign in with a password and a code. */
export function hasPasskeys(): boolean {
  return (
    typeof PublicKeyCredential === 'function' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'
  );
}

/** Asks the device for a passkey of Kith, and for who is holding the device. */
export const signInWithPasskey = (): Promise<Step> => usePasskey('/api/auth/passkey/verify-authentication');

/** @param verifyPath where the device's answer goes */
export async function usePasskey(verifyPath: string): Promise<Step> {
  return use('/api/auth/passkey/generate-authenticate-options', verifyPath, (options) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
    return navigator.credentials.get({ publicKey: { ...publicKey, userVerification: 'required' } });
  });
}

/**
 * Makes a passkey on this device for the account that is signing in, or signed in.
 *
 * @param name what to call it; left out: the browser's
 */
export async function makePasskey(name = ''): Promise<Step> {
  return use(
    '/api/auth/passkey/generate-register-options',
    '/api/auth/passkey/verify-registration',
    (options) => {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
        options as PublicKeyCredentialCreationOptionsJSON,
      );
      return navigator.credentials.create({ publicKey });
    },
    name ? { name } : {},
  );
}

async function use(
  optionsPath: string,
  verifyPath: string,
  ask: (options: unknown) => Promise<Credential | null>,
  more: Record<string, unknown> = {},
): Promise<Step> {
  try {
    const response = await fetch(optionsPath);
    if (!response.ok) {
      const { message, code } = (await response.json()) as { message: string; code?: string };
      return { problem: message, code: code ?? 'REFUSED' };
    }
    const credential = await ask(await response.json());
    if (!(credential instanceof PublicKeyCredential)) return { problem: NOT_DONE, code: 'NOT_DONE' };
    return await take(verifyPath, { response: credential.toJSON(), ...more });
  } catch {
    return { problem: NOT_DONE, code: 'NOT_DONE' };
  }
}
