import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Service as ServiceRow } from '../../../generated/prisma/client.ts';
import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { readId } from '../../graphql/ids.ts';
import { visibleServices } from './access.ts';
import {
  AdvocacyKindEnum,
  LifeAreaEnum,
  NationEnum,
  ProvisionTypeEnum,
  ServiceOrderEnum,
  WeekdayEnum,
} from './graphql-enums.ts';
import { NationalHelp } from './graphql-national-help.ts';
import { Service } from './graphql-service.ts';
import { moneyHelpIn } from './national-help.ts';
import { type FoundServices, NEAR_KM, searchServices } from './search.ts';
import type { FacetCounts } from './search-facets.ts';
import {
  badSearch,
  checkedBetween,
  checkedList,
  checkedNumber,
  checkedPageSize,
  checkedPosition,
  cleanText,
  type ServiceSearch,
  searchLimits,
} from './search-input.ts';
import { type InsteadSearch, MOST_INSTEAD, searchInstead } from './search-instead.ts';

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

const ServiceSearchInput = builder.inputType('ServiceSearch', {
  description: 'What somebody looks for. Everything is optional; what is left out is not limited.',
  fields: (t) => ({
    text: t.string({
      description: `What the person typed, in their own words; up to ${searchLimits.text} characters. "Quotes" keep words together, -word leaves out.`,
    }),
    near: t.string({
      description:
        'Postcode, first half of a postcode, ZIP or place name. Without withinKm: within 25 km, or wider when little is there.',
    }),
    latitude: t.float({ description: 'WGS 84 degrees, with longitude, instead of near.' }),
    longitude: t.float({ description: 'WGS 84 degrees, with latitude, instead of near.' }),
    withinKm: t.float({ description: 'At most this far from the place; nothing without a place.' }),
    areas: t.field({ type: [LifeAreaEnum], description: 'Any of these life areas.' }),
    provisionTypes: t.field({ type: [ProvisionTypeEnum], description: 'Any of these provision types.' }),
    advocacyKinds: t.field({ type: [AdvocacyKindEnum], description: 'Any of these kinds of advocacy.' }),
    taxonomyTermIds: t.idList({ description: 'Any of these terms, or of the terms below them.' }),
    organizationId: t.id({ description: 'Only services of this organization.' }),
    openAt: t.field({ type: 'DateTime', description: 'Open at this instant, from schedules.' }),
    happensFrom: t.field({
      type: 'DateTime',
      description: `With happensUntil: begins at least once in this time, from schedules in their own time zone; at most ${searchLimits.days} days. "This week" is now and now + 7 days; ask for sessions(from:, until:) of the same time.`,
    }),
    happensUntil: t.field({ type: 'DateTime', description: 'With happensFrom: the end of that time.' }),
    day: t.field({ type: [WeekdayEnum], description: 'On any of these weekdays, from schedules.' }),
    free: t.boolean({ description: 'true: only what is known to be free; false: only the rest.' }),
    online: t.boolean({
      description: 'true: only what can be used online; false: nothing online. Left out: both, wherever the place is.',
    }),
    age: t.int({ description: 'Open to somebody of this age in years.' }),
    languages: t.stringList({ description: 'In any of these languages: names or ISO 639 codes.' }),
    accessibility: t.stringList({ description: 'All of these words in what its place says about access.' }),
    updatedSince: t.field({ type: 'DateTime', description: 'Changed since then.' }),
    order: t.field({ type: ServiceOrderEnum, description: 'How to sort; left out: BEST.' }),
  }),
});

