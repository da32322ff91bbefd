import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { newestExport, readExport } from '../modules/directory/exporting/exporting.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import { RATE_HEADERS, rateHeaders } from './rate-headers.ts';
import { addressOf } from './same-origin.ts';

const CACHE = 'public, max-age=3600';

/**
 * /export: everything that Kith publishes, as files: HSDS 3 in NDJSON and in CSV. Made every night. Open data: no key, from
 * any page. Nothing personal, and nothing that leads to a place that must not be found.
 */
export function exportPages(kith: Kith): Hono {
  const list = limited(kith, async (c) => {
    const found = await newestExport(kith);
    if (!found) return none(c);
    const { publicUrl } = kith.config;
    return c.json(
      {
        made_at: found.madeAt.toISOString(),
        format: 'HSDS 3.0',
        about: 'Every record says where it came from and under which licence: kith.provenance, or provenance.csv.',
        removals: `${publicUrl}/graphql (removedServices)`,
        files: found.files.map(({ name, contentType, size, sha256, records }) => ({
          name,
          url: `${publicUrl}/export/${name}`,
          content_type: contentType,
          bytes: size,
          sha256,
          records,
        })),
      },
      200,
      { 'cache-control': 'public, max-age=300' },
    );
  });
  const pages = new Hono();
  pages.use('/export', open);
  pages.use('/export/*', open);
  return pages
    .get('/export', list)
    .get('/export/', list)
    .get('/export/manifest.json', list)
    .get(
      '/export/:file',
      limited(kith, async (c) => {
        const found = await newestExport(kith);
        const file = found?.files.find(({ name }) => name === c.req.param('file'));
        if (!found || !file)
          return found ? c.json({ message: 'There is no such file. See /export/manifest.json.' }, 404) : none(c);
        const etag = `"${file.sha256.slice(0, 32)}"`;
        const headers = {
          'content-type': file.contentType,
          'content-disposition': `attachment; filename="${file.name}"`,
          'cache-control': CACHE,
          'accept-ranges': 'bytes',
          'last-modified': found.madeAt.toUTCString(),
          etag,
        };
        if (isKnown(c, etag)) return c.body(null, 304, headers);
        const range = rangeOf(c, file.size, etag);
        if (range === 'outside')
          return c.json({ message: 'The file has no such part.' }, 416, { 'content-range': `bytes */${file.size}` });
        const { start, end } = range ?? { start: 0, end: file.size - 1 };
        const status = range ? 206 : 200;
        const all: Record<string, string> = { ...headers, 'content-length': String(end - start + 1) };
        if (range) all['content-range'] = `bytes ${start}-${end}/${file.size}`;
        if (c.req.method === 'HEAD') return c.body(null, status, all);
        return c.body(streamOf(readExport(kith, { packageId: found.id, name: file.name }, start, end)), status, all);
      }),
    )
    .all('/export/*', (c) => c.json({ message: 'This data can only be read.' }, 405, { allow: 'GET, HEAD, OPTIONS' }));
}

/** Headers of open data, on every answer. */
const open: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'OPTIONS') {
    c.res = c.body(null, 204, {
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': '*',
      'access-control-max-age': '86400',
    });
  } else await next();
  c.res.headers.set('access-control-allow-origin', '*');
  c.res.headers.set('access-control-expose-headers', `etag, content-range, content-length, ${RATE_HEADERS}`);
  c.res.headers.set('cross-origin-resource-policy', 'cross-origin');
};

function limited(kith: Kith, work: (c: Context) => Promise<Response>): (c: Context) => Promise<Response> {
  return async (c) => {
    try {
      const taken = await takeFrom(kith, 'wholeDirectory', addressOf(kith, c));
      for (const [name, value] of Object.entries(rateHeaders(taken))) c.header(name, value);
      return await work(c);
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      return c.json({ message: error.message }, 429, { 'retry-after': String(error.retryAfterSeconds) });
    }
  };
}

function none(c: Context): Response {
  return c.json(
    { message: 'The packages are made every night; the first is not there yet. See /hsds meanwhile.' },
    404,
  );
}

function isKnown(c: Context, etag: string): boolean {
  const known = c.req.header('if-none-match');
  return known?.split(/\s*,\s*/).some((one) => one === '*' || one.replace(/^W\//, '') === etag) ?? false;
}

/** One range, as downloads that go on ask for (RFC 9110 §14). Null: the whole file, also for what we do not know. */
function rangeOf(c: Context, size: number, etag: string): { start: number; end: number } | 'outside' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(c.req.header('range') ?? '') ?? [];
  const condition = c.req.header('if-range');
  if ((from === '' && to === '') || (condition !== undefined && condition !== etag)) return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null;
  return start >= size || start > end ? 'outside' : { start, end };
}

/** Read as fast as it is taken; whoever hangs up stops it. */
function streamOf(parts: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => void (await parts.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}
