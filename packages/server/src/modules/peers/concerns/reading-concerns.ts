import type { Prisma } from '../../../../generated/prisma/client.ts';
import type { ConcernEntryKind, ConcernState, ConcernUrgency } from '../../../../generated/prisma/enums.ts';
import type { DataKey } from '../../../infra/crypto.ts';
import type { Kith } from '../../../kith.ts';
import { hasRole, type PersonViewer, type Viewer } from '../../../viewer.ts';
import { openJson } from '../contacts/sealed-words.ts';
import { recordReading } from '../reading.ts';
import { openDataKey } from '../sealed.ts';
import type { EntryWords } from './concern-rules.ts';
import { decidableBy } from './deciding.ts';

/** A concern as a viewer may see it. */
export interface ConcernSeen {
  id: string;
  requestId: string;
  reference: string;
  raisedAt: Date;
  urgency: ConcernUrgency;
  state: ConcernState;
  hasRung: boolean;
  raisedBy: string | null;
  takenBy: string | null;
  personToldAt: Date | null;
  hiddenUntil: Date | null;
  closedAt: Date | null;
  /** A suggestion waits for a second person. */
  needsSecond: boolean;
  /** And that can be this viewer. */
  maySecond: boolean;
  /** This viewer is one of those who decide. */
  mayDecide: boolean;
  entries: EntrySeen[];
}

export interface EntrySeen {
  id: string;
  kind: ConcernEntryKind;
  at: Date;
  by: string | null;
  keepUntil: Date | null;
  words(): Promise<EntryWords | null>;
}

const SHOWN = 100;

/**
 * The concerns that a viewer may see: a coordinator those of their team, an advocate the ones they raised, a person those
 * about themselves that are not kept from them, an administrator those that a team has nobody else for. Never one that may
 * be about the viewer. What is open comes first, the oldest first.
 */
export async function readConcerns(
  kith: Kith,
  viewer: Viewer,
  which: { isOpen?: boolean; id?: string; requestId?: string } = {},
): Promise<ConcernSeen[]> {
  const now = kith.clock.now();
  const theirs = viewer.kind === 'staff' ? await decidableBy(kith.db, viewer) : null;
  const rows = await kith.db.concern.findMany({
    where: {
      AND: [
        concernsVisibleTo(viewer, now, theirs),
        which.id ? { id: which.id } : {},
        which.requestId ? { requestId: which.requestId } : {},
        which.isOpen === undefined ? {} : { state: which.isOpen ? { not: 'CLOSED' } : 'CLOSED' },
      ],
    },
    include: { request: true, entries: { orderBy: { number: 'asc' } } },
    orderBy: [{ closedAt: { sort: 'desc', nulls: 'first' } }, { raisedAt: 'asc' }, { id: 'asc' }],
    take: SHOWN,
  });
  const ids = rows.flatMap((row) => [row.raisedById, row.takenById, ...row.entries.map(({ byId }) => byId)]);
  const names = await staffNames(kith, ids);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? 'Somebody from the team'));
  const decided = new Set(
    theirs === null
      ? []
      : (
          await kith.db.concern.findMany({
            where: { AND: [{ id: { in: rows.map(({ id }) => id) } }, theirs] },
            select: { id: true },
          })
        ).map(({ id }) => id),
  );
  return rows.map((row) => {
    let key: Promise<DataKey | null> | null = null;
    const isKept = row.raisedById !== null && row.hiddenUntil !== null && row.hiddenUntil > now;
    const mayDecide = decided.has(row.id);
    // One look for the whole concern.
    const open = () => {
      key ??= openFor(kith, viewer, row.request, { isKept, mayDecide });
      return key;
    };
    const answered = new Set(row.entries.map(({ answersId }) => answersId));
    const proposal = row.entries.find(({ id, kind }) => kind === 'PROPOSED' && !answered.has(id));
    return {
      id: row.id,
      requestId: row.requestId,
      reference: row.request.reference,
      raisedAt: row.raisedAt,
      urgency: row.urgency,
      state: row.state,
      hasRung: row.hasRung,
      raisedBy: nameOf(row.raisedById),
      takenBy: nameOf(row.takenById),
      personToldAt: row.personToldAt,
      hiddenUntil: row.hiddenUntil,
      closedAt: row.closedAt,
      needsSecond: proposal !== undefined,
      maySecond: mayDecide && viewer.kind === 'staff' && proposal !== undefined && proposal.byId !== viewer.accountId,
      mayDecide,
      entries: row.entries
        .filter(({ kind }) => mayDecide || viewer.kind === 'person' || kind === 'RAISED' || kind === 'TAKEN')
        .map((entry) => ({
          id: entry.id,
          kind: entry.kind,
          at: entry.at,
          by: nameOf(entry.byId),
          keepUntil: entry.keepUntil,
          words: async () => openJson<EntryWords>(await open(), 'concern_entry.words', entry.id, entry.words),
        })),
    };
  });
}

/** What is written about the person and not kept from them, in clear, for their own page. */
export async function readMyConcerns(
  kith: Kith,
  viewer: PersonViewer,
): Promise<(Omit<ConcernSeen, 'entries'> & { lines: (Omit<EntrySeen, 'words'> & EntryWords)[] })[]> {
  const seen = await readConcerns(kith, viewer);
  return Promise.all(
    seen.map(async ({ entries, ...concern }) => ({
      ...concern,
      lines: await Promise.all(
        entries.map(async ({ words, ...entry }) => ({
          ...entry,
          ...((await words()) ?? { words: '', sharedWith: null }),
        })),
      ),
    })),
  );
}

function concernsVisibleTo(
  viewer: Viewer,
  now: Date,
  theirs: Prisma.ConcernWhereInput | null,
): Prisma.ConcernWhereInput {
  if (viewer.kind === 'person')
    return {
      requestId: viewer.requestId,
      request: { erasedAt: null },
      OR: [{ raisedById: null }, { hiddenUntil: null }, { hiddenUntil: { lte: now } }],
    };
  const ways: Prisma.ConcernWhereInput[] = theirs === null ? [] : [theirs];
  // What they raised stays theirs to look at, also after an ending: that somebody took it, not what others wrote.
  if (hasRole(viewer, 'ADVOCATE')) ways.push({ raisedById: viewer.accountId });
  return ways.length > 0 ? { OR: ways } : { id: { in: [] } };
}

/** The look of somebody who decides is recorded, and told to the person when they may know of the concern. */
async function openFor(
  kith: Kith,
  viewer: Viewer,
  request: { id: string; teamId: string; dataKey: Uint8Array | null },
  { isKept, mayDecide }: { isKept: boolean; mayDecide: boolean },
): Promise<DataKey | null> {
  if (viewer.kind === 'staff' && mayDecide)
    await recordReading(kith, viewer, request.id, isKept ? 'kept concern' : 'notes');
  return openDataKey(kith.keys, request);
}

async function staffNames(kith: Kith, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const accounts = await kith.db.staffAccount.findMany({
    where: { id: { in: known } },
    select: { id: true, name: true, advocate: { select: { firstName: true } } },
  });
  return new Map(accounts.map(({ id, name, advocate }) => [id, advocate?.firstName ?? name.split(' ')[0] ?? name]));
}
