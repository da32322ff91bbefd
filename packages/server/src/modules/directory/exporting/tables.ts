import type { HsdsObject } from '../hsds/shapes.ts';
import type { ExportRecord } from './records.ts';

/** The tables of the CSV package (tabular HSDS 3.0) and their columns, in order. */
export const exportTables = {
  organizations: [
    'id',
    'name',
    'alternate_name',
    'description',
    'email',
    'website',
    'year_incorporated',
    'legal_status',
  ],
  services: [
    'id',
    'organization_id',
    'name',
    'alternate_name',
    'description',
    'url',
    'email',
    'status',
    'interpretation_services',
    'application_process',
    'fees_description',
    'wait_time',
    'eligibility_description',
    'minimum_age',
    'maximum_age',
    'assured_date',
    'alert',
    'last_modified',
  ],
  locations: [
    'id',
    'location_type',
    'url',
    'organization_id',
    'name',
    'alternate_name',
    'description',
    'transportation',
    'latitude',
    'longitude',
  ],
  service_at_locations: ['id', 'service_id', 'location_id', 'description'],
  addresses: [
    'id',
    'location_id',
    'attention',
    'address_1',
    'address_2',
    'city',
    'region',
    'state_province',
    'postal_code',
    'country',
    'address_type',
  ],
  phones: [
    'id',
    'location_id',
    'service_id',
    'organization_id',
    'contact_id',
    'service_at_location_id',
    'number',
    'extension',
    'type',
    'description',
  ],
  contacts: ['id', 'organization_id', 'service_id', 'location_id', 'title', 'department', 'email'],
  schedules: [
    'id',
    'service_id',
    'location_id',
    'service_at_location_id',
    'valid_from',
    'valid_to',
    'dtstart',
    'until',
    'freq',
    'interval',
    'byday',
    'bymonthday',
    'opens_at',
    'closes_at',
    'description',
  ],
  languages: ['id', 'service_id', 'location_id', 'name', 'code', 'note'],
  cost_options: ['id', 'service_id', 'valid_from', 'valid_to', 'option', 'currency', 'amount', 'amount_description'],
  service_areas: ['id', 'service_id', 'name', 'description'],
  accessibility: ['id', 'location_id', 'description', 'details', 'url'],
  attributes: ['id', 'link_id', 'link_entity', 'link_type', 'value', 'taxonomy_term_id'],
  taxonomy_terms: ['id', 'code', 'name', 'description', 'parent_id', 'taxonomy', 'taxonomy_id'],
  // Kith's own: where each record came from, under which licence, and who checked it.
  provenance: [
    'record_type',
    'record_id',
    'source',
    'source_record_id',
    'licence',
    'fetched_at',
    'assured_at',
    'assured_by',
    'put_right',
  ],
} as const satisfies Record<string, readonly string[]>;
export type ExportTable = keyof typeof exportTables;

/** A row of a table, to be written. */
export type WriteRow = (table: ExportTable, row: HsdsObject) => void;

const list = (value: unknown): HsdsObject[] => (Array.isArray(value) ? (value as HsdsObject[]) : []);

/**
 * Takes an HSDS object apart into rows. A place of several services is written once.
 *
 * @param seen ids of places that were written; lives as long as the package
 */
export function tabulate(
  kind: 'organization' | 'service' | 'taxonomy_term',
  { object, provenance }: ExportRecord,
  seen: Set<string>,
  write: WriteRow,
): void {
  write('provenance', {
    record_type: kind,
    record_id: object.id,
    source: provenance.source,
    source_record_id: provenance.sourceRecordId,
    licence: provenance.licence,
    fetched_at: provenance.fetchedAt,
    assured_at: provenance.assuredAt,
    assured_by: provenance.assuredBy,
    put_right: provenance.putRight.map(({ field, by, at }) => `${field} (${by}, ${at.slice(0, 10)})`).join('; '),
  });
  if (kind === 'taxonomy_term') {
    write('taxonomy_terms', object);
    return;
  }
  write(kind === 'organization' ? 'organizations' : 'services', object);
  const of = { [`${kind}_id`]: object.id };
  children(object, of, write);
  for (const attribute of list(object.attributes)) write('attributes', attribute);
  for (const place of kind === 'organization' ? list(object.locations) : []) writePlace(place, seen, write);
  for (const at of list(object.service_at_locations)) {
    write('service_at_locations', at);
    children(at, { service_at_location_id: at.id }, write);
    writePlace(at.location as HsdsObject, seen, write);
  }
}

function writePlace(place: HsdsObject, seen: Set<string>, write: WriteRow): void {
  const id = String(place.id);
  if (seen.has(id)) return;
  seen.add(id);
  write('locations', place);
  const of = { location_id: place.id };
  children(place, of, write);
  for (const address of list(place.addresses)) write('addresses', { ...address, ...of });
  for (const one of list(place.accessibility)) write('accessibility', { ...one, ...of });
}

function children(parent: HsdsObject, of: HsdsObject, write: WriteRow): void {
  for (const phone of list(parent.phones)) write('phones', { ...phone, ...of });
  for (const schedule of list(parent.schedules)) write('schedules', { ...schedule, ...of });
  for (const language of list(parent.languages)) write('languages', { ...language, ...of });
  for (const cost of list(parent.cost_options)) write('cost_options', { ...cost, ...of });
  for (const area of list(parent.service_areas)) write('service_areas', { ...area, ...of });
  for (const contact of list(parent.contacts)) {
    write('contacts', { ...contact, ...of });
    for (const phone of list(contact.phones)) write('phones', { ...phone, contact_id: contact.id });
  }
}
