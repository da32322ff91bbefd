import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { root } from './bench-database.ts';

export interface Running {
  port: number;
  pid: number;
  stop(): Promise<void>;
  /** Sends a signal, and waits for what it makes the process say. */
  ask(signal: NodeJS.Signals, answer: RegExp): Promise<string>;
}

const POSTGRAPHILE = '5.1.5';

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A process that says "ready" in its output when it answers. */
async function start(
  file: string,
  env: Record<string, string>,
  { args = [], nodeArgs = [] }: { args?: string[]; nodeArgs?: string[] } = {},
): Promise<Running> {
  const port = await freePort();
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...nodeArgs, file, ...args],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH ?? '', ...env, PORT: String(port) },
    },
  );
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('ready')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`${path.basename(file)} ended with ${code} before it was ready.`)));
  });
  return {
    port,
    pid: child.pid ?? 0,
    ask(signal, answer) {
      return new Promise((resolve) => {
        const hear = (text: Buffer) => {
          const found = answer.exec(text.toString());
          if (!found) return;
          child.stdout?.off('data', hear);
          resolve(found[0]);
        };
        child.stdout?.on('data', hear);
        child.kill(signal);
      });
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Kith as it is built, in production. Visitors' addresses come from the one proxy that the bench plays. */
export function startKith(
  databaseUrl: string | null,
  more: Record<string, string> = {},
  nodeArgs: string[] = [],
): Promise<Running> {
  const built = path.join(root, 'packages', 'server', 'dist', 'main.js');
  if (!existsSync(built)) throw new Error('Build Kith first: npm run build.');
  return start(
    built,
    {
      NODE_ENV: 'production',
      KITH_KEYS: `bench:${Buffer.alloc(32, 7).toString('base64')}`,
      TRUSTED_PROXIES: '1',
      LOG_LEVEL: 'error',
      ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
      ...more,
    },
    { nodeArgs },
  );
}

/** The same statements without Kith: see bare-server.ts. */
export function startBare(databaseUrl: string, statementsFile: string): Promise<Running> {
  return start(
    path.join(root, 'tests', 'bench', 'bare-server.ts'),
    { DATABASE_URL: databaseUrl },
    { args: [statementsFile] },
  );
}

/** PostGraphile, from its own folder: it brings 180 packages that Kith itself does not need. */
export async function startPostgraphile(databaseUrl: string): Promise<Running> {
  const folder = path.join(root, '.kith', 'bench', `postgraphile-${POSTGRAPHILE}`);
  if (!existsSync(path.join(folder, 'node_modules', 'postgraphile'))) {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'package.json'), '{"private":true,"type":"module"}');
    const npm = spawn(
      'npm',
      ['install', '--save-exact', '--no-audit', '--no-fund', `postgraphile@${POSTGRAPHILE}`, 'pg@8.23.1'],
      {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const code = await new Promise((resolve) => npm.once('exit', resolve));
    if (code !== 0) throw new Error('PostGraphile could not be installed into .kith/bench.');
  }
  const file = path.join(folder, 'server.mjs');
  await writeFile(file, POSTGRAPHILE_SERVER);
  return start(file, { DATABASE_URL: databaseUrl, NODE_ENV: 'production', GRAPHILE_ENV: 'production' });
}

const POSTGRAPHILE_SERVER = `
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { grafserv } from 'postgraphile/grafserv/node';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ['public', 'bench'], poolConfig: { max: 10 } })],
  grafserv: { watch: false, graphiql: false },
  grafast: { explain: false },
});
const server = createServer();
server.on('error', (error) => { console.error(error); process.exit(1); });
await pgl.createServ(grafserv).addTo(server);
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
process.on('SIGTERM', () => process.exit(0));
`;
