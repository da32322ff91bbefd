import type { RequestEventKind } from '../../../generated/prisma/enums.ts';
import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { visibleServices } from '../directory/access.ts';
import { LifeAreaEnum } from '../directory/graphql-enums.ts';
import { Service } from '../directory/graphql-service.ts';
import { ContactChannelEnum, SharedDimensionEnum } from '../people/graphql-enums.ts';
import { labelOf } from '../people/shared-vocabulary.ts';
import { matchesVisibleTo, mayReadWords, reachFor, type Standing, standingOf } from './access.ts';
import { PeerRequestStatusEnum, RequestEventKindEnum, WishWeightEnum } from './graphql-enums.ts';
import { ReachType } from './graphql-reach.ts';
import type { MyWish } from './my-request.ts';
import { Suggestion } from './queue/graphql-suggestion.ts';
import { recordReading } from './reading.ts';
import { isAgreeing, isLate } from './rules.ts';
import { openReach, openWords } from './sealed.ts';
import { breakOf, eventSentence, isPausedByOther, statusSentence } from './sentences.ts';
import { type Matching, othersOf, readMatching, suggestionsOf } from './suggesting.ts';

const PeerWish = builder.objectRef<MyWish>('PeerWish').implement({
  description: 'What matters to a person in who they talk to.',
  fields: (t) => ({
    dimension: t.field({
      type: SharedDimensionEnum,
      description: 'What kind of thing it is.',
      resolve: (wish) => wish.dimension,
    }),
    value: t.exposeString('value', { description: 'Its name in the vocabulary.' }),
    label: t.exposeString('label', { description: 'What to call it, in plain words.' }),
    weight: t.field({ type: WishWeightEnum, description: 'How much it counts.', resolve: (wish) => wish.weight }),
  }),
});

const RequestEvent = builder.objectRef<{ kind: RequestEventKind; at: Date }>('RequestEvent').implement({
  description: "One line of a request's story. No content.",
  fields: (t) => ({
    kind: t.field({
      type: RequestEventKindEnum,
      description: 'What happened.',
      resolve: (event) => event.kind,
    }),
    at: t.field({ type: 'DateTime', description: 'When.', resolve: (event) => event.at }),
    sentence: t.string({
      description: 'The same in words for the person.',
      resolve: (event) => eventSentence(event.kind),
    }),
  }),
});

const standings = new WeakMap<object, Promise<Standing>>();

/** Asked by several fields of one row: the answer is kept with the row, which lives for one operation. */
export function standing(
  request: { id: string; teamId: string; erasedAt: Date | null },
  context: Context,
): Promise<Standing> {
  const known = standings.get(request);
  if (known) return known;
  const { db, viewer, clock } = context;
  const asked = standingOf({ db, viewer, now: clock.now() }, request);
  standings.set(request, asked);
  return asked;
}

const matchings = new WeakMap<object, Promise<Matching | null>>();

/** What the rules make of a request that waits, for its coordinators: the team is read once for all fields of one row. */
export async function inMatching<T>(
  row: { id: string; teamId: string; erasedAt: Date | null },
  context: Context,
  read: (matching: Matching) => T[],
): Promise<T[]> {
  if ((await standing(row, context)) !== 'coordinator') return [];
  const known = matchings.get(row) ?? readMatching(context, row.id, row.teamId);
  matchings.set(row, known);
  const matching = await known;
  return matching ? read(matching) : [];
}

