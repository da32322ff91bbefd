import { NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { requireStaff } from '../../people/access.ts';
import { Advocate } from '../../people/graphql.ts';
import { inMatching, standing } from '../graphql-request.ts';
import { NoLongerPossible } from '../rules.ts';
import { notSuggestedOf } from '../suggesting.ts';
import { sentenceOf } from '../suggestion-rules.ts';
import { moveRequest } from './moving.ts';
import type { NotSuggested } from './ranking.ts';

const ExclusionEnum = builder.enumType('Exclusion', {
  description: 'Why an advocate is not suggested, as a coordinator may know it.',
  values: {
    NO_ROOM: { description: 'They have as many people as they can be there for.' },
    ON_BREAK: { description: 'They are on a break.' },
    LOW: { description: 'They take nobody new for now.' },
    LEARNING: { description: 'They are learning or going along with others.' },
    NO_AGREEMENT: { description: 'They have no current readiness agreement.' },
    SUPERVISION_DUE: { description: 'Their supervision is overdue.' },
    ASKED_BEFORE: { description: 'They were asked about this person before.' },
    NOT_SUITABLE: { description: 'The person would rather not, or the two know each other: it is not told which.' },
  } as const,
});

const NotSuggestedType = builder.objectRef<NotSuggested>('NotSuggested').implement({
  description: 'An advocate who is not suggested, and why.',
  fields: (t) => ({
    advocate: t.prismaField({
      type: Advocate,
      description: 'The advocate.',
      resolve: (query, { advocateId }, _args, { db }) =>
        db.advocateProfile.findUniqueOrThrow({ ...query, where: { id: advocateId } }),
    }),
    exclusion: t.field({ type: ExclusionEnum, description: 'Why.', resolve: ({ exclusion }) => exclusion }),
    sentence: t.string({
      description: 'The same in words.',
      resolve: ({ exclusion, firstName }) => sentenceOf(exclusion, firstName),
    }),
  }),
});

const TeamChoice = builder.objectRef<{ id: string; name: string }>('TeamChoice').implement({
  description: 'Another team that a request can be handed on to.',
  fields: (t) => ({
    id: t.globalID({ description: 'Opaque id.', resolve: ({ id }) => ({ id, type: 'Team' }) }),
    name: t.exposeString('name', { description: 'What it is called.' }),
  }),
});

builder.prismaObjectFields('PeerRequest', (t) => ({
  notSuggested: t.field({
    type: [NotSuggestedType],
    description: 'For coordinators, while it waits: who of the team is not suggested, and why; by name, at most 30.',
    resolve: (row, _args, context) => inMatching(row, context, notSuggestedOf),
  }),
  otherTeams: t.field({
    type: [TeamChoice],
    description: 'For coordinators: the teams that this request can be handed on to.',
    resolve: async (row, _args, context) =>
      (await standing(row, context)) === 'coordinator'
        ? context.db.team.findMany({ where: { id: { not: row.teamId } }, orderBy: { name: 'asc' }, take: 100 })
        : [],
  }),
}));

const MoveRequestInput = builder.inputType('MoveRequestInput', {
  description: 'Another team answers from now on.',
  fields: (t) => ({
    requestId: t.id({ required: true, description: 'The request.' }),
    teamId: t.id({ required: true, description: 'The team; one of its otherTeams.' }),
  }),
});

const MoveRequestPayload = builder.objectRef<{ reference: string }>('MoveRequestPayload').implement({
  description: 'The other team has it now; this one does not see it any more.',
  fields: (t) => ({ reference: t.exposeString('reference', { description: 'Which: "KT-4F7Q".' }) }),
});

builder.mutationField('moveRequest', (t) =>
  t.field({
    type: MoveRequestPayload,
    description:
      'A coordinator hands somebody who waits on to another team. The promise stays as it was given, and the person is told.',
    args: { input: t.arg({ type: MoveRequestInput, required: true, description: 'Which, and to whom.' }) },
    errors: resultOf('MoveRequest', [NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => {
      const id = await moveRequest(context, requireStaff(context.viewer), {
        requestId: readId(input.requestId, 'PeerRequest') ?? '',
        teamId: readId(input.teamId, 'Team') ?? '',
      });
      return context.db.peerRequest.findUniqueOrThrow({ where: { id }, select: { reference: true } });
    },
  }),
);
