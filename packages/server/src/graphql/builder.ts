import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { DateResolver, DateTimeISOResolver, URLResolver } from 'graphql-scalars';
import type PrismaTypes from '../../generated/pothos.ts';
import { getDatamodel } from '../../generated/pothos.ts';
import type { Context } from './context.ts';

/** The most rows of one page. */
export const MAX_PAGE = 50;

export const builder = new SchemaBuilder<{
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: false;
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    Date: { Input: Date; Output: Date };
    URL: { Input: URL; Output: URL | string };
  };
}>({
  // Errors before Prisma: the Prisma plugin must see the wrapped resolver.
  plugins: [ErrorsPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  errors: { defaultTypes: [] },
  relay: {
    // node(id:) would bypass visibleTo; every type offers its own lookup instead.
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    cursorType: 'String',
    firstArgOptions: { description: 'How many, from 1 to 50; left out: 20.' },
    lastArgOptions: { description: 'How many from the end, from 1 to 50.' },
    afterArgOptions: { description: 'Go on after this cursor; left out: from the start.' },
    beforeArgOptions: { description: 'Only what comes before this cursor.' },
    nodeTypeOptions: { description: 'Something with an id that never changes.' },
    pageInfoTypeOptions: { description: 'Where this page stands in the whole list (Relay).' },
    idFieldOptions: { description: 'Never changes.' },
    cursorFieldOptions: { description: 'Give it as `after` to go on from here.' },
    nodeFieldOptions: { description: 'What the list is of.' },
    edgesFieldOptions: { description: 'The rows of this page, in order.' },
    pageInfoFieldOptions: { description: 'Whether there is more, and from where to go on.' },
    hasNextPageFieldOptions: { description: 'There is more after this page.' },
    hasPreviousPageFieldOptions: { description: 'There is something before this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first row; null: the page is empty.' },
    endCursorFieldOptions: { description: 'Cursor of the last row; null: the page is empty.' },
  },
  prisma: {
    client: (context) => context.db,
    dmmf: getDatamodel(),
    exposeDescriptions: true,
    filterConnectionTotalCount: true,
    maxConnectionSize: MAX_PAGE,
    defaultConnectionSize: 20,
    onUnusedQuery: process.env.NODE_ENV === 'test' ? 'warn' : null,
  },
});

builder.addScalarType('DateTime', DateTimeISOResolver, {
  description: 'An instant in ISO 8601, in UTC: "2026-11-23T09:00:00.000Z".',
});
builder.addScalarType('Date', DateResolver, { description: 'A day in ISO 8601: "2026-11-23".' });
builder.addScalarType('URL', URLResolver, { description: 'A whole web address: "https://example.org/page".' });

builder.queryType({
  description: 'Everything that can be asked. What a viewer may not see is absent, as if it did not exist.',
});
builder.subscriptionType({
  description: 'What can be listened to, by server-sent events.',
});
builder.mutationType({
  description:
    'Everything that can be done. Expected failures are members of the result union and implement UserError.',
});
