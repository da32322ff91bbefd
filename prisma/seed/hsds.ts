import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { COUNTY, DISTRICTS, TOWN, TOWN_CENTRE, type TownPlace, VILLAGE } from './town/ashbridge.ts';
import { type OrganizationId, organizations, type TownOrganization } from './town/organizations.ts';
import { type PlaceId, places } from './town/places.ts';
import { LANGUAGES, type TownService } from './town/service.ts';
import { services } from './town/services.ts';
import { type Term, terms } from './town/terms.ts';
import { hsdsSchedules } from './when.ts';

// The town is imported by the road that every directory takes: HSDS 3 pages, with a `kith` object beside for what HSDS
// has no field for. Days are counted back from today, so that the town is as fresh in ten years as it is now.

const TAXONOMY = 'Things to find in Ashbridge';
const PAGE_SIZE = 50;
const DAY_MS = 24 * 60 * 60 * 1000;
const KM_PER_DEGREE = 111.32;

type Hsds = Record<string, unknown>;

/**
 * Writes the town's directory into a folder as Open Referral UK 3 pages.
 *
 * @param now what "checked 12 days ago" is counted from
 */
export async function writeTownDirectory(folder: string, now: Date): Promise<void> {
  await mkdir(folder, { recursive: true });
  const pages = Math.ceil(services.length / PAGE_SIZE);
  for (let page = 1; page <= pages; page++) {
    const contents = services.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((one) => hsdsService(one, now));
    const facts = { total_items: services.length, total_pages: pages, page_number: page, size: contents.length };
    const file = path.join(folder, `services-page-${String(page).padStart(2, '0')}.json`);
    await writeFile(file, JSON.stringify({ ...facts, contents }));
  }
}

/** One service as HSDS 3 has it, with all that belongs to it. */
export function hsdsService(service: TownService, now: Date): Hsds {
  const organization: TownOrganization = organizations[service.by];
  const website = `https://${organization.web}.example.org`;
  const at = service.at === undefined ? [] : [service.at].flat();
  const id = (kind: string, ...rest: (string | number)[]) => townId(kind, service.id, ...rest);
  return {
    id: id('service'),
    name: service.name,
    description: service.about,
    url: `${website}/${service.id}`,
    email: `hello@${organization.web}.example.org`,
    status: service.state ?? 'active',
    alert: service.notice,
    application_process: service.how,
    fees_description: service.costNote,
    wait_time: service.wait,
    eligibility_description: service.who,
    minimum_age: service.ages?.[0] ?? undefined,
    maximum_age: service.ages?.[1] ?? undefined,
    interpretation_services: service.interpreters,
    assured_date: service.checked === null ? undefined : dayBefore(now, service.checked),
    last_modified: instantBefore(now, service.checked === null ? 400 : service.checked + 1),
    organization: hsdsOrganization(service.by, organization),
    service_at_locations: at.map((place) => ({
      id: id('service_at_location', place),
      location: hsdsLocation(place),
    })),
    phones: phonesOf(service, organization).map((phone, index) => ({ id: id('phone', index), ...phone })),
    schedules: hsdsSchedules(service, now).map((schedule, index) => ({ id: id('schedule', index), ...schedule })),
    languages: (service.speaks ?? ['en']).map((code) => ({ id: id('language', code), code, name: LANGUAGES[code] })),
    cost_options: costsOf(service).map((cost, index) => ({ id: id('cost_option', index), currency: 'GBP', ...cost })),
    service_areas: service.serves ? [{ id: id('service_area'), name: service.serves }] : [],
    attributes: service.terms.map((term) => ({
      id: id('attribute', term),
      link_type: 'service',
      taxonomy_term: hsdsTerm(term),
    })),
    kith: {
      summary: service.line,
      first_visit: service.first ?? null,
      areas: service.areas,
      provision_types: service.kinds ?? [],
      advocacy_kinds: service.advocacy ?? [],
      is_online: service.isOnline ?? false,
      assured_by: service.checkedBy ?? null,
    },
  };
}

function hsdsOrganization(key: OrganizationId, organization: TownOrganization): Hsds {
  return {
    id: townId('organization', key),
    name: organization.name,
    description: organization.about,
    email: `hello@${organization.web}.example.org`,
    website: `https://${organization.web}.example.org`,
    year_incorporated: organization.since,
    legal_status: organization.legal,
    phones: [{ id: townId('phone', 'organization', key), number: numberOf(organization), type: 'voice' }],
    kith: { is_run_by_peers: organization.isRunByPeers ?? false },
  };
}

function hsdsLocation(key: PlaceId): Hsds {
  const place: TownPlace = places[key];
  const district = DISTRICTS[place.postcode.slice(0, 3) as keyof typeof DISTRICTS];
  const { latitude, longitude } = positionOf(place);
  return {
    id: townId('location', key),
    location_type: 'physical',
    name: place.name,
    transportation: place.getThere,
    latitude,
    longitude,
    addresses: [
      {
        id: townId('address', key),
        address_1: place.street,
        // Larkmoor is a village of its own; the others are parts of town.
        address_2: district === VILLAGE ? undefined : district,
        city: district === VILLAGE ? VILLAGE : TOWN,
        state_province: COUNTY,
        postal_code: place.postcode,
        country: 'GB',
        address_type: 'physical',
      },
    ],
    accessibility: place.access.map((description, index) => ({
      id: townId('accessibility', key, description),
      description,
      details: index === 0 ? place.accessNote : undefined,
    })),
    kith: { is_sensitive: place.isSensitive ?? false },
  };
}

/** WGS 84 degrees, from kilometres north and east of the middle of town. */
export function positionOf(place: TownPlace): { latitude: number; longitude: number } {
  const perDegreeEast = KM_PER_DEGREE * Math.cos((TOWN_CENTRE.latitude * Math.PI) / 180);
  return {
    latitude: Number((TOWN_CENTRE.latitude + place.north / KM_PER_DEGREE).toFixed(5)),
    longitude: Number((TOWN_CENTRE.longitude + place.east / perDegreeEast).toFixed(5)),
  };
}

function hsdsTerm(term: Term): Hsds {
  return { id: townId('taxonomy_term', term), name: term, description: terms[term], taxonomy: TAXONOMY };
}

function phonesOf(service: TownService, organization: TownOrganization): Hsds[] {
  const voice = { number: service.phone ?? numberOf(organization), type: 'voice' };
  return service.text ? [voice, { number: service.text, type: 'text', description: 'For text messages' }] : [voice];
}

function costsOf({ cost }: TownService): Hsds[] {
  if (cost === undefined) return [];
  if (cost === 'free') return [{ option: 'Free', amount: 0 }];
  return cost.map(([option, amount]) => ({ option, amount }));
}

function numberOf({ phone }: TownOrganization): string {
  return phone.length === 3 ? `01632 960${phone}` : phone;
}

function instantBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString();
}

function dayBefore(now: Date, days: number): string {
  return instantBefore(now, days).slice(0, 10);
}

/** The same name always gives the same UUID (version 8, RFC 9562). */
export function townId(...words: readonly (string | number)[]): string {
  const bytes = createHash('sha256')
    .update(`kith-demo-town\n${words.join('\n')}`)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