const AreaCount = builder.objectRef<FacetCounts['areas'][number]>('AreaCount').implement({
  description: 'How many results a life area has.',
  fields: (t) => ({
    area: t.expose('area', { type: LifeAreaEnum, description: 'The life area.' }),
    count: t.exposeInt('count', { description: 'Services.' }),
  }),
});
const ProvisionTypeCount = builder.objectRef<FacetCounts['provisionTypes'][number]>('ProvisionTypeCount').implement({
  description: 'How many results a provision type has.',
  fields: (t) => ({
    provisionType: t.expose('provisionType', { type: ProvisionTypeEnum, description: 'The provision type.' }),
    count: t.exposeInt('count', { description: 'Services.' }),
  }),
});
const AdvocacyKindCount = builder.objectRef<FacetCounts['advocacyKinds'][number]>('AdvocacyKindCount').implement({
  description: 'How many results a kind of advocacy has.',
  fields: (t) => ({
    advocacyKind: t.expose('advocacyKind', { type: AdvocacyKindEnum, description: 'The kind of advocacy.' }),
    count: t.exposeInt('count', { description: 'Services.' }),
  }),
});
const ServiceFacets = builder.objectRef<FacetCounts>('ServiceFacets').implement({
  description:
    'Results counted, most first; what has none is left out. Each is counted as if its own filter were not set, so that other choices can be shown.',
  fields: (t) => ({
    areas: t.expose('areas', { type: [AreaCount], description: 'By life area; a service can be in several.' }),
    provisionTypes: t.expose('provisionTypes', { type: [ProvisionTypeCount], description: 'By provision type.' }),
    advocacyKinds: t.expose('advocacyKinds', { type: [AdvocacyKindCount], description: 'By kind of advocacy.' }),
    free: t.exposeInt('free', { description: 'Known to be free.' }),
    online: t.exposeInt('online', { description: 'Can be used online.' }),
  }),
});

const SearchPlace = builder.objectRef<NonNullable<FoundServices['place']>>('SearchPlace').implement({
  description: 'What a place in a search was understood as.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'For people, for example "M33".' }),
    latitude: t.exposeFloat('latitude', { description: 'WGS 84 degrees, of its middle.' }),
    longitude: t.exposeFloat('longitude', { description: 'WGS 84 degrees, of its middle.' }),
  }),
});
const PlaceProblem = builder.enumType('PlaceProblem', {
  description: 'Why a place could not be used.',
  values: {
    UNKNOWN: { description: 'No such place is known.' },
    AMBIGUOUS: { description: 'Several places have this name; a postcode or ZIP tells which.' },
  } as const,
});
const SearchCorrection = builder.objectRef<FoundServices['corrections'][number]>('SearchCorrection').implement({
  description: 'A word that is in no service, read as one that is.',
  fields: (t) => ({
    typed: t.exposeString('typed', { description: 'As it was typed.' }),
    readAs: t.exposeString('readAs', { description: 'As it was read.' }),
  }),
});

export interface Edge {
  cursor: string;
  distanceKm: number | null;
  matchedOn: string[];
  node: ServiceRow;
}
export const ServiceEdge = builder.objectRef<Edge>('ServiceEdge').implement({
  description: 'One result.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'For `after` of the same search.' }),
    node: t.expose('node', { type: Service, description: 'The service.' }),
    distanceKm: t.exposeFloat('distanceKm', {
      nullable: true,
      description:
        'Kilometres from the place in the search; null: no place, or the service is online or has no place near it. In bands (5, 10, 25, 50, 100 …) for places that must not be found.',
    }),
    matchedOn: t.exposeStringList('matchedOn', {
      description: 'Why it is here, in words for a person, best reason first.',
    }),
  }),
});

const SearchReach = builder.objectRef<FoundServices>('SearchReach').implement({
  description: 'How far a search had to go to find something.',
  fields: (t) => ({
    withinKm: t.exposeFloat('withinKm', {
      nullable: true,
      description: 'Kilometres around the place in which it looked; null: no place in the search.',
    }),
    isWider: t.exposeBoolean('isWider', {
      description: `There was little within ${NEAR_KM} km, so it looked farther; never when withinKm was given.`,
    }),
    isAnyWord: t.exposeBoolean('isAnyWord', {
      description: 'Nothing had most of the words, so that any one of them was enough.',
    }),
    leftOut: t.exposeStringList('leftOut', {
      description: 'Words that could not be looked for: no service has them, or nearly every one; empty: none.',
    }),
  }),
});

