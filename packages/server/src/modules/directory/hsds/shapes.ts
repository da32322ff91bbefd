import type {
  Accessibility,
  Contact,
  CostOption,
  Language,
  LocationType,
  Organization,
  Phone,
  Schedule,
  ServiceArea,
  ServiceStatus,
} from '../../../../generated/prisma/client.ts';
import { rowId } from '../import/row-id.ts';
import { safeUrl } from '../rules.ts';
import type { FullLocation, FullOrganization, FullService, ListedService, ListedTerm, OwnRecord } from './rows.ts';

// Rows as HSDS 3.0 objects. Empty fields are left out, except where the standard's schema requires them.

/** One JSON object of HSDS. */
export type HsdsObject = Record<string, unknown>;

const STATUSES = {
  ACTIVE: 'active',
  INACTIVE: 'inactive',
  DEFUNCT: 'defunct',
  TEMPORARILY_CLOSED: 'temporarily closed',
  // Never published; a status that could not be shown must not read as open.
  UNVERIFIED: 'inactive',
} as const satisfies Record<ServiceStatus, string>;

const LOCATION_TYPES = {
  PHYSICAL: 'physical',
  POSTAL: 'postal',
  VIRTUAL: 'virtual',
} as const satisfies Record<LocationType, string>;

/** Leaves out what is empty: null, '', [] and {}. */
export function withoutEmpty(object: HsdsObject): HsdsObject {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([, value]) =>
        value !== null &&
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0) &&
        !(typeof value === 'object' && Object.keys(value as object).length === 0),
    ),
  );
}

function day(date: Date | null): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}

/** An address that the schemas' `format: email` takes; anything else would make the whole record invalid. */
function email(address: string | null): string | null {
  return address !== null && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? address : null;
}

function phone(row: Phone): HsdsObject {
  const isNumeric = row.extension !== null && /^\d{1,9}$/.test(row.extension);
  return withoutEmpty({
    id: row.id,
    number: row.number,
    // The standard has numbers here; "ext. 12 (Anna)" goes where words go.
    extension: isNumeric ? Number(row.extension) : null,
    type: row.type,
    description: [row.description, row.extension && !isNumeric ? `ext. ${row.extension}` : null]
      .filter(Boolean)
      .join(', '),
  });
}

function contact(row: Contact & { phones: Phone[] }): HsdsObject {
  const { id, title, department } = row;
  return withoutEmpty({ id, title, department, email: email(row.email), phones: row.phones.map(phone) });
}

function schedule(row: Schedule): HsdsObject {
  return withoutEmpty({
    id: row.id,
    valid_from: day(row.validFrom),
    valid_to: day(row.validTo),
    dtstart: day(row.dtstart),
    until: day(row.until),
    freq: row.freq,
    interval: row.interval,
    byday: row.byday,
    bymonthday: row.bymonthday,
    opens_at: row.opensAt,
    closes_at: row.closesAt,
    description: row.description,
    // HSDS 3.0 has an offset here, which is wrong for half of the year: the zone's name goes beside it.
    kith: withoutEmpty({ timezone: row.timezone }),
  });
}

function language({ id, name, code, note }: Language): HsdsObject {
  return withoutEmpty({ id, name, code, note });
}

function costOption(row: CostOption): HsdsObject {
  return withoutEmpty({
    id: row.id,
    valid_from: day(row.validFrom),
    valid_to: day(row.validTo),
    option: row.option,
    amount: row.amount?.toNumber() ?? null,
    currency: row.currency,
    amount_description: row.amountDescription,
  });
}

function serviceArea({ id, name, description }: ServiceArea): HsdsObject {
  return withoutEmpty({ id, name, description });
}

function accessibility(row: Accessibility, isHidden: boolean): HsdsObject {
  // Where the way in is, is told to nobody.
  const more = isHidden ? {} : { details: row.details, url: safeUrl(row.url) };
  return withoutEmpty({ id: row.id, description: row.description, ...more });
}

/** The id under which a classification is known: it has no row of its own. */
export function taxonomyIdOf(name: string): string {
  return rowId('kith', 'taxonomy', name);
}

export function taxonomy(name: string): HsdsObject {
  return { id: taxonomyIdOf(name), name, description: name };
}

export function taxonomyTerm(row: ListedTerm): HsdsObject {
  return {
    ...withoutEmpty({
      id: row.hsdsId,
      code: row.code,
      name: row.name,
      parent_id: row.parent?.hsdsId,
      taxonomy: row.taxonomy,
      taxonomy_id: taxonomyIdOf(row.taxonomy),
    }),
    description: row.description ?? row.name,
    taxonomy_detail: taxonomy(row.taxonomy),
  };
}

function attribute(row: FullService['attributes'][number], entity: string, linkId: string): HsdsObject {
  return withoutEmpty({
    id: row.id,
    link_id: linkId,
    link_entity: entity,
    link_type: row.linkType,
    value: row.value,
    taxonomy_term_id: row.taxonomyTerm.hsdsId,
    taxonomy_term: taxonomyTerm(row.taxonomyTerm),
  });
}

export function listedOrganization(row: Organization): HsdsObject {
  return {
    ...withoutEmpty({
      id: row.hsdsId,
      name: row.name,
      alternate_name: row.alternateName,
      email: email(row.email),
      website: safeUrl(row.url),
      year_incorporated: row.yearIncorporated,
      legal_status: row.legalStatus,
      kith: withoutEmpty({ is_run_by_peers: row.isRunByPeers || null }),
    }),
    description: row.description ?? '',
  };
}

