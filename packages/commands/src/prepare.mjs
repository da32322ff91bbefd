// Makes a fresh clone ready: dependencies, then builds. Needs Node 20 and npm, nothing else.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[/\\]$/, '');
const bin = path.join(root, 'node_modules', '.bin');
const isWindows = process.platform === 'win32';

/** A sentence for the person at the keyboard; printed without a stack. */
export class Stop extends Error {}

/** The environment that all our commands run in: our own Node first, and nothing that calls home. */
export function environment(extra = {}) {
  return {
    ...process.env,
    PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    ...extra,
  };
}

/**
 * Runs a program to its end.
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean, onLine?: (line: string) => void }} [options] quiet: only keep the output
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: environment(options.env),
      stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
      shell: isWindows,
    });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Our own Node (24), which npm installs like any other package. */
export function ownNode() {
  const file = path.join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');
  if (existsSync(file)) return file;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  throw new Stop(
    'Kith needs Node 22.18 or newer, and npm could not install one. Run "npm ci" and look at what it says, or install Node 24 from https://nodejs.org.',
  );
}

/** What the installed packages depend on: when it changes, npm installs again. */
function installMark() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  hash.update(readFileSync(path.join(root, 'package-lock.json')));
  for (const name of readdirSync(path.join(root, 'packages')).sort()) {
    const file = path.join(root, 'packages', name, 'package.json');
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  return hash.update(readFileSync(path.join(root, 'package.json'))).digest('hex');
}

function explainFailure(what, output) {
  if (/ENOSPC|no space left/i.test(output))
    return `${what} needs more room: the disk is full. Make about 2 GB free and run the command again.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network/i.test(output)) {
    return `${what} could not reach the npm registry. Check the internet connection (or proxy) and run the command again.`;
  }
  if (/EACCES|EPERM|EROFS/.test(output))
    return `${what} may not write into ${root}. Check who owns the folder, then run the command again.`;
  return `${what} did not work:\n${output.split('\n').slice(-40).join('\n')}`;
}

/**
 * Installs when needed, builds what changed, and returns the Node to run Kith with.
 * @param {{ quiet?: boolean }} [options]
 * @throws {Stop} with one sentence for the person at the keyboard
 */
export async function prepare(options = {}) {
  const say = (text) => options.quiet || process.stdout.write(`${text}\n`);
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20)
    throw new Stop(`Kith needs Node 20 or newer; this is ${process.version}. Install Node 24 from https://nodejs.org.`);
  const markFile = path.join(root, 'node_modules', '.kith-installed');
  const mark = installMark();
  if (!existsSync(markFile) || readFileSync(markFile, 'utf8') !== mark) {
    const space = statfsSync(root);
    if (space.bavail * space.bsize < 1.5e9)
      throw new Stop(
        'There is too little room on this disk: Kith needs about 1.5 GB to install. Make room and run the command again.',
      );
    say('Installing what Kith is made of (once; about a minute) …');
    const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true });
    if (code !== 0) throw new Stop(explainFailure('Installing', output));
    writeFileSync(markFile, mark);
  }
  const node = ownNode();
  mkdirSync(path.join(root, '.kith'), { recursive: true });
  say('Building …');
  const { code, output } = await run(
    path.join(bin, 'turbo'),
    ['run', 'build', '--output-logs=errors-only', '--no-daemon'],
    { quiet: true },
  );
  if (code !== 0) throw new Stop(explainFailure('Building', output));
  return node;
}

/**
 * Runs one of the server's programs to its end.
 * @param {string} node from prepare()
 * @param {string} program its name in packages/server/dist
 * @param {string[]} args
 * @param {string} cwd where a path in the arguments is meant from
 * @returns {Promise<number>} its exit code
 */
export function runKith(node, program, args, cwd) {
  const kith = spawn(
    node,
    ['--enable-source-maps', path.join(root, 'packages', 'server', 'dist', `${program}.js`), ...args],
    {
      cwd,
      env: environment(),
      stdio: 'inherit',
    },
  );
  // Ctrl-C reaches Kith by itself; we only wait until it has closed its books.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && kith.kill(signal));
  return new Promise((resolve) => kith.once('close', (code, signal) => resolve(signal ? 1 : (code ?? 1))));
}

/** Runs a command's main function; a Stop becomes one plain sentence and exit code 1. */
export async function command(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
