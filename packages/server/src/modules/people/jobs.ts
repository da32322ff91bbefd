import type { RecurringJob } from '../../infra/jobs.ts';
import type { Kith } from '../../kith.ts';
import { eraseOldApplications } from './applications/answering.ts';
import { forgetInvitations } from './invitations/letters.ts';

const DAY_MS = 24 * 60 * 60_000;

/** What this module does by itself. */
export const jobs: readonly RecurringJob[] = [
  { name: 'forget sign-ins', everyMinutes: 60, run: forgetSignIns },
  { name: 'forget invitations', everyMinutes: 60, run: forgetInvitations },
  { name: 'erase old applications', everyMinutes: 12 * 60, run: eraseOldApplications },
];

/** Sessions that ended, and what was used up on the way in. A day later, so that "you were signed out" can still be said. */
async function forgetSignIns(kith: Kith): Promise<void> {
  const before = new Date(kith.clock.now().getTime() - DAY_MS);
  await kith.db.staffSession.deleteMany({ where: { expiresAt: { lt: before } } });
  await kith.db.staffVerification.deleteMany({ where: { expiresAt: { lt: before } } });
  await kith.db.staffUsedCode.deleteMany({ where: { usedAt: { lt: before } } });
}
