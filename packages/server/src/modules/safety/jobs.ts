import type { RecurringJob } from '../../infra/jobs.ts';
import type { Kith } from '../../kith.ts';
import { forgetOtherAddresses } from './account/new-address.ts';
import { forgetAnsweredForms } from './answered-forms.ts';
import { anchorAudit, verifyAudit } from './audit.ts';
import { forgetOldLimits } from './limits.ts';
import { forgetSpentProofs } from './proof-of-work.ts';

/** What safety does by itself. */
export const jobs: readonly RecurringJob[] = [
  { name: 'check audit', everyMinutes: 60, run: checkAudit },
  { name: 'forget proofs and limits', everyMinutes: 60, run: forgetProofsAndLimits },
];

/**
 * Says in the log where the audit trail stands: a place that whoever changes the database cannot reach. A trail that does
 * not hold together is shouted about; Kith goes on, since people need it.
 */
async function checkAudit(kith: Kith): Promise<void> {
  const { isWhole, brokenAt } = await verifyAudit(kith);
  if (!isWhole) kith.log.fatal({ brokenAt: brokenAt?.toString() ?? null }, 'the audit trail was changed');
  await anchorAudit(kith);
}

async function forgetProofsAndLimits(kith: Kith): Promise<void> {
  await forgetSpentProofs(kith);
  await forgetOldLimits(kith);
  await forgetAnsweredForms(kith);
  await forgetOtherAddresses(kith);
}
