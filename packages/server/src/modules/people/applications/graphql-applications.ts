import { encodeGlobalID } from '@pothos/plugin-relay';
import type { PeerApplication } from '../../../../generated/prisma/client.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { requireStaff } from '../access.ts';
import { memberId } from '../team/graphql-changing.ts';
import { todayIn } from '../team/team-rules.ts';
import {
  eraseApplication,
  inviteToTalk,
  readApplicationOf,
  recordFollowUp,
  sayNotThisTime,
  sayYesToApplication,
} from './answering.ts';
import { applicationsVisibleTo, openAnswer, openDetails } from './applying.ts';

const ApplicationStatusEnum = builder.enumType('ApplicationStatus', {
  description: 'Where an application stands.',
  values: {
    NEW: { description: 'Nobody has answered yet.' },
    TALKING: { description: 'Invited to talk.' },
    INVITED: { description: 'Yes: invited to the team.' },
    NOT_THIS_TIME: { description: 'Not this time, with support.' },
    WITHDRAWN: { description: 'Taken back.' },
  } as const,
});

const ApplicationOfferEnum = builder.enumType('ApplicationOffer', {
  description: 'What can be offered with "not this time".',
  values: {
    ANOTHER_ROLE: { description: 'Another role with us.' },
    TRAINING: { description: 'Training or a course.' },
    A_GROUP: { description: 'A group run by people who have been there.' },
    A_PEER_FOR_YOU: { description: 'A peer for themselves.' },
    ASK_AGAIN_LATER: { description: 'Asking again later, with a day.' },
  } as const,
});

/** In a list nobody's words are opened, only the name: reading them is written down. */
const ApplicationLineType = builder.objectRef<PeerApplication>('ApplicationLine').implement({
  description: 'An application in the list: who, and since when.',
  fields: (t) => ({
    id: t.id({ description: 'To open it.', resolve: ({ id }) => encodeGlobalID('Application', id) }),
    name: t.string({
      nullable: true,
      description: 'What to call them; null: erased.',
      resolve: (row, _args, { keys }) => openDetails(keys, row)?.name ?? null,
    }),
    status: t.field({ type: ApplicationStatusEnum, description: 'Where it stands.', resolve: ({ status }) => status }),
    receivedAt: t.field({ type: 'DateTime', description: 'When it came.', resolve: ({ receivedAt }) => receivedAt }),
    followUpOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day to get back to them. Null: not promised, or done.',
      resolve: ({ followUpOn, followedUpAt }) => (followedUpAt ? null : followUpOn),
    }),
    isFollowUpDue: t.boolean({
      description: 'That day is here, or gone.',
      resolve: ({ followUpOn, followedUpAt }, _args, { clock }) =>
        followUpOn !== null && followedUpAt === null && followUpOn <= todayIn('Europe/London', clock.now()),
    }),
  }),
});

const ApplicationType = builder.objectRef<PeerApplication>('Application').implement({
  description: 'Somebody would like to become a peer advocate, in their own words. Opening it is written down.',
  fields: (t) => ({
    line: t.field({ type: ApplicationLineType, description: 'As in the list.', resolve: (row) => row }),
    words: t.string({
      nullable: true,
      description: 'Why they would like to; null: erased.',
      resolve: (row, _args, { keys }) => openDetails(keys, row)?.words ?? null,
    }),
    experiences: t.string({
      nullable: true,
      description: 'What they have lived through, if they said; null: not said, or erased.',
      resolve: (row, _args, { keys }) => openDetails(keys, row)?.experiences ?? null,
    }),
    channel: t.string({
      nullable: true,
      description: 'EMAIL, PHONE or POST; null: erased. Whoever chose PHONE gets no letter: ring them.',
      resolve: (row, _args, { keys }) => openDetails(keys, row)?.channel ?? null,
    }),
    reach: t.string({
      nullable: true,
      description: 'Their address or number; null: erased.',
      resolve: (row, _args, { keys }) => openDetails(keys, row)?.reach ?? null,
    }),
    answer: t.string({
      nullable: true,
      description: 'What was answered, in words; null: nothing yet, or erased.',
      resolve: (row, _args, { keys }) => openAnswer(keys, row)?.words ?? null,
    }),
    contact: t.string({
      nullable: true,
      description: 'Name of the colleague whom they can turn to; null: none was named.',
      resolve: (row, _args, { keys }) => openAnswer(keys, row)?.contactName ?? null,
    }),
    offers: t.field({
      type: [ApplicationOfferEnum],
      description: 'What was offered with "not this time".',
      resolve: (row, _args, { keys }) => openAnswer(keys, row)?.offers ?? [],
    }),
    keepUntil: t.field({
      type: 'DateTime',
      description: 'Every word is erased then.',
      resolve: ({ keepUntil }) => keepUntil,
    }),
  }),
});

builder.queryField('applications', (t) =>
  t.field({
    type: [ApplicationLineType],
    description: 'Applications to the own team, the oldest first. For its coordinators.',
    resolve: (_root, _args, { viewer, db }) =>
      db.peerApplication.findMany({
        where: applicationsVisibleTo(viewer),
        orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
        take: 200,
      }),
  }),
);

