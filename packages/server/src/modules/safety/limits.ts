import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimited } from '../../errors.ts';
import type { Kith } from '../../kith.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * How often, in how many seconds, by one key. Kept low enough that guessing and flooding fail, and high enough for a
 * library or a hostel where many people share one address.
 */
const limits = {
  /** Asking with a proof of work. */
  askWithProof: { points: 20, duration: HOUR },
  /** Asking without one: old phones, assistive technology, no JavaScript. */
  askWithoutProof: { points: 5, duration: HOUR },
  /** Writing down for somebody on the phone what they ask for, by one colleague. */
  askByPhone: { points: 20, duration: HOUR },
  /** Applying to become a peer advocate, from one address: as asking without a proof of work, since /join needs no script. */
  apply: { points: 5, duration: HOUR },
  /** Suggesting a change to a service with a proof of work, from one address. */
  suggestWithProof: { points: 20, duration: HOUR },
  /** The same without one. */
  suggestWithoutProof: { points: 5, duration: HOUR },
  /** Typing a wrong come-back code, from one address: what was right is given back. */
  guessCode: { points: 10, duration: 15 * MINUTE },
  /** Typing a wrong come-back code, by everybody together: use the key EVERYBODY. Right ones are not counted. */
  guessCodeEverywhere: { points: 500, duration: 15 * MINUTE },
  /** Typing a come-back code, from one address, while guessCodeEverywhere is used up. */
  guessCodeInFlood: { points: 3, duration: HOUR },
  /** Typing a wrong PIN for one request, from anywhere: what was right is given back, and four words always open. */
  guessPin: { points: 5, duration: 24 * HOUR },
  /** Choosing a PIN for one request: each costs the server a tenth of a second and 32 MB. */
  setPin: { points: 10, duration: HOUR },
  /** One step of staff signing in, from one address: a sign-in is two or three. Accounts have a limit of their own. */
  signIn: { points: 120, duration: 15 * MINUTE },
  /** Having a partner's page looked at, by one account. */
  checkPage: { points: 20, duration: HOUR },
  /** Searching, from one address. In the memory of each node: it only stops floods. */
  search: { points: 3_000, duration: 10, isInMemory: true },
  /** Taking the whole directory in one answer, from one address. */
  wholeDirectory: { points: 30, duration: MINUTE, isInMemory: true },
} as const satisfies Record<string, { points: number; duration: number; isInMemory?: boolean }>;

export type LimitName = keyof typeof limits;

/** What is left of a limit after a point was taken from it. */
export interface Taken {
  limit: LimitName;
  /** Points in a window of so many seconds. */
  quota: number;
  windowSeconds: number;
  remaining: number;
  /** Seconds until there are as many as at the start. */
  resetSeconds: number;
}

/** The key of a limit that everybody shares. */
export const EVERYBODY = 'everybody';

type Limiter = RateLimiterMemory | RateLimiterPostgres;
const limitersOf = new WeakMap<Kith['database'], Map<LimitName, Limiter>>();

/**
 * Takes one point from a limit. Never call it inside a transaction: it uses a connection of its own, and PGlite has one.
 *
 * @param key for addresses: the context's addressHash, which is keyed anew every day. Raw addresses are never kept.
 * @returns what is left
 * @throws {RateLimited} with the seconds to wait
 */
export async function takeFrom(kith: Kith, limit: LimitName, key: string): Promise<Taken> {
  const { points: quota, duration: windowSeconds } = limits[limit];
  try {
    const { remainingPoints, msBeforeNext } = await limiterFor(kith, limit).consume(sealedKeyOf(kith, key));
    return { limit, quota, windowSeconds, remaining: remainingPoints, resetSeconds: Math.ceil(msBeforeNext / 1000) };
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new RateLimited(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
    throw refused;
  }
}

/** Gives back the point that somebody took who turned out to be in the right: a hostel's many people share one address. */
export async function giveBack(kith: Kith, limit: LimitName, key: string): Promise<void> {
  await limiterFor(kith, limit).reward(sealedKeyOf(kith, key), 1);
}

/** Whether nothing is left of a limit. Takes nothing. */
export async function isUsedUp(kith: Kith, limit: LimitName, key: string): Promise<boolean> {
  const taken = await limiterFor(kith, limit).get(sealedKeyOf(kith, key));
  return taken !== null && taken.consumedPoints >= limits[limit].points;
}

/** Forgets counters whose time is over: who asked from where is not kept. @returns how many */
export async function forgetOldLimits(kith: Kith): Promise<number> {
  // In milliseconds and by the real clock, as the library writes it.
  const { rowCount } = await kith.database.pool.query('DELETE FROM rate_limit WHERE expire < $1', [Date.now()]);
  return rowCount ?? 0;
}

function sealedKeyOf(kith: Kith, key: string): string {
  // A day is the longest that any key lives, whatever the duration of the limit.
  const day = kith.clock.now().toISOString().slice(0, 10);
  return Buffer.from(kith.keys.fingerprint(`limit:${day}`, key)).toString('base64url');
}

function limiterFor(kith: Kith, name: LimitName): Limiter {
  let limiters = limitersOf.get(kith.database);
  if (!limiters) {
    limiters = new Map();
    limitersOf.set(kith.database, limiters);
  }
  let limiter = limiters.get(name);
  if (!limiter) {
    limiter = makeLimiter(kith, name);
    limiters.set(name, limiter);
  }
  return limiter;
}

function makeLimiter(kith: Kith, name: LimitName): Limiter {
  const { points, duration, isInMemory } = { isInMemory: false, ...limits[name] };
  if (isInMemory) return new RateLimiterMemory({ keyPrefix: name, points, duration });
  const { pool } = kith.database;
  return new RateLimiterPostgres({
    // Without the statement name that the library adds: PGlite's connections share one session, where names collide.
    storeClient: {
      query: (query: { text: string; values?: unknown[] }) => pool.query(query.text, query.values),
    },
    storeType: 'client',
    // Made by a migration (prisma/migrations/20261123100000_safety): an app node needs no right to make tables.
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration,
    // Under a flood the node stops asking the database about a key that is refused anyway.
    inMemoryBlockOnConsumed: points + 1,
  });
}
