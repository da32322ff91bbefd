import type { Kith } from '../../kith.ts';
import { anchorAudit, verifyAudit } from './audit.ts';
import { forgetSpentProofs } from './proof-of-work.ts';

const HOUR_MS = 60 * 60_000;

/**
 * What safety does by itself, at the start and every hour: says in the log where the audit trail stands (a place that
 * whoever changes the database cannot reach), and forgets spent proofs of work.
 *
 * @returns stops it
 */
export function startSafetyJobs(kith: Kith): () => void {
  const run = () => void doSafetyJobs(kith).catch((error: unknown) => kith.log.error({ err: error }, 'safety jobs'));
  run();
  const timer = setInterval(run, HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** One round. A trail that does not hold together is shouted about; Kith goes on, since people need it. */
export async function doSafetyJobs(kith: Kith): Promise<void> {
  const { isWhole, brokenAt } = await verifyAudit(kith);
  if (!isWhole) kith.log.fatal({ brokenAt: brokenAt?.toString() ?? null }, 'the audit trail was changed');
  await anchorAudit(kith);
  await forgetSpentProofs(kith);
}
