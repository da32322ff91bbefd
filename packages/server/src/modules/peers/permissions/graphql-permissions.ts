import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { Match } from '../graphql-match.ts';
import { NoLongerPossible } from '../rules.ts';
import { givePermission, type PermissionSeen, readPermission, readPermissions, withdrawPermission } from './giving.ts';

const PermissionStateEnum = builder.enumType('PermissionState', {
  description: 'Whether a permission holds now.',
  values: {
    LIVE: { description: 'It holds.' },
    EXPIRED: { description: 'Its last day is over.' },
    WITHDRAWN: { description: 'It was taken back.' },
  } as const,
});

export const GivenHowEnum = builder.enumType('GivenHow', {
  description: "How somebody's yes came to Kith.",
  values: {
    ONLINE: { description: 'By the person themselves.' },
    READ_OUT: {
      description: 'Read out to them and recorded by the advocate. The person sees it and can take it back.',
    },
  } as const,
});

const PermissionType = builder.objectRef<PermissionSeen>('Permission').implement({
  description: 'What a person lets their advocate do on their behalf: with whom, about what, until when (S77).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    state: t.field({ type: PermissionStateEnum, description: 'Whether it holds now.', resolve: ({ state }) => state }),
    givenHow: t.field({ type: GivenHowEnum, description: 'How it was given.', resolve: ({ givenHow }) => givenHow }),
    givenAt: t.field({ type: 'DateTime', description: 'When it was given.', resolve: ({ givenAt }) => givenAt }),
    expiresAt: t.field({ type: 'DateTime', description: 'It ends by itself then.', resolve: (one) => one.expiresAt }),
    withdrawnAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back; null: it was not.',
      resolve: ({ withdrawnAt }) => withdrawnAt,
    }),
    byName: t.exposeString('byName', {
      nullable: true,
      description: 'First name of the advocate who read it out; null: the person gave it themselves.',
    }),
    withWhom: t.string({
      nullable: true,
      description:
        'With whom, for example "my landlord". Null: not for this viewer. A coordinator\'s look is recorded.',
      resolve: async ({ words }) => (await words())?.withWhom,
    }),
    about: t.string({
      nullable: true,
      description: "About what. Null: not for this viewer. A coordinator's look is recorded and told to the person.",
      resolve: async ({ words }) => (await words())?.about,
    }),
  }),
});

builder.prismaObjectField(Match, 'permissions', (t) =>
  t.field({
    type: [PermissionType],
    description: 'What the person lets the advocate do on their behalf, newest first.',
    select: { id: true },
    resolve: (match, _args, context) => readPermissions(context, context.viewer, match.id),
  }),
);

const PermissionPayload = builder.objectRef<{ permissionId: string }>('PermissionPayload').implement({
  description: 'The permission, seen by both.',
  fields: (t) => ({
    permission: t.field({
      type: PermissionType,
      nullable: true,
      description: 'The permission, as it is now; null: gone meanwhile.',
      resolve: ({ permissionId }, _args, context) => readPermission(context, context.viewer, permissionId),
    }),
  }),
});

const GivePermissionInputType = builder.inputType('GivePermissionInput', {
  description: 'With whom, about what, until when.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    withWhom: t.string({ required: true, description: 'For example "my landlord"; at most 200 characters.' }),
    about: t.string({ required: true, description: 'About what; at most 1,000 characters.' }),
    expiresOn: t.field({ type: 'Date', required: true, description: 'The last day on which it holds, within a year.' }),
    wasReadOut: t.boolean({ description: 'For the advocate: I read it out to them, and they said yes.' }),
  }),
});

builder.mutationField('givePermission', (t) =>
  t.field({
    type: PermissionPayload,
    description: 'The person gives a permission, or the advocate records a yes to what they read out.',
    args: { input: t.arg({ type: GivePermissionInputType, required: true, description: 'What is allowed.' }) },
    errors: resultOf('GivePermission', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      permissionId: await givePermission(context, context.viewer, {
        ...input,
        matchId: readId(input.matchId, 'Match') ?? '',
      }),
    }),
  }),
);

const WithdrawPermissionInputType = builder.inputType('WithdrawPermissionInput', {
  description: 'A permission to take back.',
  fields: (t) => ({ permissionId: t.id({ required: true, description: 'The permission.' }) }),
});

builder.mutationField('withdrawPermission', (t) =>
  t.field({
    type: PermissionPayload,
    description: 'Takes a permission back, at once and without a reason. The person, or the advocate for them.',
    args: { input: t.arg({ type: WithdrawPermissionInputType, required: true, description: 'Which.' }) },
    errors: resultOf('WithdrawPermission', [NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      permissionId: await withdrawPermission(context, context.viewer, input),
    }),
  }),
);
