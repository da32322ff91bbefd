import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { hasRole } from '../../../viewer.ts';
import { UrgentHelpLine } from '../../safety/graphql.ts';
import { PeerRequest } from '../graphql-request.ts';
import { type ConcernGuide, readGuide } from './guide.ts';
import { goOnCall, type OnCallSeen, onCallOf } from './on-call.ts';

const OnCallType = builder.objectRef<OnCallSeen>('OnCall').implement({
  description: "Who answers a team's advocates now.",
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Their name.' }),
    phone: t.exposeString('phone', { description: 'The number to ring them on.' }),
    since: t.field({ type: 'DateTime', description: 'Since when.', resolve: ({ since }) => since }),
  }),
});

const ConcernGuideType = builder.objectRef<ConcernGuide>('ConcernGuide').implement({
  description: 'What to do now when worried about somebody: whom to ring, what will be shared, how to tell the person.',
  fields: (t) => ({
    urgentHelp: t.field({
      type: [UrgentHelpLine],
      description: 'Whom to ring when somebody is in danger.',
      resolve: ({ urgentHelp }) => [...urgentHelp],
    }),
    onCall: t.field({
      type: OnCallType,
      nullable: true,
      description: 'The coordinator on call; null: nobody said that they are.',
      resolve: ({ onCall }) => onCall,
    }),
    coordinators: t.exposeStringList('coordinators', { description: "The team's coordinators by name." }),
    whatIsShared: t.exposeStringList('whatIsShared', { description: 'What happens with what is written.' }),
    howToTell: t.exposeStringList('howToTell', { description: 'How to tell the person.' }),
  }),
});

builder.prismaObjectField(PeerRequest, 'concernGuide', (t) =>
  t.field({
    type: ConcernGuideType,
    nullable: true,
    description: 'What to do now when worried about this person. Null: not for this viewer.',
    select: { id: true, teamId: true, partnerId: true },
    resolve: (request, _args, context) => readGuide(context, context.viewer, request),
  }),
);

const GoOnCallInputType = builder.inputType('GoOnCallInput', {
  description: 'Where to ring.',
  fields: (t) => ({ phone: t.string({ required: true, description: 'The number that advocates ring.' }) }),
});

const GoOnCallPayload = builder.objectRef<{ teamId: string }>('GoOnCallPayload').implement({
  description: 'Who is on call now.',
  fields: (t) => ({
    onCall: t.field({
      type: OnCallType,
      nullable: true,
      description: 'Who is on call; null: nobody any more.',
      resolve: ({ teamId }, _args, context) => onCallOf(context, teamId),
    }),
  }),
});

builder.mutationField('goOnCall', (t) =>
  t.field({
    type: GoOnCallPayload,
    description: 'A coordinator is on call for their team from now on, in place of whoever was.',
    args: { input: t.arg({ type: GoOnCallInputType, required: true, description: 'Where to ring.' }) },
    errors: resultOf('GoOnCall', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => ({ teamId: await goOnCall(context, context.viewer, input) }),
  }),
);

builder.queryField('onCall', (t) =>
  t.field({
    type: OnCallType,
    nullable: true,
    description:
      "Who is on call for the viewer's own team, for its advocates and coordinators. Null: nobody said so, or not for this viewer.",
    resolve: (_root, _args, { viewer, ...context }) =>
      viewer.kind === 'staff' &&
      viewer.teamId !== null &&
      (hasRole(viewer, 'ADVOCATE') || hasRole(viewer, 'COORDINATOR'))
        ? onCallOf(context, viewer.teamId)
        : null,
  }),
);
