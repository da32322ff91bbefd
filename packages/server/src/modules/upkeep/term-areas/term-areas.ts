import type { LifeArea } from '../../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Db, Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { meaningOfTerm } from '../../directory/import/mapping.ts';
import { plainName } from '../../directory/import/phrases.ts';

/** More than somebody reads: they write a word of it instead. */
export const MOST_FOUND = 200;
const MOST_AREAS = 4;
const MOST_NAMES = 20_000;

/** A kind that sources sort their services into, with the parts of life that it stands for. */
export interface MappedTerm {
  /** As imports compare it. */
  term: string;
  name: string;
  areas: readonly LifeArea[];
  /** What it stands for without a steward. */
  areasOfKith: readonly LifeArea[];
  isChanged: boolean;
  services: number;
  changedAt: Date | null;
}

/** Terms that services have, those of most services first. @param text part of the name; '' is all */
export async function listMappedTerms(db: Db | Tx, text: string): Promise<MappedTerm[]> {
  const [names, changes] = await Promise.all([
    db.$queryRaw<{ name: string; areas: LifeArea[]; services: number }[]>`
      SELECT t.name, min(t.areas::text[]) AS areas, count(DISTINCT a.service_id)::int AS services
      FROM taxonomy_term t JOIN attribute a ON a.taxonomy_term_id = t.id
      JOIN service s ON s.id = a.service_id AND s.removed_at IS NULL
      WHERE t.name ILIKE ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}
      GROUP BY t.name ORDER BY services DESC, t.name LIMIT ${MOST_NAMES}`,
    db.termMapping.findMany(),
  ]);
  const changed = new Map(changes.map((change) => [change.term, change]));
  const found = new Map<string, MappedTerm>();
  for (const { name, areas, services } of names) {
    const term = plainName(name);
    if (term === '') continue;
    const same = found.get(term);
    if (same) {
      same.services += services;
      continue;
    }
    const change = changed.get(term);
    const areasOfKith = meaningOfTerm([name]).areas;
    found.set(term, {
      ...{ term, name, services, areasOfKith },
      areas: change?.areas ?? (areasOfKith.length > 0 ? areasOfKith : areas),
      isChanged: change !== undefined,
      changedAt: change?.changedAt ?? null,
    });
  }
  return [...found.values()].slice(0, MOST_FOUND);
}

/**
 * Says what a term stands for, from the next import on. [] is none: the words of a service decide then.
 *
 * @returns the term
 * @throws {NotFound | InvalidInput}
 */
export async function setTermAreas(
  kith: Kith,
  steward: StaffViewer,
  input: { term: string; areas: readonly LifeArea[] },
): Promise<string> {
  const areas = [...new Set(input.areas)];
  if (areas.length > MOST_AREAS) throw new InvalidInput(`Choose ${MOST_AREAS} parts of life at most.`, 'areas');
  return changing(kith, steward, input.term, 'set areas of term', async (tx, name) => {
    const data = { name, areas, changedAt: kith.clock.now(), changedById: steward.accountId };
    await tx.termMapping.upsert({ where: { term: input.term }, create: { term: input.term, ...data }, update: data });
  });
}

/** It stands again for what it came with. Twice is the same as once. @throws {NotFound} */
export async function putBackTermAreas(kith: Kith, steward: StaffViewer, term: string): Promise<string> {
  return changing(kith, steward, term, 'put areas of term back', async (tx) => {
    await tx.termMapping.deleteMany({ where: { term } });
  });
}

async function changing(
  kith: Kith,
  steward: StaffViewer,
  term: string,
  action: string,
  work: (tx: Tx, name: string) => Promise<void>,
): Promise<string> {
  await kith.db.$transaction(async (tx) => {
    const known = (await tx.taxonomyTerm.findMany({ distinct: ['name'], select: { name: true } })).find(
      ({ name }) => plainName(name) === term,
    );
    if (!known) throw new NotFound('There is no such kind. Read the list again.');
    await work(tx, known.name);
    await recordAudit(tx, kith, {
      ...{ actorKind: 'staff', actorId: steward.accountId, action },
      ...{ objectType: 'TermMapping', objectId: term },
    });
  });
  return term;
}
