import { builder } from '../../graphql/builder.ts';
import { offeredServices } from './access.ts';
import { AdvocacyKindEnum, LifeAreaEnum, ProvisionTypeEnum, ServiceStatusEnum } from './graphql-enums.ts';
import { Contact, CostOption, Location, Phone, Schedule, Session, Source } from './graphql-place.ts';
import { safeUrl } from './rules.ts';
import { nextSession, sessionsBetween } from './schedule-next.ts';
import { checkedBetween, searchLimits } from './search-input.ts';

/** The most services that one organization lists; search with organizationId pages through more. */
const MOST_SERVICES = 100;

/** A service that is open every day all month, and then some. */
const MOST_SESSIONS = 50;
const WEEK_MS = 7 * 86_400_000;

const ofRecord = {
  recordId: true,
  fetchedAt: true,
  source: { select: { name: true, licence: true } },
} as const;

const shownPlaces = { location: { removedAt: null } } as const;
const byId = { orderBy: { id: 'asc' } } as const;

export const Organization = builder.prismaNode('Organization', {
  id: { field: 'id', description: 'Opaque id.' },
  description: 'Who runs services (HSDS organization).',
  fields: (t) => ({
    hsdsId: t.exposeID('hsdsId', { description: 'Its id when Kith publishes it as HSDS (a UUID).' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    alternateName: t.exposeString('alternateName', { nullable: true, description: 'Another name; null: none.' }),
    description: t.exposeString('description', { nullable: true, description: 'What it does; null: not said.' }),
    email: t.exposeString('email', { nullable: true, description: 'Address for everybody; null: none.' }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'Web page (http or https only); null: none.',
      select: { url: true },
      resolve: (organization) => safeUrl(organization.url),
    }),
    isRunByPeers: t.exposeBoolean('isRunByPeers', {
      description: 'It says that people with lived experience run it.',
    }),
    phones: t.relation('phones', { description: 'Its numbers.', query: byId }),
    services: t.relation('services', {
      description: `What it offers now, by name; at most ${MOST_SERVICES}.`,
      query: { where: offeredServices, orderBy: [{ name: 'asc' }, { id: 'asc' }], take: MOST_SERVICES },
    }),
    source: t.field({
      type: Source,
      description: 'Where the record came from.',
      select: ofRecord,
      resolve: ({ source, recordId, fetchedAt }) => ({ ...source, recordId, fetchedAt }),
    }),
  }),
});

export const TaxonomyTerm = builder.prismaNode('TaxonomyTerm', {
  id: { field: 'id', description: 'Opaque id.' },
  description: 'A word of a classification (HSDS taxonomy_term).',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The word.' }),
    code: t.exposeString('code', { nullable: true, description: 'Its code in the classification; null: none.' }),
    description: t.exposeString('description', { nullable: true, description: 'What it means; null: not said.' }),
    taxonomy: t.exposeString('taxonomy', { description: 'Which classification, for example "Open Eligibility".' }),
    areas: t.expose('areas', { type: [LifeAreaEnum], description: 'Life areas that it stands for.' }),
    parent: t.relation('parent', { nullable: true, description: 'The wider term; null: it is the widest.' }),
  }),
});

