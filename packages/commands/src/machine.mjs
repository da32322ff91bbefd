// What the tests need beside Node: a browser and PostgreSQL. Found, or installed where that is possible, or said plainly.
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, Stop } from './prepare.mjs';

const isRoot = process.getuid?.() === 0;

function which(name) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    if (folder && existsSync(file)) return file;
  }
  return null;
}

/** Installs Debian packages when this is a Debian with root, as CI machines are. */
async function installDebianPackages(names, say) {
  if (!isRoot || !which('apt-get')) return false;
  say(`Installing ${names.join(', ')} (once) …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { quiet: true, env });
  const { code } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
    quiet: true,
    env,
  });
  return code === 0;
}

/** Chromium without its windows: the same engine, at two thirds of the work. */
const HEADLESS = 'chromium-headless-shell';

function findChromium() {
  const named = process.env.KITH_CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  return (
    which(HEADLESS) ??
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(which).find(Boolean) ??
    playwrightChromium()
  );
}

/** The browser that "npx playwright install chromium" leaves in the user's cache. */
function playwrightChromium() {
  const home = process.env.HOME ?? process.env.USERPROFILE ?? '';
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    `${home}/.cache/ms-playwright`,
    `${home}/Library/Caches/ms-playwright`,
    `${home}/AppData/Local/ms-playwright`,
  ];
  const inside = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
  ];
  for (const cache of caches) {
    if (!cache || !existsSync(cache)) continue;
    for (const folder of readdirSync(cache).filter((name) => name.startsWith('chromium-'))) {
      const file = inside.map((part) => path.join(cache, folder, part)).find(existsSync);
      if (file) return file;
    }
  }
  return null;
}

/** @returns {Promise<string>} path of a Chromium; @throws {Stop} when there is none and none can be installed */
export async function chromium(say) {
  if (!process.env.KITH_CHROMIUM && !which(HEADLESS)) await installDebianPackages([HEADLESS], say);
  const found = findChromium();
  if (found) return found;
  if (await installDebianPackages(['chromium'], say)) {
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Stop(
    'The browser tests need Chromium. Install it with "npx playwright install chromium" (or "apt-get install chromium"), or set KITH_CHROMIUM to its path.',
  );
}

/**
 * The other two engines that Kith is tried in, as environment of the browser tests.
 * @param {string[]} engines "firefox", "webkit"
 * @returns {Promise<Record<string, string>>}
 * @throws {Stop} one is not here and cannot be installed
 */
export async function otherEngines(engines, say) {
  const wanted = engines.filter((engine) => engine in findEngine);
  const missing = wanted.filter((engine) => !findEngine[engine]());
  if (missing.length > 0)
    await installDebianPackages(
      missing.flatMap((engine) => enginePackages[engine]),
      say,
    );
  const gone = wanted.filter((engine) => !findEngine[engine]());
  if (gone.length > 0) {
    throw new Stop(
      `The browser tests need ${gone.map((engine) => engineNames[engine]).join(' and ')}. Install with "apt-get install ${gone.flatMap((engine) => enginePackages[engine]).join(' ')}", or leave out what this machine cannot have: KITH_ENGINES=${engines.filter((engine) => !gone.includes(engine)).join(',')} npm test`,
    );
  }
  return Object.assign({}, ...wanted.map((engine) => findEngine[engine]()));
}

const engineNames = { firefox: 'Firefox', webkit: 'WebKitGTK with its WebDriver and Xvfb' };
const enginePackages = { firefox: ['firefox-esr'], webkit: ['webkit2gtk-driver', 'xvfb'] };

/** Where an engine is, for tests/playwright.config.ts and tests/support/engines; null: not here. */
const findEngine = {
  firefox() {
    const file = existing(process.env.KITH_FIREFOX) ?? which('firefox-esr') ?? which('firefox');
    return file && { KITH_FIREFOX: file };
  },
  webkit() {
    const driver = existing(process.env.KITH_WEBKIT_DRIVER) ?? which('WebKitWebDriver');
    const browser = existing(process.env.KITH_WEBKIT) ?? findMiniBrowser();
    return driver && browser && which('Xvfb') ? { KITH_WEBKIT_DRIVER: driver, KITH_WEBKIT: browser } : null;
  },
};

function existing(file) {
  return file && existsSync(file) ? file : undefined;
}

/** WebKitGTK's own small browser, which Debian keeps off the path: /usr/lib/<machine>/webkit2gtk-4.1/MiniBrowser. */
function findMiniBrowser() {
  for (const machine of existsSync('/usr/lib') ? readdirSync('/usr/lib') : []) {
    for (const version of ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0']) {
      const file = `/usr/lib/${machine}/${version}/MiniBrowser`;
      if (existsSync(file)) return file;
    }
  }
  return null;
}

function findPostgres() {
  const folders = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql')
        .sort((left, right) => Number(right) - Number(left))
        .map((version) => `/usr/lib/postgresql/${version}/bin`)
    : [];
  const onPath = which('initdb');
  if (onPath) folders.push(path.dirname(onPath));
  return folders.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The numbers of a user of this machine. */
function idsOf(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line)
    throw new Stop(
      `PostgreSQL does not run as root, and there is no user "${name}" to run it. Run the tests as another user.`,
    );
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/**
 * Starts an empty PostgreSQL of our own in a temporary folder, on loopback only.
 * @returns {Promise<{ url: string, stop: () => void } | null>} null: there is none on this machine
 */
export async function temporaryPostgres(say) {
  if (process.env.KITH_TEST_POSTGRES) return { url: process.env.KITH_TEST_POSTGRES, stop: () => undefined };
  if (!findPostgres()) await installDebianPackages(['postgresql'], say);
  return ownPostgres('-c fsync=off -c full_page_writes=off -c synchronous_commit=off');
}

/**
 * A PostgreSQL that nobody else uses, so that it may be killed.
 * @param {string} [settings] more of them for its command line
 * @returns {Promise<import('./machine.d.mts').OwnPostgres | null>} null: there is none on this machine
 */
export async function ownPostgres(settings = '') {
  const folder = findPostgres();
  if (!folder) return null;
  const data = mkdtempSync(path.join(tmpdir(), 'kith-postgres-'));
  const db = path.join(data, 'db');
  // PostgreSQL refuses to run as root; Debian's package brings a user for it.
  const owner = isRoot ? idsOf('postgres') : {};
  const asPostgres = (program, args) => spawnSync(path.join(folder, program), args, { cwd: '/', ...owner });
  if (isRoot) chownSync(data, owner.uid, owner.gid);
  const made = asPostgres('initdb', [
    '-D',
    db,
    '-U',
    'postgres',
    '-A',
    'trust',
    '--no-sync',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ]);
  if (made.status !== 0) throw new Stop(`PostgreSQL could not make a database for the tests:\n${made.stderr}`);
  const port = await freePort();
  const line = `-p ${port} -k ${data} -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=256MB ${settings}`;
  const start = () => {
    const started = asPostgres('pg_ctl', ['-D', db, '-o', line, '-l', path.join(data, 'log'), '-w', 'start']);
    if (started.status !== 0)
      throw new Stop(`PostgreSQL did not start for the tests:\n${started.stderr}${started.stdout}`);
  };
  start();
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    start,
    kill() {
      const postmaster = Number(readFileSync(path.join(db, 'postmaster.pid'), 'utf8').split('\n')[0]);
      const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
      const all = stdout.split('\n').map((one) => one.trim().split(/\s+/).map(Number));
      for (const pid of [postmaster, ...all.filter(([, parent]) => parent === postmaster).map(([child]) => child)]) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It ended by itself.
        }
      }
    },
    stop() {
      asPostgres('pg_ctl', ['-D', db, '-m', 'immediate', 'stop']);
      rmSync(data, { recursive: true, force: true });
    },
  };
}
