import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { Match } from '../graphql-match.ts';
import { MatchPartyEnum, matchPayload } from '../matches/graphql-parts.ts';
import { NoLongerPossible } from '../rules.ts';
import { agreeToAgreement, objectToAgreement, proposeAgreement, recordReadOut, saveMeetingCard } from './agreeing.ts';
import type { CardWords } from './agreement-rules.ts';
import {
  type AgreementLine,
  type AgreementSeen,
  type CardSeen,
  firstLines,
  readAgreements,
  readCards,
} from './reading-agreements.ts';
import type { AgreementTopic } from './wordings.ts';

const SHOWN = "A coordinator's look is recorded and told to the person.";

export const AgreementTopicEnum = builder.enumType('AgreementTopic', {
  description: 'What a line of an agreement is about.',
  values: {
    WHAT_WE_DO: { description: 'What the two do together, and what not.' },
    TIMES: { description: 'When, how often, how long.' },
    CHANNELS: { description: 'How they keep in touch.' },
    PLACES: { description: 'Where they meet.' },
    MONEY: { description: 'Money between them.' },
    GIFTS: { description: 'Gifts.' },
    SOCIAL_MEDIA: { description: 'Social media.' },
    ELSE: { description: 'Anything else.' },
    PASS_ON: {
      description: 'What has to be passed on, to whom, how fast, and what is never done. The same for everybody.',
    },
  } satisfies Record<AgreementTopic, { description: string }>,
});

const AgreedHowEnum = builder.enumType('AgreedHow', {
  description: 'How a person agreed.',
  values: {
    ONLINE: { description: 'Themselves.' },
    READ_OUT: { description: 'The advocate read it out and wrote down the yes. The person may object.' },
  } as const,
});

const AgreementLineType = builder.objectRef<AgreementLine>('AgreementLine').implement({
  description: 'One line of an agreement.',
  fields: (t) => ({
    topic: t.field({ type: AgreementTopicEnum, description: 'What it is about.', resolve: ({ topic }) => topic }),
    title: t.exposeString('title', { description: 'The topic in plain words.' }),
    words: t.exposeString('words', { description: 'What is agreed; empty: nothing.' }),
    before: t.exposeString('before', {
      nullable: true,
      description: 'What the version before said, when that was different; null: the same, or there was none.',
    }),
    isFixed: t.exposeBoolean('isFixed', { description: 'A promise of the team: it cannot be agreed away.' }),
  }),
});

const AgreementType = builder.objectRef<AgreementSeen>('Agreement').implement({
  description: 'One version of what two people agree with each other. It holds when both have agreed the same one.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: '1 is the first.' }),
    wording: t.exposeString('wording', {
      description:
        'Which wording it was written under: Kith\'s, with "/team-" and a number where the team chose its own.',
    }),
    lines: t.field({
      type: [AgreementLineType],
      description: `What is agreed. Empty: erased, or not for this viewer. ${SHOWN}`,
      resolve: (version) => version.lines(),
    }),
    reviewOn: t.field({
      type: 'Date',
      description: 'Both look again by this day.',
      resolve: ({ reviewOn }) => reviewOn,
    }),
    proposedBy: t.field({
      type: MatchPartyEnum,
      description: 'Who wrote this version.',
      resolve: ({ proposedBy }) => proposedBy,
    }),
    proposedAt: t.field({ type: 'DateTime', description: 'When.', resolve: ({ proposedAt }) => proposedAt }),
    advocateAgreedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the advocate agreed; null: not yet.',
      resolve: ({ advocateAgreedAt }) => advocateAgreedAt,
    }),
    personAgreedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the person agreed; null: not yet.',
      resolve: ({ personAgreedAt }) => personAgreedAt,
    }),
    personAgreedHow: t.field({
      type: AgreedHowEnum,
      nullable: true,
      description: 'How the person agreed; null: not yet.',
      resolve: ({ personAgreedHow }) => personAgreedHow,
    }),
    objectedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the person said that they had not agreed to what was read out; null: they did not.',
      resolve: ({ objectedAt }) => objectedAt,
    }),
    agreedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When both had agreed; null: not yet.',
      resolve: ({ agreedAt }) => agreedAt,
    }),
    holds: t.exposeBoolean('holds', { description: 'This is the version that holds now.' }),
    isOpen: t.exposeBoolean('isOpen', { description: 'It waits for one of the two.' }),
  }),
});

const CardWordsType = builder.objectRef<CardWords>('MeetingCardWords').implement({
  description: 'What one side says before they meet.',
  fields: (t) => ({
    like: t.exposeString('like', { nullable: true, description: "What I'd like; null: nothing said." }),
    offer: t.exposeString('offer', { nullable: true, description: 'What I can offer; null: nothing said.' }),
    offLimits: t.exposeString('offLimits', { nullable: true, description: "What's off limits; null: nothing said." }),
  }),
});

