import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../generated/graphql-env.d.ts';

/**
 * Types an operation or fragment from schema.graphql. Production builds replace each call by its hash
 * (persisted-documents.ts), so the argument must be a plain literal.
 */
export const graphql = /*@__PURE__*/ initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Date: string; URL: string; ID: string };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
export { readFragment } from 'gql.tada';
