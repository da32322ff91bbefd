import type { Entity } from './source-row.ts';

/** A table of a CSV package, by any of the names it has had. `null`: known, but Kith keeps nothing of it. */
const TABLES: Readonly<Record<string, Entity | null>> = {
  organization: 'organization',
  program: 'program',
  service: 'service',
  location: 'location',
  service_at_location: 'service_at_location',
  services_at_location: 'service_at_location',
  phone: 'phone',
  contact: 'contact',
  address: 'address',
  physical_address: 'address',
  postal_address: 'address',
  mail_address: 'address',
  schedule: 'schedule',
  regular_schedule: 'schedule',
  holiday_schedule: null,
  language: 'language',
  cost_option: 'cost_option',
  service_area: 'service_area',
  accessibility: 'accessibility',
  accessibility_for_disability: 'accessibility',
  taxonomy: 'taxonomy_term',
  taxonomy_term: 'taxonomy_term',
  service_taxonomy: 'attribute',
  services_taxonomy: 'attribute',
  service_attribute: 'attribute',
  other_attribute: 'attribute',
  attribute: 'attribute',
  eligibility: 'eligibility',
  required_document: 'required_document',
  payment_accepted: null,
  payments_accepted: null,
  funding: null,
  metadata: null,
  meta_table_description: null,
  unit: null,
  url: null,
};

/** Which table a CSV file is; undefined: none that Kith knows. */
export function tableOf(file: string): { name: string; entity: Entity | null } | undefined {
  const base = file
    .replace(/\.csv$/i, '')
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  for (const name of [base, singular(base)]) {
    const entity = TABLES[name];
    if (entity !== undefined) return { name, entity };
  }
  return undefined;
}

function singular(name: string): string {
  if (name.endsWith('ies') && name !== 'series') return `${name.slice(0, -3)}y`;
  if (name.endsWith('sses')) return name.slice(0, -2);
  return name.replace(/s$/, '');
}

// Column names of other years and their HSDS 3 name.
const COLUMNS: Partial<Record<Entity, Readonly<Record<string, string>>>> = {
  organization: { url: 'website', uri: 'website', date_incorporated: 'year_incorporated' },
  service: {
    website: 'url',
    fees: 'fees_description',
    eligibility: 'eligibility_description',
    accrediations: 'accreditations',
    service_status: 'status',
    last_updated: 'last_modified',
  },
  location: { website: 'url', type: 'location_type' },
  taxonomy_term: { term: 'name', vocabulary: 'taxonomy', parent: 'parent_id' },
  attribute: { taxonomy_id: 'taxonomy_term_id', taxonomy_detail: 'label' },
  phone: { number_type: 'type', phone_number: 'number', phone: 'number' },
  language: { language: 'name' },
  service_area: { service_area: 'name' },
  accessibility: { accessibility: 'description' },
  eligibility: { eligibility: 'description' },
  required_document: { document: 'name' },
  address: {
    street: 'address_1',
    state: 'state_province',
    zip: 'postal_code',
    postcode: 'postal_code',
    type: 'address_type',
  },
  schedule: { open_at: 'opens_at', close_at: 'closes_at', opens: 'opens_at', closes: 'closes_at', days: 'byday' },
};

/** Cells under their HSDS 3 names. A cell that already has that name is never overwritten by an alias. */
export function underHsds3Names(entity: Entity, cells: Record<string, string>): Record<string, unknown> {
  const aliases = COLUMNS[entity] ?? {};
  const values: Record<string, unknown> = {};
  for (const [name, cell] of Object.entries(cells)) {
    if (cell === '') continue;
    const target = aliases[name];
    if (target === undefined) values[name] = cell;
    else if (!cells[target]) values[target] = cell;
  }
  return values;
}
