import type { Taken } from '../modules/safety/limits.ts';

/** Headers that a page of another site may read. */
export const RATE_HEADERS = 'ratelimit, ratelimit-policy, retry-after';

/**
 * How much is left of a limit, in the words of the IETF draft "RateLimit header fields for HTTP" (structured fields): so
 * many requests in so many seconds, and so many left until it starts anew.
 */
export function rateHeaders({ limit, quota, windowSeconds, remaining, resetSeconds }: Taken): Record<string, string> {
  return {
    'ratelimit-policy': `"${limit}";q=${quota};w=${windowSeconds}`,
    ratelimit: `"${limit}";r=${remaining};t=${resetSeconds}`,
  };
}
