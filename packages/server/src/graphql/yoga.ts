import { randomBytes } from 'node:crypto';
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Kith } from '../kith.ts';
import type { Context } from './context.ts';
import { refusal } from './error-codes.ts';
import { explorerPage } from './explorer.ts';
import { type OperationReport, useErrorCodes, useLimits } from './guard.ts';
import type { PersistedOperations } from './persisted.ts';
import { maskErrorWith } from './refusals.ts';
import { schema } from './schema.ts';

/** What the HTTP edge knows about a request before GraphQL sees it, and what it hears back. */
export type EdgeContext = Pick<Context, 'viewer' | 'partner' | 'addressHash' | 'requestId' | 'cutOff'> & {
  report: OperationReport;
};

const SHA_256_HEX = /^[0-9a-f]{64}$/;

/** The GraphQL endpoint as a fetch function: limits, persisted documents and masked errors. HTTP is http/graphql.ts. */
export function createGraphql(kith: Kith, operations: PersistedOperations) {
  const { isProduction } = kith.config;
  const plugins: Plugin[] = [
    useLimits(isProduction) as Plugin,
    useErrorCodes(isProduction),
    usePersistedOperations({
      getPersistedOperation: (hash) => (SHA_256_HEX.test(hash) ? (operations.get(hash) ?? null) : null),
      // Anybody may query open data in their own words; our own clients send hashes only.
      allowArbitraryOperations: true,
      skipDocumentValidation: false,
      customErrors: {
        notFound: () =>
          refusal('PERSISTED_QUERY_NOT_FOUND', 'Kith does not know this query. Load the page again.', {
            http: { status: 404 },
          }),
        keyNotFound: () => refusal('BAD_USER_INPUT', 'There is no query in this request.', { http: { status: 400 } }),
      },
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
    // Its files come with Kith; Yoga's own page would load them from another site.
    ...(isProduction
      ? {}
      : { renderGraphiQL: async (options) => (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options) }),
    // Origins are decided in http/, where the partner is known.
    cors: false,
    context: ({ viewer, partner, addressHash, requestId, cutOff }) => ({
      ...kith,
      viewer,
      partner,
      addressHash,
      requestId,
      cutOff,
    }),
    maskedErrors: { maskError: maskErrorWith(kith.log, () => randomBytes(9).toString('base64url'), isProduction) },
    // maskError logs what must be logged; Yoga would log the words of the error.
    logging: false,
  });
}
