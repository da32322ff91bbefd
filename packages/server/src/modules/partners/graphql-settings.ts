import { encodeGlobalID } from '@pothos/plugin-relay';
import { GraphQLError } from 'graphql';
import { InvalidInput, NotFound } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { readId } from '../../graphql/ids.ts';
import { resultOf } from '../../graphql/mutation.ts';
import { hasRole } from '../../viewer.ts';
import { LifeAreaEnum, NationEnum } from '../directory/graphql-enums.ts';
import { editablePartners } from './access.ts';
import { addPartner, addPartnerEditor, changePartner, removePartnerEditor, switchPartner } from './changing.ts';
import { EmbedTextType, EmbedTheme } from './graphql.ts';
import { EmbedWayEnum } from './graphql-enums.ts';
import { readTexts } from './texts.ts';
import { readTheme } from './theme.ts';

builder.prismaObject('PartnerEditor', {
  description: "A colleague who looks after a partner's settings. For administrators.",
  select: { account: { select: { name: true, email: true } } },
  fields: (t) => ({
    accountId: t.id({
      description: 'Of their account, to take the settings out of their hands again.',
      select: { accountId: true },
      resolve: ({ accountId }) => encodeGlobalID('StaffAccount', accountId),
    }),
    name: t.string({ description: 'What colleagues call them.', resolve: ({ account }) => account.name }),
    email: t.string({ description: 'Where their letters go.', resolve: ({ account }) => account.email }),
    addedAt: t.expose('addedAt', { type: 'DateTime', description: 'Since when.' }),
  }),
});

builder.prismaObject('PartnerSighting', {
  description: "A site where the partner's key was used. Never which page, and never who looked.",
  fields: (t) => ({
    origin: t.exposeString('origin', { description: 'Scheme, host and port, for example "https://www.example.org".' }),
    way: t.expose('way', { type: EmbedWayEnum, description: 'How Kith is on that site.' }),
    isAllowed: t.exposeBoolean('isAllowed', {
      description:
        'False: the site is not among those of the partner, so that the script gets no answer there and a frame shows no form. A link works everywhere.',
    }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'Last used, to the minute.' }),
  }),
});

/** The module that knows outcomes adds `months`. */
export const PartnerType = builder.prismaObject('Partner', {
  name: 'Partner',
  description: 'An organisation that has Kith on its pages, for those who look after its settings.',
  fields: (t) => ({
    id: t.id({
      description: 'Never changes.',
      select: { id: true },
      resolve: ({ id }) => encodeGlobalID('Partner', id),
    }),
    name: t.exposeString('name', { description: 'As people read it.' }),
    publicKey: t.exposeString('publicKey', { description: 'Goes on the page. It may be read by everybody.' }),
    websiteUrl: t.exposeString('websiteUrl', { nullable: true, description: 'Their own address; null: not said.' }),
    origins: t.exposeStringList('origins', {
      description: 'Sites on which the script gets answers and that may show the form in a frame. Empty: none.',
    }),
    areas: t.field({
      type: [LifeAreaEnum],
      description: 'Areas of life that are offered; empty: all.',
      resolve: ({ areas }) => areas,
    }),
    near: t.exposeString('near', { nullable: true, description: 'Where searches start; null: nowhere in particular.' }),
    nation: t.expose('nation', { type: NationEnum, description: 'Whose urgent-help numbers come first.' }),
    locale: t.exposeString('locale', { description: 'Language of the page as BCP 47.' }),
    theme: t.field({ type: EmbedTheme, description: 'Colour and shape.', resolve: ({ theme }) => readTheme(theme) }),
    texts: t.field({
      type: [EmbedTextType],
      description: "Texts in the partner's own words, in all languages; the others are Kith's. Empty: none.",
      select: { messages: true },
      resolve: ({ messages }) => readTexts(messages),
    }),
    hasPeers: t.exposeBoolean('hasPeers', { description: 'Whether people can ask for a peer there.' }),
    isOn: t.boolean({
      description: 'False: an administrator switched the key off.',
      select: { disabledAt: true },
      resolve: ({ disabledAt }) => disabledAt === null,
    }),
    sightings: t.relation('sightings', {
      description:
        'Where the key was used in the last 90 days, latest first: on their own sites, and at most ten others. The others are what somebody said, who may have made it up.',
      query: { orderBy: [{ lastSeenAt: 'desc' }, { origin: 'asc' }, { way: 'asc' }] },
    }),
    editors: t.relation('editors', {
      description: 'Who looks after these settings. For administrators; empty for everybody else.',
      query: (_args, { viewer }) => ({
        ...(hasRole(viewer, 'ADMINISTRATOR') ? {} : { where: { accountId: { in: [] } } }),
        orderBy: [{ addedAt: 'asc' as const }, { accountId: 'asc' as const }],
      }),
    }),
  }),
});

