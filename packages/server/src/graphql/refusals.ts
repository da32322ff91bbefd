import { GraphQLError } from 'graphql';
import { DomainError, Forbidden, InvalidInput, NotFound, RateLimited } from '../errors.ts';
import { isDatabaseAway } from '../infra/database-away.ts';
import type { Log } from '../infra/log.ts';
import { type ErrorCode, errorCodes, extensionsOf } from './error-codes.ts';

const SORRY = 'Something went wrong on our side. Nothing was changed. Please try again.';
const AWAY = 'Kith cannot reach its database for a moment. Please try again.';
const RETRY_AFTER_SECONDS = 5;
const LONGEST_MESSAGE = 500;

/**
 * Makes of whatever a resolver threw what a caller may see: the sentence of an expected failure with its code, or one
 * general sentence. A bug is logged under the errorId that the caller is given, without the words of the error.
 */
export function maskErrorWith(log: Log, newErrorId: () => string, isProduction: boolean) {
  return (error: unknown): Error => {
    if (!(error instanceof GraphQLError)) return fromUnknown(error, undefined);
    const origin = error.originalError;
    if (!origin || origin instanceof GraphQLError) return withCode(error, isProduction);
    return fromUnknown(origin, error);
  };

  function fromUnknown(thrown: unknown, at: GraphQLError | undefined): GraphQLError {
    const place = { nodes: at?.nodes ?? null, path: at?.path ?? null };
    if (thrown instanceof DomainError) {
      return new GraphQLError(thrown.message, { ...place, extensions: extensionsOfDomainError(thrown) });
    }
    if (isDatabaseAway(thrown)) {
      return new GraphQLError(AWAY, {
        ...place,
        extensions: {
          ...extensionsOf('SERVICE_UNAVAILABLE', { retryAfter: RETRY_AFTER_SECONDS }),
          http: { status: 503, headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } },
        },
      });
    }
    const errorId = newErrorId();
    log.error({ errorId, err: thrown instanceof Error ? thrown : undefined, field: fieldOf(at) }, 'graphql');
    return new GraphQLError(SORRY, {
      ...place,
      extensions: { ...extensionsOf('INTERNAL_SERVER_ERROR', { errorId }), unexpected: true },
    });
  }
}

/** Syntax, validation and coercion errors come without a code, and Yoga's own with other codes. */
export function withCode(error: GraphQLError, isProduction: boolean): GraphQLError {
  const given = error.extensions.code;
  if (typeof given === 'string' && given in errorCodes && error.extensions.docs !== undefined) return error;
  const code = typeof given === 'string' && given in errorCodes ? (given as ErrorCode) : 'BAD_USER_INPUT';
  const extensions = { ...error.extensions, ...extensionsOf(code) };
  const { nodes, source, positions, path } = error;
  // In production the schema is a file, and not to be guessed at.
  const message = isProduction ? error.message.replace(/ ?Did you mean .*$/s, '') : error.message;
  return new GraphQLError(shortened(message), { nodes, source, positions, path, extensions });
}

/** A message repeats what was sent; it may be long, and nobody needs it twice. */
function shortened(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)} …` : message;
}

function extensionsOfDomainError(error: DomainError): Record<string, unknown> {
  if (error instanceof InvalidInput) return extensionsOf('BAD_USER_INPUT', { field: error.field });
  if (error instanceof NotFound) return extensionsOf('NOT_FOUND');
  if (error instanceof Forbidden) return extensionsOf('FORBIDDEN');
  if (error instanceof RateLimited) return extensionsOf('RATE_LIMITED', { retryAfter: error.retryAfterSeconds });
  return extensionsOf('BAD_USER_INPUT', { kind: error.name });
}

/** Names of our own schema only: a path holds aliases, which a caller chooses. */
function fieldOf(at: GraphQLError | undefined): string | undefined {
  const node = at?.nodes?.[0];
  return node?.kind === 'Field' ? node.name.value : undefined;
}
