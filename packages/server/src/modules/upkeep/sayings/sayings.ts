import type { SearchSaying } from '../../../../generated/prisma/client.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Db, Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { type OwnNeed, ownNeeds } from '../../directory/search-lexicon.ts';
import { MOST_OWN, readSaying, type SayingInput } from './saying-rules.ts';

/** How people put a need, as search has it now. */
export interface Saying extends SayingInput {
  /** uuid of a steward's own; the name of one of Kith's own. */
  key: string;
  origin: 'KITH' | 'KITH_CHANGED' | 'STEWARD';
  isOn: boolean;
  /** Null: as it came with Kith. */
  changedAt: Date | null;
}

const NONE = 'There is no such entry. Read the list again.';

function ofKith(need: OwnNeed, row: SearchSaying | undefined): Saying {
  const isChanged = row !== undefined && row.typed.length > 0;
  const { typed, also, areas, because, language } = isChanged ? row : { ...need, typed: need.when, language: 'en' };
  return {
    ...{ typed, also, areas, because, language, key: need.name },
    origin: isChanged ? 'KITH_CHANGED' : 'KITH',
    isOn: row?.isOn ?? true,
    changedAt: row?.changedAt ?? null,
  };
}

/** The whole dictionary of needs: what stewards wrote first, newest change first, then Kith's own in its order. */
export async function listSayings(db: Db | Tx): Promise<Saying[]> {
  const rows = await db.searchSaying.findMany({ orderBy: [{ changedAt: 'desc' }, { id: 'desc' }] });
  const changes = new Map(rows.map((row) => [row.replaces, row]));
  const isKiths = new Set(ownNeeds.map(({ name }) => name));
  const written = rows.filter(({ replaces, typed }) => !isKiths.has(replaces ?? '') && typed.length > 0);
  return [
    ...written.map((row): Saying => ({ ...row, key: row.id, origin: 'STEWARD' })),
    ...ownNeeds.map((need) => ofKith(need, changes.get(need.name))),
  ];
}

/**
 * Writes a new one, or changes one: Kith's own stays as it is underneath, and can be put back.
 *
 * @param key null: a new one
 * @returns its key
 * @throws {NotFound | InvalidInput}
 */
export async function saveSaying(
  kith: Kith,
  steward: StaffViewer,
  key: string | null,
  input: SayingInput,
): Promise<string> {
  const { typed, also, areas, because, language } = readSaying(input);
  const data = { typed: [...typed], also: [...also], areas: [...areas], because, language };
  return changing(kith, steward, 'change search words', async (tx, stamp) => {
    if (key !== null) return change(tx, key, { ...data, ...stamp });
    if ((await tx.searchSaying.count({ where: { replaces: null } })) >= MOST_OWN)
      throw new InvalidInput(`There are ${MOST_OWN} already. Change one of them instead.`);
    return (await tx.searchSaying.create({ data: { ...data, ...stamp } })).id;
  });
}

/** Search stops using it, or uses it again. It stays in the list. @throws {NotFound} */
export async function turnSaying(kith: Kith, steward: StaffViewer, key: string, isOn: boolean): Promise<string> {
  return changing(kith, steward, isOn ? 'turn search words on' : 'turn search words off', (tx, stamp) =>
    change(tx, key, { isOn, ...stamp }),
  );
}

/** One of Kith's own is as it came, and on. @throws {NotFound} it is not one of Kith's own */
export async function putBackSaying(kith: Kith, steward: StaffViewer, key: string): Promise<string> {
  if (!ownNeeds.some(({ name }) => name === key)) throw new NotFound(NONE);
  return changing(kith, steward, 'put search words back', (tx, stamp) =>
    change(tx, key, { typed: [], also: [], areas: [], isOn: true, ...stamp }),
  );
}

type Stamp = { changedAt: Date; changedById: string };

async function change(tx: Tx, key: string, data: Partial<SearchSaying> & Stamp): Promise<string> {
  const counted = { ...data, version: { increment: 1 } };
  const need = ownNeeds.find(({ name }) => name === key);
  if (need) {
    const { because } = need;
    await tx.searchSaying.upsert({
      where: { replaces: key },
      create: { because, language: 'en', typed: [], also: [], areas: [], ...data, replaces: key },
      update: counted,
    });
    return key;
  }
  const { count } = UUID.test(key)
    ? await tx.searchSaying.updateMany({ where: { id: key }, data: counted })
    : { count: 0 };
  if (count === 0) throw new NotFound(NONE);
  return key;
}

async function changing(
  kith: Kith,
  steward: StaffViewer,
  action: string,
  work: (tx: Tx, stamp: Stamp) => Promise<string>,
): Promise<string> {
  const key = await kith.db.$transaction(async (tx) => {
    const done = await work(tx, { changedAt: kith.clock.now(), changedById: steward.accountId });
    await recordAudit(tx, kith, {
      ...{ actorKind: 'staff', actorId: steward.accountId, action },
      ...{ objectType: 'SearchSaying', objectId: done },
    });
    return done;
  });
  // Answers that were kept found by the words of before.
  kith.signals.publish({ topic: 'directory', id: key });
  return key;
}
