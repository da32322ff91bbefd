import type { ColumnMapping, TableMapping } from './column-mapping.ts';
import { readCsv } from './csv-rows.ts';
import type { SourceFiles } from './file-list.ts';
import { MOST_LISTED } from './import-limits.ts';
import { ImportRefused } from './problems.ts';
import type { Place, ReportBook } from './report.ts';
import { madeUpId } from './row-id.ts';
import { type Emit, type Entity, idOf, type Owner } from './source-row.ts';

type Cells = Readonly<Record<string, string>>;
/** "service" → its fields; "address" and "organization" likewise. */
type Said = Record<string, Record<string, string>>;

/**
 * Reads any CSV whose columns a steward has explained. A row may tell of a service, who runs it and where it is at once:
 * each becomes a record of its own, and one that is told in many rows stays one.
 *
 * @throws {ImportRefused} none of its files is in the mapping
 */
export async function readMappedCsv(
  source: SourceFiles,
  mapping: ColumnMapping,
  report: ReportBook,
  emit: Emit,
  onRead: (done: number, total: number | null) => void,
): Promise<void> {
  let done = 0;
  const tables = source.files
    .filter((file) => /\.csv$/i.test(file))
    .map((file) => [file, tableFor(mapping, file)] as const);
  if (tables.every(([, table]) => table === undefined))
    throw new ImportRefused(
      'NOT_A_DIRECTORY',
      `The saved columns of this source are of other files than those in "${source.name}".`,
    );
  // Services of several tables belong to organizations of another: who runs them is told first.
  for (const [file, table] of tables.toSorted(([, a], [, b]) => Number(hasService(a)) - Number(hasService(b)))) {
    if (!table) continue;
    for await (const { cells, line } of readCsv(source, file, report, hasService(table) ? 'service' : 'organization')) {
      emitRow(saidIn(cells, table), { file, line }, mapping, emit, report);
      onRead(++done, null);
    }
  }
}

function tableFor(mapping: ColumnMapping, file: string): TableMapping | undefined {
  return mapping.tables.find((table) => table.file === file) ?? mapping.tables.find((table) => table.file === '*');
}

function hasService(table: TableMapping | undefined): boolean {
  return table !== undefined && Object.values(table.columns).includes('service.name');
}

function saidIn(cells: Cells, { columns }: TableMapping): Said {
  const said: Said = {};
  for (const [column, target] of Object.entries(columns)) {
    const cell = cells[column]?.trim();
    const [entity = '', field = ''] = target.split('.');
    if (!cell || entity === '' || field === '') continue;
    said[entity] = { ...said[entity], [field]: cell };
  }
  return said;
}

function emitRow(said: Said, place: Place, mapping: ColumnMapping, emit: Emit, report: ReportBook): void {
  const { service, location, address } = said;
  // A list of groups often does not say who runs them: each is its own.
  const organization = said.organization ?? (service?.name ? { name: service.name } : undefined);
  const put = (
    entity: Entity,
    id: string | null,
    owner: Owner | null,
    values: Record<string, unknown>,
    isNested = true,
  ) => emit({ entity, id, owner, values, place, isNested });
  const child = (entity: Entity, owner: Owner, values: Record<string, unknown>) => put(entity, null, owner, values);

  const organizationId = organization ? (idOf(organization.id) ?? ownId('organization', organization.name)) : null;
  if (organization && organizationId && (organization.name || !service)) {
    const { id: _id, phone, url, ...values } = organization;
    put('organization', organizationId, null, { ...values, ...(url ? { website: url } : {}) });
    if (phone) child('phone', { entity: 'organization', id: organizationId }, { number: phone });
  }
  const locationId =
    location || address
      ? (idOf(location?.id) ?? ownId('location', location?.name, ...Object.values(address ?? {})))
      : null;
  if (locationId) {
    const { id: _id, phone, accessibility, ...values } = location ?? {};
    const owner: Owner = { entity: 'location', id: locationId };
    put('location', locationId, null, { ...values, ...(organizationId ? { organization_id: organizationId } : {}) });
    if (phone) child('phone', owner, { number: phone });
    if (accessibility) child('accessibility', owner, { description: accessibility });
    if (address) child('address', owner, address);
  }
  if (!service) return;
  if (!said.organization && organization)
    report.add({
      ...place,
      entity: 'service',
      recordId: idOf(service.id),
      title: service.name ?? null,
      outcome: 'repaired',
      reason: 'organization: it does not say who runs it; it was taken to run itself.',
    });
  if (!service.name && !service.id) {
    const reason = 'It does not say what the service is called.';
    report.add({ ...place, entity: 'service', recordId: null, title: null, outcome: 'refused', reason });
    return;
  }
  const serviceId = idOf(service.id) ?? ownId('service', service.name, organizationId);
  const owner: Owner = { entity: 'service', id: serviceId ?? '' };
  if (!idOf(service.id)) {
    const reason = 'id: it has none; one was made from its name and who runs it.';
    report.add({
      ...place,
      entity: 'service',
      recordId: serviceId,
      title: service.name ?? null,
      outcome: 'repaired',
      reason,
    });
  }
  const { id: _id, phone, schedule, languages, service_area, ...values } = service;
  put(
    'service',
    serviceId,
    null,
    {
      ...values,
      ...(organizationId ? { organization_id: organizationId } : {}),
      ...(!values.status && mapping.runsUnlessSaid ? { status: 'active' } : {}),
    },
    false,
  );
  if (phone) child('phone', owner, { number: phone });
  if (schedule) child('schedule', owner, { description: schedule });
  if (service_area) child('service_area', owner, { name: service_area });
  for (const name of languages?.split(/[,;|/]/, MOST_LISTED) ?? [])
    if (name.trim()) child('language', owner, { name: name.trim() });
  if (locationId) child('service_at_location', owner, { location_id: locationId });
}

/** An id for what came without one, made from what it is called; null: it is called nothing. */
function ownId(entity: string, ...words: (string | null | undefined)[]): string | null {
  const plain = words.map((word) => (word ?? '').toLowerCase().replace(/\s+/g, ' ').trim());
  return plain.every((word) => word === '') ? null : madeUpId(entity, ...plain);
}
