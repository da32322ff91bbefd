import { readCsv } from './csv-rows.ts';
import type { SourceFiles } from './file-list.ts';
import { MOST_LISTED } from './import-limits.ts';
import { readJsonRecords } from './json-records.ts';
import type { ReportBook } from './report.ts';
import { rowId } from './row-id.ts';
import { type Emit, type Entity, idOf, type Owner } from './source-row.ts';
import { tableOf, underHsds3Names } from './tables.ts';

/** What the Ohana tables know of each other before everything is staged: small, ids only. */
interface Links {
  organizationOfLocation: Map<string, string>;
  organizationOfProgram: Map<string, string>;
  /** Row number of a term → the id that other tables use. */
  termOfRow: Map<string, string>;
}

// Locations and programs before services, which find their organization through them.
const ORDER = ['organization', 'location', 'program', 'taxonomy', 'service'];

/** Reads the CSV tables of the Ohana API (an ancestor of HSDS), and the JSON links that some exports put beside them. */
export async function readOhana(source: SourceFiles, report: ReportBook, emit: Emit): Promise<void> {
  const links: Links = { organizationOfLocation: new Map(), organizationOfProgram: new Map(), termOfRow: new Map() };
  const rank = (file: string) => {
    const index = ORDER.indexOf(tableOf(file)?.name ?? '');
    return index < 0 ? ORDER.length : index;
  };
  for (const file of source.files.toSorted((a, b) => rank(a) - rank(b))) {
    const table = tableOf(file);
    if (!table?.entity || !/\.csv$/i.test(file)) continue;
    for await (const { cells, line } of readCsv(source, file, report, table.entity)) {
      const problem = takeRow(table.name, table.entity, cells, { file, line }, links, emit);
      if (problem)
        report.add({
          file,
          line,
          entity: table.entity,
          recordId: idOf(cells.id),
          title: null,
          outcome: 'refused',
          reason: problem,
        });
    }
  }
  if (source.files.includes('service_categories.json'))
    await readTermLinks(source, 'service_categories.json', links, emit);
}

/** @returns why the row cannot be used; null when it was taken */
function takeRow(
  name: string,
  entity: Entity,
  cells: Record<string, string>,
  place: { file: string; line: number },
  links: Links,
  emit: Emit,
): string | null {
  const values = underHsds3Names(entity, cells);
  const id = entity === 'taxonomy_term' ? idOf(cells.taxonomy_id ?? cells.id) : idOf(cells.id);
  const take = (
    kind: Entity,
    rowsId: string | null,
    owner: Owner | null,
    taken: Record<string, unknown>,
    isNested = false,
  ) => emit({ entity: kind, id: rowsId, owner, values: taken, place, isNested });
  switch (name) {
    case 'organization':
    case 'program':
    case 'taxonomy': {
      if (!id) return 'It has no id, so nothing can point at it.';
      if (name === 'program') links.organizationOfProgram.set(id, idOf(cells.organization_id) ?? '');
      if (name === 'taxonomy') {
        links.termOfRow.set(idOf(cells.id) ?? id, id);
        values.taxonomy ??= 'Open Eligibility';
        values.code = id;
      }
      take(entity, id, null, values);
      return null;
    }
    case 'location': {
      if (!id) return 'It has no id, so nothing can point at it.';
      links.organizationOfLocation.set(id, idOf(cells.organization_id) ?? '');
      if (/^(?:true|t|1|yes)$/i.test(cells.virtual?.trim() ?? '')) values.location_type = 'virtual';
      const owner: Owner = { entity: 'location', id };
      const { accessibility, languages, ...rest } = values;
      take('location', id, null, rest);
      for (const word of listOf(accessibility))
        take('accessibility', word, owner, { description: word.replaceAll('_', ' ') }, true);
      for (const word of languagesOf(languages)) take('language', word, owner, { name: word }, true);
      return null;
    }
    case 'service':
      return takeService(id, cells, values, links, take);
    default: {
      const owner = ownerOf(entity, cells);
      if (!owner) return 'It does not say what it belongs to.';
      if (name === 'mail_address') values.address_type = 'postal';
      take(entity, id, owner, values);
      return null;
    }
  }
}

function takeService(
  id: string | null,
  cells: Record<string, string>,
  values: Record<string, unknown>,
  links: Links,
  take: (
    kind: Entity,
    id: string | null,
    owner: Owner | null,
    values: Record<string, unknown>,
    isNested?: boolean,
  ) => void,
): string | null {
  if (!id) return 'It has no id, so nothing can point at it.';
  const locationId = idOf(cells.location_id);
  const organizationId =
    idOf(cells.organization_id) ??
    idOf(links.organizationOfLocation.get(locationId ?? '')) ??
    idOf(links.organizationOfProgram.get(idOf(cells.program_id) ?? ''));
  const { languages, service_areas, taxonomy_ids, audience, ...rest } = values;
  const whoFor = [audience, rest.eligibility_description].filter(
    (text) => typeof text === 'string' && text.trim() !== '',
  );
  take('service', id, null, {
    ...rest,
    organization_id: organizationId,
    eligibility_description: whoFor.join('\n') || null,
  });
  const owner: Owner = { entity: 'service', id };
  if (locationId) take('service_at_location', rowId('ohana', id, locationId), owner, { location_id: locationId }, true);
  for (const word of languagesOf(languages)) take('language', word, owner, { name: word }, true);
  for (const word of listOf(service_areas)) take('service_area', word, owner, { name: word }, true);
  for (const term of listOf(taxonomy_ids))
    take('attribute', rowId('ohana', id, term), owner, { taxonomy_term_id: term }, true);
  return null;
}

function ownerOf(entity: Entity, cells: Record<string, string>): Owner | null {
  const order: readonly Entity[] =
    entity === 'phone' ? ['contact', 'service', 'location', 'organization'] : ['service', 'location', 'organization'];
  for (const candidate of order) {
    const id = idOf(cells[`${candidate}_id`]);
    if (id) return { entity: candidate, id };
  }
  return null;
}

/** Some exports keep the terms of a service in a JSON file: { "143903": ["46"] }. */
async function readTermLinks(source: SourceFiles, file: string, links: Links, emit: Emit): Promise<void> {
  await readJsonRecords(
    await source.open(file),
    file,
    (record) => {
      for (const [serviceId, rows] of Object.entries(record)) {
        if (!Array.isArray(rows)) continue;
        for (const row of new Set(rows.map(String))) {
          const term = links.termOfRow.get(row) ?? row;
          emit({
            entity: 'attribute',
            id: rowId('ohana', serviceId, term),
            owner: { entity: 'service', id: serviceId },
            values: { taxonomy_term_id: term },
            place: { file, line: null },
            isNested: true,
          });
        }
      }
    },
    source.signal,
  );
}

function listOf(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  return [...new Set(value.split(/[,;|]/, MOST_LISTED).map((word) => word.trim()))].filter((word) => word !== '');
}

function languagesOf(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const words = value.replace(/\.\s*$/, '').split(/[,;|/]|\band\b|&/i, MOST_LISTED);
  return [...new Set(words.map((word) => word.replace(/^\s*and\s+/i, '').trim()))].filter(
    (word) => word !== '' && word.length <= 60,
  );
}
