import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Real directories to try Kith with; null: not on this machine. */
export const sharedData = ((): string | null => {
  const folder = path.resolve(root, process.env.KITH_SHARED ?? '../shared', 'data');
  return existsSync(folder) ? folder : null;
})();

/** A Kith of its own: the built server with the demo town, in a temporary folder, on free ports. */
export interface RunningKith {
  url: string;
  /** The demo partner's page: another origin. */
  partnerUrl: string;
  /** Where its data, its mail and its keys are. */
  homeDir: string;
  /** Everything that it has written to its log and its console. */
  output(): string;
  /** Imports a directory beside the running server, as an operator would. */
  importDirectory(source: string): Promise<string>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}

/** @param options.homeDir start again on the data of an earlier one */
export async function startKith(
  options: { homeDir?: string; env?: Record<string, string> } = {},
): Promise<RunningKith> {
  const homeDir = options.homeDir ?? (await mkdtemp(path.join(tmpdir(), 'kith-test-')));
  const [port, partnerPort] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    DATABASE_URL: '',
    PORT: String(port),
    PARTNER_PORT: String(partnerPort),
    KITH_DATA_DIR: path.join(homeDir, 'data'),
    LOG_LEVEL: 'debug',
    // Everybody who comes in the tests can be at an address of their own (anAddress).
    TRUSTED_PROXIES: '1',
    ...options.env,
  };
  const child = spawn(process.execPath, [path.join(root, 'packages/server/dist/main.js')], { cwd: root, env });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    const look = () => output.includes('Kith is ready') && output.includes(String(partnerPort)) && resolve();
    child.stdout.on('data', look);
    child.once('exit', (code) => reject(new Error(`Kith did not start (exit ${code}):\n${output}`)));
  });
  return {
    url: `http://localhost:${port}`,
    partnerUrl: `http://localhost:${partnerPort}`,
    homeDir,
    output: () => output,
    importDirectory(source) {
      return new Promise((resolve, reject) => {
        const importer = spawn(process.execPath, [path.join(root, 'packages/server/dist/import.js'), source], {
          cwd: root,
          env,
        });
        let said = '';
        importer.stdout.on('data', (chunk) => {
          said += chunk;
        });
        importer.stderr.on('data', (chunk) => {
          said += chunk;
        });
        importer.once('exit', (code) => (code === 0 ? resolve(said) : reject(new Error(said))));
      });
    },
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
      if (!options.homeDir) await rm(homeDir, { recursive: true, force: true });
    },
  };
}

let addresses = 0;

/** The header of a visitor at an address of their own: what one person may do in an hour is not shared by all tests. */
export function anAddress(): Record<string, string> {
  addresses++;
  return { 'x-forwarded-for': `192.0.2.${addresses % 256}` };
}

/** Tests share one Kith for each worker; what they write must not get in each other's way. */
export const test = base.extend<object, { kith: RunningKith }>({
  kith: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const kith = await startKith();
      await use(kith);
      await kith.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

export { expect } from '@playwright/test';

/** Everything in the outbox of a demo Kith, as text. */
export async function readOutbox(kith: RunningKith): Promise<string> {
  const folder = path.join(kith.homeDir, 'outbox');
  if (!existsSync(folder)) return '';
  const { readdir } = await import('node:fs/promises');
  const files = await readdir(folder);
  return (await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))).join('\n');
}
