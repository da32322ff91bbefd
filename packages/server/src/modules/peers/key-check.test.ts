import { afterAll, beforeAll, expect, it } from 'vitest';
import { KeyProblem, KeyRing } from '../../infra/crypto.ts';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aPersonAsks, aTeamReady } from '../../testing/peers.ts';
import { assertKeysOpenRequests } from './key-check.ts';

const OLD = `test:${Buffer.alloc(32, 7).toString('base64')}`;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  await aTeamReady(app);
});
afterAll(() => app.close());

const startWith = (keys: string) => assertKeysOpenRequests({ ...app.kith, keys: KeyRing.parse(keys) });

it('any keys will do while nothing is kept', async () => {
  await expect(startWith(KeyRing.generate())).resolves.toBeUndefined();
});

it('keys that open nothing of what is kept are refused, also under the right name', async () => {
  await aPersonAsks(app);
  await expect(startWith(KeyRing.generate())).rejects.toBeInstanceOf(KeyProblem);
  await expect(startWith(KeyRing.generate().replace('k1:', 'test:'))).rejects.toBeInstanceOf(KeyProblem);
  await expect(startWith(OLD)).resolves.toBeUndefined();
});

it('a new key beside the old one is fine, and so is an erased request', async () => {
  const { headers } = await aPersonAsks(app);
  await app.run('mutation { eraseMyRequest { __typename } }', {}, headers);
  await expect(startWith(`${KeyRing.generate()},${OLD}`)).resolves.toBeUndefined();
});
