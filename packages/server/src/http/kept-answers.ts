import { createHash, createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Partner } from '../../generated/prisma/client.ts';
import type { Kith } from '../kith.ts';

/** An answer that is the same for everybody, whole. */
export interface OpenAnswer {
  body: string;
  contentType: string;
  /** Strong: other bytes, another tag. */
  etag: string;
  /** See Openness.isTimed: true until the minute is over. */
  isTimed: boolean;
  /** It searches the directory. */
  isSearch: boolean;
  /** Milliseconds since 1970. */
  trueUntil: number;
}

/** All that one node keeps; a page of search results is about 20 KB. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_BYTES_OF_ONE = 256 * 1024;
/** A directory that was changed past Kith (by hand, or by a command beside PGlite) is seen after this. */
const KEPT_MS = 60_000;
const MINUTE_MS = 60_000;
/** Browsers and proxies ask again after this; until then they show what they have. */
const MAX_AGE_SECONDS = 30;
const STALE_SECONDS = 300;

/**
 * What this node answered to nobody in particular, so that the next who asks the same costs no database. Only whole
 * answers that hold open data alone come here (graphql/open-data.ts), and only from requests without a link or a cookie
 * to requests without a link or a cookie. All are forgotten whenever a directory changes, on every node.
 */
export class KeptAnswers {
  readonly #kith: Kith;
  readonly #answers = new LRUCache<string, OpenAnswer>({
    maxSize: MOST_BYTES,
    maxEntrySize: MOST_BYTES_OF_ONE,
    sizeCalculation: ({ body }) => 2 * body.length + 200,
  });
  // What people type is in the address: it is not kept as text.
  readonly #secret = randomBytes(32);
  #age = 0;
  #isListening = false;

  constructor(kith: Kith) {
    this.#kith = kith;
  }

  /**
   * Under what name the answer to a request is kept. All of the address counts, as it was written: two requests that
   * differ in anything that GraphQL could look at never share an answer.
   *
   * @returns null: the answer to this one is never kept
   */
  nameOf(request: Request, partner: Partner | null): string | null {
    const { headers, method, url } = request;
    if (method !== 'GET' || headers.has('authorization') || headers.has('cookie')) return null;
    const said = JSON.stringify([url.slice(url.indexOf('?') + 1), headers.get('accept'), partner?.id ?? null]);
    return createHmac('sha256', this.#secret).update(said).digest('base64url');
  }

  find(name: string): OpenAnswer | null {
    // While nobody tells us what other nodes do, everything is read.
    if (!this.#kith.signals.isHearing()) return null;
    const answer = this.#answers.get(name);
    return answer && answer.trueUntil > this.#now() ? answer : null;
  }

  /** Taken before reading: what was read before a change must not be kept after it. */
  begin(): number {
    if (!this.#isListening) {
      this.#isListening = true;
      this.#kith.signals.subscribe('directory', () => this.#forget());
      this.#kith.signals.onMissed(() => this.#forget());
    }
    return this.#age;
  }

  /** @param began what `begin` said */
  keep(name: string, answer: OpenAnswer, began: number): void {
    if (began === this.#age && this.#kith.signals.isHearing()) this.#answers.set(name, answer);
  }

  /** An answer as it was read just now. */
  answerOf(body: string, contentType: string, what: { isTimed: boolean; isSearch: boolean }): OpenAnswer {
    const now = this.#now();
    return {
      body,
      contentType,
      ...what,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
      trueUntil: Math.min(now + KEPT_MS, what.isTimed ? (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS : Infinity),
    };
  }

  /** What browsers and proxies are told about it. */
  headersOf({ etag, isTimed, trueUntil }: OpenAnswer): Record<string, string> {
    const left = Math.ceil((trueUntil - this.#now()) / 1000);
    return {
      etag,
      'cache-control': isTimed
        ? `public, max-age=${Math.max(0, Math.min(MAX_AGE_SECONDS, left))}`
        : `public, max-age=${MAX_AGE_SECONDS}, stale-while-revalidate=${STALE_SECONDS}`,
      // Whoever shows a link or a cookie is answered for themselves, and a key is looked at with the page it comes from.
      vary: 'Accept, Authorization, Cookie, Origin, X-Kith-Partner',
    };
  }

  #now(): number {
    return this.#kith.clock.now().getTime();
  }

  #forget(): void {
    this.#age++;
    this.#answers.clear();
  }
}

/** RFC 9110 §13.1.2: compared weakly, as a proxy that compresses makes a strong tag weak. */
export function isSame(request: Request, etag: string): boolean {
  const asked = request.headers.get('if-none-match');
  if (asked === null) return false;
  return asked.trim() === '*' || asked.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
