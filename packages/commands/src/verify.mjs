#!/usr/bin/env node
// npm test and npm run verify: everything that must hold, in one gate. Names after the command run only those steps:
//   npm test -- server journeys
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { chromium, otherEngines, temporaryPostgres } from './machine.mjs';
import { command, ownNode, prepare, root, run, Stop } from './prepare.mjs';

const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const reports = path.join(root, '.kith', 'reports');
const totals = { passed: 0, failed: 0, skipped: 0 };
/** Said again at the end: whoever reads only the last lines learns what to look at. */
const failed = [];

const say = (text) => process.stdout.write(`${text}\n`);

async function check(program, args, options) {
  const { code } = await run(program, args, options);
  if (code !== 0) throw new Error(`${path.basename(program)} ${args[0] ?? ''} found something`);
}

/** As much of a message as says what is wrong. */
function firstLines(message = '') {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, 6);
  return lines.map((line) => `    ${line}`).join('\n');
}

/** Every test under a Playwright suite that did not pass at once. */
function* notPassed({ suites = [], specs = [] }) {
  for (const suite of suites) yield* notPassed(suite);
  for (const { file, line, title, tests } of specs)
    for (const { projectName, status, results } of tests)
      if (status === 'unexpected' || status === 'flaky')
        yield `${projectName}: ${file}:${line} › ${title} (${status})\n${firstLines(results.find(({ error }) => error)?.error.message)}`;
}

/** Runs vitest and adds what it counted. */
async function vitest(name, args, env = {}) {
  const file = path.join(reports, `${name}.json`);
  rmSync(file, { force: true });
  const { code } = await run(
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    {
      env: { NODE_ENV: 'test', ...env },
    },
  );
  const report = JSON.parse(readFileSync(file, 'utf8'));
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests;
  totals.skipped += report.numPendingTests + report.numTodoTests;
  for (const { name: testFile, status, message, assertionResults } of report.testResults) {
    const inFile = `${name}: ${path.relative(root, testFile)}`;
    const broken = assertionResults.filter((test) => test.status === 'failed');
    for (const test of broken) failed.push(`${inFile} › ${test.fullName}\n${firstLines(test.failureMessages[0])}`);
    if (status === 'failed' && broken.length === 0) failed.push(`${inFile}\n${firstLines(message)}`);
  }
  if (code !== 0) throw new Error(`${report.numFailedTests} of ${report.numTotalTests} tests failed`);
}

async function playwright() {
  const file = path.join(reports, 'browsers.json');
  rmSync(file, { force: true });
  // A machine that cannot have one of them says so: KITH_ENGINES=chromium,firefox npm test.
  const engines = (process.env.KITH_ENGINES ?? 'chromium,firefox,webkit').split(',');
  const browser = await chromium(say);
  const others = await otherEngines(engines, say);
  const { code } = await run(
    bin('playwright'),
    ['test', '--config', 'tests/playwright.config.ts', '--reporter=line,json'],
    {
      env: {
        KITH_CHROMIUM: browser,
        KITH_ENGINES: engines.join(','),
        ...others,
        PLAYWRIGHT_JSON_OUTPUT_NAME: file,
        KITH_TEST_POSTGRES: await postgres(),
        NODE_ENV: 'test',
      },
    },
  );
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const { stats } = report;
  failed.push(...notPassed(report));
  totals.passed += stats.expected + stats.flaky;
  totals.failed += stats.unexpected;
  totals.skipped += stats.skipped;
  if (stats.flaky > 0)
    throw new Error(`${stats.flaky} tests passed only at the second try: a test that sometimes fails is a broken test`);
  if (code !== 0) throw new Error(`${stats.unexpected} browser tests failed`);
}

let startedPostgres = null;

/** One PostgreSQL for all steps that want one. */
async function postgres() {
  startedPostgres ??= await temporaryPostgres(say);
  if (!startedPostgres) {
    throw new Stop(
      'The tests need PostgreSQL 15 or newer. Install it ("apt-get install postgresql"), or set KITH_TEST_POSTGRES to a server that they may make databases on.',
    );
  }
  return startedPostgres.url;
}

const steps = {
  format: () => check(bin('biome'), ['ci', '--reporter=summary', '.']),
  boundaries: () =>
    check(bin('depcruise'), [
      'packages',
      'prisma/seed',
      'tests',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
    ]),
  'dead-code': () => check(bin('knip'), ['--no-progress']),
  types: async () => {
    await check(bin('turbo'), ['run', 'types', '--output-logs=errors-only', '--no-daemon']);
    for (const project of ['tests', 'examples/react']) await check(bin('tsc'), ['-p', project]);
  },
  migrations: () => check(ownNode(), [path.join(root, 'packages/commands/src/migration.mjs'), 'check']),
  sizes: async () => {
    for (const client of ['widget', 'connect'])
      await check(bin('size-limit'), [], { cwd: path.join(root, 'packages', client) });
  },
  package: async () => {
    // What npm would publish: can its front door be found and its types be read, by every kind of resolver?
    await check(bin('publint'), ['run', 'packages/widget', '--strict']);
    await check(bin('attw'), ['--pack', 'packages/widget', '--profile', 'esm-only', '--format', 'ascii']);
  },
  pages: () => vitest('pages', ['--project', 'pages']),
  server: () => vitest('server', ['--project', 'server']),
  // What reads the source and no database was told by the step before.
  postgresql: async () =>
    vitest('postgresql', ['--project', 'server', '--exclude', 'tests/contract/{boundaries,words,breaking}.test.ts'], {
      KITH_TEST_POSTGRES: await postgres(),
    }),
  browsers: playwright,
};

await command(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in steps));
  if (unknown) throw new Stop(`There is no step "${unknown}". The steps are: ${Object.keys(steps).join(', ')}.`);
  await prepare();
  const failures = [];
  for (const name of asked.length > 0 ? asked : Object.keys(steps)) {
    const startedAt = Date.now();
    say(`\n── ${name} ──`);
    try {
      await steps[name]();
      say(`── ${name}: holds (${((Date.now() - startedAt) / 1000).toFixed(0)} s)`);
    } catch (error) {
      failures.push(name);
      say(`── ${name}: ${error.message}`);
    }
  }
  startedPostgres?.stop();
  if (failed.length > 0) say(`\nFailed:\n${failed.join('\n')}`);
  say(failures.length > 0 ? `\nDoes not hold: ${failures.join(', ')}.` : '\nEverything holds.');
  if (failures.length > totals.failed) totals.failed = failures.length;
  say(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  return failures.length > 0 ? 1 : 0;
});
