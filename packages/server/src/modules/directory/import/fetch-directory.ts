import { lookup } from 'node:dns';
import { createWriteStream } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { BlockList, isIP } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { ImportRefused } from './problems.ts';

export interface FetchOptions {
  /** Reach addresses of this machine and of private networks. For an operator at a keyboard; never for a request over HTTP. */
  mayReachPrivate: boolean;
  /** No answer and no further byte for this long: given up. */
  timeoutMs?: number;
  /** Of one answer. */
  maxBytes?: number;
  /** What is left of what all answers may be together. */
  budget?: { bytes: number };
  /** Gives up everything that is under way; what it was stopped with is thrown. */
  signal?: AbortSignal;
  /** What it should be; left out: a directory. */
  accept?: string;
}

export interface Fetched {
  /** Where it came from in the end. */
  url: string;
  contentType: string;
  /** Each Content-Security-Policy of the answer. */
  policies: string[];
  body: Readable;
}

const MOST_REDIRECTS = 5;
const PRIVATE = new BlockList();
// biome-ignore format: a table
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24],
  ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) PRIVATE.addSubnet(net, bits, 'ipv4');
// biome-ignore format: a table
for (const [net, bits] of [
  ['::', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16],
  ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8],
] as const) PRIVATE.addSubnet(net, bits, 'ipv6');

/** Loopback, private, link-local and other addresses that are nobody's public server. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return PRIVATE.check(mapped, 'ipv4');
  const family = isIP(address);
  // Mapped addresses in hexadecimal, and whatever is no address at all, are not worth the risk.
  if (family === 0 || /^::ffff:/i.test(address)) return true;
  return PRIVATE.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Opens a web address, following redirects. Addresses are checked after the name was resolved and for every redirect, and
 * the connection goes to the very address that was checked.
 *
 * @throws {ImportRefused} not http or https, a private address that may not be reached, an error or no answer
 */
export async function fetchDirectory(address: string, options: FetchOptions): Promise<Fetched> {
  let url = parse(address);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await get(url, options);
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400 && response.headers.location) {
      response.destroy();
      const next = parse(new URL(response.headers.location, url).href);
      // Somebody on the way could read and change what comes.
      if (url.protocol === 'https:' && next.protocol === 'http:')
        throw new ImportRefused('FORBIDDEN_ADDRESS', `${url.host} sends Kith from https to http, which is not safe.`);
      url = next;
      continue;
    }
    if (status !== 200) {
      response.destroy();
      throw new ImportRefused('UNREACHABLE', `${url.host} answered ${status} to ${url.pathname}.`);
    }
    const body = Readable.from(limited(response, url, options), { objectMode: false });
    const { 'content-type': contentType = '', 'content-security-policy': policy } = response.headers;
    return { url: url.href, contentType, policies: policy === undefined ? [] : [policy].flat(), body };
  }
  throw new ImportRefused('UNREACHABLE', `${url.host} sends Kith from one address to the next without an end.`);
}

/** The same, tried three times when the other side is busy. A refusal for safety's sake is final. */
export async function fetchPatiently(address: string, options: FetchOptions): Promise<Fetched> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchDirectory(address, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      const isFinal =
        !(error instanceof ImportRefused) || error.kind !== 'UNREACHABLE' || / 4\d\d to /.test(error.message);
      if (isFinal || attempt === 3) throw error;
      await wait(attempt * 500);
    }
  }
}

/** Writes an answer to a file. */
export async function saveBody(body: Readable, file: string): Promise<void> {
  try {
    await pipeline(body, createWriteStream(file));
  } catch (error) {
    throw error instanceof ImportRefused
      ? error
      : new ImportRefused('UNREACHABLE', 'The download broke off. Try again.');
  }
}

function parse(address: string): URL {
  const url = URL.parse(address);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new ImportRefused('FORBIDDEN_ADDRESS', 'Only http:// and https:// addresses can be imported.');
  if (url.username || url.password)
    throw new ImportRefused('FORBIDDEN_ADDRESS', 'The address holds a user name or password; leave them out.');
  return url;
}

function get(url: URL, options: FetchOptions): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const forbidden = () =>
    new ImportRefused(
      'FORBIDDEN_ADDRESS',
      `${url.hostname} is an address of a private network, which Kith does not read from.`,
    );
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (!options.mayReachPrivate && isIP(literal) !== 0 && isPrivateAddress(literal)) throw forbidden();
  const timeoutMs = options.timeoutMs ?? 30_000;
  const request = (url.protocol === 'https:' ? https : http).get(url, {
    headers: {
      accept: options.accept ?? 'application/json, application/zip;q=0.9',
      'accept-encoding': 'identity',
      'user-agent': options.accept ? 'Kith page check' : 'Kith directory import',
    },
    timeout: timeoutMs,
    ...(options.signal ? { signal: options.signal } : {}),
    agent: false,
    lookup(hostname, lookupOptions, callback) {
      lookup(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
        if (error) return callback(error, '', 0);
        const usable = options.mayReachPrivate
          ? addresses
          : addresses.filter(({ address }) => !isPrivateAddress(address));
        const [first] = usable;
        // One private answer among public ones is how names are turned against a server: all must be public.
        if (!first || usable.length < addresses.length) return callback(forbidden(), '', 0);
        if (lookupOptions.all) return callback(null, usable);
        callback(null, first.address, first.family);
      });
    },
  });
  request.on('response', resolve);
  request.on('timeout', () => request.destroy(new ImportRefused('UNREACHABLE', `${url.host} did not answer in time.`)));
  request.on('error', (error) =>
    reject(error instanceof ImportRefused ? error : new ImportRefused('UNREACHABLE', `${url.host} cannot be reached.`)),
  );
  return promise;
}

const MOST_BYTES = 256 * 1024 ** 2;

async function* limited(response: IncomingMessage, url: URL, options: FetchOptions): AsyncGenerator<Buffer> {
  const { maxBytes = MOST_BYTES, budget, signal } = options;
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new ImportRefused(
          'TOO_BIG',
          `${url.host} sends more than ${Math.round(maxBytes / 1024 ** 2)} MB at once.`,
        );
      if (budget) budget.bytes -= chunk.length;
      if (budget && budget.bytes < 0)
        throw new ImportRefused('TOO_BIG', `${url.host} sends more than a directory holds.`);
      yield chunk;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof ImportRefused
      ? error
      : new ImportRefused('UNREACHABLE', `The connection to ${url.host} broke off.`);
  } finally {
    response.destroy();
  }
}
