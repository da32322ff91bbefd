import { encodeGlobalID } from '@pothos/plugin-relay';
import type { ReadinessAgreement, StageChange, Supervision, TimeAway } from '../../../../generated/prisma/client.ts';
import { NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import type { Context } from '../../../graphql/context.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { requireStaff } from '../access.ts';
import { Advocate, ViewerType } from '../graphql.ts';
import { AdvocateStageEnum, StaffRoleEnum } from '../graphql-enums.ts';
import { openSupervision, openSupport, type SupervisionWords } from '../supervision/sealed-support.ts';
import { isOverdue, isSupervisorOf } from '../supervision/supervising.ts';
import { setMentorsSupervise } from './changing.ts';
import {
  type Member,
  readMember,
  readSupervised,
  readTeam,
  reviewsDue,
  roomOf,
  supervisionOn,
  supervisorOf,
  todayOf,
} from './members.ts';

export const TimeAwayType = builder.objectRef<TimeAway>('TimeAway').implement({
  description: 'Days on which an advocate is away, known beforehand.',
  fields: (t) => ({
    id: t.id({ description: 'To take it away again.', resolve: ({ id }) => encodeGlobalID('TimeAway', id) }),
    fromOn: t.field({ type: 'Date', description: 'The first day.', resolve: ({ fromOn }) => fromOn }),
    untilOn: t.field({ type: 'Date', description: 'The last day.', resolve: ({ untilOn }) => untilOn }),
  }),
});

/** Held or still open: which, its two yes say. */
export const ReadinessType = builder.objectRef<ReadinessAgreement>('Readiness').implement({
  description: 'An advocate and a coordinator agree on a day until which the advocate is ready. No reasons are kept.',
  fields: (t) => ({
    reviewOn: t.field({ type: 'Date', description: 'The day they look again.', resolve: ({ reviewOn }) => reviewOn }),
    hasAdvocateAgreed: t.boolean({
      description: 'Whether the advocate said yes.',
      resolve: ({ advocateAgreedAt }) => advocateAgreedAt !== null,
    }),
    hasCoordinatorAgreed: t.boolean({
      description: 'Whether a coordinator said yes.',
      resolve: ({ coordinatorAgreedAt }) => coordinatorAgreedAt !== null,
    }),
  }),
});

const StageChangeType = builder.objectRef<StageChange>('StageChange').implement({
  description: 'An advocate went on to another stage, or back.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'When it was decided.', resolve: ({ at }) => at }),
    toStage: t.field({ type: AdvocateStageEnum, description: 'Where they went.', resolve: ({ toStage }) => toStage }),
    decidedBy: t.string({
      nullable: true,
      description: 'Name of the coordinator who decided it with them; null: no longer here.',
      resolve: async ({ decidedById }, _args, { db }) =>
        decidedById
          ? ((await db.staffAccount.findUnique({ where: { id: decidedById }, select: { name: true } }))?.name ?? null)
          : null,
    }),
  }),
});

/** A supervision and whether its words are for this viewer. */
type SupervisionSeen = Supervision & { heldBy: { name: string } | null };

export const SupervisionType = builder.objectRef<SupervisionSeen>('Supervision').implement({
  description: 'A supervision that took place. Its words are for the two who were there.',
  fields: (t) => ({
    heldOn: t.field({ type: 'Date', description: 'The day.', resolve: ({ heldOn }) => heldOn }),
    nextOn: t.field({ type: 'Date', description: 'When they meant to meet next.', resolve: ({ nextOn }) => nextOn }),
    heldBy: t.string({
      nullable: true,
      description: 'Name of who wrote it down; null: no longer here.',
      resolve: ({ heldBy }) => heldBy?.name ?? null,
    }),
    agreed: t.string({
      nullable: true,
      description: 'What the two agreed. Null: not for this viewer.',
      resolve: (row, _args, context) => wordsFor(row, context)?.agreed ?? null,
    }),
    thanks: t.string({
      nullable: true,
      description: 'What the supervisor thanked for. Null: not written down, or not for this viewer.',
      resolve: (row, _args, context) => wordsFor(row, context)?.thanks ?? null,
    }),
    note: t.string({
      nullable: true,
      description: 'What they had wanted to talk about. Null: nothing was shared, or not for this viewer.',
      resolve: (row, _args, context) => wordsFor(row, context)?.note ?? null,
    }),
  }),
});