const InsteadReason = builder.enumType('InsteadReason', {
  description: 'What was given up to find something instead.',
  values: {
    FARTHER: { description: 'The distance: the same, farther away.' },
    FEWER_WISHES: { description: 'Times, cost, age, languages and the like: the same words and place without them.' },
    OTHER_WORDS: { description: 'The words: what is near in the same parts of life.' },
    ANYTHING: { description: 'Everything but the place: what is nearest, and what can be used from anywhere.' },
  } as const,
});
const SearchInstead = builder
  .objectRef<{ reason: InsteadSearch['reason']; edges: Edge[]; askForPeerUrl: string }>('SearchInstead')
  .implement({
    description: 'What there is when nothing was found. Nobody leaves with empty hands.',
    fields: (t) => ({
      reason: t.expose('reason', { type: InsteadReason, description: 'What was given up.' }),
      edges: t.expose('edges', {
        type: [ServiceEdge],
        description: `At most ${MOST_INSTEAD}, best first. Their cursors belong to another search. Empty only when the directory is.`,
      }),
      askForPeerUrl: t.field({
        type: 'URL',
        description: 'Where somebody can ask for another person who has been there.',
        resolve: ({ askForPeerUrl }) => askForPeerUrl,
      }),
    }),
  });
const INSTEAD_PATH = ['edges', 'node'];

interface Connection extends FoundServices {
  search: ServiceSearch;
  edges: Edge[];
  hasPreviousPage: boolean;
}
const ServiceConnection = builder.objectRef<Connection>('ServiceConnection').implement({
  description: 'A page of services that were found (Relay).',
  fields: (t) => ({
    edges: t.expose('edges', { type: [ServiceEdge], description: 'The results of this page.' }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Where this page stands.',
      resolve: ({ hits, hasNextPage, hasPreviousPage }) => ({
        hasNextPage,
        hasPreviousPage,
        startCursor: hits[0]?.cursor ?? null,
        endCursor: hits.at(-1)?.cursor ?? null,
      }),
    }),
    totalCount: t.int({
      description: 'How many services were found on all pages.',
      resolve: ({ counts }) => counts.totalCount,
    }),
    facets: t.field({ type: ServiceFacets, description: 'Results counted.', resolve: ({ counts }) => counts }),
    place: t.expose('place', {
      type: SearchPlace,
      nullable: true,
      description: 'The place that `near` was understood as; null: none was asked for, or it is not known.',
    }),
    placeProblem: t.expose('placeProblem', {
      type: PlaceProblem,
      nullable: true,
      description:
        'Set when `near` could not be understood. The list is then not limited or sorted by distance, and clients must say so.',
    }),
    reach: t.field({
      type: SearchReach,
      description: 'How far the search had to go, to be said to the person.',
      resolve: (found) => found,
    }),
    instead: t.field({
      type: SearchInstead,
      nullable: true,
      description: 'When nothing was found: what there is instead. Null: something was found.',
      resolve: async (found, _args, context, info) => {
        if (found.counts.totalCount > 0) return null;
        const instead = await searchInstead(context, found.search);
        const url = new URL('/connect', context.config.publicUrl).href;
        return { ...instead, askForPeerUrl: url, edges: await edgesOf(instead.found, context, info, INSTEAD_PATH) };
      },
    }),
    nationalHelp: t.field({
      type: [NationalHelp],
      description:
        'When the search is about money: who helps everybody in a nation with it (S126), to be shown beside what is near. Otherwise empty.',
      args: { nation: t.arg({ type: NationEnum, description: 'Left out: of every nation.' }) },
      resolve: ({ isAboutMoney }, { nation }) => (isAboutMoney ? [...moneyHelpIn(nation ?? null)] : []),
    }),
    corrections: t.expose('corrections', {
      type: [SearchCorrection],
      description: 'Words that were read as other words (spelling); empty: none.',
    }),
  }),
});

