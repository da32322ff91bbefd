import { builder } from '../../../graphql/builder.ts';
import { Match } from '../graphql-match.ts';

export const MatchPartyEnum = builder.enumType('MatchParty', {
  description: 'Who of the people around a match did something.',
  values: {
    PERSON: { description: 'The person who asked.' },
    ADVOCATE: { description: 'The advocate.' },
    COORDINATOR: { description: 'A coordinator of the team.' },
  } as const,
});

/** A payload that shows the match as it is now. Whoever may not see it any more gets null. */
export function matchPayload(name: string, description: string) {
  return builder.objectRef<{ matchId: string }>(name).implement({
    description,
    fields: (t) => ({
      match: t.prismaField({
        type: Match,
        description: 'The match, as it is now.',
        resolve: (query, { matchId }, _args, { db }) =>
          db.match.findUniqueOrThrow({ ...query, where: { id: matchId } }),
      }),
    }),
  });
}
