import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { requireStaff } from '../../people/access.ts';
import { isStillTheirs, Match } from '../graphql-match.ts';
import { NoLongerPossible } from '../rules.ts';
import { OverrideKindEnum } from './graphql-override.ts';
import { answerQuestion, askCoordinator } from './questions.ts';
import { openFrom } from './queue-sealed.ts';

interface Question {
  question: string | null;
  answer: string | null;
  askedAt: Date;
  answeredAt: Date | null;
}

const MatchQuestionType = builder.objectRef<Question>('MatchQuestion').implement({
  description: 'What an advocate asked a coordinator before they answered an introduction.',
  fields: (t) => ({
    question: t.exposeString('question', {
      nullable: true,
      description: 'In the words of the advocate; null: erased.',
    }),
    answer: t.exposeString('answer', {
      nullable: true,
      description: 'In the words of the coordinator; null: not yet.',
    }),
    askedAt: t.field({ type: 'DateTime', description: 'When it was asked.', resolve: ({ askedAt }) => askedAt }),
    answeredAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was answered; null: not yet.',
      resolve: ({ answeredAt }) => answeredAt,
    }),
  }),
});

interface OverrideSeen {
  kinds: ('OUTSIDE_SUGGESTIONS' | 'WAITED_LONGER')[];
  words: string | null;
  passedOver: string[];
  at: Date;
}

const MatchOverrideType = builder.objectRef<OverrideSeen>('MatchOverride').implement({
  description: 'Why a coordinator chose otherwise than Kith would have suggested. For the coordinators of the team.',
  fields: (t) => ({
    kinds: t.field({
      type: [OverrideKindEnum],
      description: 'What was decided against.',
      resolve: ({ kinds }) => kinds,
    }),
    words: t.exposeString('words', { nullable: true, description: 'In the words of the coordinator; null: erased.' }),
    passedOver: t.exposeStringList('passedOver', { description: 'References of those who had waited longer.' }),
    at: t.field({ type: 'DateTime', description: 'When.', resolve: ({ at }) => at }),
  }),
});

const ofRequest = { select: { id: true, teamId: true, dataKey: true, status: true } } as const;

builder.prismaObjectFields('Match', (t) => ({
  question: t.field({
    type: MatchQuestionType,
    nullable: true,
    description: 'What the advocate asked their coordinator. Null: nothing, or not for this viewer any more.',
    select: { advocateId: true, request: ofRequest, question: true },
    resolve: (match, _args, { keys, viewer }) => {
      if (!match.question || !isStillTheirs(match, viewer)) return null;
      const { words, answer, askedAt, answeredAt } = match.question;
      return {
        askedAt,
        answeredAt,
        question: openFrom('match_question.words', keys, match.request, match.id, words),
        answer: openFrom('match_question.answer', keys, match.request, match.id, answer),
      };
    },
  }),
  override: t.field({
    type: MatchOverrideType,
    nullable: true,
    description: 'Why a coordinator chose otherwise. Null: they did not, or not for this viewer.',
    select: { request: ofRequest, override: true },
    resolve: async (match, _args, { db, keys, viewer }) => {
      const isTheirs =
        viewer.kind === 'staff' && viewer.roles.has('COORDINATOR') && viewer.teamId === match.request.teamId;
      if (!match.override || !isTheirs) return null;
      const { kinds, words, passedOver, at } = match.override;
      const others = await db.peerRequest.findMany({
        where: { id: { in: passedOver }, teamId: match.request.teamId, erasedAt: null },
        select: { reference: true },
        orderBy: { reference: 'asc' },
      });
      return {
        kinds,
        at,
        words: openFrom('match_override.words', keys, match.request, match.id, words),
        passedOver: others.map(({ reference }) => reference),
      };
    },
  }),
}));

builder.prismaObjectFields('PeerRequest', (t) => ({
  hasQuestion: t.boolean({
    description: 'An advocate who was introduced asked a coordinator something and waits for the answer.',
    select: { matches: { where: { status: 'PROPOSED', answeredAt: null, question: { is: { answeredAt: null } } } } },
    resolve: (row) => row.matches.length > 0,
  }),
}));

function payload(name: string, description: string) {
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

const AskCoordinatorInput = builder.inputType('AskCoordinatorInput', {
  description: 'The advocate asks first.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    question: t.string({ required: true, description: 'At most 1,000 characters. The person may read it, too.' }),
  }),
});

const AnswerQuestionInput = builder.inputType('AnswerQuestionInput', {
  description: 'A coordinator answers.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    answer: t.string({ required: true, description: 'At most 1,000 characters. The person may read it, too.' }),
  }),
});

builder.mutationField('askCoordinator', (t) =>
  t.field({
    type: payload('AskCoordinatorPayload', 'The coordinators see the question.'),
    description:
      'The third answer to an introduction: the advocate asks their coordinator something first, and has time.',
    args: { input: t.arg({ type: AskCoordinatorInput, required: true, description: 'Which, and what.' }) },
    errors: resultOf('AskCoordinator', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      matchId: await askCoordinator(context, requireStaff(context.viewer), {
        matchId: readId(input.matchId, 'Match') ?? '',
        question: input.question,
      }),
    }),
  }),
);

builder.mutationField('answerQuestion', (t) =>
  t.field({
    type: payload('AnswerQuestionPayload', 'The advocate sees the answer and has two working days from now.'),
    description: 'A coordinator answers what an advocate asked about an introduction.',
    args: { input: t.arg({ type: AnswerQuestionInput, required: true, description: 'Which, and the answer.' }) },
    errors: resultOf('AnswerQuestion', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => ({
      matchId: await answerQuestion(context, requireStaff(context.viewer), {
        matchId: readId(input.matchId, 'Match') ?? '',
        answer: input.answer,
      }),
    }),
  }),
);
