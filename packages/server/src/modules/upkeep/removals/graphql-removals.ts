import { encodeGlobalID } from '@pothos/plugin-relay';
import { builder, MAX_PAGE } from '../../../graphql/builder.ts';
import { type Page, readCursor, readFirst } from '../../peers/graphql-paging.ts';
import { type RemovedService, removedSince } from './removals.ts';

const RemovalReasonEnum = builder.enumType('RemovalReason', {
  description: 'Why a service is not to be offered any more.',
  values: {
    GONE: { description: 'Not in its source any more, or its organization is not.' },
    STOPPED: { description: 'It does not run, for now or for good. service(id) still answers and says which.' },
    NOT_CHECKED: { description: 'Nobody knows whether it runs. Hidden until somebody has checked.' },
  } as const,
});

const RemovedServiceType = builder.objectRef<RemovedService>('RemovedService').implement({
  description: 'A service that a copy of the directory should take out: its ids, and nothing else.',
  fields: (t) => ({
    id: t.id({ description: 'As Service.id.', resolve: ({ id }) => encodeGlobalID('Service', id) }),
    hsdsId: t.exposeID('hsdsId', { description: 'As Service.hsdsId, and as "id" on /hsds.' }),
    removedAt: t.expose('removedAt', { type: 'DateTime', description: 'Since when.' }),
    reason: t.field({ type: RemovalReasonEnum, description: 'Why.', resolve: ({ reason }) => reason }),
  }),
});

const RemovedServiceEdge = builder.objectRef<{ cursor: string; node: RemovedService }>('RemovedServiceEdge').implement({
  description: 'One removal and where it stands.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Go on after this one.' }),
    node: t.field({ type: RemovedServiceType, description: 'The removal.', resolve: ({ node }) => node }),
  }),
});

const RemovedServiceConnection = builder.objectRef<Page<RemovedService>>('RemovedServiceConnection').implement({
  description: 'A page of removals (Relay).',
  fields: (t) => ({
    edges: t.field({
      type: [RemovedServiceEdge],
      description: 'The removals of this page.',
      resolve: ({ edges }) => edges,
    }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Where this page stands.',
      resolve: ({ pageInfo }) => pageInfo,
    }),
  }),
});

builder.queryField('removedServices', (t) =>
  t.field({
    type: RemovedServiceConnection,
    description:
      'For copies of the directory: services that are not offered any more since a time, the oldest first. With services(search: { updatedSince }) a copy stays right. One that came back is in services again.',
    args: {
      since: t.arg({ type: 'DateTime', required: true, description: 'When the copy was last brought up to date.' }),
      first: t.arg.int({ required: true, defaultValue: 20, description: `How many, 1 to ${MAX_PAGE}.` }),
      after: t.arg.string({ description: 'The cursor of the last removal seen.' }),
    },
    resolve: (_root, { since, first, after }, context) =>
      removedSince(context, since, readFirst(first), readCursor(after)),
  }),
);
