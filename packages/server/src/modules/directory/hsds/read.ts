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
import { countOf, type HsdsList, inMemory, type Listing, rowsOf } from './slices.ts';

type Reading = Pick<Kith, 'db' | 'database'>;

const inOrder = [{ hsdsId: 'asc' }, { id: 'asc' }] as const;

export async function listServices({ db, database }: Reading, query: HsdsQuery): Promise<HsdsList> {
  const { pool } = database;
  const listing = { ...(await selectServices(pool, query, 'services')), keys: ['s.hsds_id', 's.id'] } satisfies Listing;
  return {
    count: () => countOf(pool, listing),
    async slice(part, take) {
      const columns = 's.id, s.hsds_id, s.last_modified_at';
      const { rows, last } = await rowsOf<{ id: string; hsds_id: string; last_modified_at: Date }>(
        pool,
        listing,
        columns,
        part,
        take,
      );
      if (query.isMinimal)
        return {
          records: rows.map((row) => ({ id: row.hsds_id, last_modified: row.last_modified_at.toISOString() })),
          last,
        };
      const ids = rows.map(({ id }) => id);
      const where = { id: { in: ids } };
      const records = query.isFull
        ? inOrderOf(ids, await db.service.findMany({ where, include: fullServiceRow })).map(fullService)
        : inOrderOf(ids, await db.service.findMany({ where, include: listedServiceRow })).map(listedService);
      return { records, last };
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
  const { pool } = database;
  const from = `FROM organization o WHERE ${conditions.join(' AND ')}`;
  const listing: Listing = { from, values, keys: ['o.hsds_id', 'o.id'] };
  return {
    count: () => countOf(pool, listing),
    async slice(part, take) {
      const { rows, last } = await rowsOf<{ id: string }>(pool, listing, 'o.id', part, take);
      const ids = rows.map(({ id }) => id);
      const where = { id: { in: ids } };
      if (!query.isFull && !query.hasFullServices)
        return { records: inOrderOf(ids, await db.organization.findMany({ where })).map(listedOrganization), last };
      const found = inOrderOf(ids, await db.organization.findMany({ where, include: fullOrganizationRow }));
      return { records: await withServices(db, found, query), last };
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
  const [record] = await withServices(db, [row], query);
  return record ?? {};
}

export async function listPlaces({ db, database }: Reading, query: HsdsQuery): Promise<HsdsList> {
  const { pool } = database;
  const listing = { ...(await selectServices(pool, query, 'places')), keys: ['at.id'] } satisfies Listing;
  return {
    count: () => countOf(pool, listing),
    async slice(part, take) {
      const { rows, last } = await rowsOf<{ id: string }>(pool, listing, 'at.id', part, take);
      const ids = rows.map(({ id }) => id);
      const where = { id: { in: ids } };
      if (query.isFull) {
        const found = inOrderOf(ids, await db.serviceAtLocation.findMany({ where, include: fullPlace }));
        return { records: found.map(fullPlaceOf), last };
      }
      const found = inOrderOf(ids, await db.serviceAtLocation.findMany({ where, include: listedPlace }));
      const records = found.map((at) => ({
        ...atPlace(at, at.service.hsdsId),
        location: listedLocation(at.location),
        service: listedService(at.service),
      }));
      return { records, last };
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
  return fullPlaceOf(at);
}

function fullPlaceOf(at: Prisma.ServiceAtLocationGetPayload<{ include: typeof fullPlace }>): HsdsObject {
  return { ...atPlace(at, at.service.hsdsId), location: location(at.location), service: ownRecord(at.service) };
}

/** Classifications have no rows: they are the names that terms give. There are a handful. */
export async function listTaxonomies({ database }: Reading, query: HsdsQuery): Promise<HsdsList> {
  const all = await taxonomyNames(database.pool);
  const words = query.search?.toLowerCase();
  const found = all.filter((name) => !words || name.toLowerCase().includes(words));
  return inMemory(found.map(taxonomy));
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
    async slice(part, take) {
      const [hsdsId, id] = ('after' in part && part.after) || [];
      const rows = await db.taxonomyTerm.findMany({
        where:
          hsdsId && id ? { AND: [where, { OR: [{ hsdsId: { gt: hsdsId } }, { hsdsId, id: { gt: id } }] }] } : where,
        take,
        ...('skip' in part ? { skip: part.skip } : {}),
        orderBy: [...inOrder],
        include: listedTerm,
      });
      const end = rows.length < take ? undefined : rows.at(-1);
      return { records: rows.map(taxonomyTerm), last: end ? [end.hsdsId, end.id] : null };
    },
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

function inOrderOf<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The services of all these organizations are read together, however many there are. */
async function withServices(
  db: Kith['db'],
  organizations: readonly Prisma.OrganizationGetPayload<{ include: typeof fullOrganizationRow }>[],
  { hasFullServices }: HsdsQuery,
): Promise<HsdsObject[]> {
  if (!hasFullServices)
    return organizations.map((row) =>
      fullOrganization(
        row,
        row.services.map(({ hsdsId, name }) => ({ id: hsdsId, name, status: 'active' })),
      ),
    );
  const services = await db.service.findMany({
    where: { AND: [openServices, { organizationId: { in: organizations.map(({ id }) => id) } }] },
    include: fullServiceRow,
    orderBy: [...inOrder],
  });
  const byOrganization = Map.groupBy(services, ({ organizationId }) => organizationId);
  return organizations.map((row) => fullOrganization(row, (byOrganization.get(row.id) ?? []).map(fullService)));
}
