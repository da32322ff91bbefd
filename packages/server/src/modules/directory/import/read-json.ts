import type { Place, ReportBook } from './report.ts';
import { madeUpId } from './row-id.ts';
import { type Emit, type Entity, firstOf, idOf, MAIN_ENTITIES, type Owner } from './source-row.ts';

// Lists inside a record, HSDS 3 first, then the names of Open Referral UK 1.
const LISTS: Readonly<Record<string, Entity>> = {
  services: 'service',
  locations: 'location',
  programs: 'program',
  service_at_locations: 'service_at_location',
  phones: 'phone',
  contacts: 'contact',
  schedules: 'schedule',
  regular_schedules: 'schedule',
  languages: 'language',
  cost_options: 'cost_option',
  service_areas: 'service_area',
  attributes: 'attribute',
  service_taxonomys: 'attribute',
  service_attributes: 'attribute',
  accessibility: 'accessibility',
  accessibilities: 'accessibility',
  accessibility_for_disabilities: 'accessibility',
  addresses: 'address',
  physical_addresses: 'address',
  postal_addresses: 'address',
  eligibilitys: 'eligibility',
  required_documents: 'required_document',
};
const SINGLES: Readonly<Record<string, Entity>> = {
  organization: 'organization',
  location: 'location',
  service: 'service',
  program: 'program',
  taxonomy_term: 'taxonomy_term',
  taxonomy: 'taxonomy_term',
};
const DEEPEST = 12;

/**
 * Takes a nested HSDS 3 (or Open Referral UK) record apart into single records.
 *
 * @param entity what the outermost record is
 */
export function flattenRecord(record: Record<string, unknown>, entity: Entity, place: Place, emit: Emit): void {
  flatten(record, entity, null, place, emit, 0);
}

/** Notes a record that is nothing a directory has. */
export function refuseStranger(report: ReportBook, place: Place, record: Record<string, unknown>): void {
  report.add({
    ...place,
    entity: 'record',
    recordId: idOf(record.id),
    title: null,
    outcome: 'refused',
    reason: 'It is neither a service nor an organization.',
  });
}

/** What a record in a list is: named by the list, or by what it has. */
export function entityOfRecord(record: Record<string, unknown>, list: string | null): Entity | null {
  if (list === 'organizations') return 'organization';
  if (list === 'services') return 'service';
  const hasServices = Array.isArray(record.services);
  if (typeof record.name !== 'string' && !('organization' in record || 'organization_id' in record)) return null;
  // Kits list places as well; those come with the services that have them. Terms also come with services, but not the
  // terms above them.
  const isOfService = ['organization', 'organization_id', 'status', 'service_at_locations'].some(
    (hint) => hint in record,
  );
  const isOfOthers = ['latitude', 'location_type', 'addresses', 'taxonomy', 'version'].some((hint) => hint in record);
  if (isOfOthers && !isOfService && !hasServices)
    return typeof record.taxonomy === 'string' && 'id' in record ? 'taxonomy_term' : null;
  const hints = [
    'service_at_locations',
    'organization',
    'organization_id',
    'schedules',
    'attributes',
    'cost_options',
    'status',
  ];
  if (hints.some((hint) => hint in record)) return hasServices ? 'organization' : 'service';
  if (hasServices || 'organization_identifiers' in record || 'legal_status' in record) return 'organization';
  return 'id' in record && ('description' in record || 'url' in record) ? 'service' : null;
}

function flatten(
  record: Record<string, unknown>,
  entity: Entity,
  owner: Owner | null,
  place: Place,
  emit: Emit,
  depth: number,
): string | null {
  if (depth > DEEPEST) return null;
  const values: Record<string, unknown> = {};
  const lists: [Entity, string, Record<string, unknown>[]][] = [];
  const singles: [Entity, string, Record<string, unknown>][] = [];
  for (const [key, value] of Object.entries(record)) {
    const listed = LISTS[key];
    const single = SINGLES[key];
    if (listed && Array.isArray(value)) lists.push([listed, key, value.filter(isRecord)]);
    else if (single && isRecord(value)) singles.push([single, key, value]);
    else if (value === null || typeof value !== 'object' || key === 'kith') values[key] = value;
    else if (key === 'taxonomy_detail' && isRecord(value)) values.taxonomy ??= value.name;
    else if (Array.isArray(value) && key === 'services_keywords') values.keywords = value.join(', ');
  }
  const isMain = MAIN_ENTITIES.has(entity);
  const parentId = owner?.id ?? firstOf(record, 'organization_id');
  let id = idOf(record.id);
  if (id === null && isMain) id = madeUpId(entity, ...identityOf(entity, record, parentId));

  for (const [kind, key, inner] of singles) {
    // "taxonomy" is a term in Open Referral UK 1, and in HSDS 3 only the name of a classification.
    const innerId = flatten(inner, kind, null, place, emit, depth + 1);
    values[key === 'taxonomy' ? 'taxonomy_term_id' : `${key}_id`] ??= innerId;
    if (innerId !== null) values[key === 'taxonomy' ? 'taxonomy_term_id' : `${key}_id`] = innerId;
  }
  if (owner && isMain && entity !== 'service_at_location') values[`${owner.entity}_id`] ??= owner.id;
  const self: Owner | null = id === null ? null : { entity, id };
  // Contacts own phones, so they need an id too.
  const selfId = id ?? (entity === 'contact' ? madeUpId('contact', owner, values, record.phones) : null);
  emit({ entity, id: selfId, owner: ownerOf(entity, owner, values), values, place, isNested: true });
  const inside = self ?? (selfId === null ? null : { entity, id: selfId });
  if (!inside) return id;
  for (const [kind, key, rows] of lists) {
    for (const row of rows) {
      const child = key === 'postal_addresses' ? { address_type: 'postal', ...row } : row;
      const isPlace = kind === 'location' && entity === 'service';
      if (isPlace) flatten({ location: child }, 'service_at_location', inside, place, emit, depth + 1);
      else flatten(child, kind, inside, place, emit, depth + 1);
    }
  }
  return id;
}

function ownerOf(entity: Entity, owner: Owner | null, values: Record<string, unknown>): Owner | null {
  if (entity !== 'service_at_location') return owner;
  if (owner?.entity === 'location') values.location_id ??= owner.id;
  const serviceId = owner?.entity === 'service' ? owner.id : idOf(values.service_id);
  return serviceId === null ? null : { entity: 'service', id: serviceId };
}

function identityOf(entity: Entity, record: Record<string, unknown>, parentId: unknown): unknown[] {
  if (entity === 'location') return [record.name, record.latitude, record.longitude, record.addresses];
  if (entity === 'taxonomy_term') return [record.taxonomy, record.vocabulary, record.code, record.name];
  if (entity === 'service_at_location') return [parentId, record.location_id, record.location];
  const organization = isRecord(record.organization) ? (record.organization.id ?? record.organization.name) : null;
  return entity === 'organization' ? [record.name] : [record.name, parentId, organization];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
