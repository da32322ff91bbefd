import { builder } from '../../../graphql/builder.ts';
import { standingOf } from '../access.ts';
import { requestKeptUntil } from './kept-until.ts';

builder.prismaObjectField('PeerRequest', 'keptUntil', (t) =>
  t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'For the person and the coordinators: erased by itself after this day, if nothing changes. Null: kept while it goes on.',
    select: { matches: { select: { status: true, answeredAt: true } } },
    resolve: async (row, _args, { db, viewer, clock }) => {
      const standing = await standingOf({ db, viewer, now: clock.now() }, row);
      return standing === 'self' || standing === 'coordinator' ? requestKeptUntil(row) : null;
    },
  }),
);

builder.prismaObjectField('PeerRequest', 'lettersStoppedAt', (t) =>
  t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'The person said stop to letters and texts; they give a way to reach them to begin again. Null: they did not.',
    resolve: async (row, _args, { db, viewer, clock }) => {
      const standing = await standingOf({ db, viewer, now: clock.now() }, row);
      return standing === 'self' || standing === 'coordinator' ? row.lettersStoppedAt : null;
    },
  }),
);
