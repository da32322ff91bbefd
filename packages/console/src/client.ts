import { persistedExchange } from '@kith/contract/persisted-exchange.ts';
import {
  type Client,
  cacheExchange,
  createClient,
  fetchExchange,
  mapExchange,
  type OperationContext,
} from '@urql/core';

/** Tells listeners that the server no longer knows who is asking. */
export class SessionWatch {
  readonly #listeners = new Set<() => void>();

  /** @returns stops listening */
  onEnded(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  ended(): void {
    for (const listener of this.#listeners) listener();
  }
}

const headers = { 'x-kith-client': 'console' };

/** For what a page asks on its own: it must not keep a session awake that nobody sits at. */
export const inBackground: Partial<OperationContext> = {
  requestPolicy: 'network-only',
  fetchOptions: { headers: { ...headers, 'x-kith-background': '1' } },
};

/** For what somebody asked for. */
export const again: Partial<OperationContext> = { requestPolicy: 'network-only', fetchOptions: { headers } };

/** A client that sends hashes only, same origin. A new one for each sign-in: nothing of the last person stays. */
export function createConsoleClient(watch: SessionWatch, fetch: typeof globalThis.fetch = globalThis.fetch): Client {
  return createClient({
    url: '/graphql',
    fetch: (input, init) => fetch(input, init),
    preferGetMethod: false,
    fetchOptions: { headers },
    exchanges: [
      cacheExchange,
      mapExchange({
        onResult({ data, error }) {
          const isRefused = error?.graphQLErrors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
          // Every query of the console asks for the viewer as well.
          const isNobody = data !== undefined && data !== null && 'viewer' in data && data.viewer === null;
          if (isRefused || isNobody) watch.ended();
        },
      }),
      persistedExchange,
      fetchExchange,
    ],
  });
}
