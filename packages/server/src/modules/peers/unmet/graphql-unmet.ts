import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { visibleServices } from '../../directory/access.ts';
import { LifeAreaEnum, ProvisionTypeEnum } from '../../directory/graphql-enums.ts';
import { Service } from '../../directory/graphql-service.ts';
import { requireStaff } from '../../people/access.ts';
import { MyRequestPayload } from '../graphql-my-request.ts';
import { inMatching, PeerRequest, standing } from '../graphql-request.ts';
import { dayInWords, workingDaysLater } from '../promise-clock.ts';
import { openTeamMessage } from '../queue/queue-sealed.ts';
import { NoLongerPossible } from '../rules.ts';
import type { ToldCount } from './gap-rules.ts';
import { type Gap, type GapsReport, readGaps } from './gaps.ts';
import { chooseOtherWay, type MyTeamWord, NEXT_WORD_WORKING_DAYS, tellNobodyFits } from './nobody-fits.ts';
import { otherWayWords, startingText, whyNobodyFits } from './unmet-rules.ts';

const OtherWayEnum = builder.enumType('OtherWay', {
  description: 'What there is when nobody fits now.',
  values: {
    GROUP: { description: 'A group of people who have been there.' },
    OTHER_PEER: { description: 'A peer who fits less well.' },
    PARTNER_SERVICE: { description: 'A service of the directory.' },
    WAIT: { description: 'To wait for somebody who fits.' },
  } as const,
});

const UnmetReasonEnum = builder.enumType('UnmetReason', {
  description: 'Why nobody fits.',
  values: {
    NO_ROOM: { description: 'Nobody of the team can take somebody new.' },
    EXPERIENCE: { description: 'Nobody with room shares all that matters.' },
    LANGUAGE: { description: 'Nobody with room speaks the language.' },
    CHANNEL: { description: 'Nobody with room keeps in touch the way that is safe.' },
    HOURS: { description: 'Nobody with room has time when it is safe.' },
    DISTANCE: { description: 'Nobody with room lives near, and they want to meet in person.' },
    NOT_SUITABLE: { description: 'Whoever has room is not to be brought together with this person.' },
  } as const,
});

const OtherWayOffer = builder.objectRef<MyTeamWord['ways'][number]>('OtherWayOffer').implement({
  description: 'Something else that there is.',
  fields: (t) => ({
    way: t.field({ type: OtherWayEnum, description: 'Which.', resolve: ({ way }) => way }),
    words: t.exposeString('words', { description: 'The same in words for the person.' }),
  }),
});

const TeamWordType = builder.objectRef<MyTeamWord>('TeamWord').implement({
  description: 'Nobody fits now: an honest word from a coordinator, and what else there is.',
  fields: (t) => ({
    id: t.globalID({ description: 'Opaque id.', resolve: ({ id }) => ({ id, type: 'TeamWord' }) }),
    at: t.field({ type: 'DateTime', description: 'When it was written.', resolve: ({ at }) => at }),
    message: t.exposeString('message', { description: "In the coordinator's own words." }),
    ways: t.field({ type: [OtherWayOffer], description: 'What is offered.', resolve: ({ ways }) => ways }),
    services: t.prismaField({
      type: [Service],
      description: 'Services that the coordinator names, if they are still in the directory.',
      resolve: (query, { serviceIds }, _args, { db, viewer }) =>
        db.service.findMany({
          ...query,
          where: { AND: [{ id: { in: serviceIds } }, visibleServices(viewer)] },
          orderBy: { name: 'asc' },
        }),
    }),
    nextWordBy: t.field({
      type: 'DateTime',
      description: 'The team writes again by then at the latest.',
      resolve: ({ nextWordBy }) => nextWordBy,
    }),
    chosen: t.field({
      type: OtherWayEnum,
      nullable: true,
      description: 'What the person would like; null: they have not said.',
      resolve: ({ chosen }) => chosen,
    }),
  }),
});