builder.queryField('services', (t) =>
  t.field({
    type: ServiceConnection,
    description: 'Searches what can be offered to people now. Best first, or nearest first.',
    args: {
      search: t.arg({ type: ServiceSearchInput, description: 'What somebody looks for; left out: everything.' }),
      first: t.arg.int({
        required: true,
        defaultValue: 20,
        description: `How many results, 1 to ${searchLimits.page}.`,
      }),
      after: t.arg.string({ description: 'The cursor of the last result seen, of the same search.' }),
    },
    resolve: async (_root, { search, first, after }, context, info): Promise<Connection> => {
      const asked = checked(search ?? {});
      const found = await searchServices(context, asked, checkedPageSize(first), after ?? null);
      return { ...found, search: asked, hasPreviousPage: after != null, edges: await edgesOf(found, context, info) };
    },
  }),
);

/** Loads the services of the page with all that was asked of them in one query. */
async function edgesOf(
  found: FoundServices,
  context: Context,
  info: GraphQLResolveInfo,
  path: string[] = ['edges', 'node'],
): Promise<Edge[]> {
  const ids = found.hits.map(({ serviceId }) => serviceId);
  const query = queryFromInfo({ context, info, typeName: 'Service', path });
  const rows =
    ids.length === 0
      ? []
      : await context.db.service.findMany({
          ...query,
          where: { AND: [{ id: { in: ids } }, visibleServices(context.viewer)] },
        });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.hits.flatMap(({ serviceId, ...edge }) => {
    const node = byId.get(serviceId);
    // Gone between the two statements.
    return node ? [{ ...edge, node }] : [];
  });
}

type SearchInput = Partial<NonNullable<typeof ServiceSearchInput.$inferInput>>;

function checked(input: SearchInput): ServiceSearch {
  const words = (list: SearchInput['languages'], what: string) =>
    checkedList(list, what).flatMap((word) => cleanText(word, searchLimits.word, `each of the ${what}`) ?? []);
  const days = checkedList(input.day, 'days');
  return {
    text: cleanText(input.text, searchLimits.text, 'the text'),
    near: cleanText(input.near, searchLimits.near, 'the place'),
    position: checkedPosition(input.latitude, input.longitude),
    withinKm: checkedNumber(input.withinKm, { least: 0.1, most: searchLimits.withinKm, what: 'withinKm' }),
    areas: checkedList(input.areas, 'areas'),
    provisionTypes: checkedList(input.provisionTypes, 'provision types'),
    advocacyKinds: checkedList(input.advocacyKinds, 'kinds of advocacy'),
    taxonomyTermIds: checkedList(input.taxonomyTermIds, 'terms').map((id) => checkedId(id, 'TaxonomyTerm')),
    organizationId: input.organizationId == null ? null : checkedId(input.organizationId, 'Organization'),
    openAt: input.openAt ?? null,
    between: checkedBetween(input.happensFrom, input.happensUntil),
    days: days.reduce((bits, day) => bits | (1 << WEEKDAYS.indexOf(day)), 0),
    isFree: input.free ?? null,
    isOnline: input.online ?? null,
    age: checkedNumber(input.age, { least: 0, most: 130, what: 'age' }),
    languages: words(input.languages, 'languages'),
    accessibility: words(input.accessibility, 'accessibility words'),
    updatedSince: input.updatedSince ?? null,
    order: input.order ?? 'BEST',
  };
}

function checkedId(id: string | number, typename: string): string {
  const uuid = readId(String(id), typename);
  if (!uuid) throw badSearch(`"${String(id).slice(0, 40)}" is no id of ${typename}.`);
  return uuid;
}
