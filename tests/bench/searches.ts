import type { ServiceSearch } from '../../packages/server/src/modules/directory/search-input.ts';

/** A search that asks for nothing in particular. */
export const noWishes: ServiceSearch = {
  text: null,
  near: null,
  position: null,
  withinKm: null,
  areas: [],
  provisionTypes: [],
  advocacyKinds: [],
  taxonomyTermIds: [],
  organizationId: null,
  openAt: null,
  between: null,
  days: 0,
  isFree: null,
  isOnline: null,
  age: null,
  languages: [],
  accessibility: [],
  updatedSince: null,
  order: 'BEST',
};
