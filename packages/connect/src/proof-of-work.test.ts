import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { solve } from './proof-of-work.ts';

const salt = 'c36ef8fac2d688fe37e5c08a?action=requestPeer&site=pk_demo_riverside&expires=1795425600&';
const challengeFor = (number: number, padding = '') => ({
  algorithm: 'SHA-256',
  challenge: createHash('sha256').update(`${salt}${padding}${number}`).digest('hex'),
  maxNumber: 3_000,
  salt: salt + padding,
  signature: 'signed',
});

it.each([0, 7, 2_999])('finds the number %i', async (number) => {
  const solution = await solve(challengeFor(number));
  expect(JSON.parse(atob(solution ?? ''))).toMatchObject({ number, signature: 'signed', algorithm: 'SHA-256' });
});

it('hashes texts of every length that a salt may have', async () => {
  for (let length = 0; length < 70; length += 1) {
    expect(await solve(challengeFor(1, 'é'.repeat(length)))).not.toBeNull();
  }
});

it('leaves what it cannot solve', async () => {
  expect(await solve({ ...challengeFor(1), algorithm: 'SHA-512' })).toBeNull();
  expect(await solve({ ...challengeFor(1), challenge: 'nonsense' })).toBeNull();
  expect(await solve({ ...challengeFor(2_999), maxNumber: 10 })).toBeNull();
});
