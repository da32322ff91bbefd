import type { Kith } from '../../../kith.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { isFresh } from '../../people/account/rules.ts';
import { isSessionAlive } from '../../people/rules.ts';
import { type AccountEvent, accountEvents } from './ways-in.ts';

/** Everything of one's own account that can be looked at and changed. Never a secret. */
export interface OwnAccount {
  email: string;
  isDemo: boolean;
  /** Showed a moment ago who they are: changes need nothing more. */
  isFresh: boolean;
  hasAuthenticator: boolean;
  passkeys: { id: string; name: string | null; addedAt: Date | null }[];
  sessions: OwnSession[];
  events: { at: Date; sentence: string }[];
}

export interface OwnSession {
  id: string;
  device: string | null;
  isThisOne: boolean;
  signedInAt: Date;
  lastUsedAt: Date;
}

const MOST_EVENTS = 30;

/** One's own account. */
export async function readMyAccount(kith: Kith, viewer: StaffViewer): Promise<OwnAccount> {
  const now = kith.clock.now();
  const account = await kith.db.staffAccount.findUniqueOrThrow({
    where: { id: viewer.accountId },
    select: {
      email: true,
      isDemo: true,
      twoFactorEnabled: true,
      passkeys: { select: { id: true, name: true, createdAt: true }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
      sessions: {
        where: { isAssured: true },
        select: { id: true, device: true, signedInAt: true, lastUsedAt: true },
        orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
      },
    },
  });
  const events = await kith.db.auditEvent.findMany({
    where: { objectType: 'StaffAccount', objectId: viewer.accountId, action: { in: Object.keys(accountEvents) } },
    orderBy: { id: 'desc' },
    take: MOST_EVENTS,
    select: { at: true, action: true },
  });
  const mine = account.sessions.find(({ id }) => id === viewer.sessionId);
  return {
    email: account.email,
    isDemo: account.isDemo,
    isFresh: mine !== undefined && isFresh({ signedInAt: mine.signedInAt, isDemo: account.isDemo }, now),
    hasAuthenticator: account.twoFactorEnabled,
    passkeys: account.passkeys.map(({ id, name, createdAt }) => ({ id, name, addedAt: createdAt })),
    sessions: account.sessions
      .filter((session) => isSessionAlive(session, now))
      .map((session) => ({ ...session, isThisOne: session.id === viewer.sessionId })),
    events: events.map(({ at, action }) => ({ at, sentence: accountEvents[action as AccountEvent] })),
  };
}