export const PeerRequest = builder.prismaNode('PeerRequest', {
  id: { field: 'id', description: 'Opaque id.' },
  description: 'A person asks for a peer. What a field shows depends on who looks.',
  fields: (t) => ({
    reference: t.exposeString('reference', { description: 'Short and sayable: "KT-4F7Q".' }),
    status: t.field({ type: PeerRequestStatusEnum, description: 'Where it is.', resolve: (row) => row.status }),
    statusSentence: t.string({
      description: 'Where it is, in plain words for the person.',
      select: {
        team: { select: { name: true, timezone: true } },
        matches: {
          where: { status: { in: ['PROPOSED', 'ACTIVE', 'PAUSED'] } },
          select: {
            status: true,
            lapsesAt: true,
            answeredAt: true,
            pausedBy: true,
            advocate: {
              select: {
                firstName: true,
                energy: true,
                breakUntil: true,
                breakWords: true,
                timesAway: { select: { fromOn: true, untilOn: true } },
              },
            },
            rathersWait: true,
            standIn: { select: { standIn: { select: { firstName: true } } } },
          },
        },
      },
      resolve: (row, _args, { clock }) => {
        const match = row.matches.find((own) => own.status !== 'PROPOSED' || isAgreeing(own));
        const advocate = match?.advocate;
        return statusSentence({
          ...row,
          isLate: isLate(row, clock.now()),
          advocateName: advocate?.firstName ?? null,
          answerBy: row.matches.find((own) => own.status === 'PROPOSED' && !isAgreeing(own))?.lapsesAt ?? null,
          isPausedByOther: isPausedByOther(match),
          advocateBreak: match ? breakOf(match, clock.now()) : null,
        });
      },
    }),
    askedAt: t.field({ type: 'DateTime', description: 'When the person asked.', resolve: (row) => row.askedAt }),
    statusChangedAt: t.field({
      type: 'DateTime',
      description: 'Since when it is where it is.',
      resolve: (row) => row.statusChangedAt,
    }),
    waitingSince: t.field({
      type: 'DateTime',
      description: 'Since when the person waits for somebody: when they asked, came back, or were last connected.',
      resolve: (row) => row.waitingSince,
    }),
    promisedBy: t.field({
      type: 'DateTime',
      description: 'A human being answers by then.',
      resolve: (row) => row.promisedBy,
    }),
    isLate: t.boolean({
      description: 'It waits, and somebody should have answered by now.',
      resolve: (row, _args, { clock }) => isLate(row, clock.now()),
    }),
    team: t.string({
      description: 'Name of the team that answers.',
      select: { team: { select: { name: true } } },
      resolve: (row) => row.team.name,
    }),
    partnerName: t.string({
      nullable: true,
      description: 'The organization on whose page the person asked; null: none.',
      select: { partner: { select: { name: true } } },
      resolve: (row) => row.partner?.name ?? null,
    }),
    area: t.field({
      type: LifeAreaEnum,
      nullable: true,
      description: 'The part of life that it is about; null: not said.',
      resolve: (row) => row.area,
    }),
    service: t.prismaField({
      type: Service,
      nullable: true,
      description: 'The service that it is about. Null: none, or gone from the directory.',
      resolve: (query, row, _args, { db, viewer }) =>
        row.serviceId
          ? db.service.findFirst({ ...query, where: { AND: [{ id: row.serviceId }, visibleServices(viewer)] } })
          : null,
    }),
    outwardCode: t.exposeString('outwardCode', {
      nullable: true,
      description: 'First half of a postcode; null: not said.',
    }),
    language: t.exposeString('language', { description: 'The language that the person used (BCP 47).' }),
    channel: t.field({
      type: ContactChannelEnum,
      description: 'How the person wants to be in touch.',
      resolve: (row) => row.channel,
    }),
    words: t.string({
      nullable: true,
      description:
        "The person's words. Null: none, or not for this viewer. A coordinator's look is recorded and told to the person.",
      resolve: async (row, _args, context) => {
        const own = await standing(row, context);
        if (row.words === null || !mayReadWords(own, row.status)) return null;
        if (own === 'coordinator' && context.viewer.kind === 'staff')
          await recordReading(context, context.viewer, row.id, 'words');
        return openWords(context.keys, row);
      },
    }),
    reach: t.field({
      type: ReachType,
      nullable: true,
      description:
        "Null: not for this viewer. An advocate sees the number or address after their yes. A coordinator's look is recorded.",
      resolve: async (row, _args, context) => {
        const own = await standing(row, context);
        const extent = reachFor(own, row.status);
        if (row.reach === null || extent === null) return null;
        if (own === 'coordinator' && context.viewer.kind === 'staff')
          await recordReading(context, context.viewer, row.id, 'reach');
        const reach = openReach(context.keys, row);
        return reach && extent === 'without value' ? { ...reach, value: null } : reach;
      },
    }),
    wishes: t.field({
      type: [PeerWish],
      description: 'RATHER_NOT wishes are left out for advocates.',
      select: { wishes: { orderBy: [{ dimension: 'asc' }, { value: 'asc' }] } },
      resolve: async (row, _args, context) => {
        const own = await standing(row, context);
        const seesAll = own === 'self' || own === 'coordinator';
        return row.wishes
          .filter(({ weight }) => own !== null && (seesAll || weight !== 'RATHER_NOT'))
          .map((wish) => ({ ...wish, label: labelOf(wish.dimension, wish.value) }));
      },
    }),
    events: t.field({
      type: [RequestEvent],
      description: 'Its story, oldest first. For the person and the coordinators; empty for advocates.',
      select: { events: { orderBy: [{ at: 'asc' }, { id: 'asc' }] } },
      resolve: async (row, _args, context) => {
        const own = await standing(row, context);
        return own === 'self' || own === 'coordinator' ? row.events : [];
      },
    }),
    matches: t.relation('matches', {
      description: 'Its introductions and matches that this viewer may see, oldest first.',
      query: (_args, { viewer, clock }) => ({
        where: matchesVisibleTo(viewer, clock.now()),
        orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
      }),
    }),
    suggestions: t.field({
      type: [Suggestion],
      description: 'For coordinators, while it waits: at most three, with reasons. Only a human introduces.',
      resolve: (row, _args, context) => inMatching(row, context, suggestionsOf),
    }),
    otherAdvocates: t.field({
      type: [Suggestion],
      description:
        'For coordinators who know better, while it waits: everybody else of the team who can take somebody new, in the same order. Never against a "rather not".',
      resolve: (row, _args, context) => inMatching(row, context, othersOf),
    }),
  }),
});
