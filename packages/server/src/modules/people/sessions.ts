import { createHmac, randomBytes } from 'node:crypto';
import type { StaffRole } from '../../../generated/prisma/enums.ts';
import type { Config } from '../../config.ts';
import { areSame } from '../../infra/crypto.ts';
import type { Kith } from '../../kith.ts';
import { anonymous, type StaffViewer, type Viewer } from '../../viewer.ts';
import { isSessionAlive, sessionLimits } from './rules.ts';

/** A request that a page makes on its own (polling) names itself with this header, and does not keep a session awake. */
export const BACKGROUND_HEADER = 'x-kith-background';

/** A signed-in browser and whose it is, alive at this moment. */
export interface StaffSessionNow {
  id: string;
  token: string;
  accountId: string;
  /** Second factor or passkey was shown. Without it the account may only set one up. */
  isAssured: boolean;
  name: string;
  roles: readonly StaffRole[];
  teamId: string | null;
  advocateId: string | null;
}

/** One-click demo staff exist in the demo town only, whatever a config says about production. */
export function isDemoTown(config: Config): boolean {
  return config.isDemo && !config.isProduction;
}

/** Plain http is for trying Kith on one machine; everywhere else the browser must insist on https. */
export function isSecureSite(config: Config): boolean {
  return config.isProduction || config.publicUrl.startsWith('https://');
}

/** Prefix of every cookie of staff. `__Host-`: no other host, no subdomain and no plain http can set it. */
export function cookiePrefix(config: Config): string {
  return isSecureSite(config) ? '__Host-kith' : 'kith';
}

export function sessionCookieName(config: Config): string {
  return `${cookiePrefix(config)}.session_token`;
}

/** What cookies are signed with, so that a session row in a stolen dump opens nothing. Follows KITH_KEYS. */
export function signInSecret(kith: Pick<Kith, 'keys'>): string {
  return Buffer.from(kith.keys.fingerprint('staff sign-in', 'secret')).toString('base64url');
}

/** Who the staff session cookie says is asking: staff with a second factor, or nobody. One query. */
export async function viewerOf(kith: Kith, request: Request): Promise<Viewer> {
  const session = await sessionOf(kith, request);
  if (!session?.isAssured) return anonymous;
  return {
    kind: 'staff',
    accountId: session.accountId,
    sessionId: session.id,
    name: session.name,
    roles: new Set(session.roles),
    teamId: session.teamId,
    advocateId: session.advocateId,
  };
}

const sessionParts = {
  id: true,
  userId: true,
  isAssured: true,
  signedInAt: true,
  lastUsedAt: true,
  user: {
    select: {
      name: true,
      roles: true,
      teamId: true,
      isDemo: true,
      disabledAt: true,
      advocate: { select: { id: true, erasedAt: true } },
    },
  },
} as const;

/** The living session of a request, assured or not; null: none, expired, or its account was disabled. */
export async function sessionOf(kith: Kith, request: Request): Promise<StaffSessionNow | null> {
  const token = tokenOf(kith, request);
  if (!token) return null;
  const row = await kith.db.staffSession.findUnique({
    where: { token },
    select: sessionParts,
  });
  if (!row || row.user.disabledAt || (row.user.isDemo && !isDemoTown(kith.config))) return null;
  const now = kith.clock.now();
  if (!isSessionAlive(row, now)) return null;
  const isOwnDoing = request.headers.get(BACKGROUND_HEADER) === null;
  if (isOwnDoing && now.getTime() - row.lastUsedAt.getTime() >= sessionLimits.touchMs) {
    await kith.db.staffSession.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return {
    id: row.id,
    token,
    accountId: row.userId,
    isAssured: row.isAssured,
    name: row.user.name,
    roles: row.user.roles,
    teamId: row.user.teamId,
    advocateId: profileOf(row.user),
  };
}

/** A profile that was erased is nobody's any more. */
function profileOf({ advocate }: { advocate: { id: string; erasedAt: Date | null } | null }): string | null {
  return advocate && !advocate.erasedAt ? advocate.id : null;
}

/**
 * Who of these sessions is signed in at this moment, by session id; the others are left out. For streams: it never
 * touches a session, so that listening keeps nobody signed in.
 */
export async function viewersOfSessions(kith: Kith, ids: readonly string[]): Promise<Map<string, StaffViewer>> {
  const rows = await kith.db.staffSession.findMany({
    where: { id: { in: [...new Set(ids)] }, isAssured: true, user: { disabledAt: null } },
    select: sessionParts,
  });
  const now = kith.clock.now();
  return new Map(
    rows
      .filter((row) => isSessionAlive(row, now) && (!row.user.isDemo || isDemoTown(kith.config)))
      .map((row) => [
        row.id,
        {
          kind: 'staff',
          accountId: row.userId,
          sessionId: row.id,
          name: row.user.name,
          roles: new Set(row.user.roles),
          teamId: row.user.teamId,
          advocateId: profileOf(row.user),
        },
      ]),
  );
}

/** Begins an assured session without a password: for demo staff only, the caller checks. */
export function startSession(kith: Kith, accountId: string, device: string | null = null): Promise<string> {
  return makeSession(kith, accountId, device, true);
}

/** Begins the session of somebody who just used their invitation: a second factor can be set up in it, and nothing else. */
export function beginSession(kith: Kith, accountId: string): Promise<string> {
  return makeSession(kith, accountId, null, false);
}

async function makeSession(kith: Kith, accountId: string, device: string | null, isAssured: boolean): Promise<string> {
  const now = kith.clock.now();
  const token = randomBytes(24).toString('base64url');
  await kith.db.staffSession.create({
    data: {
      userId: accountId,
      token,
      device,
      isAssured,
      signedInAt: now,
      lastUsedAt: now,
      expiresAt: new Date(Date.now() + sessionLimits.absoluteMs),
    },
  });
  return token;
}

/** Ends the session that a request came with, if any. */
export async function endSession(kith: Kith, request: Request): Promise<void> {
  const token = tokenOf(kith, request);
  if (token) await kith.db.staffSession.deleteMany({ where: { token } });
}

/** The `set-cookie` value that begins a session in a browser. */
export function sessionCookie(kith: Kith, token: string): string {
  const value = encodeURIComponent(`${token}.${signatureOf(kith, token)}`);
  return `${sessionCookieName(kith.config)}=${value}; Max-Age=${sessionLimits.absoluteMs / 1000}; ${attributes(kith)}`;
}

/** The `set-cookie` value that forgets a session in a browser. */
export function noSessionCookie(kith: Kith): string {
  return `${sessionCookieName(kith.config)}=; Max-Age=0; ${attributes(kith)}`;
}

function attributes(kith: Kith): string {
  return `Path=/; HttpOnly; SameSite=Strict${isSecureSite(kith.config) ? '; Secure' : ''}`;
}

/** The token in a request's cookie, if we signed it. The shape is better-auth's: token.signature. */
function tokenOf(kith: Kith, request: Request): string | null {
  const value = readCookie(request.headers.get('cookie'), sessionCookieName(kith.config));
  const dot = value?.lastIndexOf('.') ?? -1;
  if (!value || dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1));
  return areSame(given, Buffer.from(signatureOf(kith, token))) ? token : null;
}

function signatureOf(kith: Kith, token: string): string {
  return createHmac('sha256', signInSecret(kith)).update(token).digest('base64');
}

function readCookie(header: string | null, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, ...rest] = part.split('=');
    if (key?.trim() !== name) continue;
    try {
      return decodeURIComponent(rest.join('=').trim());
    } catch {
      return null;
    }
  }
  return null;
}
