import type { ErrorCode } from '../graphql/error-codes.ts';
import { limits } from '../graphql/limits.ts';

/** Why a request never reaches GraphQL. */
export interface Refusal {
  status: 400 | 401 | 403 | 405 | 413 | 415 | 429 | 503;
  code: ErrorCode;
  message: string;
  headers?: Record<string, string>;
  /** For `extensions`. */
  more?: Record<string, unknown>;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * Reads a POST body. Only plain JSON in UTF-8: no forms (a form needs no preflight), no multipart, nothing compressed
 * (64 KB can unpack to gigabytes), no lists of operations.
 */
export async function readBody(request: Request): Promise<{ text: string } | Refusal> {
  const { headers } = request;
  const encoding = headers.get('content-encoding');
  if (encoding !== null && encoding.toLowerCase() !== 'identity')
    return unsupported('Send the body as it is, not compressed.');
  if (!isJson(headers.get('content-type'))) return unsupported('Send GraphQL as JSON: content-type: application/json.');
  if (Number(headers.get('content-length') ?? 0) > limits.bodyBytes) return tooLarge();
  const bytes = await readAtMost(request, limits.bodyBytes);
  if (bytes === null) return tooLarge();
  let text: string;
  try {
    text = strictUtf8.decode(bytes);
  } catch {
    return unusable('The body is not UTF-8.');
  }
  const problem = problemOfJson(text, 'The body');
  return problem ? unusable(problem) : { text };
}

/** Checks the query string of a GET as readBody checks a body. @returns null: fine */
export function refuseQueryString(url: URL): Refusal | null {
  if (url.search.length > limits.bodyBytes) return tooLarge();
  try {
    decodeURIComponent(url.search.replaceAll('+', ' '));
  } catch {
    return unusable('The address is not UTF-8.');
  }
  for (const [name, value] of url.searchParams) {
    if (hasBadCharacter(value)) return unusable(`"${known(name)}" holds a character that no text may have.`);
    const problem =
      (name === 'variables' || name === 'extensions') && value !== '' && problemOfJson(value, `"${name}"`);
    if (problem) return unusable(problem);
  }
  return null;
}

function known(name: string): string {
  return ['query', 'variables', 'extensions', 'operationName', 'partner'].includes(name) ? name : 'a parameter';
}

function isJson(contentType: string | null): boolean {
  const [type = '', ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  return (
    type === 'application/json' &&
    parameters.every((parameter) => !parameter.startsWith('charset') || /^charset="?utf-?8"?$/.test(parameter))
  );
}

async function readAtMost(request: Request, most: number): Promise<Uint8Array | null> {
  if (!request.body) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body) {
    length += part.byteLength;
    if (length > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

/** One object, not too deep, without the characters that PostgreSQL or UTF-8 cannot hold. */
function problemOfJson(text: string, what: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `${what} is not JSON.`;
  }
  if (Array.isArray(value)) return `${what} is a list. Send one operation at a time.`;
  if (typeof value !== 'object' || value === null) return `${what} is not a JSON object.`;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.jsonDepth) return `${what} is nested too deeply.`;
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item === 'string' && hasBadCharacter(item)) return `${what} holds a character that no text may have.`;
      if (typeof item !== 'object' || item === null) continue;
      for (const [key, inner] of Object.entries(item)) {
        if (hasBadCharacter(key)) return `${what} holds a character that no text may have.`;
        next.push(inner);
      }
    }
    level = next;
  }
  return null;
}

/** NUL, which PostgreSQL refuses, and half a surrogate pair, which is no text in UTF-8. */
function hasBadCharacter(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

function unusable(message: string): Refusal {
  return { status: 400, code: 'BAD_USER_INPUT', message };
}

function unsupported(message: string): Refusal {
  return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message };
}

function tooLarge(): Refusal {
  return { status: 413, code: 'PAYLOAD_TOO_LARGE', message: 'This request is too large: 64 KB at most.' };
}
