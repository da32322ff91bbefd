import type pg from 'pg';
import type { Prisma } from '../../../../generated/prisma/client.ts';
import { NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { selectServices, taxonomyNames, termCondition } from './find-services.ts';
import { type HsdsQuery, isUuid } from './query.ts';
import {
  fullOrganization as fullOrganizationRow,
  fullPlace,
  fullService as fullServiceRow,
  listedPlace,
  listedService as listedServiceRow,
  listedTerm,
  openOrganizations,
  openServices,
} from './rows.ts';
import {
  atPlace,
  fullOrganization,
  fullService,
  type HsdsObject,
  listedLocation,
  listedOrganization,
  listedService,
  location,
  ownRecord,
  taxonomy,
  taxonomyIdOf,
  taxonomyTerm,
} from './shapes.ts';

type Reading = Pick<Kith, 'db' | 'database'>;

/** A list that can be counted and read in slices, in the order of ids: rows that are added or changed shift no page. */
export interface HsdsList {
  count(): Promise<number>;
  slice(skip: number, take: number): Promise<HsdsObject[]>;
}

const inOrder = [{ hsdsId: 'asc' }, { id: 'asc' }] as const;

export async function listServices({ db, database }: Reading, query: HsdsQuery): Promise<HsdsList> {
  const { from, values } = await selectServices(database.pool, query, 'services');
  const order = 'ORDER BY s.hsds_id, s.id';
  return {
    count: () => countOf(database.pool, from, values),
    async slice(skip, take) {
      if (query.isMinimal) {
        const { rows } = await database.pool.query<{ hsds_id: string; last_modified_at: Date }>(
          `SELECT s.hsds_id, s.last_modified_at ${from} ${order} OFFSET ${skip} LIMIT ${take}`,
          values,
        );
        return rows.map((row) => ({ id: row.hsds_id, last_modified: row.last_modified_at.toISOString() }));
      }
      const ids = await idsOf(database.pool, `SELECT s.id ${from} ${order} OFFSET ${skip} LIMIT ${take}`, values);
      const where = { id: { in: ids } };
      return query.isFull
        ? inOrderOf(ids, await db.service.findMany({ where, include: fullServiceRow })).map(fullService)
        : inOrderOf(ids, await db.service.findMany({ where, include: listedServiceRow })).map(listedService);
    },
  };
}

/** @throws {NotFound} no such service, or one that is not for the public */
export async function readService({ db }: Reading, id: string): Promise<HsdsObject> {
  const row = isUuid(id)
    ? await db.service.findFirst({ where: { AND: [openServices, known(id)] }, include: fullServiceRow, ...first })
    : null;
  if (!row) throw new NotFound('There is no service with this id.');
  return fullService(row);
}

export async function listOrganizations({ db, database }: Reading, query: HsdsQuery): Promise<HsdsList> {
  const values: unknown[] = [];
  const value = (given: unknown, type: string) => {
    values.push(given);
    return `$${values.length}::${type}`;
  };
  const conditions = ['o.removed_at IS NULL'];
  if (query.search) conditions.push(`o.name ILIKE ${value(`%${escapeLike(query.search)}%`, 'text')}`);
  if (query.modifiedAfter) conditions.push(`o.last_modified_at >= ${value(query.modifiedAfter, 'timestamptz')}`);
  const term = await termCondition(database.pool, query, value);
  if (term)
    conditions.push(`EXISTS (SELECT FROM service s JOIN attribute a ON a.service_id = s.id
      JOIN taxonomy_term t ON t.id = a.taxonomy_term_id
      WHERE s.organization_id = o.id AND s.removed_at IS NULL AND s.status <> 'UNVERIFIED' AND ${term})`);
  const from = `FROM organization o WHERE ${conditions.join(' AND ')}`;
  return {
    count: () => countOf(database.pool, from, values),
    async slice(skip, take) {
      const statement = `SELECT o.id ${from} ORDER BY o.hsds_id, o.id OFFSET ${skip} LIMIT ${take}`;
      const ids = await idsOf(database.pool, statement, values);
      const where = { id: { in: ids } };
      if (!query.isFull && !query.hasFullServices)
        return inOrderOf(ids, await db.organization.findMany({ where })).map(listedOrganization);
      const rows = inOrderOf(ids, await db.organization.findMany({ where, include: fullOrganizationRow }));
      return Promise.all(rows.map((row) => withServices(db, row, query)));
    },
  };
}

/** @throws {NotFound} */
export async function readOrganization({ db }: Reading, id: string, query: HsdsQuery): Promise<HsdsObject> {
  const row = isUuid(id)
    ? await db.organization.findFirst({
        where: { AND: [openOrganizations, known(id)] },
        include: fullOrganizationRow,
        ...first,
      })
    : null;
  if (!row) throw new NotFound('There is no organization with this id.');
  return withServices(db, row, query);
}

export async function listPlaces({ db, database }: Reading, query: HsdsQuery): Promise<HsdsList> {
  const { from, values } = await selectServices(database.pool, query, 'places');
  return {
    count: () => countOf(database.pool, from, values),
    async slice(skip, take) {
      const statement = `SELECT at.id ${from} ORDER BY at.id OFFSET ${skip} LIMIT ${take}`;
      const ids = await idsOf(database.pool, statement, values);
      const where = { id: { in: ids } };
      if (query.isFull)
        return inOrderOf(ids, await db.serviceAtLocation.findMany({ where, include: fullPlace })).map((at) => ({
          ...atPlace(at, at.service.hsdsId),
          location: location(at.location),
          service: ownRecord(at.service),
        }));
      return inOrderOf(ids, await db.serviceAtLocation.findMany({ where, include: listedPlace })).map((at) => ({
        ...atPlace(at, at.service.hsdsId),
        location: listedLocation(at.location),
        service: listedService(at.service),
      }));
    },
  };
}

/** @throws {NotFound} */
export async function readPlace({ db }: Reading, id: string): Promise<HsdsObject> {
  const at = isUuid(id)
    ? await db.serviceAtLocation.findFirst({
        where: { id: id.toLowerCase(), location: { removedAt: null }, service: openServices },
        include: fullPlace,
      })
    : null;
  if (!at) throw new NotFound('There is no service at a location with this id.');
  return {
    ...atPlace(at, at.service.hsdsId),
    location: location(at.location),
    service: ownRecord(at.service),
  };
}

/** Classifications have no rows: they are the names that terms give. There are a handful. */
export async function listTaxonomies({ database }: Reading, query: HsdsQuery): Promise<HsdsList> {
  const all = await taxonomyNames(database.pool);
  const words = query.search?.toLowerCase();
  const found = all.filter((name) => !words || name.toLowerCase().includes(words));
  return {
    count: async () => found.length,
    slice: async (skip, take) => found.slice(skip, skip + take).map(taxonomy),
  };
}

/** @throws {NotFound} */
export async function readTaxonomy({ database }: Reading, id: string): Promise<HsdsObject> {
  const name = (await taxonomyNames(database.pool)).find((one) => taxonomyIdOf(one) === id.toLowerCase());
  if (name === undefined) throw new NotFound('There is no taxonomy with this id.');
  return taxonomy(name);
}

export async function listTerms({ db, database }: Reading, query: HsdsQuery): Promise<HsdsList> {
  const names = query.taxonomyId ? await taxonomyNames(database.pool) : [];
  const where: Prisma.TaxonomyTermWhereInput = {
    AND: [
      query.search ? { name: { contains: escapeLike(query.search), mode: 'insensitive' } } : {},
      query.taxonomyId ? { taxonomy: names.find((name) => taxonomyIdOf(name) === query.taxonomyId) ?? '' } : {},
      query.parentId ? { parent: known(query.parentId) } : {},
      query.isTopOnly ? { parentId: null } : {},
    ],
  };
  return {
    count: () => db.taxonomyTerm.count({ where }),
    slice: async (skip, take) =>
      (await db.taxonomyTerm.findMany({ where, skip, take, orderBy: [...inOrder], include: listedTerm })).map(
        taxonomyTerm,
      ),
  };
}

/** @throws {NotFound} */
export async function readTerm({ db }: Reading, id: string): Promise<HsdsObject> {
  const row = isUuid(id) ? await db.taxonomyTerm.findFirst({ where: known(id), include: listedTerm, ...first }) : null;
  if (!row) throw new NotFound('There is no taxonomy term with this id.');
  return taxonomyTerm(row);
}

/** Where the records come from, and under which licence: for the first page of the API. */
export async function readSources({ db }: Reading): Promise<HsdsObject[]> {
  const sources = await db.directorySource.findMany({ orderBy: { key: 'asc' } });
  return sources.map(({ name, licence, fetchedAt }) => ({
    name,
    ...(licence ? { licence } : {}),
    ...(fetchedAt ? { fetched_at: fetchedAt.toISOString() } : {}),
  }));
}

/** Two sources may hold one record under the same id: the one that came first answers. */
const first = { orderBy: { id: 'asc' } } as const;

/** By the id that HSDS knows; Kith's own row id is taken too. */
function known(id: string): { OR: [{ hsdsId: string }, { id: string }] } {
  return { OR: [{ hsdsId: id.toLowerCase() }, { id: id.toLowerCase() }] };
}

/** `contains` of Prisma leaves % and _ as they are. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

async function countOf(pool: pg.Pool, from: string, values: unknown[]): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n ${from}`, values);
  return rows[0]?.n ?? 0;
}

async function idsOf(pool: pg.Pool, statement: string, values: unknown[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(statement, values);
  return rows.map(({ id }) => id);
}

function inOrderOf<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function withServices(
  db: Kith['db'],
  row: Prisma.OrganizationGetPayload<{ include: typeof fullOrganizationRow }>,
  { hasFullServices }: HsdsQuery,
): Promise<HsdsObject> {
  if (!hasFullServices)
    return fullOrganization(
      row,
      row.services.map(({ hsdsId, name }) => ({ id: hsdsId, name, status: 'active' })),
    );
  const services = await db.service.findMany({
    where: { AND: [openServices, { organizationId: row.id }] },
    include: fullServiceRow,
    orderBy: [...inOrder],
  });
  return fullOrganization(row, services.map(fullService));
}
