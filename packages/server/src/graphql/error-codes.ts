import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

/** Every `extensions.code` that Kith answers with, and what a caller can do. Shown at /graphql/errors. */
export const errorCodes = {
  BAD_USER_INPUT:
    'Something in the request cannot be used as it is: syntax, an unknown field, a value of the wrong kind. Correct it; the message says where.',
  UNAUTHENTICATED:
    'The way of showing who you are is not one that Kith knows. Sign in again, or send "authorization: Link" and the token.',
  FORBIDDEN:
    'Not from here: the partner key is not known, or does not belong to this page, or the request came from another site.',
  NOT_FOUND: 'Not there, or not for you: both are answered alike.',
  RATE_LIMITED:
    'Too much in a short time. Wait for the seconds in extensions.retryAfter (also in the header Retry-After).',
  COST_LIMIT:
    'The operation asks for too much at once. extensions.limit says which limit it passed. Ask for fewer fields, a smaller page, or in several requests.',
  PERSISTED_QUERY_NOT_FOUND:
    'Kith does not know this hash. Send the whole query instead, or load the page again: it may be older than the server.',
  UNSUPPORTED_MEDIA_TYPE:
    'Send GraphQL as JSON (content-type: application/json, UTF-8), not compressed, and not as a form.',
  PAYLOAD_TOO_LARGE: 'The body may be 64 KB at most.',
  METHOD_NOT_ALLOWED: 'Queries by GET or POST; mutations and subscriptions by POST.',
  CSRF_CHECK:
    'A request by a browser must carry the header x-kith-client (any value), so that other sites cannot send it unseen.',
  SERVICE_UNAVAILABLE:
    'Kith is busy or its database is away. Try again after the seconds in extensions.retryAfter; a write keeps its idempotency key.',
  INTERNAL_SERVER_ERROR:
    'A mistake on our side. Nothing about it is told here; extensions.errorId finds it in the log.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** Where a code is explained, from the root of the site. */
export function docsOf(code: ErrorCode): string {
  return `/graphql/errors#${code.toLowerCase().replaceAll('_', '-')}`;
}

/** What goes into `extensions` of an error with this code. */
export function extensionsOf(code: ErrorCode, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { code, docs: docsOf(code), ...more };
}

/** An answer that is neither data nor a bug. Expected failures of a mutation belong into its result union instead. */
export function refusal(
  code: ErrorCode,
  message: string,
  more: Record<string, unknown> = {},
  options: GraphQLErrorOptions = {},
): GraphQLError {
  return new GraphQLError(message, { ...options, extensions: extensionsOf(code, more) });
}

/** HTTP body of a refusal that never reached GraphQL. */
export function refusalBody(code: ErrorCode, message: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ errors: [{ message, extensions: extensionsOf(code, more) }] });
}
