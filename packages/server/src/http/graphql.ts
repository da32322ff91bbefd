import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { Partner } from '../../generated/prisma/client.ts';
import { RateLimited } from '../errors.ts';
import { refusalBody } from '../graphql/error-codes.ts';
import type { OperationReport } from '../graphql/guard.ts';
import { limits } from '../graphql/limits.ts';
import type { createGraphql } from '../graphql/yoga.ts';
import { isDatabaseAway } from '../infra/database-away.ts';
import { PATIENCE_MS } from '../infra/patient-pool.ts';
import type { Kith } from '../kith.ts';
import { requirePartner } from '../modules/partners/embedding.ts';
import { PartnerRefused } from '../modules/partners/rules.ts';
import { countSearch } from '../modules/partners/search-counts.ts';
import { personFromLinkAlone } from '../modules/peers/coming-back.ts';
import { viewerOf } from '../modules/people/sessions.ts';
import { type Taken, takeFrom } from '../modules/safety/limits.ts';
import { anonymous, type Viewer } from '../viewer.ts';
import { addressHashOf, type NodeEnv } from './address.ts';
import { errorCodesPage } from './error-codes-page.ts';
import { type Refusal, readBody, refuseQueryString } from './graphql-body.ts';
import { isSame, KeptAnswers, type OpenAnswer } from './kept-answers.ts';
import { corsHeaders, isFromBrowser, mayUseCookie, preflight } from './origins.ts';
import { rateHeaders } from './rate-headers.ts';
import { OPERATION_TIMEOUT_MS } from './time-outs.ts';

type Graphql = ReturnType<typeof createGraphql>;

/** Who asks and from whose page, or why they are sent away. */
interface Caller {
  viewer: Viewer;
  partner: Partner | null;
  addressHash: string;
  /** What is left of the limit on requests. */
  taken: Taken;
}

const LINK = /^Link ([\w-]{1,200})$/;

/**
 * /graphql: everything that is decided about a request before GraphQL reads it. Who asks, from which partner's page, and
 * whether it is small, plain and honest enough to look at.
 */
export function graphqlEndpoint(kith: Kith, graphql: Graphql): Hono {
  let inFlight = 0;
  const kept = new KeptAnswers(kith);
  return new Hono()
    .get('/graphql/errors', (c) => c.html(errorCodesPage()))
    .all('/graphql', async (c) => {
      const request = c.req.raw;
      if (request.method === 'OPTIONS') return preflight(kith, request);
      if (request.method !== 'GET' && request.method !== 'POST') return refuse(request, METHOD_NOT_ALLOWED);
      if (inFlight >= limits.inFlight) return refuse(request, BUSY);
      inFlight++;
      try {
        return await answer(kith, graphql, kept, request, c);
      } finally {
        inFlight--;
      }
    });
}

