import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Prisma } from '../../../../generated/prisma/client.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { hasRole } from '../../../viewer.ts';
import { requireStaff } from '../access.ts';
import { ViewerType } from '../graphql.ts';
import { StaffRoleEnum } from '../graphql-enums.ts';
import { accountsVisibleTo, changeStaffRoles, disableColleague, enableColleague } from './accounts-changing.ts';
import { rolesToGrant } from './invitation-rules.ts';
import { invitationsVisibleTo, inviteColleague, isOpen, openInvited, revokeInvitation } from './inviting.ts';

const invitationParts = { team: { select: { name: true } } } satisfies Prisma.StaffInvitationInclude;
type Invitation = Prisma.StaffInvitationGetPayload<{ include: typeof invitationParts }>;

const InvitationType = builder.objectRef<Invitation>('Invitation').implement({
  description: 'Somebody is invited to work with a team and has not come yet.',
  fields: (t) => ({
    id: t.id({ description: 'To take it back.', resolve: ({ id }) => encodeGlobalID('Invitation', id) }),
    name: t.string({
      nullable: true,
      description: 'Who is invited. Null: it is over.',
      resolve: (row, _args, { keys }) => openInvited(keys, row)?.name ?? null,
    }),
    email: t.string({
      nullable: true,
      description: 'Where the letter went. Null: it is over.',
      resolve: (row, _args, { keys }) => openInvited(keys, row)?.email ?? null,
    }),
    roles: t.field({ type: [StaffRoleEnum], description: 'What they will be.', resolve: ({ roles }) => roles }),
    team: t.string({
      nullable: true,
      description: 'Name of the team; null: none.',
      resolve: ({ team }) => team?.name ?? null,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'It works until then.',
      resolve: ({ expiresAt }) => expiresAt,
    }),
  }),
});

builder.queryField('invitations', (t) =>
  t.field({
    type: [InvitationType],
    description: 'Open invitations: for administrators all, for coordinators those of their team.',
    resolve: (_root, _args, { viewer, db, clock }) =>
      db.staffInvitation.findMany({
        where: { AND: [invitationsVisibleTo(viewer), isOpen(clock.now())] },
        include: invitationParts,
        orderBy: [{ invitedAt: 'desc' }, { id: 'asc' }],
        take: 100,
      }),
  }),
);

builder.objectField(ViewerType, 'mayInvite', (t) =>
  t.field({
    type: [StaffRoleEnum],
    description: 'The roles that they may give to somebody whom they invite. Empty: they invite nobody.',
    resolve: (viewer) => [...rolesToGrant(viewer)],
  }),
);

const TeamNameType = builder.objectRef<{ id: string; name: string }>('TeamName').implement({
  description: 'A team to choose.',
  fields: (t) => ({
    id: t.id({ description: 'Never changes.', resolve: ({ id }) => encodeGlobalID('Team', id) }),
    name: t.exposeString('name', { description: 'What it is called.' }),
  }),
});

builder.queryField('teams', (t) =>
  t.field({
    type: [TeamNameType],
    description: 'All teams, for administrators; nobody else needs to choose one.',
    resolve: (_root, _args, { viewer, db }) =>
      hasRole(viewer, 'ADMINISTRATOR')
        ? db.team.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }], take: 200 })
        : [],
  }),
);

const accountParts = {
  team: { select: { id: true, name: true } },
  advocate: {
    select: { _count: { select: { matches: { where: { status: { in: ['PROPOSED', 'ACTIVE', 'PAUSED'] } } } } } },
  },
} satisfies Prisma.StaffAccountInclude;
type Account = Prisma.StaffAccountGetPayload<{ include: typeof accountParts }>;

const ColleagueType = builder.objectRef<Account>('Colleague').implement({
  description: 'An account, as administrators see it.',
  fields: (t) => ({
    id: t.id({ description: 'Never changes.', resolve: ({ id }) => encodeGlobalID('Colleague', id) }),
    name: t.exposeString('name', { description: 'Their name.' }),
    email: t.exposeString('email', { description: 'What they sign in with.' }),
    newEmail: t.string({
      nullable: true,
      description: 'Another address that has not confirmed itself yet; null: none, or its day is over.',
      resolve: ({ newEmail, newEmailUntil }, _args, { clock }) =>
        newEmailUntil && newEmailUntil > clock.now() ? newEmail : null,
    }),
    roles: t.field({ type: [StaffRoleEnum], description: 'What they may do.', resolve: ({ roles }) => roles }),
    team: t.field({ type: TeamNameType, nullable: true, description: 'Null: none.', resolve: ({ team }) => team }),
    isDisabled: t.boolean({ description: 'They cannot sign in.', resolve: ({ disabledAt }) => disabledAt !== null }),
    isYou: t.boolean({
      description: 'It is the account of whoever asks: nobody stops it, or changes its address, themselves.',
      resolve: ({ id }, _args, { viewer }) => viewer.kind === 'staff' && viewer.accountId === id,
    }),
    peopleNow: t.int({
      description: 'How many people they are with or asked about: somebody must be there for them.',
      resolve: ({ advocate }) => advocate?._count.matches ?? 0,
    }),
  }),
});

builder.queryField('colleagues', (t) =>
  t.field({
    type: [ColleagueType],
    description: 'Every account, for administrators.',
    resolve: (_root, _args, { viewer, db }) =>
      db.staffAccount.findMany({
        where: accountsVisibleTo(viewer),
        include: accountParts,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: 500,
      }),
  }),
);