builder.queryField('partners', (t) =>
  t.prismaField({
    type: [PartnerType],
    description: 'The partners whose settings this viewer looks after, by name; for an administrator all of them.',
    resolve: (query, _root, _args, { db, viewer }) =>
      db.partner.findMany({
        ...query,
        where: editablePartners(viewer),
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: 500,
      }),
  }),
);

/** What came of it: the partner as it is now. */
const PartnerPayload = builder.objectRef<{ partnerId: string }>('PartnerPayload').implement({
  description: 'The partner was changed.',
  fields: (t) => ({
    partner: t.prismaField({
      type: PartnerType,
      description: 'As it is now.',
      resolve: (query, { partnerId }, _args, { db }) =>
        db.partner.findUniqueOrThrow({ ...query, where: { id: partnerId } }),
    }),
  }),
});

const ThemeInput = builder.inputType('PartnerThemeInput', {
  description: 'The whole look; what is left out is as Kith has it.',
  fields: (t) => ({
    accent: t.string({ description: 'Links and buttons as "#rrggbb", at least 4.5 to 1 on the ground.' }),
    paper: t.string({ description: 'The ground as "#rrggbb". In the dark Kith has its own.' }),
    ink: t.string({ description: 'Words as "#rrggbb", at least 4.5 to 1 on the ground.' }),
    radius: t.int({ description: 'Roundness of corners in pixels, 0 to 32.' }),
    theme: t.string({ description: '"light", "dark" or "auto".' }),
  }),
});

const TextInput = builder.inputType('EmbedTextInput', {
  description: "One text of the widget in the partner's own words.",
  fields: (t) => ({
    language: t.string({ required: true, description: '"en", "cy", "pl", "ar" or "uk".' }),
    key: t.string({
      required: true,
      description: '"label", "what", "nearHint", "ratherTalk", "connect" or "connectHint".',
    }),
    text: t.string({ required: true, description: 'One line, up to 200 characters; "" is as Kith has it.' }),
  }),
});

const ChangePartnerInput = builder.inputType('ChangePartnerInput', {
  description: "How a partner's pages look and what they offer; what is left out stays as it is.",
  fields: (t) => ({
    partnerId: t.id({ required: true, description: 'The partner.' }),
    name: t.string({ description: 'As people read it, up to 120 characters.' }),
    websiteUrl: t.string({ description: 'Their own address; "" is none.' }),
    origins: t.stringList({
      description:
        "All sites on which the script gets answers and that may show the form in a frame, up to 20: https://, or http:// on one's own machine; [] is none.",
    }),
    areas: t.field({ type: [LifeAreaEnum], description: 'All areas that are offered; [] is every one.' }),
    near: t.string({ description: 'Where searches start: a postcode or a town; "" is nowhere in particular.' }),
    nation: t.field({ type: NationEnum, description: 'Whose urgent-help numbers come first.' }),
    locale: t.string({ description: 'Language of the page: en, cy, pl, ar or uk.' }),
    theme: t.field({ type: ThemeInput, description: 'Colour and shape.' }),
    texts: t.field({
      type: [TextInput],
      description: 'All texts in their own words, up to 60; the others are as Kith has them. [] is none.',
    }),
    hasPeers: t.boolean({ description: 'Whether people can ask for a peer there.' }),
  }),
});

/** @throws {GraphQLError} nobody is signed in */
function staffIn({ viewer }: Context) {
  if (viewer.kind !== 'staff') throw new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } });
  return viewer;
}

