import type { Prisma } from '../../../../generated/prisma/client.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { hasRole, type StaffViewer } from '../../../viewer.ts';

// docs/decisions/0033: nobody reads or decides a concern that may be about themselves, whatever else they are.

/** Fewer of a team's coordinators than this: two cannot decide without somebody from outside. */
const DECIDE = 2;

/** What deciding needs to know of a concern. Raw ids. */
interface ToDecide {
  id: string;
  teamId: string;
  aboutIds: readonly string[];
}

/**
 * Everybody who was with a person up to now, by account: whoever said yes to them, whoever was ever named to step in or went
 * along, whoever noted a contact, and whoever wrote down on the phone what they asked for. A concern that the person raises
 * may be about any of them.
 */
export async function whoIsWithThem(tx: Tx, requestId: string): Promise<string[]> {
  const matches = await tx.match.findMany({
    where: { requestId, answeredAt: { not: null }, status: { not: 'DECLINED' } },
    // Never who steps in now: that row goes with the break, and who was there must not be able to wipe it.
    select: { advocate: { select: { accountId: true } }, wasWith: { select: { accountId: true } } },
  });
  const contacts = await tx.peerContact.findMany({
    where: { requestId, byId: { not: null } },
    select: { byId: true },
    distinct: ['byId'],
  });
  const calls = await tx.consentReceipt.findMany({
    where: { requestId, recordedById: { not: null } },
    select: { recordedById: true },
    distinct: ['recordedById'],
  });
  const ids = [
    ...matches.flatMap(({ advocate, wasWith }) => [advocate, ...wasWith].map(({ accountId }) => accountId)),
    ...contacts.flatMap(({ byId }) => byId ?? []),
    ...calls.flatMap(({ recordedById }) => recordedById ?? []),
  ];
  return [...new Set(ids)].toSorted();
}

/** Which concerns somebody decides, and reads whole: coordinators their team's, administrators where a team cannot. */
export async function decidableBy(db: Pick<Tx, '$queryRaw'>, viewer: StaffViewer): Promise<Prisma.ConcernWhereInput> {
  const ways: Prisma.ConcernWhereInput[] = [];
  if (hasRole(viewer, 'COORDINATOR') && viewer.teamId !== null) ways.push({ request: { teamId: viewer.teamId } });
  if (hasRole(viewer, 'ADMINISTRATOR')) ways.push({ id: { in: await withoutTwo(db) } });
  if (ways.length === 0) return { id: { in: [] } };
  return { AND: [{ OR: ways }, { NOT: { aboutIds: { has: viewer.accountId } } }] };
}

/** Concerns that may be about a coordinator of the team, and that leave fewer than two others there to decide. */
async function withoutTwo(db: Pick<Tx, '$queryRaw'>): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM concern c
    JOIN peer_request r ON r.id = c.request_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE a.id = ANY (c.about_ids)) AS meant,
        count(*) FILTER (WHERE NOT a.id = ANY (c.about_ids)) AS others
      FROM staff_account a
      WHERE a.team_id = r.team_id AND a.disabled_at IS NULL AND 'COORDINATOR' = ANY (a.roles)
    ) team
    WHERE cardinality(c.about_ids) > 0 AND team.meant > 0 AND team.others < ${DECIDE}`;
  return rows.map(({ id }) => id);
}

/**
 * Puts a letter in the outbox for each who decides: the team's coordinators but those whom it may be about, and where that
 * leaves fewer than two, the administrators.
 *
 * @param occasion once for each: the same occasion is never told twice
 */
export async function tellDeciders(
  tx: Tx,
  kith: Kith,
  concern: ToDecide,
  letter: 'concern-raised' | 'concern-second',
  occasion: string,
): Promise<void> {
  for (const accountId of await decidersOf(tx, concern))
    await kith.outbox.put(tx, {
      kind: letter,
      subjectId: concern.id,
      accountId,
      key: `${letter}:${occasion}:${accountId}`,
    });
}

/** Accounts that decide a concern. Raw ids, in a stable order. */
export async function decidersOf(
  db: Pick<Tx, 'staffAccount'>,
  { teamId, aboutIds }: Omit<ToDecide, 'id'>,
): Promise<string[]> {
  const accounts = await db.staffAccount.findMany({
    where: {
      disabledAt: null,
      OR: [{ teamId, roles: { has: 'COORDINATOR' } }, { roles: { has: 'ADMINISTRATOR' } }],
    },
    select: { id: true, teamId: true, roles: true },
    orderBy: { id: 'asc' },
  });
  const coordinators = accounts.filter((one) => one.teamId === teamId && one.roles.includes('COORDINATOR'));
  const others = coordinators.filter(({ id }) => !aboutIds.includes(id));
  const isTooFew = others.length < coordinators.length && others.length < DECIDE;
  const administrators = isTooFew
    ? accounts.filter(({ id, roles }) => roles.includes('ADMINISTRATOR') && !aboutIds.includes(id))
    : [];
  return [...new Set([...others, ...administrators].map(({ id }) => id))];
}
