/** An altcha challenge: find the number whose SHA-256 with the salt is the challenge. */
export interface Challenge {
  algorithm: string;
  challenge: string;
  maxNumber: number;
  salt: string;
  signature: string;
}

/**
 * Finds the number in pieces of about 10 ms, so that typing never waits; needs no Worker and no secure context.
 * @returns the solution as base64 JSON; null: not a challenge that this can solve
 */
export async function solve(challenge: Challenge, signal?: AbortSignal): Promise<string | null> {
  const { algorithm, maxNumber, salt, signature } = challenge;
  const target = words(challenge.challenge);
  if (algorithm !== 'SHA-256' || !target) return null;
  let number = 0;
  while (number <= maxNumber) {
    const until = performance.now() + 10;
    do {
      if (isHash(salt + number, target)) {
        return btoa(JSON.stringify({ algorithm, challenge: challenge.challenge, number, salt, signature }));
      }
      number += 1;
    } while (number <= maxNumber && performance.now() < until);
    if (signal?.aborted) return null;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return null;
}

function words(hex: string): number[] | null {
  const found = /^[0-9a-f]{64}$/i.test(hex) ? hex.match(/.{8}/g) : null;
  return found?.map((part) => Number.parseInt(part, 16) | 0) ?? null;
}

// FIPS 180-4: the fractions of the square and cube roots of the first primes.
const start: number[] = [];
const rounds: number[] = [];
for (let candidate = 2; rounds.length < 64; candidate += 1) {
  if (isPrime(candidate)) {
    if (start.length < 8) start.push(fraction(candidate ** 0.5));
    rounds.push(fraction(candidate ** (1 / 3)));
  }
}

function isPrime(number: number): boolean {
  for (let factor = 2; factor * factor <= number; factor += 1) if (number % factor === 0) return false;
  return true;
}

function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

const schedule = new Int32Array(64);
const encoder = new TextEncoder();

/** SHA-256 of a short text, compared with the eight words of the target. */
function isHash(text: string, target: number[]): boolean {
  const bytes = encoder.encode(text);
  const blocks = (bytes.length + 9 + 63) >> 6;
  const padded = new DataView(new ArrayBuffer(blocks * 64));
  for (const [index, byte] of bytes.entries()) padded.setUint8(index, byte);
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(blocks * 64 - 4, bytes.length * 8);
  const hash = start.slice();
  for (let block = 0; block < blocks; block += 1) compress(hash, padded, block * 64);
  return hash.every((word, index) => word === target[index]);
}

function at(list: ArrayLike<number>, index: number): number {
  return list[index] ?? 0;
}

function compress(hash: number[], block: DataView, offset: number): void {
  for (let i = 0; i < 64; i += 1) {
    if (i < 16) schedule[i] = block.getInt32(offset + i * 4);
    else {
      const x = at(schedule, i - 15);
      const y = at(schedule, i - 2);
      const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      schedule[i] = (at(schedule, i - 16) + s0 + at(schedule, i - 7) + s1) | 0;
    }
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let i = 0; i < 64; i += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + at(rounds, i) + at(schedule, i)) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) hash[index] = (at(hash, index) + value) | 0;
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