/** @throws {NotFound} no id of a partner */
export function partnerIdOf(id: string): string {
  const partnerId = readId(id, 'Partner');
  if (!partnerId) throw new NotFound('There is no such partner.');
  return partnerId;
}

builder.mutationField('changePartner', (t) =>
  t.field({
    type: PartnerPayload,
    description:
      'For partner editors and administrators: changes how a partner\'s pages look and what they offer. Urgent help, "Leave page" and the consent cannot be changed.',
    args: { input: t.arg({ type: ChangePartnerInput, required: true, description: 'What to change.' }) },
    errors: resultOf('Partner', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => {
      const viewer = staffIn(context);
      const { partnerId, ...change } = input;
      return { partnerId: await changePartner(context, viewer, partnerIdOf(partnerId), change) };
    },
  }),
);

const AddPartnerInput = builder.inputType('AddPartnerInput', {
  description: 'A new partner.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'As people read it, up to 120 characters.' }),
    teamId: t.id({ required: true, description: 'The team that answers those who ask there.' }),
  }),
});

builder.mutationField('addPartner', (t) =>
  t.field({
    type: PartnerPayload,
    description: 'For administrators: a new partner with a key of its own. It works on no site yet.',
    args: { input: t.arg({ type: AddPartnerInput, required: true, description: 'Who it is.' }) },
    errors: resultOf('Partner', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => {
      const viewer = staffIn(context);
      const teamId = readId(input.teamId, 'Team');
      if (!teamId) throw new NotFound('There is no such team.');
      return { partnerId: await addPartner(context, viewer, { name: input.name, teamId }) };
    },
  }),
);

const SwitchPartnerInput = builder.inputType('SwitchPartnerInput', {
  description: 'Whether a key works.',
  fields: (t) => ({
    partnerId: t.id({ required: true, description: 'The partner.' }),
    isOn: t.boolean({
      required: true,
      description: 'False: its pages show only the numbers that they wrote themselves.',
    }),
  }),
});

builder.mutationField('switchPartner', (t) =>
  t.field({
    type: PartnerPayload,
    description: "For administrators: switches a partner's key off, or on again.",
    args: { input: t.arg({ type: SwitchPartnerInput, required: true, description: 'Which, and how.' }) },
    errors: resultOf('Partner', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => ({
      partnerId: await switchPartner(context, staffIn(context), partnerIdOf(input.partnerId), input.isOn),
    }),
  }),
);

const AddPartnerEditorInput = builder.inputType('AddPartnerEditorInput', {
  description: "Who shall look after a partner's settings.",
  fields: (t) => ({
    partnerId: t.id({ required: true, description: 'The partner.' }),
    email: t.string({ required: true, description: 'Address of an account with the role of a partner editor.' }),
  }),
});

builder.mutationField('addPartnerEditor', (t) =>
  t.field({
    type: PartnerPayload,
    description: "For administrators: lets a colleague look after a partner's settings.",
    args: { input: t.arg({ type: AddPartnerEditorInput, required: true, description: 'Who, and which.' }) },
    errors: resultOf('Partner', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => ({
      partnerId: await addPartnerEditor(context, staffIn(context), partnerIdOf(input.partnerId), input.email),
    }),
  }),
);

const RemovePartnerEditorInput = builder.inputType('RemovePartnerEditorInput', {
  description: "Who shall look after a partner's settings no longer.",
  fields: (t) => ({
    partnerId: t.id({ required: true, description: 'The partner.' }),
    accountId: t.id({ required: true, description: 'Of the editor.' }),
  }),
});

builder.mutationField('removePartnerEditor', (t) =>
  t.field({
    type: PartnerPayload,
    description: "For administrators: takes a partner's settings out of a colleague's hands, at once.",
    args: { input: t.arg({ type: RemovePartnerEditorInput, required: true, description: 'Who, and which.' }) },
    errors: resultOf('Partner', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => {
      const viewer = staffIn(context);
      const accountId = readId(input.accountId, 'StaffAccount');
      if (!accountId) throw new NotFound('There is no such account.');
      return { partnerId: await removePartnerEditor(context, viewer, partnerIdOf(input.partnerId), accountId) };
    },
  }),
);
