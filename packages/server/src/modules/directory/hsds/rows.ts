import type { Prisma } from '../../../../generated/prisma/client.ts';
import { anonymous } from '../../../viewer.ts';
import { visibleOrganizations, visibleServices } from '../access.ts';

// What is loaded of each record for HSDS. Children come in a stable order, so that the same data gives the same bytes.

const byId = { orderBy: { id: 'asc' } } as const;

const attributes = {
  orderBy: { id: 'asc' },
  include: { taxonomyTerm: { include: { parent: { select: { hsdsId: true } } } } },
} as const satisfies Prisma.AttributeFindManyArgs;

const contacts = { orderBy: { id: 'asc' }, include: { phones: byId } } as const satisfies Prisma.ContactFindManyArgs;

export const fullLocation = {
  organization: { select: { hsdsId: true, removedAt: true } },
  addresses: byId,
  phones: byId,
  contacts,
  schedules: byId,
  languages: byId,
  accessibility: byId,
} as const satisfies Prisma.LocationInclude;

const ownRecord = {
  organization: true,
  phones: byId,
  contacts,
  schedules: byId,
  languages: byId,
  costOptions: byId,
  serviceAreas: byId,
  attributes,
} as const satisfies Prisma.ServiceInclude;

export const listedService = { organization: true } as const satisfies Prisma.ServiceInclude;

export const fullService = {
  ...ownRecord,
  serviceAtLocations: {
    orderBy: { id: 'asc' },
    where: { location: { removedAt: null } },
    include: { phones: byId, schedules: byId, location: { include: fullLocation } },
  },
} as const satisfies Prisma.ServiceInclude;

export const fullPlace = {
  phones: byId,
  schedules: byId,
  location: { include: fullLocation },
  service: { include: ownRecord },
} as const satisfies Prisma.ServiceAtLocationInclude;

export const listedPlace = {
  location: { include: { organization: { select: { hsdsId: true, removedAt: true } } } },
  service: { include: listedService },
} as const satisfies Prisma.ServiceAtLocationInclude;

export const fullOrganization = {
  phones: byId,
  contacts,
  attributes,
  locations: { orderBy: { id: 'asc' }, where: { removedAt: null }, include: fullLocation },
  services: { orderBy: { id: 'asc' }, where: visibleServices(anonymous), select: { hsdsId: true, name: true } },
} as const satisfies Prisma.OrganizationInclude;

export const listedTerm = {
  parent: { select: { hsdsId: true } },
} as const satisfies Prisma.TaxonomyTermInclude;

export const openServices = visibleServices(anonymous);
export const openOrganizations = visibleOrganizations(anonymous);

export type FullService = Prisma.ServiceGetPayload<{ include: typeof fullService }>;
export type ListedService = Prisma.ServiceGetPayload<{ include: typeof listedService }>;
export type OwnRecord = Prisma.ServiceGetPayload<{ include: typeof ownRecord }>;
export type FullOrganization = Prisma.OrganizationGetPayload<{ include: typeof fullOrganization }>;
export type FullLocation = Prisma.LocationGetPayload<{ include: typeof fullLocation }>;
export type ListedTerm = Prisma.TaxonomyTermGetPayload<{ include: typeof listedTerm }>;