export function fullOrganization(row: FullOrganization, services: HsdsObject[]): HsdsObject {
  return {
    ...listedOrganization(row),
    ...withoutEmpty({
      phones: row.phones.map(phone),
      contacts: row.contacts.map(contact),
      locations: row.locations.map(location),
      attributes: row.attributes.map((one) => attribute(one, 'organization', row.hsdsId)),
      services,
    }),
  };
}

/** A place. One that must not be found shows its id and that it is there, and nothing that leads to it. */
export function location(row: FullLocation): HsdsObject {
  if (row.isSensitive) return hiddenLocation(row, row.languages, row.accessibility);
  return withoutEmpty({
    ...placeFields(row),
    languages: row.languages.map(language),
    addresses: row.addresses.map((address) => ({
      ...withoutEmpty({ id: address.id, attention: address.attention, address_2: address.address2 }),
      ...withoutEmpty({ region: address.region }),
      // Required by the standard, known or not.
      address_1: address.address1 ?? '',
      city: address.city ?? '',
      state_province: address.stateProvince ?? '',
      postal_code: address.postalCode ?? '',
      country: address.country ?? '',
      address_type: LOCATION_TYPES[address.addressType],
    })),
    contacts: row.contacts.map(contact),
    accessibility: row.accessibility.map((one) => accessibility(one, false)),
    phones: row.phones.map(phone),
    schedules: row.schedules.map(schedule),
  });
}

/** A place as it stands in a list: no children. */
export function listedLocation(
  row: Omit<Parameters<typeof placeFields>[0], never> & { isSensitive: boolean },
): HsdsObject {
  return row.isSensitive ? hiddenLocation(row, [], []) : placeFields(row);
}

function hiddenLocation(
  row: { hsdsId: string; locationType: LocationType },
  languages: Language[],
  access: Accessibility[],
): HsdsObject {
  return withoutEmpty({
    id: row.hsdsId,
    location_type: LOCATION_TYPES[row.locationType],
    languages: languages.map(language),
    accessibility: access.map((one) => accessibility(one, true)),
    kith: { is_sensitive: true },
  });
}

function placeFields(
  row: Omit<FullLocation, 'addresses' | 'phones' | 'contacts' | 'schedules' | 'languages' | 'accessibility'>,
): HsdsObject {
  return withoutEmpty({
    id: row.hsdsId,
    location_type: LOCATION_TYPES[row.locationType],
    url: safeUrl(row.url),
    organization_id: row.organization && !row.organization.removedAt ? row.organization.hsdsId : null,
    name: row.name,
    alternate_name: row.alternateName,
    description: row.description,
    transportation: row.transportation,
    latitude: row.latitude,
    longitude: row.longitude,
  });
}

export function listedService(row: ListedService): HsdsObject {
  return withoutEmpty({
    id: row.hsdsId,
    organization_id: row.organization.hsdsId,
    name: row.name,
    alternate_name: row.alternateName,
    description: row.description,
    url: safeUrl(row.url),
    email: email(row.email),
    status: STATUSES[row.status],
    interpretation_services: row.interpretationServices,
    application_process: row.applicationProcess,
    fees_description: row.feesDescription,
    wait_time: row.waitTime,
    eligibility_description: row.eligibility,
    minimum_age: row.minimumAge,
    maximum_age: row.maximumAge,
    assured_date: day(row.assuredAt),
    alert: row.alert,
    last_modified: row.lastModifiedAt.toISOString(),
    organization: listedOrganization(row.organization),
    kith: withoutEmpty({
      summary: row.summary,
      first_visit: row.firstVisit,
      areas: row.areas,
      provision_types: row.provisionTypes,
      advocacy_kinds: row.advocacyKinds,
      is_online: row.isOnline || null,
      is_free: row.isFree,
      assured_by: row.assuredBy,
    }),
  });
}

/** Everything about a service but its places. */
export function ownRecord(row: OwnRecord): HsdsObject {
  return withoutEmpty({
    ...listedService(row),
    phones: row.phones.map(phone),
    schedules: row.schedules.map(schedule),
    service_areas: row.serviceAreas.map(serviceArea),
    languages: row.languages.map(language),
    cost_options: row.costOptions.map(costOption),
    contacts: row.contacts.map(contact),
    attributes: row.attributes.map((one) => attribute(one, 'service', row.hsdsId)),
  });
}

export function fullService(row: FullService): HsdsObject {
  return withoutEmpty({
    ...ownRecord(row),
    service_at_locations: row.serviceAtLocations.map((at) => ({
      ...atPlace(at, row.hsdsId),
      location: location(at.location),
    })),
  });
}

/** A service at one place, without either of the two. */
export function atPlace(
  at: {
    id: string;
    description: string | null;
    phones?: Phone[];
    schedules?: Schedule[];
    location: { hsdsId: string; isSensitive: boolean };
  },
  serviceId: string,
): HsdsObject {
  const isHidden = at.location.isSensitive;
  return withoutEmpty({
    id: at.id,
    service_id: serviceId,
    location_id: at.location.hsdsId,
    description: isHidden ? null : at.description,
    // The number of a house tells its district.
    phones: isHidden ? [] : (at.phones ?? []).map(phone),
    schedules: (at.schedules ?? []).map(schedule),
  });
}