/** Null: the viewer was not one of the two. */
function wordsFor(row: SupervisionSeen, { viewer, keys }: Context): SupervisionWords | null {
  const wasThere = viewer.kind === 'staff' && (row.accountId === viewer.accountId || row.heldById === viewer.accountId);
  return wasThere ? openSupervision(keys, row) : null;
}

export const TeamMember = builder.objectRef<Member>('TeamMember').implement({
  description: 'A colleague as who looks after them sees them today. How they were before is kept nowhere.',
  fields: (t) => ({
    id: t.id({ description: 'Never changes.', resolve: ({ id }) => encodeGlobalID('TeamMember', id) }),
    name: t.exposeString('name', { description: 'Their name, for colleagues.' }),
    roles: t.field({ type: [StaffRoleEnum], description: 'What they may do.', resolve: ({ roles }) => roles }),
    isViewer: t.boolean({
      description: 'Whether it is the viewer themselves.',
      resolve: ({ id }, _args, { viewer }) => viewer.kind === 'staff' && viewer.accountId === id,
    }),
    advocate: t.prismaField({
      type: Advocate,
      nullable: true,
      description: 'Their advocate profile: stage, energy now, capacity. Null: they are no advocate.',
      resolve: (query, { id }, _args, { db }) => db.advocateProfile.findUnique({ ...query, where: { accountId: id } }),
    }),
    room: t.int({
      nullable: true,
      description:
        'How many people they could still be asked about today, by number alone. Null: they are no advocate.',
      resolve: ({ advocate }) => (advocate ? roomOf(advocate) : null),
    }),
    reviewsDue: t.int({
      description: 'Matches whose two look again within a week, or should have.',
      resolve: (member, _args, { clock }) =>
        member.advocate ? reviewsDue(member.advocate, todayOf(member, clock.now())) : 0,
    }),
    supervisionOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day of their next supervision. Null: none is planned.',
      resolve: (member) => supervisionOn(member),
    }),
    isSupervisionOverdue: t.boolean({
      description:
        'It should have been held. Nobody new is introduced to an advocate until it is; nobody outside is told.',
      resolve: (member, _args, { clock }) => isOverdue(member, clock.now()),
    }),
    supervisor: t.string({
      nullable: true,
      description: 'Name of who supervises them. Null: nobody does, and somebody should.',
      resolve: (member) => supervisorOf(member)?.name ?? null,
    }),
    isSupervisedByViewer: t.boolean({
      description: 'Whether the viewer supervises them, and reads what they share for it.',
      resolve: (member, _args, { viewer }) => isSupervisorOf(viewer, member),
    }),
    sharedNote: t.string({
      nullable: true,
      description: 'What they want to talk about. Null: nothing, not shared, or the viewer is not their supervisor.',
      resolve: ({ support, ...member }, _args, { viewer, keys }) =>
        support?.noteSharedAt && isSupervisorOf(viewer, { ...member, support })
          ? openSupport(keys, support, 'note')
          : null,
    }),
    isNoteThanked: t.boolean({
      description: 'Whether the viewer has thanked for what is shared.',
      resolve: ({ support, ...member }, _args, { viewer }) =>
        isSupervisorOf(viewer, { ...member, support }) && Boolean(support?.noteThankedAt),
    }),
    supervisions: t.field({
      type: [SupervisionType],
      description: 'Supervisions that took place, the last six.',
      resolve: ({ supervisions }) => supervisions,
    }),
    isReady: t.boolean({
      description: 'Whether a readiness agreement holds today. Without one nobody is introduced.',
      resolve: (member, _args, { clock }) => {
        const until = member.advocate?.readyUntil;
        return until ? until >= todayOf(member, clock.now()) : false;
      },
    }),
    readyUntil: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day of the readiness agreement, past or to come. Null: there is none.',
      resolve: ({ advocate }) => advocate?.readyUntil ?? null,
    }),
    openReadiness: t.field({
      type: ReadinessType,
      nullable: true,
      description: 'A readiness agreement that waits for the other side. Null: none.',
      resolve: ({ advocate }) => openReadinessOf(advocate),
    }),
    standIn: t.string({
      nullable: true,
      description: 'First name of who stands in for them. Null: nobody.',
      resolve: ({ advocate }) => advocate?.standIn?.firstName ?? null,
    }),
    standInAsked: t.string({
      nullable: true,
      description: 'First name of who was asked to stand in and has not said yes. Null: nobody.',
      resolve: ({ advocate }) =>
        advocate?.standInAsk && !advocate.standInAsk.declinedAt ? advocate.standInAsk.standIn.firstName : null,
    }),
    timesAway: t.field({
      type: [TimeAwayType],
      description: 'Days away that are known, those that are over left out.',
      resolve: (member, _args, { clock }) => awayFrom(member, todayOf(member, clock.now())),
    }),
    beside: t.string({
      nullable: true,
      description: 'First name of the mentor they go along with. Null: they go along with nobody.',
      resolve: ({ advocate }) => advocate?.beside?.firstName ?? null,
    }),
    stageChanges: t.field({
      type: [StageChangeType],
      description: 'How they came to their stage, the newest first; at most ten.',
      resolve: ({ advocate }) => advocate?.stageChanges ?? [],
    }),
    nextStep: t.string({
      nullable: true,
      description: 'Their next step, in their or their supervisor’s words. Null: none is named.',
      resolve: ({ support }, _args, { keys }) => openSupport(keys, support, 'next_step'),
    }),
    isHappyHere: t.boolean({
      description: 'They are happy where they are; a next step is not needed.',
      resolve: ({ support }) => support?.isHappyHere ?? false,
    }),
  }),
});

