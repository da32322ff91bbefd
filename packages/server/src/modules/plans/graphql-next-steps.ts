import { builder } from '../../graphql/builder.ts';
import { matchesVisibleTo } from '../peers/access.ts';
import { Match } from '../peers/graphql-match.ts';
import { requireStaff } from '../people/access.ts';
import { ViewerType } from '../people/graphql.ts';
import { StepType } from './graphql-steps.ts';
import { type NextStep, readNextSteps } from './next-steps.ts';

const NextStepType = builder.objectRef<NextStep>('NextStep').implement({
  description: 'A step that has its day, and with whom.',
  fields: (t) => ({
    step: t.field({ type: StepType, description: 'The step.', resolve: ({ step }) => step }),
    match: t.prismaField({
      type: Match,
      nullable: true,
      description: 'With whom; null: gone meanwhile.',
      resolve: (query, { matchId }, _args, { db, viewer, clock }) =>
        db.match.findFirst({ ...query, where: { AND: [{ id: matchId }, matchesVisibleTo(viewer, clock.now())] } }),
    }),
  }),
});

builder.objectField(ViewerType, 'nextSteps', (t) =>
  t.field({
    type: [NextStepType],
    description:
      'For an advocate: planned steps with their own people that have a day within two weeks, or had one; at most 10. Empty for others.',
    resolve: (_viewer, _args, context) => readNextSteps(context, requireStaff(context.viewer)),
  }),
);
