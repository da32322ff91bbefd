import { builder } from '../../graphql/builder.ts';
import { LocationTypeEnum } from './graphql-enums.ts';
import { describeSchedule } from './schedule.ts';
import type { Session as SessionRow } from './schedule-next.ts';

export const Phone = builder.prismaObject('Phone', {
  description: 'A number to ring or text (HSDS phone).',
  fields: (t) => ({
    number: t.exposeString('number', { description: 'As the source writes it.' }),
    extension: t.exposeString('extension', { nullable: true, description: 'Extension; null: none.' }),
    type: t.exposeString('type', { nullable: true, description: 'voice, text, fax, textphone …; null: not said.' }),
    description: t.exposeString('description', { nullable: true, description: 'What it is for; null: not said.' }),
  }),
});

export const Contact = builder.prismaObject('Contact', {
  description: 'A role or desk to ask for (HSDS contact). Never the name of a private person.',
  fields: (t) => ({
    title: t.exposeString('title', { nullable: true, description: 'Role; null: not said.' }),
    department: t.exposeString('department', { nullable: true, description: 'Department; null: not said.' }),
    email: t.exposeString('email', { nullable: true, description: 'Address of a role; null: none.' }),
    phones: t.relation('phones', { description: 'Its numbers.' }),
  }),
});

export const Address = builder.prismaObject('Address', {
  description: 'A postal address (HSDS address).',
  fields: (t) => ({
    address1: t.exposeString('address1', { nullable: true, description: 'First line; null: not known.' }),
    address2: t.exposeString('address2', { nullable: true, description: 'Second line; null: none.' }),
    city: t.exposeString('city', { nullable: true, description: 'Town or city; null: not known.' }),
    region: t.exposeString('region', { nullable: true, description: 'Region; null: not known.' }),
    stateProvince: t.exposeString('stateProvince', {
      nullable: true,
      description: 'State or county; null: not known.',
    }),
    postalCode: t.exposeString('postalCode', { nullable: true, description: 'Postcode or ZIP; null: not known.' }),
    country: t.exposeString('country', { nullable: true, description: 'ISO 3166-1 alpha-2; null: not known.' }),
  }),
});

export const Location = builder.prismaObject('Location', {
  description: 'Where a service happens (HSDS location).',
  // Decides whether anything else may be shown.
  select: { isSensitive: true },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable id.' }),
    name: t.string({
      nullable: true,
      description: 'Its name; null: none, or a place that must not be found.',
      select: { name: true },
      resolve: (location) => (location.isSensitive ? null : location.name),
    }),
    locationType: t.field({
      type: LocationTypeEnum,
      description: 'What kind of place.',
      select: { locationType: true },
      resolve: (location) => location.locationType,
    }),
    latitude: t.float({
      nullable: true,
      description: 'WGS 84 degrees; null: not known, or a place that must not be found.',
      select: { latitude: true },
      resolve: (location) => (location.isSensitive ? null : location.latitude),
    }),
    longitude: t.float({
      nullable: true,
      description: 'WGS 84 degrees; null: not known, or a place that must not be found.',
      select: { longitude: true },
      resolve: (location) => (location.isSensitive ? null : location.longitude),
    }),
    isSensitive: t.exposeBoolean('isSensitive', {
      description: 'A refuge or another place that must not be found: no address and no exact position are given.',
    }),
    addresses: t.field({
      type: [Address],
      description: 'Its addresses; empty for a place that must not be found.',
      select: (_args, _context, nested) => ({ addresses: nested({ orderBy: { id: 'asc' } }) }),
      resolve: (location) => (location.isSensitive ? [] : location.addresses),
    }),
    transportation: t.string({
      nullable: true,
      description: 'How to get there; null: not said, or a place that must not be found.',
      select: { transportation: true },
      resolve: (location) => (location.isSensitive ? null : location.transportation),
    }),
    accessibility: t.stringList({
      description: 'What makes it easier to use, for example step-free access.',
      select: { accessibility: { select: { description: true }, orderBy: { id: 'asc' } } },
      resolve: (location) => location.accessibility.map(({ description }) => description),
    }),
  }),
});

export const Schedule = builder.prismaObject('Schedule', {
  description: 'When something happens or is open (HSDS schedule, RFC 5545).',
  select: {
    freq: true,
    interval: true,
    byday: true,
    bymonthday: true,
    dtstart: true,
    until: true,
    validFrom: true,
    validTo: true,
    opensAt: true,
    closesAt: true,
    timezone: true,
    description: true,
  },
  fields: (t) => ({
    summary: t.string({
      description: 'When, in words, for example "Thursdays, 2 to 4 pm".',
      resolve: (schedule) => describeSchedule(schedule),
    }),
    freq: t.exposeString('freq', { nullable: true, description: 'WEEKLY or MONTHLY; null: only words say when.' }),
    interval: t.exposeInt('interval', { nullable: true, description: 'Every how many weeks or months; null: 1.' }),
    byday: t.exposeString('byday', { nullable: true, description: 'RFC 5545 BYDAY, for example "MO,WE" or "1TU".' }),
    dtstart: t.expose('dtstart', { type: 'Date', nullable: true, description: 'First day; null: not said.' }),
    until: t.expose('until', { type: 'Date', nullable: true, description: 'Last day; null: open.' }),
    validFrom: t.expose('validFrom', { type: 'Date', nullable: true, description: 'True from this day; null: open.' }),
    validTo: t.expose('validTo', { type: 'Date', nullable: true, description: 'True to this day; null: open.' }),
    opensAt: t.exposeString('opensAt', { nullable: true, description: 'Local time "HH:MM"; null: not known.' }),
    closesAt: t.exposeString('closesAt', { nullable: true, description: 'Local time "HH:MM"; null: not known.' }),
    timezone: t.exposeString('timezone', { nullable: true, description: 'IANA time zone; null: Europe/London.' }),
    description: t.exposeString('description', { nullable: true, description: "The source's own words; null: none." }),
  }),
});

export const Session = builder.objectRef<SessionRow>('Session').implement({
  description: 'One time that a service happens: instants, and the time zone to show them in.',
  fields: (t) => ({
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When it begins.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', nullable: true, description: 'When it ends; null: not known.' }),
    timezone: t.exposeString('timezone', { description: 'IANA time zone, for example "Europe/London".' }),
  }),
});

export const CostOption = builder.prismaObject('CostOption', {
  description: 'What somebody pays (HSDS cost_option).',
  fields: (t) => ({
    option: t.exposeString('option', { nullable: true, description: 'Who pays this or for what; null: everybody.' }),
    amount: t.float({
      nullable: true,
      description: 'In units of the currency; null: not a number.',
      select: { amount: true },
      resolve: (cost) => (cost.amount === null ? null : cost.amount.toNumber()),
    }),
    currency: t.exposeString('currency', { nullable: true, description: 'ISO 4217; null: not said.' }),
    amountDescription: t.exposeString('amountDescription', { nullable: true, description: 'In words; null: none.' }),
  }),
});

interface SourceOfRecord {
  name: string;
  recordId: string;
  licence: string | null;
  fetchedAt: Date | null;
}

export const Source = builder.objectRef<SourceOfRecord>('Source').implement({
  description: 'Where a record came from.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The directory that keeps it.' }),
    recordId: t.exposeString('recordId', { description: 'The id in the source itself.' }),
    licence: t.exposeString('licence', { nullable: true, description: 'Licence of the source; null: not stated.' }),
    fetchedAt: t.expose('fetchedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the record was last read from it.',
    }),
  }),
});
