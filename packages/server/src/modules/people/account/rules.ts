import { DomainError } from '../../../errors.ts';
import { sessionLimits } from '../rules.ts';

/** Before a change of the ways in, somebody shows who they are within this time. Milliseconds. */
const FRESH_MS = 10 * 60_000;

/** It is too long since somebody showed who they are. */
export class FreshSignInNeeded extends DomainError {
  override readonly name = 'FreshSignInNeeded';

  constructor() {
    super('Show that it is you: use your passkey, or your password and a code. Then this can be changed.');
  }
}

/** Without it nobody could get in with this account any more. */
export class LastWayIn extends DomainError {
  override readonly name = 'LastWayIn';

  constructor() {
    super('This is your last way in besides the password. Add another passkey or an app first, then remove this one.');
  }
}

/** Demo staff have no other way in than their one click, so nothing fresher can be asked of them. */
export function isFresh(session: { signedInAt: Date; isDemo: boolean }, now: Date): boolean {
  return session.isDemo || now.getTime() - session.signedInAt.getTime() < Math.min(FRESH_MS, sessionLimits.absoluteMs);
}

/** @throws {LastWayIn} nothing would be left but the password */
export function assertAnotherWayIn(left: { passkeys: number; hasAuthenticator: boolean }): void {
  if (left.passkeys === 0 && !left.hasAuthenticator) throw new LastWayIn();
}

const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/\biPad\b/, 'an iPad'],
  [/\biPhone\b/, 'an iPhone'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'a Chromebook'],
  [/\b(Macintosh|Mac OS X)\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * A browser in words that fit many: "Firefox on Windows". The whole user agent is almost a name, and never kept.
 *
 * @returns null: nothing known in it
 */
export function deviceWords(userAgent: string | null | undefined): string | null {
  if (!userAgent) return null;
  const text = userAgent.slice(0, 500);
  const browser = browsers.find(([pattern]) => pattern.test(text))?.[1];
  const system = systems.find(([pattern]) => pattern.test(text))?.[1];
  if (!browser && !system) return null;
  return [browser ?? 'A browser', system && `on ${system}`].filter(Boolean).join(' ');
}
