import { readCsv } from './csv-rows.ts';
import type { SourceFiles } from './file-list.ts';
import { MOST_LISTED } from './import-limits.ts';
import type { ReportBook } from './report.ts';
import { rowId } from './row-id.ts';
import { type Emit, type Entity, idOf, MAIN_ENTITIES, type Owner } from './source-row.ts';
import { tableOf, underHsds3Names } from './tables.ts';

/** Whose child a row is, the most particular first: a phone may name a service and its organization. */
const OWNERS: Partial<Record<Entity, readonly Entity[]>> = {
  phone: ['service_at_location', 'contact', 'service', 'location', 'organization'],
  contact: ['service_at_location', 'service', 'location', 'organization'],
  schedule: ['service_at_location', 'service', 'location'],
  language: ['service', 'location'],
  address: ['location'],
  accessibility: ['location'],
  cost_option: ['service'],
  service_area: ['service'],
  eligibility: ['service'],
  required_document: ['service'],
  attribute: ['service', 'organization'],
  service_at_location: ['service'],
};

/** Reads an HSDS 1.1, 2.0 or 3.0 CSV package: one file for each table, with or without datapackage.json. */
export async function readHsdsCsv(source: SourceFiles, report: ReportBook, emit: Emit): Promise<void> {
  // In HSDS 3 "taxonomies" lists classifications; before, it was the table of the terms themselves.
  const isHsds3 = source.files.some((file) => tableOf(file)?.name === 'taxonomy_term');
  const taxonomies = isHsds3 ? await readTaxonomies(source, report) : new Map<string, string>();
  for (const file of source.files) {
    const table = tableOf(file);
    if (!table?.entity || (isHsds3 && table.name === 'taxonomy')) continue;
    const { entity } = table;
    for await (const { cells, line } of readCsv(source, file, report, entity)) {
      const values = underHsds3Names(entity, cells);
      if (table.name === 'postal_address' || table.name === 'mail_address') values.address_type = 'postal';
      if (entity === 'taxonomy_term') values.taxonomy ??= taxonomies.get(String(values.taxonomy_id ?? ''));
      const refuse = (reason: string) =>
        report.add({ file, line, entity, recordId: idOf(cells.id), title: null, outcome: 'refused', reason });
      const owner = ownerOf(entity, values);
      if (OWNERS[entity] && !owner) {
        const owners = OWNERS[entity] ?? [];
        refuse(
          owners.length === 1
            ? `It does not say which ${owners[0]} it belongs to.`
            : 'It does not say what it belongs to.',
        );
        continue;
      }
      if (MAIN_ENTITIES.has(entity) && entity !== 'service_at_location' && !idOf(cells.id)) {
        refuse('It has no id, so nothing can point at it.');
        continue;
      }
      emit({ entity, id: idOf(cells.id), owner, values, place: { file, line }, isNested: false });
      if (entity === 'service') emitInlineTerms(values, idOf(cells.id), emit, file, line);
    }
  }
}

async function readTaxonomies(source: SourceFiles, report: ReportBook): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const file of source.files.filter((name) => tableOf(name)?.name === 'taxonomy')) {
    for await (const { cells } of readCsv(source, file, report, 'taxonomy'))
      names.set(cells.id ?? '', cells.name ?? '');
  }
  return names;
}

function ownerOf(entity: Entity, values: Record<string, unknown>): Owner | null {
  for (const candidate of OWNERS[entity] ?? []) {
    const id = idOf(values[`${candidate}_id`]);
    if (id) return { entity: candidate, id };
  }
  // other_attribute (2.0) and attribute (3.0) name the table and the row apart.
  const linked = idOf(values.link_id);
  const kind = tableOf(String(values.link_entity ?? values.link_type ?? '').trim())?.entity;
  return entity === 'attribute' && linked && (kind === 'service' || kind === 'organization')
    ? { entity: kind, id: linked }
    : null;
}

/** HSDS 1.1 may name the terms inside the service: "taxonomy_ids". */
function emitInlineTerms(
  values: Record<string, unknown>,
  serviceId: string | null,
  emit: Emit,
  file: string,
  line: number,
) {
  if (!serviceId || typeof values.taxonomy_ids !== 'string') return;
  for (const id of values.taxonomy_ids.split(/[,;|\s]+/, MOST_LISTED).filter(Boolean)) {
    emit({
      entity: 'attribute',
      id: rowId('inline', serviceId, id),
      owner: { entity: 'service', id: serviceId },
      values: { taxonomy_term_id: id },
      place: { file, line },
      isNested: true,
    });
  }
}
