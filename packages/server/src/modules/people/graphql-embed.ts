import { builder } from '../../graphql/builder.ts';
import { Embed } from '../partners/graphql.ts';

builder.objectField(Embed, 'promise', (t) =>
  t.string({
    nullable: true,
    description:
      'Who answers, and by when: "The Riverside team answers within 2 working days." Null: no peers on this page.',
    resolve: async ({ id, hasPeers }, _args, { db }) => {
      if (!hasPeers) return null;
      const answering = await db.partnerTeam.findUnique({ where: { partnerId: id }, include: { team: true } });
      if (!answering) return null;
      const { name, promiseWorkingDays: days } = answering.team;
      return `${nameInSentence(name)} answers within ${days === 1 ? '1 working day' : `${days} working days`}.`;
    },
  }),
);

/** "Riverside" → "The Riverside team"; a name that already says team is only given its article. */
function nameInSentence(name: string): string {
  const withTeam = /\bteam\b/i.test(name) ? name : `${name} team`;
  return /^the\b/i.test(withTeam) ? withTeam.replace(/^t/, 'T') : `The ${withTeam}`;
}