async function answer(
  kith: Kith,
  graphql: Graphql,
  kept: KeptAnswers,
  request: Request,
  c: Context,
): Promise<Response> {
  const refused = refuseRequest(request);
  if (refused) return refuse(request, refused);
  const startedAt = performance.now();
  const caller = await withPatience(startedAt, () => readCaller(kith, request, c.env as NodeEnv | undefined));
  if (!caller) return refuse(request, AWAY);
  if ('code' in caller) return refuse(request, caller);
  const name = kept.nameOf(request, caller.partner);
  const found = name === null ? null : kept.find(name);
  if (found) {
    if (found.isSearch) countFor(kith, caller);
    return answerOpenly(request, caller, kept, found);
  }
  const began = name === null ? 0 : kept.begin();
  const body = request.method === 'POST' ? await readBody(request) : null;
  if (body && 'code' in body) return refuse(request, body);
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  const operation = (report: OperationReport) =>
    graphql.fetch(new Request(request.url, { method: request.method, headers, ...(body ? { body: body.text } : {}) }), {
      viewer: caller.viewer,
      partner: caller.partner,
      addressHash: caller.addressHash,
      requestId: randomBytes(9).toString('base64url'),
      cutOff: () => (c.env as NodeEnv | undefined)?.incoming?.socket?.destroy?.(),
      report,
    });
  let report: OperationReport = {};
  let response = await inTime(operation(report), startedAt);
  // Lost while it was under way. What may be done twice is done again; anything else may have been saved already.
  while (response?.status === 503 && report.isRepeatable && isPatient(startedAt)) {
    await pause();
    report = {};
    response = await inTime(operation(report), startedAt);
  }
  if (!response) return refuse(request, report.isMutation ? SLOW_WRITE : SLOW);
  const isSearch = report.isSearch === true && response.status === 200;
  if (isSearch) countFor(kith, caller);
  if (isForEverybody(request, response, caller, report)) {
    const body = await response.text();
    const open = kept.answerOf(body, response.headers.get('content-type') ?? '', {
      isTimed: report.isTimed ?? false,
      isSearch,
    });
    // An error is nobody's data, and may be gone the next moment.
    if (!body.includes('"errors":')) {
      if (name !== null && report.isKept) kept.keep(name, open, began);
      return answerOpenly(request, caller, kept, open);
    }
    response = new Response(body, response);
  }
  return finish(request, response, caller);
}

/** The partner is told how often their page was searched from, wherever the answer came from. */
function countFor(kith: Kith, { partner }: Caller): void {
  if (partner) countSearch(kith, partner.id);
}

/** What can be told from the header alone. */
function refuseRequest(request: Request): Refusal | null {
  const { headers } = request;
  if (request.method === 'GET') return refuseQueryString(new URL(request.url));
  // Browsers only: curl and servers have no cookies that somebody else could make them send (and the audits of
  // graphql-http send no header of ours). A cross-site form or image cannot set it; a script needs a preflight first.
  if (isFromBrowser(request) && !headers.has('x-kith-client')) {
    return {
      status: 403,
      code: 'CSRF_CHECK',
      message: 'Send the header x-kith-client with every POST from a browser.',
    };
  }
  return null;
}

async function readCaller(kith: Kith, request: Request, env: NodeEnv | undefined): Promise<Caller | Refusal> {
  const addressHash = addressHashOf(kith, request, env);
  try {
    const taken = await takeFrom(kith, 'search', addressHash);
    const partner = await requirePartner(kith, request);
    const viewer = await readViewer(kith, request);
    return viewer ? { viewer, partner, addressHash, taken } : UNKNOWN_SCHEME;
  } catch (error) {
    if (error instanceof PartnerRefused) return { status: 403, code: 'FORBIDDEN', message: error.message };
    if (error instanceof RateLimited) {
      const { message, retryAfterSeconds } = error;
      return { ...later(429, retryAfterSeconds), code: 'RATE_LIMITED', message };
    }
    throw error;
  }
}

/** @returns null: a kind of authorization that Kith does not have */
async function readViewer(kith: Kith, request: Request): Promise<Viewer | null> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) {
    const token = LINK.exec(authorization)?.[1];
    if (token === undefined) return null;
    // Unknown, expired, ended and erased links all make a nobody, who then sees nothing.
    return (await personFromLinkAlone(kith, token)) ?? anonymous;
  }
  return request.headers.has('cookie') && mayUseCookie(kith, request) ? viewerOf(kith, request) : anonymous;
}

function isForEverybody(request: Request, response: Response, { viewer }: Caller, report: OperationReport): boolean {
  const isNobody = viewer.kind === 'anonymous' && !request.headers.has('authorization');
  return request.method === 'GET' && isNobody && report.isOpenData === true && response.status === 200;
}

function answerOpenly(request: Request, { partner, taken }: Caller, kept: KeptAnswers, answer: OpenAnswer): Response {
  const headers = {
    'content-type': answer.contentType,
    ...corsHeaders(request, partner, true),
    'cross-origin-resource-policy': 'cross-origin',
    ...kept.headersOf(answer),
    ...rateHeaders(taken),
  };
  return isSame(request, answer.etag)
    ? new Response(null, { status: 304, headers })
    : new Response(answer.body, { status: 200, headers });
}