const NobodyFitsDraft = builder
  .objectRef<{ startingText: string; reasons: ReturnType<typeof whyNobodyFits>['reasons'] }>('NobodyFitsDraft')
  .implement({
    description: 'What is true when nobody fits, to start from. The coordinator writes in their own words.',
    fields: (t) => ({
      startingText: t.exposeString('startingText', { description: 'A text to start from. Names no advocate.' }),
      reasons: t.field({ type: [UnmetReasonEnum], description: 'Why.', resolve: ({ reasons }) => reasons }),
    }),
  });

builder.prismaObjectFields('PeerRequest', (t) => ({
  teamWords: t.field({
    type: [TeamWordType],
    description: 'What the team wrote when nobody fitted, newest first. For the person and the coordinators.',
    select: { teamWords: { orderBy: [{ at: 'desc' }, { id: 'asc' }], take: 20 } },
    resolve: async (row, _args, context) => {
      const own = await standing(row, context);
      if (own !== 'self' && own !== 'coordinator') return [];
      return row.teamWords.flatMap((word) => {
        const told = openTeamMessage(context.keys, row, word);
        const ways = word.ways.map((way) => ({ way, words: otherWayWords[way] }));
        return told
          ? [{ ...told, ways, id: word.id, at: word.at, nextWordBy: word.nextWordBy, chosen: word.chosen }]
          : [];
      });
    },
  }),
  nobodyFits: t.field({
    type: NobodyFitsDraft,
    nullable: true,
    description: 'For coordinators, while it waits: what to start from when nobody fits. Null: not for this viewer.',
    select: { team: { select: { timezone: true } } },
    resolve: async (row, _args, context) => {
      const [why] = await inMatching(row, context, (matching) => [whyNobodyFits(matching)]);
      if (!why) return null;
      const { timezone } = row.team;
      const by = dayInWords(timezone, workingDaysLater(context.clock.now(), NEXT_WORD_WORKING_DAYS, timezone));
      return { startingText: startingText(why, by), reasons: why.reasons };
    },
  }),
}));

const TellNobodyFitsInput = builder.inputType('TellNobodyFitsInput', {
  description: 'An honest word, and what else there is.',
  fields: (t) => ({
    requestId: t.id({ required: true, description: 'The request.' }),
    message: t.string({ required: true, description: "In the coordinator's own words; at most 2,000 characters." }),
    ways: t.field({ type: [OtherWayEnum], required: true, description: 'What is offered: at least one.' }),
    serviceIds: t.idList({ description: 'At most five services of the directory.' }),
    provisionType: t.field({
      type: ProvisionTypeEnum,
      description: 'What would have helped, for the report of gaps; left out: a peer.',
    }),
  }),
});

const TellNobodyFitsPayload = builder.objectRef<{ requestId: string }>('TellNobodyFitsPayload').implement({
  description: 'The person reads it on their own page, and a new promise has begun.',
  fields: (t) => ({
    request: t.prismaField({
      type: PeerRequest,
      description: 'The request, as it is now.',
      resolve: (query, { requestId }, _args, { db }) =>
        db.peerRequest.findUniqueOrThrow({ ...query, where: { id: requestId } }),
    }),
  }),
});

builder.mutationField('tellNobodyFits', (t) =>
  t.field({
    type: TellNobodyFitsPayload,
    description:
      'A coordinator tells somebody honestly that nobody fits now, and what else there is. The need that was not met is recorded without the person.',
    args: { input: t.arg({ type: TellNobodyFitsInput, required: true, description: 'Whom, and what.' }) },
    errors: resultOf('TellNobodyFits', [InvalidInput, NotFound, NoLongerPossible]),
    resolve: async (_root, { input }, context) => {
      const requestId = readId(input.requestId, 'PeerRequest') ?? '';
      await tellNobodyFits(context, requireStaff(context.viewer), {
        requestId,
        message: input.message,
        ways: input.ways,
        serviceIds: input.serviceIds?.map((id) => readId(id, 'Service') ?? ''),
        provisionType: input.provisionType,
      });
      return { requestId };
    },
  }),
);