export const Service = builder.prismaNode('Service', {
  id: { field: 'id', description: 'Opaque id.' },
  description: 'Something that a person can go to, use or join (HSDS service).',
  fields: (t) => ({
    hsdsId: t.exposeID('hsdsId', { description: 'Its id when Kith publishes it as HSDS (a UUID).' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    alternateName: t.exposeString('alternateName', { nullable: true, description: 'Another name; null: none.' }),
    summary: t.exposeString('summary', { nullable: true, description: 'One line: what it is like; null: not said.' }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'What it is, plain text; null: not said.',
    }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'Web page (http or https only); null: none.',
      select: { url: true },
      resolve: (service) => safeUrl(service.url),
    }),
    email: t.exposeString('email', { nullable: true, description: 'Address of the service; null: none.' }),
    status: t.expose('status', { type: ServiceStatusEnum, description: 'Whether it can be offered now.' }),
    areas: t.expose('areas', { type: [LifeAreaEnum], description: 'Parts of life that it helps with.' }),
    provisionTypes: t.expose('provisionTypes', {
      type: [ProvisionTypeEnum],
      description: 'How people who have been there run or deliver it; empty: they do not, or it is not known.',
    }),
    advocacyKinds: t.expose('advocacyKinds', {
      type: [AdvocacyKindEnum],
      description: 'Kinds of speaking up that it offers; empty: none.',
    }),
    organization: t.relation('organization', { description: 'Who runs it.' }),
    locations: t.field({
      type: [Location],
      description: 'Where it happens; empty: online, by phone, or not said.',
      select: (_args, _context, nested) => ({
        serviceAtLocations: { where: shownPlaces, orderBy: { id: 'asc' }, select: { location: nested() } },
      }),
      resolve: ({ serviceAtLocations }) => serviceAtLocations.map(({ location }) => location),
    }),
    schedules: t.field({
      type: [Schedule],
      description: 'When it happens.',
      select: (_args, _context, nested) => ({
        schedules: nested(byId),
        serviceAtLocations: { where: shownPlaces, orderBy: { id: 'asc' }, select: { schedules: nested(byId) } },
      }),
      resolve: ({ schedules, serviceAtLocations }) => [
        ...schedules,
        ...serviceAtLocations.flatMap((place) => place.schedules),
      ],
    }),
    phones: t.field({
      type: [Phone],
      description:
        'Numbers of the service and of its places, but for places that must not be found; when it has none, those of its organization.',
      select: (_args, _context, nested) => ({
        phones: nested(byId),
        serviceAtLocations: {
          where: shownPlaces,
          orderBy: { id: 'asc' },
          select: { phones: nested(byId), location: { select: { isSensitive: true } } },
        },
        organization: { select: { phones: nested(byId) } },
      }),
      resolve: ({ phones, serviceAtLocations, organization }) => {
        // The number of a house tells its district.
        const open = serviceAtLocations.filter(({ location }) => !location.isSensitive);
        const own = [...phones, ...open.flatMap((place) => place.phones)];
        return own.length > 0 ? own : organization.phones;
      },
    }),
    contacts: t.relation('contacts', { type: Contact, description: 'Roles or desks to ask for.', query: byId }),
    costOptions: t.relation('costOptions', { type: CostOption, description: 'What it costs.', query: byId }),
    feesDescription: t.exposeString('feesDescription', {
      nullable: true,
      description: 'Cost in words; null: not said.',
    }),
    isFree: t.exposeBoolean('isFree', { nullable: true, description: 'No cost to the person; null: not said.' }),
    isOnline: t.exposeBoolean('isOnline', { description: 'It can be used without going anywhere.' }),
    eligibility: t.exposeString('eligibility', { nullable: true, description: 'Who it is for; null: not said.' }),
    minimumAge: t.exposeInt('minimumAge', { nullable: true, description: 'Years; null: no limit, or not said.' }),
    maximumAge: t.exposeInt('maximumAge', { nullable: true, description: 'Years; null: no limit, or not said.' }),
    languages: t.stringList({
      description: 'Languages that it works in; empty: not said.',
      select: { languages: { select: { name: true }, orderBy: { id: 'asc' } } },
      resolve: ({ languages }) => [...new Set(languages.map(({ name }) => name))],
    }),
    accessibility: t.stringList({
      description: 'What makes its places easier to use; empty: not said.',
      select: {
        serviceAtLocations: {
          where: shownPlaces,
          orderBy: { id: 'asc' },
          select: {
            location: { select: { accessibility: { select: { description: true }, orderBy: { id: 'asc' } } } },
          },
        },
      },
      resolve: ({ serviceAtLocations }) => [
        ...new Set(
          serviceAtLocations.flatMap(({ location }) => location.accessibility.map(({ description }) => description)),
        ),
      ],
    }),
    applicationProcess: t.exposeString('applicationProcess', {
      nullable: true,
      description: 'How to turn up or apply; null: not said.',
    }),
    firstVisit: t.exposeString('firstVisit', {
      nullable: true,
      description: 'What happens the first time somebody comes; null: not said.',
    }),
    waitTime: t.exposeString('waitTime', { nullable: true, description: 'How long people wait; null: not said.' }),
    interpretationServices: t.exposeString('interpretationServices', {
      nullable: true,
      description: 'Help with languages; null: not said.',
    }),
    alert: t.exposeString('alert', { nullable: true, description: 'A short warning or notice; null: none.' }),
    taxonomyTerms: t.field({
      type: [TaxonomyTerm],
      description: 'Words of classifications that its source gave it.',
      select: (_args, _context, nested) => ({
        attributes: { orderBy: { id: 'asc' }, select: { taxonomyTerm: nested() } },
      }),
      resolve: ({ attributes }) => attributes.map(({ taxonomyTerm }) => taxonomyTerm),
    }),
    serviceAreas: t.stringList({
      description: 'Where people must live to use it; empty: anywhere, or not said.',
      select: { serviceAreas: { select: { name: true }, orderBy: { id: 'asc' } } },
      resolve: ({ serviceAreas }) => serviceAreas.map(({ name }) => name),
    }),
    nextSession: t.field({
      type: Session,
      nullable: true,
      description: 'The next time it begins, from its schedules; null: not known.',
      select: {
        schedules: byId,
        serviceAtLocations: { where: shownPlaces, orderBy: { id: 'asc' }, select: { schedules: byId } },
      },
      resolve: ({ schedules, serviceAtLocations }, _args, { clock }) =>
        nextSession([...schedules, ...serviceAtLocations.flatMap((place) => place.schedules)], clock.now()),
    }),
    sessions: t.field({
      type: [Session],
      description: `The times that it begins in a stretch of at most ${searchLimits.days} days, soonest first, from its schedules in their own time zone; at most ${MOST_SESSIONS}. Empty: none, or not known.`,
      args: {
        from: t.arg({ type: 'DateTime', description: 'The beginning; left out: now.' }),
        until: t.arg({ type: 'DateTime', description: 'The end; left out: seven days after the beginning.' }),
      },
      select: {
        schedules: byId,
        serviceAtLocations: { where: shownPlaces, orderBy: { id: 'asc' }, select: { schedules: byId } },
      },
      resolve: ({ schedules, serviceAtLocations }, { from, until }, { clock }) => {
        const start = from ?? clock.now();
        const stretch = checkedBetween(start, until ?? new Date(start.getTime() + WEEK_MS));
        const all = [...schedules, ...serviceAtLocations.flatMap((place) => place.schedules)];
        return stretch ? sessionsBetween(all, stretch, MOST_SESSIONS) : [];
      },
    }),
    assuredAt: t.expose('assuredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Last checked and found right; null: not known.',
    }),
    assuredBy: t.exposeString('assuredBy', { nullable: true, description: 'Who checked, in words; null: not known.' }),
    lastModifiedAt: t.expose('lastModifiedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the record last changed.',
    }),
    source: t.field({
      type: Source,
      description: 'Where the record came from.',
      select: ofRecord,
      resolve: ({ source, recordId, fetchedAt }) => ({ ...source, recordId, fetchedAt }),
    }),
  }),
});