const InviteColleagueInput = builder.inputType('InviteColleagueInput', {
  description: 'Whom to invite, as what.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Their name, at most 80 letters.' }),
    email: t.string({ required: true, description: 'Where the letter goes.' }),
    roles: t.field({ type: [StaffRoleEnum], required: true, description: 'None that the viewer may not give.' }),
    teamId: t.id({ description: 'A team; left out: the own one, or none for an administrator.' }),
  }),
});

const InviteColleaguePayload = builder.objectRef<{ id: string }>('InviteColleaguePayload').implement({
  description: 'The letter goes out. The answer is the same whether or not the address has an account.',
  fields: (t) => ({
    invitation: t.field({
      type: InvitationType,
      description: 'The invitation.',
      resolve: ({ id }, _args, { db }) =>
        db.staffInvitation.findUniqueOrThrow({ where: { id }, include: invitationParts }),
    }),
  }),
});

/** A raw team id; something that is no team's is nobody's. */
function teamId(id: string | number | null | undefined): string | null {
  return id === null || id === undefined ? null : (readId(String(id), 'Team') ?? 'nobody');
}

builder.mutationField('inviteColleague', (t) =>
  t.field({
    type: InviteColleaguePayload,
    description: 'Sends somebody a link that works once, for a week. Nobody comes in without one.',
    args: { input: t.arg({ type: InviteColleagueInput, required: true, description: 'Whom, as what.' }) },
    errors: resultOf('InviteColleague', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => ({
      id: await inviteColleague(context, requireStaff(context.viewer), { ...input, teamId: teamId(input.teamId) }),
    }),
  }),
);

const RevokeInvitationInput = builder.inputType('RevokeInvitationInput', {
  description: 'Which invitation.',
  fields: (t) => ({ invitationId: t.id({ required: true, description: 'An Invitation.' }) }),
});

const RevokeInvitationPayload = builder.objectRef<{ invitationId: string }>('RevokeInvitationPayload').implement({
  description: 'Taken back: the link stopped.',
  fields: (t) => ({ invitationId: t.exposeID('invitationId', { description: 'Which it was.' }) }),
});

builder.mutationField('revokeInvitation', (t) =>
  t.field({
    type: RevokeInvitationPayload,
    description: 'Takes an invitation back. Name and address are forgotten.',
    args: { input: t.arg({ type: RevokeInvitationInput, required: true, description: 'Which.' }) },
    errors: resultOf('RevokeInvitation', [NotFound]),
    resolve: async (_root, { input }, context) => {
      const invitationId = readId(input.invitationId, 'Invitation') ?? '';
      await revokeInvitation(context, requireStaff(context.viewer), { invitationId });
      return { invitationId: String(input.invitationId) };
    },
  }),
);

const ChangeColleaguePayload = builder.objectRef<{ id: string }>('ChangeColleaguePayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    colleague: t.field({
      type: ColleagueType,
      description: 'The account, as it is now.',
      resolve: ({ id }, _args, { db }) => db.staffAccount.findUniqueOrThrow({ where: { id }, include: accountParts }),
    }),
  }),
});
const changeOfColleague = resultOf('ChangeColleague', [InvalidInput, NotFound]);

const ChangeStaffRolesInput = builder.inputType('ChangeStaffRolesInput', {
  description: 'What somebody may do from now on.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The account: a Colleague.' }),
    roles: t.field({ type: [StaffRoleEnum], required: true, description: 'All of them.' }),
    teamId: t.id({ description: 'The team; left out: none.' }),
  }),
});

builder.mutationField('changeStaffRoles', (t) =>
  t.field({
    type: ChangeColleaguePayload,
    description: 'An administrator changes roles and team. There is always an administrator left.',
    args: { input: t.arg({ type: ChangeStaffRolesInput, required: true, description: 'Whose, and which.' }) },
    errors: changeOfColleague,
    resolve: async (_root, { input }, context) => ({
      id: await changeStaffRoles(context, requireStaff(context.viewer), {
        accountId: readId(input.accountId, 'Colleague') ?? '',
        roles: input.roles,
        teamId: teamId(input.teamId),
      }),
    }),
  }),
);

const ColleagueInput = builder.inputType('ColleagueInput', {
  description: 'Which account.',
  fields: (t) => ({ accountId: t.id({ required: true, description: 'A Colleague.' }) }),
});

builder.mutationField('disableColleague', (t) =>
  t.field({
    type: ChangeColleaguePayload,
    description: 'An administrator stops an account. Out at once, on every device.',
    args: { input: t.arg({ type: ColleagueInput, required: true, description: 'Whose.' }) },
    errors: changeOfColleague,
    resolve: async (_root, { input }, context) => ({
      id: await disableColleague(context, requireStaff(context.viewer), {
        accountId: readId(input.accountId, 'Colleague') ?? '',
      }),
    }),
  }),
);

builder.mutationField('enableColleague', (t) =>
  t.field({
    type: ChangeColleaguePayload,
    description: 'An administrator lets a stopped account in again.',
    args: { input: t.arg({ type: ColleagueInput, required: true, description: 'Whose.' }) },
    errors: changeOfColleague,
    resolve: async (_root, { input }, context) => ({
      id: await enableColleague(context, requireStaff(context.viewer), {
        accountId: readId(input.accountId, 'Colleague') ?? '',
      }),
    }),
  }),
);
