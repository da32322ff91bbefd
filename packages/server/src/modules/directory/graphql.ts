import { builder } from '../../graphql/builder.ts';
import { readId } from '../../graphql/ids.ts';
import { offeredServices, visibleOrganizations, visibleServices } from './access.ts';
import { LifeAreaEnum } from './graphql-enums.ts';
import './graphql-correction.ts';
import './graphql-search.ts';
import { Organization, Service, TaxonomyTerm } from './graphql-service.ts';
import './graphql-imports.ts';
import './graphql-import-sources.ts';
import './graphql-import-steps.ts';
import './graphql-steward.ts';

builder.queryField('service', (t) =>
  t.prismaField({
    type: Service,
    nullable: true,
    description:
      'One service; null: not there, or not for this viewer. A closed one still answers: look at its status.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (query, _root, args, { db, viewer }) => {
      const id = readId(args.id, 'Service');
      return id === null ? null : db.service.findFirst({ ...query, where: { AND: [{ id }, visibleServices(viewer)] } });
    },
  }),
);

builder.queryField('organization', (t) =>
  t.prismaField({
    type: Organization,
    nullable: true,
    description: 'One organization; null: not there, or not for this viewer.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (query, _root, args, { db, viewer }) => {
      const id = readId(args.id, 'Organization');
      return id === null
        ? null
        : db.organization.findFirst({ ...query, where: { AND: [{ id }, visibleOrganizations(viewer)] } });
    },
  }),
);

/** More terms than a list of choices can use; the rest is found by typing. */
const MOST_TERMS = 500;

builder.queryField('taxonomyTerms', (t) =>
  t.prismaField({
    type: [TaxonomyTerm],
    description: `Terms that at least one service has, by name; at most ${MOST_TERMS}.`,
    args: { area: t.arg({ type: LifeAreaEnum, description: 'Only terms of this life area; null: all.' }) },
    resolve: (query, _root, { area }, { db }) =>
      db.taxonomyTerm.findMany({
        ...query,
        where: {
          ...(area ? { areas: { has: area } } : {}),
          attributes: { some: { service: offeredServices } },
        },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: MOST_TERMS,
      }),
  }),
);