builder.queryField('application', (t) =>
  t.field({
    type: ApplicationType,
    nullable: true,
    description: 'One application, with its words. Null: none in the own team.',
    args: { id: t.arg.id({ required: true, description: 'Of an ApplicationLine.' }) },
    resolve: (_root, { id }, context) => readApplicationOf(context, context.viewer, readId(id, 'Application') ?? ''),
  }),
);

const ChangeApplicationPayload = builder.objectRef<{ id: string }>('ChangeApplicationPayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    application: t.field({
      type: ApplicationType,
      description: 'The application, as it is now.',
      resolve: ({ id }, _args, { db }) => db.peerApplication.findUniqueOrThrow({ where: { id } }),
    }),
  }),
});
const changeOfApplication = resultOf('ChangeApplication', [InvalidInput, NotFound]);

/** Raw; something that is no application is nobody's. */
function applicationId(id: string | number): string {
  return readId(String(id), 'Application') ?? '';
}
const WHICH = 'Which: of an ApplicationLine.';

const InviteToTalkInput = builder.inputType('InviteToTalkInput', {
  description: 'An answer in own words.',
  fields: (t) => ({
    applicationId: t.id({ required: true, description: WHICH }),
    words: t.string({ required: true, description: 'To them, by name; at most 2,000 characters.' }),
  }),
});
builder.mutationField('inviteToTalk', (t) =>
  t.field({
    type: ChangeApplicationPayload,
    description: 'A coordinator answers: let us talk.',
    args: { input: t.arg({ type: InviteToTalkInput, required: true, description: 'Whom, in which words.' }) },
    errors: changeOfApplication,
    resolve: async (_root, { input }, context) => ({
      id: await inviteToTalk(context, requireStaff(context.viewer), {
        words: input.words,
        applicationId: applicationId(input.applicationId),
      }),
    }),
  }),
);

const SayYesToApplicationInput = builder.inputType('SayYesToApplicationInput', {
  description: 'Yes.',
  fields: (t) => ({
    applicationId: t.id({ required: true, description: WHICH }),
    email: t.string({ description: 'Where the invitation goes; left out: the address that they gave.' }),
  }),
});
builder.mutationField('sayYesToApplication', (t) =>
  t.field({
    type: ChangeApplicationPayload,
    description: 'A coordinator says yes: an invitation to the team goes out.',
    args: { input: t.arg({ type: SayYesToApplicationInput, required: true, description: 'To whom.' }) },
    errors: changeOfApplication,
    resolve: async (_root, { input }, context) => ({
      id: await sayYesToApplication(context, requireStaff(context.viewer), {
        applicationId: applicationId(input.applicationId),
        email: input.email ?? null,
      }),
    }),
  }),
);

const SayNotThisTimeInput = builder.inputType('SayNotThisTimeInput', {
  description: 'Not this time, and what there is instead. All of it is needed.',
  fields: (t) => ({
    applicationId: t.id({ required: true, description: WHICH }),
    words: t.string({ required: true, description: 'To them, by name; at most 2,000 characters.' }),
    contactId: t.id({ required: true, description: 'A colleague whom they can turn to: a TeamMember.' }),
    offers: t.field({ type: [ApplicationOfferEnum], required: true, description: 'At least one other thing.' }),
    followUpOn: t.field({ type: 'Date', required: true, description: 'When we get back to them; within half a year.' }),
  }),
});
builder.mutationField('sayNotThisTime', (t) =>
  t.field({
    type: ChangeApplicationPayload,
    description: 'A coordinator says "not this time". Cannot be saved without somebody to turn to, an offer and a day.',
    args: { input: t.arg({ type: SayNotThisTimeInput, required: true, description: 'To whom, with what.' }) },
    errors: changeOfApplication,
    resolve: async (_root, { input }, context) => ({
      id: await sayNotThisTime(context, requireStaff(context.viewer), {
        ...input,
        applicationId: applicationId(input.applicationId),
        contactId: memberId(input.contactId),
      }),
    }),
  }),
);

const ApplicationInput = builder.inputType('ApplicationInput', {
  description: 'Which application.',
  fields: (t) => ({ applicationId: t.id({ required: true, description: WHICH }) }),
});
builder.mutationField('recordFollowUp', (t) =>
  t.field({
    type: ChangeApplicationPayload,
    description: 'Somebody got back to them, as promised.',
    args: { input: t.arg({ type: ApplicationInput, required: true, description: 'Which.' }) },
    errors: changeOfApplication,
    resolve: async (_root, { input }, context) => ({
      id: await recordFollowUp(context, requireStaff(context.viewer), {
        applicationId: applicationId(input.applicationId),
      }),
    }),
  }),
);
builder.mutationField('eraseApplication', (t) =>
  t.field({
    type: ChangeApplicationPayload,
    description: 'They asked for it: every word goes, for good.',
    args: { input: t.arg({ type: ApplicationInput, required: true, description: 'Which.' }) },
    errors: changeOfApplication,
    resolve: async (_root, { input }, context) => ({
      id: await eraseApplication(context, requireStaff(context.viewer), {
        applicationId: applicationId(input.applicationId),
      }),
    }),
  }),
);
