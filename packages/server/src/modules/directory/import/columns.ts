/** The tables that an import writes, with the columns it fills and their types, as json_to_recordset wants them. */
// biome-ignore format: a table
export const COLUMNS = {
  taxonomy_term: {
    id: 'uuid', hsds_id: 'uuid', source_id: 'uuid', record_id: 'text', taxonomy: 'text', code: 'text', name: 'text',
    description: 'text', areas: 'life_area[]', provision_types: 'provision_type[]', advocacy_kinds: 'advocacy_kind[]',
  },
  organization: {
    id: 'uuid', hsds_id: 'uuid', source_id: 'uuid', record_id: 'text', name: 'text', alternate_name: 'text',
    description: 'text', email: 'text', url: 'text', year_incorporated: 'integer', legal_status: 'text',
    is_run_by_peers: 'boolean', content_hash: 'bytea', fetched_at: 'timestamptz', last_modified_at: 'timestamptz',
    removed_at: 'timestamptz',
  },
  location: {
    id: 'uuid', hsds_id: 'uuid', source_id: 'uuid', record_id: 'text', organization_id: 'uuid',
    location_type: 'location_type', name: 'text', alternate_name: 'text', description: 'text', transportation: 'text',
    url: 'text', latitude: 'double precision', longitude: 'double precision', is_sensitive: 'boolean',
    content_hash: 'bytea', fetched_at: 'timestamptz', last_modified_at: 'timestamptz', removed_at: 'timestamptz',
  },
  service: {
    id: 'uuid', hsds_id: 'uuid', source_id: 'uuid', record_id: 'text', organization_id: 'uuid', name: 'text',
    alternate_name: 'text', summary: 'text', description: 'text', url: 'text', email: 'text', status: 'service_status',
    application_process: 'text', first_visit: 'text', wait_time: 'text', fees_description: 'text',
    interpretation_services: 'text', alert: 'text', eligibility: 'text', minimum_age: 'integer', maximum_age: 'integer',
    is_online: 'boolean', is_free: 'boolean', areas: 'life_area[]', provision_types: 'provision_type[]',
    advocacy_kinds: 'advocacy_kind[]', keywords: 'text[]', assured_at: 'timestamptz', assured_by: 'text',
    content_hash: 'bytea', fetched_at: 'timestamptz', last_modified_at: 'timestamptz', removed_at: 'timestamptz',
  },
  service_at_location: { id: 'uuid', service_id: 'uuid', location_id: 'uuid', description: 'text' },
  address: {
    id: 'uuid', location_id: 'uuid', attention: 'text', address_1: 'text', address_2: 'text', city: 'text',
    region: 'text', state_province: 'text', postal_code: 'text', country: 'text', address_type: 'location_type',
  },
  contact: {
    id: 'uuid', service_id: 'uuid', location_id: 'uuid', organization_id: 'uuid', title: 'text', department: 'text',
    email: 'text',
  },
  phone: {
    id: 'uuid', service_id: 'uuid', location_id: 'uuid', organization_id: 'uuid', contact_id: 'uuid',
    service_at_location_id: 'uuid', number: 'text', extension: 'text', type: 'text', description: 'text',
  },
  schedule: {
    id: 'uuid', service_id: 'uuid', location_id: 'uuid', service_at_location_id: 'uuid', freq: 'text',
    interval: 'integer', byday: 'text', bymonthday: 'text', dtstart: 'date', until: 'date', valid_from: 'date',
    valid_to: 'date', opens_at: 'text', closes_at: 'text', timezone: 'text', description: 'text',
  },
  language: { id: 'uuid', service_id: 'uuid', location_id: 'uuid', name: 'text', code: 'text', note: 'text' },
  cost_option: {
    id: 'uuid', service_id: 'uuid', option: 'text', amount: 'numeric', currency: 'text', amount_description: 'text',
    valid_from: 'date', valid_to: 'date',
  },
  service_area: { id: 'uuid', service_id: 'uuid', name: 'text', description: 'text' },
  accessibility: { id: 'uuid', location_id: 'uuid', description: 'text', details: 'text', url: 'text' },
  attribute: {
    id: 'uuid', service_id: 'uuid', organization_id: 'uuid', taxonomy_term_id: 'uuid', link_type: 'text',
    value: 'text', label: 'text',
  },
} as const satisfies Record<string, Record<string, string>>;

export type Table = keyof typeof COLUMNS;

/** The children of each aggregate, parents before their own children, and the column that names the aggregate. */
export const CHILDREN: Readonly<Record<'organization' | 'location' | 'service', readonly Table[]>> = {
  organization: ['contact', 'phone', 'attribute'],
  location: ['contact', 'phone', 'address', 'schedule', 'language', 'accessibility'],
  service: [
    'service_at_location',
    'contact',
    'phone',
    'schedule',
    'language',
    'cost_option',
    'service_area',
    'attribute',
  ],
};
