import type { Kith } from '../kith.ts';

/** What @hono/node-server passes beside a request; absent in tests. */
export interface NodeEnv {
  incoming?: { socket?: { remoteAddress?: string; destroy?: () => unknown } };
}

/**
 * The visitor's address. Proxies append whom they heard from to x-forwarded-for, so that only as many entries from the
 * right are true as there are proxies of our own; whatever stands before them, anybody could have written.
 */
export function addressOf(trustedProxies: number, request: Request, env: NodeEnv | undefined): string {
  const direct = env?.incoming?.socket?.remoteAddress ?? '';
  if (trustedProxies === 0) return direct;
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const chain = [...forwarded.filter((part) => part !== ''), direct];
  return chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? direct;
}

/**
 * A fingerprint of the visitor's address for limits: the same on every node, another one every day, and of no use
 * without KITH_KEYS. The address itself is never kept.
 */
export function addressHashOf(kith: Kith, request: Request, env: NodeEnv | undefined): string {
  const day = kith.clock.now().toISOString().slice(0, 10);
  const network = networkOf(addressOf(kith.config.trustedProxies, request, env));
  return Buffer.from(kith.keys.fingerprint(`address:${day}`, network)).toString('base64url');
}

/** One household has 2^64 addresses in IPv6: its first half is what counts. */
function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? [];
  const groups = head.split(':').filter((group) => group !== '');
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter((group) => group !== '').length;
  const all = [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(tail?.split(':') ?? [])];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
