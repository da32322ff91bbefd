import { createHmac, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { limits } from '../graphql/limits.ts';
import type { createGraphql } from '../graphql/yoga.ts';
import type { Kith } from '../kith.ts';
import { viewerOf } from '../modules/people/sessions.ts';

/** /graphql: decides who asks and from which partner's page, then hands over to Yoga. */
export function graphqlEndpoint(kith: Kith, graphql: ReturnType<typeof createGraphql>): Hono {
  const dailyKey = randomBytes(32);
  return new Hono().all(
    '/graphql',
    bodyLimit({
      maxSize: limits.bodyBytes,
      onError: (c) => c.json({ errors: [{ message: 'The request is too large.' }] }, 413),
    }),
    async (c) => {
      const address =
        (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
          ?.remoteAddress ?? '';
      return graphql.fetch(c.req.raw, {
        viewer: await viewerOf(kith, c.req.raw),
        partner: null,
        addressHash: createHmac('sha256', dailyKey).update(address).digest('base64url'),
        requestId: randomBytes(9).toString('base64url'),
      });
    },
  );
}
