import { createOTP } from '@better-auth/utils/otp';
import type { AdvocateStage, SharedDimension, StaffRole, Visibility } from '../../generated/prisma/enums.ts';
import type { AdvocateProfileModel } from '../../generated/prisma/models.ts';
import { createStaffAccount } from '../modules/people/accounts.ts';
import { sessionCookie, sessionCookieName, startSession } from '../modules/people/sessions.ts';
import type { TestApp } from './app.ts';

const ORIGIN = 'http://localhost:4000';
export const PASSWORD = 'a quiet green morning';

/** A team that answers requests. */
export function aTeam(app: TestApp, name = 'Riverside team') {
  return app.kith.db.team.create({ data: { name } });
}

/** A member of staff with an assured session: `headers` go with app.run. */
export async function aStaffMember(
  app: TestApp,
  options: { roles: StaffRole[]; teamId?: string | null; name?: string },
): Promise<{ accountId: string; headers: Record<string, string> }> {
  const { id } = await app.kith.db.staffAccount.create({
    data: {
      name: options.name ?? 'Sam Hall',
      email: `${crypto.randomUUID()}@example.org`,
      roles: options.roles,
      teamId: options.teamId ?? null,
    },
  });
  return { accountId: id, headers: await aSession(app, id) };
}

/** An advocate, ready for new people, with an assured session. */
export async function anAdvocate(
  app: TestApp,
  options: {
    teamId?: string | null;
    firstName?: string;
    stage?: AdvocateStage;
    capacity?: number;
    shares?: { dimension: SharedDimension; value: string; visibility?: Visibility }[];
    profile?: Partial<Pick<AdvocateProfileModel, 'energy' | 'languages' | 'channels' | 'readyUntil' | 'outwardCode'>>;
  } = {},
): Promise<{ accountId: string; advocateId: string; headers: Record<string, string> }> {
  const { accountId, headers } = await aStaffMember(app, {
    roles: ['ADVOCATE'],
    teamId: options.teamId ?? null,
    name: options.firstName ?? 'Maya',
  });
  const { id } = await app.kith.db.advocateProfile.create({
    data: {
      accountId,
      firstName: options.firstName ?? 'Maya',
      stage: options.stage ?? 'ADVOCATE',
      capacity: options.capacity ?? 4,
      languages: ['en'],
      channels: ['PHONE', 'TEXT', 'IN_PERSON'],
      readyUntil: new Date('2027-06-01'),
      supervisionDueOn: new Date('2027-01-15'),
      ...options.profile,
      characteristics: { create: options.shares ?? [] },
    },
  });
  return { accountId, advocateId: id, headers };
}

/** Headers of a browser that this account is signed in with. */
export async function aSession(app: TestApp, accountId: string): Promise<Record<string, string>> {
  const cookie = sessionCookie(app.kith, await startSession(app.kith, accountId)).split(';')[0] ?? '';
  return { cookie };
}

/** An account as a new colleague gets it: a password, and no second factor yet. */
export async function aNewColleague(app: TestApp, email = 'sam@example.org') {
  const { accountId } = await createStaffAccount(app.kith, {
    name: 'Sam Hall',
    email,
    roles: ['COORDINATOR'],
    password: PASSWORD,
  });
  return { accountId, email };
}

/** A browser: keeps cookies, sends the origin of the page that it is on. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: TestApp;

  constructor(app: TestApp) {
    this.#app = app;
  }

  get headers(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  get sessionCookie(): string | undefined {
    return this.cookies.get(sessionCookieName(this.#app.kith.config));
  }

  async send(path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await this.#app.fetch(
      new Request(`${ORIGIN}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...this.headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json', origin: ORIGIN }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value === '' || attributes.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
}

/** The authenticator app on somebody's phone. */
export class Authenticator {
  readonly #secret: string;

  /** @param uri otpauth://…, as the console shows it */
  constructor(uri: string) {
    const base32 = new URL(uri).searchParams.get('secret') ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
    this.#secret = (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join('');
  }

  /** @param steps 0: the code shown now; 1: the next one, which is good already */
  code(steps = 0): Promise<string> {
    return createOTP(this.#secret).hotp(Math.floor(Date.now() / 30_000) + steps);
  }
}

/** Goes all the way: password, second factor set up. The browser is signed in afterwards. */
export async function setUpSecondFactor(browser: Browser, email: string): Promise<Authenticator> {
  await browser.send('/api/auth/sign-in/email', { email, password: PASSWORD });
  const { body } = await browser.send('/api/auth/two-factor/enable', { password: PASSWORD });
  const phone = new Authenticator(body.totpURI);
  await browser.send('/api/auth/two-factor/verify-totp', { code: await phone.code(-1) });
  return phone;
}