const MeetingCardType = builder.objectRef<CardSeen>('MeetingCard').implement({
  description: 'First-meeting card of one side.',
  fields: (t) => ({
    side: t.field({ type: MatchPartyEnum, description: 'Whose it is.', resolve: ({ side }) => side }),
    savedAt: t.field({ type: 'DateTime', description: 'Last changed.', resolve: ({ savedAt }) => savedAt }),
    words: t.field({
      type: CardWordsType,
      nullable: true,
      description: `What it says. Null: erased. ${SHOWN}`,
      resolve: (card) => card.words(),
    }),
  }),
});

builder.prismaObjectField(Match, 'agreements', (t) =>
  t.field({
    type: [AgreementType],
    description: 'The versions of their agreement, newest first. A stand-in sees the one that holds.',
    resolve: (match, _args, context) => readAgreements(context, context.viewer, match.id),
  }),
);

builder.prismaObjectField(Match, 'meetingCards', (t) =>
  t.field({
    type: [MeetingCardType],
    description: 'What both sides say before they first meet.',
    resolve: (match, _args, context) => readCards(context, context.viewer, match.id),
  }),
);

builder.prismaObjectField(Match, 'agreementStart', (t) =>
  t.field({
    type: [AgreementLineType],
    description: "What a first version could say: the team's wording of today.",
    select: { request: { select: { teamId: true } } },
    resolve: (match, _args, context) => firstLines(context, match.request.teamId),
  }),
);

export const AgreementLineInput = builder.inputType('AgreementLineInput', {
  description: 'One line of a new version.',
  fields: (t) => ({
    topic: t.field({ type: AgreementTopicEnum, required: true, description: 'What it is about.' }),
    words: t.string({ required: true, description: 'At most 600 characters; empty: nothing is agreed about it.' }),
  }),
});

const ProposeAgreementInputType = builder.inputType('ProposeAgreementInput', {
  description: 'A new version of an agreement. Whoever writes it agrees to it.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    lines: t.field({ type: [AgreementLineInput], description: 'What is different; the rest stays as it was.' }),
    reviewOn: t.field({
      type: 'Date',
      description: 'Both look again by this day; null: as before, or in eight weeks.',
    }),
    basedOn: t.int({ description: 'The newest version that was on the screen; null: there was none.' }),
  }),
});

const AgreementVersionInputType = builder.inputType('AgreementVersionInput', {
  description: 'The newest version of an agreement.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    number: t.int({ required: true, description: 'Which version was read.' }),
  }),
});

const AgreementPayload = matchPayload('AgreementPayload', 'What they agree, as it is now.');
const failures = [InvalidInput, NotFound, NoLongerPossible] as const;
const result = resultOf('Agreement', failures);

builder.mutationField('proposeAgreement', (t) =>
  t.field({
    type: AgreementPayload,
    description: 'Either side writes a new version of their agreement. What holds goes on holding until both agree.',
    args: { input: t.arg({ type: ProposeAgreementInputType, required: true, description: 'What is different.' }) },
    errors: result,
    resolve: async (_root, { input }, context) => ({
      matchId: await proposeAgreement(context, context.viewer, {
        matchId: readId(input.matchId, 'Match') ?? '',
        lines: input.lines,
        reviewOn: input.reviewOn,
        basedOn: input.basedOn ?? null,
      }),
    }),
  }),
);

const onVersions = {
  agreeToAgreement: { description: 'One side agrees to the newest version.', act: agreeToAgreement },
  recordReadOut: {
    description:
      'The advocate read the newest version out, and the person said yes. The person sees this and may object.',
    act: recordReadOut,
  },
  objectToAgreement: {
    description: 'The person had not agreed to what was read out. What held before holds again.',
    act: objectToAgreement,
  },
};

for (const [name, { description, act }] of Object.entries(onVersions)) {
  builder.mutationField(name, (t) =>
    t.field({
      type: AgreementPayload,
      description,
      args: { input: t.arg({ type: AgreementVersionInputType, required: true, description: 'Which version.' }) },
      errors: result,
      resolve: async (_root, { input }, context) => ({
        matchId: await act(context, context.viewer, {
          matchId: readId(input.matchId, 'Match') ?? '',
          number: input.number,
        }),
      }),
    }),
  );
}

const MeetingCardInputType = builder.inputType('MeetingCardInput', {
  description: 'First-meeting card of the side that sends it. Left out: nothing said.',
  fields: (t) => ({
    matchId: t.id({ required: true, description: 'The match.' }),
    like: t.string({ description: "What I'd like, at most 600 characters." }),
    offer: t.string({ description: 'What I can offer, at most 600 characters.' }),
    offLimits: t.string({ description: "What's off limits, at most 600 characters." }),
  }),
});

builder.mutationField('saveMeetingCard', (t) =>
  t.field({
    type: AgreementPayload,
    description: 'Either side fills their own first-meeting card. The other side reads it.',
    args: { input: t.arg({ type: MeetingCardInputType, required: true, description: 'What it says.' }) },
    errors: result,
    resolve: async (_root, { input }, context) => ({
      matchId: await saveMeetingCard(context, context.viewer, {
        ...input,
        matchId: readId(input.matchId, 'Match') ?? '',
      }),
    }),
  }),
);
