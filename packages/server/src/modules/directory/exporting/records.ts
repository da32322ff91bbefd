import type { Kith } from '../../../kith.ts';
import {
  fullOrganization as fullOrganizationRow,
  fullService as fullServiceRow,
  listedTerm,
  openOrganizations,
  openServices,
} from '../hsds/rows.ts';
import { fullOrganization, fullService, type HsdsObject, taxonomyTerm } from '../hsds/shapes.ts';

const AT_ONCE = 100;

/** Where a record came from and who checked it: it goes with every record of the packages. */
export interface Provenance {
  source: string;
  /** The id in the source itself. */
  sourceRecordId: string;
  /** Empty: the source names none. */
  licence: string;
  fetchedAt: string;
  /** Empty: nobody has. */
  assuredAt: string;
  assuredBy: string;
  /** What was put right by hand: field, who said so, when. */
  putRight: { field: string; by: string; at: string }[];
}

/** One record of a package, as HSDS, with where it came from. */
export interface ExportRecord {
  object: HsdsObject;
  provenance: Provenance;
}

const source = { select: { name: true, licence: true } } as const;

/** Never the notes: they are for stewards. */
const corrections = {
  select: { field: true, saidBy: true, correctedAt: true },
  orderBy: { field: 'asc' },
} as const;

function provenanceOf(row: {
  source: { name: string; licence: string | null };
  recordId: string;
  fetchedAt: Date;
  assuredAt?: Date | null;
  assuredBy?: string | null;
  corrections?: { field: string; saidBy: string | null; correctedAt: Date }[];
}): Provenance {
  return {
    source: row.source.name,
    sourceRecordId: row.recordId,
    licence: row.source.licence ?? '',
    fetchedAt: row.fetchedAt.toISOString(),
    assuredAt: row.assuredAt?.toISOString() ?? '',
    assuredBy: row.assuredBy ?? '',
    putRight: (row.corrections ?? []).map(({ field, saidBy, correctedAt }) => ({
      field,
      by: saidBy ?? 'a steward of the directory',
      at: correctedAt.toISOString(),
    })),
  };
}

/** The next rows after an id, until there are none: memory stays flat, whatever the size of the directory. */
async function* slices<Row extends { id: string }>(read: (after: string) => Promise<Row[]>): AsyncGenerator<Row> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await read(after);
    yield* rows;
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)?.id ?? after;
  }
}

/** Every service that anybody can look at, with its places. What must not be found is shaped as on /hsds: by its id only. */
export async function* exportedServices({ db }: Pick<Kith, 'db'>): AsyncGenerator<ExportRecord> {
  const rows = slices((after) =>
    db.service.findMany({
      where: { AND: [openServices, { id: { gt: after } }] },
      include: { ...fullServiceRow, source, corrections },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    }),
  );
  for await (const row of rows) yield { object: fullService(row), provenance: provenanceOf(row) };
}

export async function* exportedOrganizations({ db }: Pick<Kith, 'db'>): AsyncGenerator<ExportRecord> {
  const rows = slices((after) =>
    db.organization.findMany({
      where: { AND: [openOrganizations, { id: { gt: after } }] },
      include: { ...fullOrganizationRow, source },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    }),
  );
  for await (const row of rows) {
    const services = row.services.map(({ hsdsId, name }) => ({ id: hsdsId, name, status: 'active' }));
    yield { object: fullOrganization(row, services), provenance: provenanceOf(row) };
  }
}

export async function* exportedTerms({ db }: Pick<Kith, 'db'>): AsyncGenerator<ExportRecord> {
  const rows = slices((after) =>
    db.taxonomyTerm.findMany({
      where: { id: { gt: after } },
      include: { ...listedTerm, source: { select: { name: true, licence: true, fetchedAt: true } } },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    }),
  );
  for await (const row of rows) {
    const fetchedAt = row.source.fetchedAt ?? new Date(0);
    yield { object: taxonomyTerm(row), provenance: provenanceOf({ ...row, fetchedAt }) };
  }
}

/** As a line of NDJSON: where it came from stands in `kith.provenance`. */
export function withProvenance({ object, provenance }: ExportRecord): HsdsObject {
  const told: HsdsObject = Object.fromEntries(
    Object.entries({
      source: provenance.source,
      source_record_id: provenance.sourceRecordId,
      licence: provenance.licence,
      fetched_at: provenance.fetchedAt,
      assured_at: provenance.assuredAt,
      assured_by: provenance.assuredBy,
    }).filter(([, value]) => value !== ''),
  );
  if (provenance.putRight.length > 0) told.put_right = provenance.putRight;
  return { ...object, kith: { ...(object.kith as object | undefined), provenance: told } };
}
