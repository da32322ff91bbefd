import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Kith } from '../kith.ts';
import { refreshServiceSearch } from '../modules/directory/search-index.ts';

/** A place of a service in a test. */
export interface TestPlace {
  name?: string;
  latitude?: number | null;
  longitude?: number | null;
  city?: string;
  postalCode?: string;
  stateProvince?: string;
  country?: string;
  address1?: string;
  isSensitive?: boolean;
  accessibility?: string[];
}

/** A service in a test: everything has a default. */
export interface TestService {
  name?: string;
  summary?: string | null;
  description?: string | null;
  status?: Prisma.ServiceCreateInput['status'];
  areas?: Prisma.ServiceCreateInput['areas'];
  provisionTypes?: Prisma.ServiceCreateInput['provisionTypes'];
  advocacyKinds?: Prisma.ServiceCreateInput['advocacyKinds'];
  keywords?: string[];
  isFree?: boolean | null;
  isOnline?: boolean;
  minimumAge?: number | null;
  maximumAge?: number | null;
  languages?: string[];
  /** Names of taxonomy terms; made when missing. */
  terms?: string[];
  schedules?: Omit<Prisma.ScheduleUncheckedCreateInput, 'id' | 'serviceId'>[];
  costOptions?: Omit<Prisma.CostOptionUncheckedCreateInput, 'id' | 'serviceId'>[];
  /** One place in Sale by default; [] is a service without a place. */
  places?: TestPlace[];
  /** Name of its organization; made when missing. */
  organization?: string;
  /** Key of its source; made when missing. */
  source?: string;
  url?: string | null;
  email?: string | null;
  phones?: string[];
  lastModifiedAt?: Date;
  assuredAt?: Date | null;
  removedAt?: Date | null;
}

/** Ids of what addService made. */
export interface AddedService {
  id: string;
  organizationId: string;
  sourceId: string;
  locationIds: string[];
}

const SALE = { latitude: 53.4242, longitude: -2.3188, city: 'Sale', postalCode: 'M33 2AB', country: 'GB' };
const NO_HASH = new Uint8Array(32);

/** Adds a service with its organization, places and terms, and makes it findable. */
export async function addService(app: { kith: Kith }, service: TestService = {}): Promise<AddedService> {
  const [added] = await addServices(app, [service]);
  if (!added) throw new Error('unreachable');
  return added;
}

/** Adds several services and refreshes search once. */
export async function addServices({ kith }: { kith: Kith }, services: TestService[]): Promise<AddedService[]> {
  const added: AddedService[] = [];
  for (const service of services) added.push(await insert(kith, service));
  await refreshServiceSearch(kith.database.pool, { serviceIds: added.map(({ id }) => id) });
  return added;
}

async function insert(kith: Kith, service: TestService): Promise<AddedService> {
  const { db } = kith;
  const now = kith.clock.now();
  const stamp = { fetchedAt: now, contentHash: NO_HASH, lastModifiedAt: service.lastModifiedAt ?? now };
  const key = service.source ?? 'test';
  const source = await db.directorySource.upsert({
    where: { key },
    create: { key, name: `The ${key} directory`, format: 'HSDS_JSON', licence: 'OGL-UK-3.0', fetchedAt: now },
    update: {},
  });
  const organizationName = service.organization ?? 'Riverside Community Trust';
  const found = await db.organization.findFirst({ where: { sourceId: source.id, name: organizationName } });
  const organization =
    found ??
    (await db.organization.create({
      data: { ...identity(source.id), ...stamp, name: organizationName, description: null },
    }));
  const id = randomUUID();
  await db.service.create({
    data: {
      id,
      hsdsId: id,
      recordId: id,
      sourceId: source.id,
      ...stamp,
      organizationId: organization.id,
      name: service.name ?? 'Tea and company',
      summary: service.summary === undefined ? 'A warm room and somebody to talk to.' : service.summary,
      description: service.description ?? null,
      status: service.status ?? 'ACTIVE',
      areas: service.areas ?? [],
      provisionTypes: service.provisionTypes ?? [],
      advocacyKinds: service.advocacyKinds ?? [],
      keywords: service.keywords ?? [],
      isFree: service.isFree ?? null,
      isOnline: service.isOnline ?? false,
      minimumAge: service.minimumAge ?? null,
      maximumAge: service.maximumAge ?? null,
      url: service.url ?? null,
      email: service.email ?? null,
      assuredAt: service.assuredAt ?? null,
      removedAt: service.removedAt ?? null,
      languages: { create: (service.languages ?? []).map((name) => ({ id: randomUUID(), name })) },
      schedules: { create: (service.schedules ?? []).map((schedule) => ({ id: randomUUID(), ...schedule })) },
      costOptions: { create: (service.costOptions ?? []).map((cost) => ({ id: randomUUID(), ...cost })) },
      phones: { create: (service.phones ?? []).map((number) => ({ id: randomUUID(), number })) },
    },
  });
  for (const name of service.terms ?? []) {
    const recordId = name.toLowerCase();
    const term = await db.taxonomyTerm.upsert({
      where: { sourceId_recordId: { sourceId: source.id, recordId } },
      create: { ...identity(source.id), recordId, name, taxonomy: 'Test terms', areas: service.areas ?? [] },
      update: {},
    });
    await db.attribute.create({ data: { id: randomUUID(), serviceId: id, taxonomyTermId: term.id } });
  }
  const locationIds: string[] = [];
  for (const place of service.places ?? [{}]) {
    const at = { ...SALE, ...place };
    const location = await db.location.create({
      data: {
        ...identity(source.id),
        ...stamp,
        organizationId: organization.id,
        locationType: 'PHYSICAL',
        name: at.name ?? null,
        latitude: at.latitude,
        longitude: at.longitude,
        isSensitive: at.isSensitive ?? false,
        addresses: {
          create: {
            id: randomUUID(),
            address1: at.address1 ?? '1 Example Street',
            city: at.city,
            postalCode: at.postalCode,
            stateProvince: at.stateProvince ?? null,
            country: at.country,
          },
        },
        accessibility: { create: (at.accessibility ?? []).map((description) => ({ id: randomUUID(), description })) },
        serviceAtLocations: { create: { id: randomUUID(), serviceId: id } },
      },
    });
    locationIds.push(location.id);
  }
  return { id, organizationId: organization.id, sourceId: source.id, locationIds };
}

function identity(sourceId: string): { id: string; hsdsId: string; recordId: string; sourceId: string } {
  const id = randomUUID();
  return { id, hsdsId: id, recordId: id, sourceId };
}