/** What waits for the other side; null: nothing. */
export function openReadinessOf(advocate: Member['advocate']): ReadinessAgreement | null {
  return advocate?.readiness.find((one) => !one.advocateAgreedAt || !one.coordinatorAgreedAt) ?? null;
}

/** Days away that are not over. */
export function awayFrom(member: Pick<Member, 'advocate'>, today: Date): TimeAway[] {
  return (member.advocate?.timesAway ?? []).filter(({ untilOn }) => untilOn >= today);
}

const TeamType = builder.objectRef<NonNullable<Awaited<ReturnType<typeof readTeam>>>>('Team').implement({
  description: "A coordinator's own team.",
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What the team is called, in a sentence.' }),
    mentorsSupervise: t.exposeBoolean('mentorsSupervise', {
      description: 'Mentors may supervise its advocates, beside its coordinators.',
    }),
    members: t.field({
      type: [TeamMember],
      description: 'Its advocates and coordinators, by name. In no order of anything else.',
      resolve: ({ members }) => members,
    }),
  }),
});

builder.queryField('team', (t) =>
  t.field({
    type: TeamType,
    nullable: true,
    description: "The viewer's own team, as it is today. Null: the viewer coordinates none.",
    resolve: (_root, _args, context) => readTeam(context, context.viewer),
  }),
);

builder.queryField('teamMember', (t) =>
  t.field({
    type: TeamMember,
    nullable: true,
    description: 'One colleague of the own team, or somebody whom the viewer supervises. Null: nobody like that.',
    args: { id: t.arg.id({ required: true, description: 'Of a TeamMember.' }) },
    resolve: (_root, { id }, context) => readMember(context, context.viewer, readId(id, 'TeamMember') ?? ''),
  }),
);

builder.objectField(ViewerType, 'supervises', (t) =>
  t.field({
    type: [TeamMember],
    description: 'The colleagues whom they supervise.',
    resolve: (viewer, _args, context) => readSupervised(context, viewer),
  }),
);

const SetMentorsSupervisePayload = builder.objectRef<Record<never, never>>('SetMentorsSupervisePayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    team: t.field({
      type: TeamType,
      nullable: true,
      description: 'The team, as it is now.',
      resolve: (_payload, _args, context) => readTeam(context, context.viewer),
    }),
  }),
});

builder.mutationField('setMentorsSupervise', (t) =>
  t.field({
    type: SetMentorsSupervisePayload,
    description: 'A coordinator says whether mentors supervise advocates of their team, beside its coordinators (S96).',
    args: { isOn: t.arg.boolean({ required: true, description: 'Whether they do.' }) },
    errors: resultOf('SetMentorsSupervise', [NotFound]),
    resolve: async (_root, { isOn }, context) => {
      await setMentorsSupervise(context, requireStaff(context.viewer), isOn);
      return {};
    },
  }),
);