/** For one caller, or a refusal: nobody keeps it. */
function finish(request: Request, response: Response, { viewer, partner, taken }: Caller): Response {
  const headers = new Headers(response.headers);
  const isAnonymous = viewer.kind === 'anonymous' && !request.headers.has('authorization');
  for (const [name, value] of Object.entries(corsHeaders(request, partner, isAnonymous))) headers.set(name, value);
  headers.set('cross-origin-resource-policy', 'cross-origin');
  for (const [name, value] of Object.entries(rateHeaders(taken))) headers.set(name, value);
  headers.set('cache-control', 'no-store');
  const isStream = headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const body = isStream && response.body ? begun(response.body) : response.body;
  return new Response(body, { status: response.status, headers });
}

/**
 * A stream of events that has begun, read as fast as the browser takes it. One that is let go before anybody read it
 * would throw where nobody can catch it, and end the process.
 */
function begun(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let first: ReturnType<typeof reader.read> | null = reader.read();
  // Looked at when it is pulled.
  first.catch(() => undefined);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await (first ?? reader.read());
        first = null;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason).catch(() => undefined),
    },
    { highWaterMark: 0 },
  );
}

function isPatient(startedAt: number): boolean {
  return performance.now() - startedAt < PATIENCE_MS;
}

/** Not everybody at the same moment. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 300));
}

/** Does what only reads, again when the database is lost under it. @returns null: it did not come back in time */
async function withPatience<T>(startedAt: number, read: () => Promise<T>): Promise<T | null> {
  for (;;) {
    try {
      return (await inTime(read(), startedAt)) ?? null;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (!isPatient(startedAt)) return null;
      await pause();
    }
  }
}

/** Undefined: not in time. What runs is not stopped: a write that was begun may still be saved. */
async function inTime<T>(work: T | Promise<T>, startedAt: number): Promise<T | undefined> {
  if (!(work instanceof Promise)) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), startedAt + OPERATION_TIMEOUT_MS - performance.now());
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function refuse(request: Request, { status, code, message, headers, more }: Refusal): Response {
  return new Response(refusalBody(code, message, more), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'cross-origin',
      // A refusal holds no data, and a page that is not allowed in must be able to read why.
      ...(request.headers.has('origin') ? { 'access-control-allow-origin': '*' } : {}),
      ...headers,
    },
  });
}

function later<Status extends 429 | 503>(status: Status, seconds: number) {
  return { status, headers: { 'retry-after': String(seconds) }, more: { retryAfter: seconds } };
}

const METHOD_NOT_ALLOWED: Refusal = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: 'Queries by GET or POST; mutations and subscriptions by POST.',
  headers: { allow: 'GET, POST, OPTIONS' },
};
const UNKNOWN_SCHEME: Refusal = {
  status: 401,
  code: 'UNAUTHENTICATED',
  message: 'Kith knows one kind of authorization here: "Link" and the token of a link.',
  headers: { 'www-authenticate': 'Link' },
};
const BUSY: Refusal = {
  ...later(503, 2),
  code: 'SERVICE_UNAVAILABLE',
  message: 'Kith is busy. Please try again in a moment.',
};
const AWAY: Refusal = {
  ...later(503, 5),
  code: 'SERVICE_UNAVAILABLE',
  message: 'Kith cannot reach its database for a moment. Please try again.',
};
const SLOW: Refusal = {
  ...later(503, 5),
  code: 'SERVICE_UNAVAILABLE',
  message: 'This took too long. Please try again in a moment.',
};
const SLOW_WRITE: Refusal = {
  ...SLOW,
  message: 'This took too long, and may have been saved. Send it again with the same key: nothing is done twice.',
};
