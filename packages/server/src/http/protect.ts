import type { ErrorHandler, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { isDatabaseAway } from '../infra/database-away.ts';
import type { Kith } from '../kith.ts';

/** Headers that every answer carries. Pages add their own Content-Security-Policy. */
export function protect(_kith: Kith): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    headers.set('x-content-type-options', 'nosniff');
    // Pages of ours say themselves who may frame them; any other answer that a browser shows is nobody's frame.
    if (!headers.has('content-security-policy') && headers.get('content-type')?.startsWith('text/html')) {
      headers.set('content-security-policy', "frame-ancestors 'none'; base-uri 'none'; object-src 'none'");
      headers.set('x-frame-options', 'DENY');
    }
    if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'no-referrer');
    if (!headers.has('cross-origin-opener-policy')) headers.set('cross-origin-opener-policy', 'same-origin');
    if (!headers.has('permissions-policy'))
      headers.set('permissions-policy', 'geolocation=(), camera=(), microphone=(), interest-cohort=()');
  };
}

/** A bug: logged with its kind and place, answered without either. */
export function answerProblems(kith: Kith): ErrorHandler {
  return (error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (isDatabaseAway(error))
      return c.text('Kith cannot be reached for a moment. Please try again.', 503, { 'retry-after': '5' });
    kith.log.error({ err: error, route: c.req.routePath }, 'http');
    return c.text('Something went wrong on our side. Please try again in a minute.', 500);
  };
}
