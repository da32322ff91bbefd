import { randomUUID } from 'node:crypto';
import type { GivenHow } from '../../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import type { PersonViewer, Viewer } from '../../../viewer.ts';
import { openJson, sealJson } from '../contacts/sealed-words.ts';
import { lookAt, namesOf, withMatch } from '../contacts/together.ts';
import { openDataKey } from '../sealed.ts';
import {
  type PermissionState,
  type PermissionWords,
  readExpiry,
  readPermissionWords,
  stateOfPermission,
} from './permission-rules.ts';

/** Raw id. */
export interface GivePermissionInput {
  matchId: string;
  withWhom: string;
  about: string;
  /** The last day on which it holds. */
  expiresOn: Date;
  /** For staff: I read it out and they said yes. */
  wasReadOut?: boolean | null | undefined;
}

/** A permission as a viewer sees it. */
export interface PermissionSeen {
  id: string;
  state: PermissionState;
  givenHow: GivenHow;
  givenAt: Date;
  expiresAt: Date;
  withdrawnAt: Date | null;
  /** The first name of who recorded it after reading it out; null: the person gave it themselves. */
  byName: string | null;
  words(): Promise<PermissionWords | null>;
}

/** A permission in clear, for the person's own page. */
export interface MyPermission extends Omit<PermissionSeen, 'words'>, PermissionWords {}

const NO_PERMISSION = 'There is no such permission here.';

/**
 * The person lets their advocate do something on their behalf; or the advocate records that they read it out and heard a
 * yes, which the person then sees and can take back (S77).
 *
 * @returns the id of the permission
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function givePermission(kith: Kith, viewer: Viewer, input: GivePermissionInput): Promise<string> {
  const words = readPermissionWords(input);
  return withMatch(
    kith,
    viewer,
    input.matchId,
    'in touch',
    async (tx, { request, match, side, byId, dataKey, now }) => {
      // It is given to the advocate; whoever stands in cannot ask for more in their name.
      if (side === 'stand-in') throw new NotFound('Only the advocate and the person can do this.');
      if (side === 'advocate' && !input.wasReadOut)
        throw new InvalidInput('Read it out to them first, and record it when they have said yes.', 'wasReadOut');
      const expiresAt = readExpiry(input.expiresOn, request.team.timezone, now);
      // The same one again, while it holds, is one: a form that was sent twice, or a yes that was written down before.
      const held = await tx.permission.findMany({ where: { matchId: match.id, withdrawnAt: null, byId, expiresAt } });
      const same = held.find((one) => {
        const said = openJson<PermissionWords>(dataKey, 'permission.words', one.id, one.words);
        return said?.withWhom === words.withWhom && said.about === words.about;
      });
      if (same) return same.id;
      const id = randomUUID();
      await tx.permission.create({
        data: {
          id,
          requestId: request.id,
          matchId: match.id,
          words: sealJson(dataKey, 'permission.words', id, words),
          givenHow: side === 'person' ? 'ONLINE' : 'READ_OUT',
          givenAt: now,
          expiresAt,
          byId,
        },
      });
      await audit(kith, tx, byId, 'give permission', id);
      return id;
    },
  );
}

/**
 * Takes a permission back, at once. The person, or the advocate for them. Doing it twice changes nothing.
 *
 * @returns the id of the permission
 * @throws {NotFound | NoLongerPossible}
 */
export async function withdrawPermission(kith: Kith, viewer: Viewer, input: { permissionId: string }): Promise<string> {
  const { permissionId } = input;
  const found = UUID.test(permissionId)
    ? await kith.db.permission.findUnique({ where: { id: permissionId }, select: { matchId: true } })
    : null;
  if (!found) throw new NotFound(NO_PERMISSION);
  return withMatch(kith, viewer, found.matchId, 'any', async (tx, { byId, now }) => {
    const { count } = await tx.permission.updateMany({
      where: { id: permissionId, withdrawnAt: null },
      data: { withdrawnAt: now },
    });
    if (count > 0) await audit(kith, tx, byId, 'withdraw permission', permissionId);
    return permissionId;
  });
}

function audit(
  kith: Kith,
  tx: Parameters<typeof recordAudit>[0],
  byId: string | null,
  action: string,
  objectId: string,
): Promise<void> {
  const actorKind = byId === null ? 'person' : 'staff';
  return recordAudit(tx, kith, { actorKind, actorId: byId, action, objectType: 'Permission', objectId });
}

/** The permissions of a match, newest first. Empty: none, or not for this viewer. */
export async function readPermissions(kith: Kith, viewer: Viewer, matchId: string): Promise<PermissionSeen[]> {
  const look = await lookAt(kith, viewer, matchId);
  return look ? permissionsIn(kith, { matchId }, look) : [];
}

/** One permission; null: not there, or not for this viewer. */
export async function readPermission(kith: Kith, viewer: Viewer, id: string): Promise<PermissionSeen | null> {
  const found = await kith.db.permission.findUnique({ where: { id }, select: { matchId: true } });
  const look = found && (await lookAt(kith, viewer, found.matchId));
  const [permission] = look ? await permissionsIn(kith, { id }, look) : [];
  return permission ?? null;
}

/** Every permission that the person gave, newest first, in clear. */
export async function readMyPermissions(kith: Kith, viewer: PersonViewer): Promise<MyPermission[]> {
  const request = await kith.db.peerRequest.findFirst({
    where: { id: viewer.requestId, erasedAt: null },
    select: { id: true, dataKey: true },
  });
  if (!request) return [];
  const key = openDataKey(kith.keys, request);
  const seen = await permissionsIn(kith, { requestId: request.id }, { open: async () => key });
  return Promise.all(
    seen.map(async ({ words, ...rest }) => ({ ...rest, ...((await words()) ?? { withWhom: '', about: '' }) })),
  );
}

async function permissionsIn(
  kith: Kith,
  where: { matchId: string } | { id: string } | { requestId: string },
  look: Pick<NonNullable<Awaited<ReturnType<typeof lookAt>>>, 'open'>,
): Promise<PermissionSeen[]> {
  const rows = await kith.db.permission.findMany({ where, orderBy: [{ givenAt: 'desc' }, { id: 'desc' }], take: 100 });
  const names = await namesOf(
    kith.db,
    rows.map(({ byId }) => byId),
  );
  const now = kith.clock.now();
  return rows.map((row) => ({
    id: row.id,
    state: stateOfPermission(row, now),
    givenHow: row.givenHow,
    givenAt: row.givenAt,
    expiresAt: row.expiresAt,
    withdrawnAt: row.withdrawnAt,
    byName: row.byId === null ? null : (names.get(row.byId) ?? 'Somebody from the team'),
    words: async () => openJson<PermissionWords>(await look.open(), 'permission.words', row.id, row.words),
  }));
}
