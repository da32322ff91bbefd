import { builder } from '../../../graphql/builder.ts';
import { Advocate } from '../../people/graphql.ts';
import { WaitedLongerType } from './graphql-override.ts';
import type { SuggestedAdvocate } from './ranking.ts';

export const Suggestion = builder.objectRef<SuggestedAdvocate>('Suggestion').implement({
  description: 'Somebody to think of, with reasons. Only a human introduces.',
  fields: (t) => ({
    advocate: t.prismaField({
      type: Advocate,
      description: 'The advocate.',
      resolve: (query, { advocateId }, _args, { db }) =>
        db.advocateProfile.findUniqueOrThrow({ ...query, where: { id: advocateId } }),
    }),
    reasons: t.exposeStringList('reasons', { description: 'Why they fit, most important first.' }),
    notMet: t.exposeStringList('notMet', { description: 'What the person wished for and would not get.' }),
    openMatches: t.exposeInt('openMatches', { description: 'People they are with or asked about now.' }),
    capacity: t.exposeInt('capacity', { description: 'How many people at once they can be there for.' }),
    waitedLonger: t.field({
      type: [WaitedLongerType],
      description:
        'At most three who have waited longer and whom this advocate would suit at least as well, or whom only they could meet. Longest first. To pass them over needs a reason.',
      resolve: (suggestion) => suggestion.waitedLonger,
    }),
  }),
});
