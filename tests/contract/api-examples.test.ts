import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen, stopListening } from '../../packages/server/src/http/listen.ts';
import { createTestApp, TEST_ROOT, type TestApp } from '../../packages/server/src/testing/app.ts';
import { seedDemoTown } from '../../prisma/seed/seed.ts';

const run = promisify(execFile);
const guide = readFileSync(`${TEST_ROOT}/docs/api.md`, 'utf8');

/** Every example, with the JSON of variables that follows a GraphQL document. */
const blocks = [...guide.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language = '', text = '']) => ({ language, text }));
const examples = blocks.flatMap(({ language, text }, index) => {
  if (language === 'json') return [];
  const next = blocks[index + 1];
  return [{ language, text, variables: next?.language === 'json' ? next.text : '{}' }];
});

let app: TestApp;
let server: Server;
let here = '';
let firstService = '';
beforeAll(async () => {
  app = await createTestApp({ isDemo: true });
  await seedDemoTown(app.kith);
  await app.runJob('make export');
  server = await listen(app.fetch as Parameters<typeof listen>[0], 0, 'PORT');
  here = `http://localhost:${(server.address() as AddressInfo).port}`;
  firstService = (await app.kith.db.service.findFirstOrThrow({ where: { status: 'ACTIVE' } })).id;
}, 120_000);
afterAll(async () => {
  await stopListening(server);
  await app.close();
});

/** Says no error anywhere, and something at all. */
function expectSomething(answer: Record<string, unknown>): void {
  expect(answer.errors).toBeUndefined();
  expect(answer.message).toBeUndefined();
  const text = JSON.stringify(answer.data ?? answer);
  expect(text).not.toContain('"totalCount":0');
  expect(text.length).toBeGreaterThan(40);
}

it('has examples of every way in', () => {
  expect(examples.length).toBeGreaterThan(10);
  expect(blocks.map(({ language }) => language).filter((one) => !['sh', 'graphql', 'json'].includes(one))).toEqual([]);
});

it.each(examples)('$language: $text', async ({ language, text, variables }) => {
  if (language === 'sh') {
    const { stdout } = await run('bash', ['-c', `${text.replaceAll('http://localhost:4000', here)}`]);
    expectSomething(JSON.parse(stdout) as Record<string, unknown>);
    return;
  }
  const answer = await app.run(text, JSON.parse(variables.replaceAll('FIRST_SERVICE', firstService)));
  expectSomething(answer as Record<string, unknown>);
  expect(answer).toMatchObject({ extensions: { cost: { requested: expect.any(Number), maximum: 1_500 } } });
});

it('says on every answer what is left of the limits', async () => {
  for (const path of ['/graphql?query={__typename}', '/hsds/services?per_page=1', '/export/manifest.json']) {
    const { headers } = await fetch(`${here}${path}`);
    expect(headers.get('ratelimit-policy')).toMatch(/^"\w+";q=\d+;w=\d+$/);
    expect(headers.get('ratelimit')).toMatch(/^"\w+";r=\d+;t=\d+$/);
    expect(headers.get('access-control-expose-headers')).toContain('ratelimit');
  }
});
