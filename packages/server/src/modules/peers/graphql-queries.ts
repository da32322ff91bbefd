import { queryFromInfo } from '@pothos/plugin-prisma';
import { builder } from '../../graphql/builder.ts';
import { readId } from '../../graphql/ids.ts';
import type { Kith } from '../../kith.ts';
import type { Viewer } from '../../viewer.ts';
import { matchesVisibleTo, requestsVisibleTo } from './access.ts';
import { MatchStatusEnum, PeerRequestStatusEnum } from './graphql-enums.ts';
import { Match } from './graphql-match.ts';
import { pageOf, readCursor, readFirst } from './graphql-paging.ts';
import { PeerRequest } from './graphql-request.ts';
import { passOnLapsed } from './lapsing.ts';
import { filterOf, QueueFilterInput } from './queue/graphql-filter.ts';

const totalCount = { description: 'How many there are in all.' };

const PeerRequestConnection = builder.connectionObject(
  {
    type: PeerRequest,
    name: 'PeerRequestConnection',
    description: 'A page of requests.',
    edgesField: { description: 'The requests of this page.' },
    fields: (t) => ({
      totalCount: t.int({ ...totalCount, resolve: (page) => (page as unknown as Counted).totalCount() }),
    }),
  },
  { name: 'PeerRequestEdge', description: 'A request in a list.' },
);

const MatchConnection = builder.connectionObject(
  {
    type: Match,
    name: 'MatchConnection',
    description: 'A page of matches.',
    edgesField: { description: 'The matches of this page.' },
    fields: (t) => ({
      totalCount: t.int({ ...totalCount, resolve: (page) => (page as unknown as Counted).totalCount() }),
    }),
  },
  { name: 'MatchEdge', description: 'A match in a list.' },
);

interface Counted {
  totalCount(): Promise<number>;
}

const first = { required: true, defaultValue: 20, description: 'How many, from 1 to 50.' } as const;
const after = { description: 'Go on after this cursor; left out: from the start.' } as const;

/** What this viewer is about to see must not hold introductions that have lapsed by now. */
async function bringUpToDate(kith: Kith, viewer: Viewer): Promise<void> {
  if (viewer.kind === 'person') await passOnLapsed(kith, { requestId: viewer.requestId });
  else if (viewer.kind === 'staff') {
    if (viewer.teamId !== null) await passOnLapsed(kith, { teamId: viewer.teamId });
    if (viewer.advocateId !== null) await passOnLapsed(kith, { advocateId: viewer.advocateId });
  }
}

builder.queryField('peerRequests', (t) =>
  t.field({
    type: PeerRequestConnection,
    description: 'The requests that this viewer may see, who waited longest first.',
    args: {
      first: t.arg.int(first),
      after: t.arg.string(after),
      status: t.arg({ type: [PeerRequestStatusEnum], description: 'Only these; left out: all.' }),
      filter: t.arg({
        type: QueueFilterInput,
        description: 'More of what a coordinator looks for; left out: everything.',
      }),
    },
    resolve: async (_root, args, context, info) => {
      const { db, viewer, clock } = context;
      const count = readFirst(args.first);
      const from = readCursor(args.after);
      await bringUpToDate(context, viewer);
      const where = {
        AND: [
          requestsVisibleTo(viewer, clock.now()),
          args.status ? { status: { in: args.status } } : {},
          filterOf(args.filter, clock.now()),
        ],
      };
      const rows = await db.peerRequest.findMany({
        ...queryFromInfo({ context, info, typeName: 'PeerRequest', path: ['edges', 'node'] }),
        where: {
          AND: [
            where,
            from ? { OR: [{ waitingSince: { gt: from.at } }, { waitingSince: from.at, id: { gt: from.id } }] } : {},
          ],
        },
        orderBy: [{ waitingSince: 'asc' }, { id: 'asc' }],
        take: count + 1,
      });
      return {
        ...pageOf(rows, count, from, ({ waitingSince, id }) => ({ at: waitingSince, id })),
        totalCount: () => db.peerRequest.count({ where }),
      };
    },
  }),
);

builder.queryField('matches', (t) =>
  t.field({
    type: MatchConnection,
    description: 'The matches that this viewer may see, newest first.',
    args: {
      first: t.arg.int(first),
      after: t.arg.string(after),
      status: t.arg({ type: [MatchStatusEnum], description: 'Only these; left out: all.' }),
    },
    resolve: async (_root, args, context, info) => {
      const { db, viewer } = context;
      const count = readFirst(args.first);
      const from = readCursor(args.after);
      await bringUpToDate(context, viewer);
      const where = {
        AND: [matchesVisibleTo(viewer, context.clock.now()), args.status ? { status: { in: args.status } } : {}],
      };
      const rows = await db.match.findMany({
        ...queryFromInfo({ context, info, typeName: 'Match', path: ['edges', 'node'] }),
        where: {
          AND: [
            where,
            from ? { OR: [{ proposedAt: { lt: from.at } }, { proposedAt: from.at, id: { gt: from.id } }] } : {},
          ],
        },
        orderBy: [{ proposedAt: 'desc' }, { id: 'asc' }],
        take: count + 1,
      });
      return {
        ...pageOf(rows, count, from, ({ proposedAt, id }) => ({ at: proposedAt, id })),
        totalCount: () => db.match.count({ where }),
      };
    },
  }),
);

builder.queryField('peerRequest', (t) =>
  t.prismaField({
    type: PeerRequest,
    nullable: true,
    description: 'One request; null: not there, or not for this viewer.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: async (query, _root, args, context) => {
      const id = readId(args.id, 'PeerRequest');
      if (!id || context.viewer.kind === 'anonymous') return null;
      await passOnLapsed(context, { requestId: id });
      return context.db.peerRequest.findFirst({
        ...query,
        where: { AND: [{ id }, requestsVisibleTo(context.viewer, context.clock.now())] },
      });
    },
  }),
);

builder.queryField('match', (t) =>
  t.prismaField({
    type: Match,
    nullable: true,
    description: 'One match; null: not there, or not for this viewer.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: async (query, _root, args, context) => {
      const id = readId(args.id, 'Match');
      if (!id) return null;
      await bringUpToDate(context, context.viewer);
      return context.db.match.findFirst({
        ...query,
        where: { AND: [{ id }, matchesVisibleTo(context.viewer, context.clock.now())] },
      });
    },
  }),
);

builder.queryField('myRequest', (t) =>
  t.prismaField({
    type: PeerRequest,
    nullable: true,
    description: "The person's own request, shown by the header authorization: Link <token>; null: no such link.",
    resolve: async (query, _root, _args, context) => {
      const { viewer, db, clock } = context;
      if (viewer.kind !== 'person') return null;
      await passOnLapsed(context, { requestId: viewer.requestId });
      return db.peerRequest.findFirst({ ...query, where: requestsVisibleTo(viewer, clock.now()) });
    },
  }),
);