const ChooseOtherWayInput = builder.inputType('ChooseOtherWayInput', {
  description: 'What the person would like.',
  fields: (t) => ({
    teamWordId: t.id({ required: true, description: 'Which word of the team.' }),
    way: t.field({ type: OtherWayEnum, required: true, description: 'One of its ways.' }),
  }),
});

builder.mutationField('chooseOtherWay', (t) =>
  t.field({
    type: MyRequestPayload,
    description: 'The person says what they would like while nobody fits. They may change their mind.',
    args: { input: t.arg({ type: ChooseOtherWayInput, required: true, description: 'What.' }) },
    errors: resultOf('ChooseOtherWay', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => {
      await chooseOtherWay(context, context.viewer, {
        wordId: readId(input.teamWordId, 'TeamWord') ?? '',
        way: input.way,
      });
      return {};
    },
  }),
);

const GapCount = builder.objectRef<ToldCount<string>>('GapCount').implement({
  description: 'How often something was missed.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'What: a name of the vocabulary, or NOT_SAID.' }),
    count: t.exposeInt('count', {
      nullable: true,
      description: 'How often. Null: hidden, so that nobody can be told.',
    }),
  }),
});

const GapType = builder.objectRef<Gap>('Gap').implement({
  description: 'One kind of help that was missed somewhere, at least five times, beside what there is.',
  fields: (t) => ({
    area: t.field({
      type: LifeAreaEnum,
      nullable: true,
      description: 'Part of life; null: not said.',
      resolve: (gap) => gap.area,
    }),
    provisionType: t.field({
      type: ProvisionTypeEnum,
      nullable: true,
      description: 'What would have helped; null: a peer.',
      resolve: (gap) => gap.provisionType,
    }),
    outwardArea: t.exposeString('outwardArea', {
      nullable: true,
      description: 'Letters of the postcode; null: not said.',
    }),
    count: t.exposeInt('count', { description: 'How often it was missed.' }),
    supply: t.exposeInt('supply', {
      nullable: true,
      description:
        'Services of this kind in the directory within 16 km. Null: the place is not known, or it was a peer.',
    }),
  }),
});

const told = (what: string) => `${what}; small numbers are hidden.`;
const GapsReportType = builder.objectRef<GapsReport>('GapsReport').implement({
  description:
    'What a team could not give in some weeks. Holds nobody; small numbers and what would give them away are hidden.',
  fields: (t) => ({
    from: t.field({ type: 'Date', description: 'From this day on.', resolve: ({ from }) => from }),
    until: t.field({ type: 'Date', description: 'Until this day.', resolve: ({ until }) => until }),
    total: t.exposeInt('total', { nullable: true, description: 'How often in all. Null: fewer than five.' }),
    byArea: t.field({ type: [GapCount], description: told('By part of life'), resolve: ({ byArea }) => byArea }),
    byProvision: t.field({
      type: [GapCount],
      description: told('By what would have helped'),
      resolve: ({ byProvision }) => byProvision,
    }),
    byPlace: t.field({
      type: [GapCount],
      description: told('By letters of the postcode'),
      resolve: ({ byPlace }) => byPlace,
    }),
    byReason: t.field({ type: [GapCount], description: told('By why'), resolve: ({ byReason }) => byReason }),
    byWish: t.field({
      type: [GapCount],
      description: told('By wishes that nobody with room could meet, in words'),
      resolve: ({ byWish }) => byWish,
    }),
    gaps: t.field({
      type: [GapType],
      description: 'Kinds of help that were missed somewhere, beside what the directory has there; most first.',
      resolve: ({ gaps }) => gaps,
    }),
  }),
});

builder.queryField('gaps', (t) =>
  t.field({
    type: GapsReportType,
    nullable: true,
    description: 'What this team could not give. For coordinators; null: not for this viewer.',
    args: {
      weeks: t.arg.int({ required: true, defaultValue: 13, description: 'How many weeks back, from 4 to 104.' }),
    },
    resolve: (_root, { weeks }, context) => readGaps(context, context.viewer, weeks),
  }),
);
