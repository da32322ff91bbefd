import { type Exchange, makeOperation, mapExchange } from '@urql/core';
import type { DocumentNode } from 'graphql';

// In a built client a document is its hash only (persisted-documents.ts); while developing it has its text.
type MaybeHashed = DocumentNode & { documentId?: string };

/**
 * For urql clients with the ordinary fetchExchange (connect, console): puts the hash into
 * `extensions.persistedQuery`, where the server looks for it. Goes right before fetchExchange.
 */
export const persistedExchange: Exchange = mapExchange({
  onOperation(operation) {
    const query = operation.query as MaybeHashed;
    if (!query.documentId) return operation;
    return makeOperation(operation.kind, {
      ...operation,
      // Without documentId, which Yoga refuses as an unknown parameter.
      query: { kind: query.kind, definitions: [] },
      extensions: { ...operation.extensions, persistedQuery: { version: 1, sha256Hash: query.documentId } },
    });
  },
});
