import { EnvelopArmorPlugin } from '@escape.tech/graphql-armor';
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Kith } from '../kith.ts';
import type { Context } from './context.ts';
import { explorerPage } from './explorer.ts';
import { limits } from './limits.ts';
import type { PersistedOperations } from './persisted.ts';
import { schema } from './schema.ts';

/** What the HTTP edge knows about a request before GraphQL sees it. */
export type EdgeContext = Pick<Context, 'viewer' | 'partner' | 'addressHash' | 'requestId'>;

/** The GraphQL endpoint as a fetch function. Limits and reasons: ../shared SECURITY.md, limits.ts. */
export function createGraphql(kith: Kith, operations: PersistedOperations) {
  const { isProduction } = kith.config;
  const plugins: Plugin[] = [
    EnvelopArmorPlugin({
      maxDepth: { n: limits.depth, flattenFragments: true },
      maxAliases: { n: limits.aliases, allowList: [] },
      maxTokens: { n: limits.tokens },
      maxDirectives: { n: limits.directives },
      costLimit: { maxCost: limits.cost, objectCost: 1, scalarCost: 0.1, depthCostFactor: 1.2, flattenFragments: true },
      blockFieldSuggestion: { enabled: isProduction },
    }) as Plugin,
    usePersistedOperations({
      getPersistedOperation: (id) => operations.get(id) ?? null,
      // Anybody may query open data in their own words; our own clients send hashes only.
      allowArbitraryOperations: true,
      skipDocumentValidation: false,
    }),
  ];
  return createYoga<EdgeContext & Record<string, unknown>, Context>({
    schema,
    plugins,
    batching: false,
    multipart: false,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: isProduction ? false : explorerPage,
    // Origins are decided in http/, where the partner is known.
    cors: false,
    context: ({ viewer, partner, addressHash, requestId }) => ({ ...kith, viewer, partner, addressHash, requestId }),
    maskedErrors: {
      isDev: false,
      errorMessage: 'Something went wrong on our side. Nothing was changed. Please try again.',
    },
    logging: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: (error: unknown) =>
        kith.log.error({ err: error instanceof Error ? (error.cause ?? error) : undefined }, 'graphql'),
    },
  });
}
