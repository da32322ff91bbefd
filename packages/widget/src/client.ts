import type { TadaDocumentNode } from 'gql.tada';
import { type Plain, write } from './json.ts';

// Not urql here: of its 4.6 kB (brotli, at its leanest) the widget would use GET queries and a cache by operation.
// That is these lines; docs/decisions says more.

const TIMEOUT_MS = 12_000;
const RETRY_AFTER_MS = 600;
const KEPT_ANSWERS = 50;

/** Why there is no answer, as far as it matters to the person. */
export type TroubleKind = 'offline' | 'slow' | 'busy' | 'failed';

/** A query that was not answered. */
export class Trouble extends Error {
  kind: TroubleKind;
  /** Kith answers, and this page may not use it: another key, another site, or switched off. */
  declare isRefused?: true;
  constructor(kind: TroubleKind) {
    super(kind);
    this.kind = kind;
  }
}

// The build leaves the hash alone of a document (packages/contract/src/persisted-documents.ts).
type MaybeHashed = { documentId?: string };

/** Asks Kith for open data on behalf of one partner's page. Answers are shared by all widgets on the page. */
export class Client {
  #answers = new Map<string, unknown>();
  #endpoint: string;

  constructor(origin: string, partner: string | null) {
    this.#endpoint = `${origin}/graphql?${partner ? `partner=${encodeURIComponent(partner)}&` : ''}`;
  }

  /**
   * @param signal aborts a query that nobody waits for any more
   * @throws {Trouble} no answer, or not in time
   */
  async query<Data, Variables extends { [key: string]: Plain }>(
    document: TadaDocumentNode<Data, Variables>,
    variables: NoInfer<Variables>,
    signal?: AbortSignal,
  ): Promise<Data> {
    const url = this.#endpoint + (await parameters(document as MaybeHashed)) + encodeURIComponent(write(variables));
    const kept = this.#answers.get(url);
    if (kept) return kept as Data;
    const data = await ask(url, signal, true);
    if (this.#answers.size >= KEPT_ANSWERS) this.#answers.clear();
    this.#answers.set(url, data);
    return data as Data;
  }
}

async function parameters(document: MaybeHashed): Promise<string> {
  if (process.env.NODE_ENV !== 'production' && !document.documentId) {
    const { print } = await import('graphql');
    return `query=${encodeURIComponent(print(document as never))}&variables=`;
  }
  const persisted = `{"persistedQuery":{"version":1,"sha256Hash":"${document.documentId}"}}`;
  return `extensions=${encodeURIComponent(persisted)}&variables=`;
}

async function ask(url: string, signal: AbortSignal | undefined, mayRetry: boolean): Promise<unknown> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  let trouble: TroubleKind = 'failed';
  const timer = setTimeout(() => {
    trouble = 'slow';
    stop();
  }, TIMEOUT_MS);
  signal?.addEventListener('abort', stop);
  try {
    // No headers of our own beyond Accept, no cookies: the browser sends it without a preflight.
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      referrerPolicy: 'origin',
      signal: abort.signal,
    });
    if (response.status === 429) throw new Trouble('busy');
    if (response.status === 403) throw Object.assign(new Trouble('failed'), { isRefused: true });
    const { data } = (await response.json()) as { data?: unknown };
    if (data) return data;
    if (response.ok) mayRetry = false;
  } catch (error) {
    if (error instanceof Trouble || signal?.aborted) throw error;
    if (!navigator.onLine) trouble = 'offline';
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
  if (mayRetry && trouble === 'failed') {
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    signal?.throwIfAborted();
    return ask(url, signal, false);
  }
  throw new Trouble(trouble);
}

const clients = new Map<string, Client>();

/** The one client of an origin and partner on this page. */
export function clientOf(origin: string, partner: string | null): Client {
  const key = `${origin} ${partner}`;
  const client = clients.get(key) ?? new Client(origin, partner);
  clients.set(key, client);
  return client;
}
