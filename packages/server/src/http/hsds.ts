import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { stream } from 'hono/streaming';
import { DomainError, InvalidInput, NotFound, RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { describeHsds } from '../modules/directory/hsds/openapi.ts';
import { type HsdsQuery, readHsdsQuery } from '../modules/directory/hsds/query.ts';
import {
  listOrganizations,
  listPlaces,
  listServices,
  listTaxonomies,
  listTerms,
  readOrganization,
  readPlace,
  readService,
  readSources,
  readTaxonomy,
  readTerm,
} from '../modules/directory/hsds/read.ts';
import type { HsdsObject } from '../modules/directory/hsds/shapes.ts';
import type { HsdsList, Mark } from '../modules/directory/hsds/slices.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import { RATE_HEADERS, rateHeaders } from './rate-headers.ts';
import { addressOf } from './same-origin.ts';

const PROFILE = 'https://docs.openreferraluk.org/en/latest/';
/** Records in one read of a stream: enough to be quick, few enough that memory stays flat. */
const STREAMED = 200;

type Lister = (kith: Kith, query: HsdsQuery) => Promise<HsdsList>;
type Reader = (kith: Kith, id: string, query: HsdsQuery) => Promise<HsdsObject>;

const lists: Readonly<Record<string, [Lister, Reader]>> = {
  services: [listServices, readService],
  organizations: [listOrganizations, readOrganization],
  service_at_locations: [listPlaces, readPlace],
  taxonomies: [listTaxonomies, readTaxonomy],
  taxonomy_terms: [listTerms, readTerm],
};

/**
 * /hsds: the directory as HSDS 3.0 (and its UK profile, ORUK) has it. Open data: no key, any origin, nothing about a
 * person. Only GET; every problem is JSON with a sentence that says what to change.
 */
export function hsdsPages(kith: Kith): Hono {
  const pages = new Hono();
  pages.use('/hsds', open);
  pages.use('/hsds/*', open);
  pages.use('/hsds/*', compress(), etag());
  const about = answering(kith, async (c) =>
    c.json({
      version: 'HSDS-UK-3.0',
      profile: PROFILE,
      openapi_url: `${kith.config.publicUrl}/hsds/openapi.json`,
      publisher: 'Kith',
      sources: await readSources(kith),
    }),
  );
  pages.get('/hsds', about).get('/hsds/', about);
  pages.get('/hsds/openapi.json', (c) => c.json(describeHsds(kith.config.publicUrl)));
  for (const [name, [list, read]] of Object.entries(lists)) {
    const queryOf = (c: Context) => readHsdsQuery(new URL(c.req.url).searchParams);
    pages.get(
      `/hsds/${name}`,
      answering(kith, async (c) => {
        const query = queryOf(c);
        if (query.isNdjson || query.isMinimal) await takeFrom(kith, 'wholeDirectory', addressOf(kith, c));
        const found = await list(kith, query);
        return query.isNdjson ? streamAll(kith, c, found) : c.json(await pageOf(found, query));
      }),
    );
    pages.get(
      `/hsds/${name}/:id`,
      answering(kith, async (c) => c.json(await read(kith, c.req.param('id') ?? '', queryOf(c)))),
    );
  }
  pages.all('/hsds/*', (c) =>
    c.req.method === 'GET' || c.req.method === 'HEAD'
      ? c.json({ message: `There is nothing here. See ${kith.config.publicUrl}/hsds/openapi.json.` }, 404)
      : c.json({ message: 'This data can only be read.' }, 405, { allow: 'GET, HEAD, OPTIONS' }),
  );
  return pages;
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
  const { headers } = c.res;
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-expose-headers', `etag, ${RATE_HEADERS}`);
  headers.set('cross-origin-resource-policy', 'cross-origin');
  if (c.res.status === 200 && !headers.has('cache-control')) headers.set('cache-control', 'public, max-age=300');
};

/** Stops floods, and answers problems as JSON. */
function answering(kith: Kith, work: (c: Context) => Promise<Response>): (c: Context) => Promise<Response> {
  return async (c) => {
    try {
      const taken = await takeFrom(kith, 'search', addressOf(kith, c));
      for (const [name, value] of Object.entries(rateHeaders(taken))) c.header(name, value);
      return await work(c);
    } catch (error) {
      if (error instanceof DomainError) return problem(c, error);
      throw error;
    }
  };
}

function problem(c: Context, error: DomainError): Response {
  const message = error.message;
  if (error instanceof InvalidInput)
    return c.json({ message, ...(error.field ? { parameter: error.field } : {}) }, 400);
  if (error instanceof NotFound) return c.json({ message }, 404);
  if (error instanceof RateLimited) return c.json({ message }, 429, { 'retry-after': String(error.retryAfterSeconds) });
  return c.json({ message }, 400);
}

async function pageOf(list: HsdsList, { page, perPage }: HsdsQuery): Promise<HsdsObject> {
  const total = await list.count();
  const skip = (page - 1) * perPage;
  const contents = skip < total ? (await list.slice({ skip }, perPage)).records : [];
  const pages = Math.ceil(total / perPage);
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  };
}

/** Everything, one record a line, read in slices: memory stays flat, and whoever hangs up stops it. */
function streamAll(kith: Kith, c: Context, list: HsdsList): Response {
  c.header('content-type', 'application/x-ndjson; charset=utf-8');
  return stream(
    c,
    async (out) => {
      let after: Mark | null = null;
      while (!out.aborted) {
        const { records, last } = await list.slice({ after }, STREAMED);
        if (records.length > 0) await out.write(`${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
        if (last === null) return;
        after = last;
      }
    },
    async (error, out) => {
      // A list that breaks off must not look whole: the reader sees an aborted answer.
      kith.log.error({ err: error }, 'hsds stream');
      out.abort();
    },
  );
}
