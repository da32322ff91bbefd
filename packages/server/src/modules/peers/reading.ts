import type { Kith } from '../../kith.ts';
import type { StaffViewer } from '../../viewer.ts';
import { recordAudit } from '../safety/audit.ts';
import { dateOf, dayIn } from './promise-clock.ts';

/**
 * Writes down that a coordinator opened what a person wrote, before it is shown: once for each colleague and day. For the
 * words, and for what stands about contacts, permissions and steps, the person is told as well; never of a concern that is
 * kept from them for now.
 */
export async function recordReading(
  kith: Kith,
  viewer: StaffViewer,
  requestId: string,
  what: 'words' | 'reach' | 'notes' | 'kept concern',
): Promise<void> {
  const now = kith.clock.now();
  const since = dateOf(dayIn('UTC', now));
  const entry = {
    actorKind: 'staff',
    actorId: viewer.accountId,
    action: `read ${what}`,
    objectType: 'PeerRequest',
    objectId: requestId,
  } as const;
  const seen = () => ({ where: { ...entry, at: { gte: since } }, select: { id: true } });
  if (await kith.db.auditEvent.findFirst(seen())) return;
  await kith.db.$transaction(async (tx) => {
    // Two tabs at once: the second waits here and then finds the first.
    await tx.$queryRaw`SELECT id FROM peer_request WHERE id = ${requestId}::uuid FOR UPDATE`;
    if (await tx.auditEvent.findFirst(seen())) return;
    if (what === 'words' || what === 'notes')
      await tx.requestEvent.create({
        data: { requestId, kind: what === 'words' ? 'WORDS_READ' : 'NOTES_READ', at: now, byId: viewer.accountId },
      });
    await recordAudit(tx, kith, entry);
  });
}
