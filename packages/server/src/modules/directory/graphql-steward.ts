import { builder } from '../../graphql/builder.ts';
import { hasRole } from '../../viewer.ts';
import { ServiceStatusEnum } from './graphql-enums.ts';
import { Service } from './graphql-service.ts';

/** More than somebody reads: they write another word instead. */
const MOST_FOUND = 50;
const LONGEST_TEXT = 200;

builder.queryField('directoryServices', (t) =>
  t.prismaField({
    type: [Service],
    description: `For stewards: services in every state, the hidden ones too, whose name or organization has all the words; by name, at most ${MOST_FOUND}. Nothing for everybody else.`,
    args: {
      text: t.arg.string({ description: 'Words of the name of the service or of its organization; left out: all.' }),
      status: t.arg({ type: [ServiceStatusEnum], description: 'Only these; left out: all.' }),
    },
    resolve: (query, _root, { text, status }, { db, viewer }) => {
      if (!hasRole(viewer, 'STEWARD')) return [];
      const words = (text ?? '').replaceAll('\0', ' ').slice(0, LONGEST_TEXT).split(/\s+/).filter(Boolean).slice(0, 8);
      return db.service.findMany({
        ...query,
        where: {
          removedAt: null,
          ...(status ? { status: { in: status } } : {}),
          AND: words.map((word) => {
            const has = { contains: word.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
            return { OR: [{ name: has }, { alternateName: has }, { organization: { name: has } }] };
          }),
        },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: MOST_FOUND,
      });
    },
  }),
);

interface Correction {
  field: string;
  note: string | null;
  correctedAt: Date;
}

const ServiceCorrection = builder.objectRef<Correction>('ServiceCorrection').implement({
  description: 'Something that a steward put right by hand. It wins over the source.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Which field of the service, for example "areas".' }),
    note: t.exposeString('note', { nullable: true, description: 'Why; null: not said.' }),
    correctedAt: t.field({ type: 'DateTime', description: 'When.', resolve: (correction) => correction.correctedAt }),
  }),
});

builder.prismaObjectField('Service', 'corrections', (t) =>
  t.field({
    type: [ServiceCorrection],
    description: 'For stewards: what was put right by hand, newest first. Empty for everybody else.',
    select: { corrections: { orderBy: [{ correctedAt: 'desc' }, { field: 'asc' }] } },
    resolve: ({ corrections }, _args, { viewer }) => (hasRole(viewer, 'STEWARD') ? corrections : []),
  }),
);
