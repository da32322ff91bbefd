import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigProblem, readConfig } from './config.ts';

const KITH_KEYS = `k1:${Buffer.alloc(32, 3).toString('base64')}`;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kith-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

const read = (env: NodeJS.ProcessEnv) => readConfig({ KITH_KEYS, KITH_DATA_DIR: path.join(folder, 'data'), ...env });

describe('a setting that cannot be used', () => {
  it.each([
    ['DATABASE_URL', 'mysql://kith:hush-hush@db/kith'],
    ['DATABASE_URL', 'postgresql://kith:hush-hush@db:port/kith'],
    ['DATABASE_URL', 'postgresql://kith:hush-hush@[db/kith'],
    ['SMTP_URL', 'smtp://kith:hush-hush@mail:port'],
    ['SMTP_URL', 'mail.example.org'],
    ['PUBLIC_URL', 'kith.example.org'],
    ['PUBLIC_URL', 'ftp://kith.example.org'],
    ['PUBLIC_URL', 'https://kith.example.org/some/folder'],
    ['KITH_KEYS', 'k1:hush-hush'],
    ['TRUSTED_PROXIES', 'two'],
    ['TRUSTED_PROXIES', '-1'],
  ])('is told by its name, without what it holds: %s=%s', async (name, value) => {
    const problem: unknown = await read({ [name]: value }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(Error);
    const { message, stack } = problem as Error;
    expect(message).toContain(name);
    expect(`${message} ${stack} ${JSON.stringify(problem)}`).not.toContain('hush-hush');
  });

  it.each([
    'postgresql://kith:secret@db.example.org:5432/kith?sslmode=require',
    'postgres:///kith?host=/run/postgresql',
    'postgresql://kith:secret@/kith?host=/run/postgresql',
  ])("is not one of PostgreSQL's spellings: %s", async (DATABASE_URL) => {
    expect((await read({ DATABASE_URL })).databaseUrl).toBe(DATABASE_URL);
  });
});

describe('the demo town', () => {
  it.each([
    [{}, true],
    [{ PUBLIC_URL: 'http://127.0.0.1:4000' }, true],
    [{ PUBLIC_URL: 'https://kith.example.org' }, false],
    [{ PUBLIC_URL: 'https://localhost.example.org' }, false],
    [{ KITH_DEMO: '0' }, false],
    [{ NODE_ENV: 'production' }, false],
  ])('is there without being asked for only in a trial: %j', async (env, isDemo) => {
    expect((await read(env)).isDemo).toBe(isDemo);
  });

  it('is refused in production', async () => {
    await expect(read({ NODE_ENV: 'production', KITH_DEMO: '1' })).rejects.toBeInstanceOf(ConfigProblem);
  });
});
