import type { Context } from 'hono';
import type { Kith } from '../kith.ts';
import { addressHashOf, type NodeEnv } from './address.ts';

/**
 * Whether a request comes from a page of Kith itself. Browsers name the page's origin on every POST, and since 2023
 * also say in one word how far away it is; a request that names neither is no browser and carries no cookie of ours.
 */
export function isOwnOrigin(kith: Kith, request: Request): boolean {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  if (origin === null) return request.method === 'GET' || request.method === 'HEAD';
  if (origin === new URL(kith.config.publicUrl).origin) return true;
  // To try Kith as 127.0.0.1 or by a machine's name: the page's host is the one that answers.
  return !kith.config.isProduction && origin === `http://${request.headers.get('host') ?? new URL(request.url).host}`;
}

/** The fingerprint of the visitor's address, where there is a Hono context. For limits only. */
export function addressOf(kith: Kith, c: Context): string {
  return addressHashOf(kith, c.req.raw, c.env as NodeEnv | undefined);
}
