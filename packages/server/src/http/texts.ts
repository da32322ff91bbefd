import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { areSame, sha256 } from '../infra/crypto.ts';
import type { Kith } from '../kith.ts';
import { isStop, stopTexts } from '../modules/peers/telling/stopping.ts';

const LONGEST_BODY = 8_000;

/**
 * What people answer to a text: the gateway hands it on with the shared secret (TEXT_SECRET). "STOP" ends texts at once and
 * is answered by nothing; anything else is neither read nor kept. Not there without a secret.
 */
export function textPages(kith: Kith): Hono {
  const { textSecret } = kith.config;
  const pages = new Hono();
  if (textSecret === null) return pages;
  pages.post('/texts/incoming', bodyLimit({ maxSize: LONGEST_BODY }), async (c) => {
    const given = c.req.header('authorization') ?? '';
    if (!areSame(sha256(given), sha256(`Bearer ${textSecret}`))) return c.body(null, 401);
    const answer = await readAnswer(c.req.raw);
    if (!answer) return c.body(null, 400);
    if (isStop(answer.text)) await stopTexts(kith, answer.from);
    return c.body(null, 204);
  });
  return pages;
}

/** JSON or a form, with the names that gateways use. */
async function readAnswer(request: Request): Promise<{ from: string; text: string } | null> {
  const fields = await readFields(request);
  const from = fields.from ?? fields.From ?? fields.msisdn;
  const text = fields.text ?? fields.Body ?? fields.body;
  return typeof from === 'string' && typeof text === 'string' ? { from, text } : null;
}

async function readFields(request: Request): Promise<Record<string, unknown>> {
  try {
    const body = await request.text();
    if (request.headers.get('content-type')?.startsWith('application/json')) {
      const value: unknown = JSON.parse(body);
      return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
    }
    return Object.fromEntries(new URLSearchParams(body));
  } catch {
    return {};
  }
}
