import { persistedExchange } from '@kith/contract/persisted-exchange.ts';
import {
  type Client,
  cacheExchange,
  createClient,
  type Exchange,
  fetchExchange,
  type OperationContext,
  type OperationResult,
} from '@urql/core';
import { filter, map, pipe } from 'wonka';

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

/**
 * Notices that the session is over. What the server then says to a nobody (no requests, no people) never reaches a
 * screen: it would wipe what is written there.
 */
function sessionExchange(watch: SessionWatch): Exchange {
  return ({ forward }) =>
    (operations) =>
      pipe(
        forward(operations),
        filter(({ data, error }) => {
          const isRefused = error?.graphQLErrors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
          // Every query of the console asks for the viewer as well; mutations are refused with a code.
          const isNobody = data !== undefined && data !== null && 'viewer' in data && data.viewer === null;
          if (isRefused || isNobody) watch.ended();
          return !isNobody;
        }),
      );
}

/**
 * A later look that gets no answer at all leaves on the screen what the one before it read. Screens look again on their
 * own, and one lost answer would otherwise take away what somebody reads, or the form in which they write.
 */
function keepExchange(watch: SessionWatch): Exchange {
  const read = new Map<number, OperationResult['data']>();
  // Whoever signs in next at this machine may be somebody else.
  watch.onEnded(() => read.clear());
  return ({ forward }) =>
    (operations) =>
      pipe(
        forward(operations),
        map((result) => {
          const { kind, key } = result.operation;
          if (kind !== 'query') return result;
          if (result.data) read.set(key, result.data);
          else if (result.error?.networkError && read.has(key)) return { ...result, data: read.get(key), stale: true };
          else read.delete(key);
          return result;
        }),
      );
}

/** A client that sends hashes only, same origin. A new one for each sign-in: nothing of the last person stays. */
export function createConsoleClient(watch: SessionWatch, fetch: typeof globalThis.fetch = globalThis.fetch): Client {
  return createClient({
    url: '/graphql',
    fetch: (input, init) => fetch(input, init),
    preferGetMethod: false,
    fetchOptions: { headers },
    exchanges: [keepExchange(watch), cacheExchange, sessionExchange(watch), persistedExchange, fetchExchange],
  });
}
