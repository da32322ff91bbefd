import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { afterEach, expect, it } from 'vitest';

const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: never[];
  options: ICruiseOptions;
};
const root = fileURLToPath(new URL('../..', import.meta.url));

const planted: string[] = [];
afterEach(() => {
  for (const folder of planted.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Cruises a small tree that holds just these files, under the project's own rules. */
async function violationsOf(files: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kith-boundaries-'));
  planted.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const { tsConfig: _tsConfig, ...options } = rules.options;
  const { output } = await cruise(['packages'], {
    ...options,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: rules.forbidden },
  });
  return (output as ICruiseResult).summary.violations.map((violation) => violation.rule.name);
}

const importing = (file: string) => `import { something } from '${file}';\nexport const other = something;\n`;
const something = 'export const something = 1;\n';

it('refuses a front end that imports the server', async () => {
  const violations = await violationsOf({
    'packages/widget/src/search.ts': importing('../../server/src/app.ts'),
    'packages/server/src/app.ts': something,
  });
  expect(violations).toContain('front-ends-never-import-the-server');
});

it.each([
  ['directory', 'peers'],
  ['partners', 'people'],
  ['safety', 'outcomes'],
])('refuses %s knowing %s, which stands to its right', async (left, right) => {
  const violations = await violationsOf({
    [`packages/server/src/modules/${left}/actions.ts`]: importing(`../${right}/actions.ts`),
    [`packages/server/src/modules/${right}/actions.ts`]: something,
  });
  expect(violations).toContain(`${left}-knows-only-the-left`);
});

it('lets peers know people, which stand to their left', async () => {
  const violations = await violationsOf({
    'packages/server/src/modules/peers/actions.ts': importing('../people/actions.ts'),
    'packages/server/src/modules/people/actions.ts': something,
  });
  expect(violations).toEqual([]);
});

it('refuses rules that look at the database', async () => {
  const violations = await violationsOf({
    'packages/server/src/modules/peers/rules.ts': importing('../../infra/db.ts'),
    'packages/server/src/infra/db.ts': something,
  });
  expect(violations).toContain('rules-are-pure');
});

it('refuses two files that import each other', async () => {
  const violations = await violationsOf({
    'packages/ui/src/left.ts': "import { right } from './right.ts';\nexport const left = () => right;\n",
    'packages/ui/src/right.ts': "import { left } from './left.ts';\nexport const right = () => left;\n",
  });
  expect(violations).toContain('no-circles');
});

// Reads every file of the project: a loaded machine takes its time.
it('holds for the project itself', { timeout: 240_000 }, async () => {
  const { output } = await cruise(['packages', 'prisma/seed'], {
    ...rules.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: rules.forbidden },
  });
  const violations = (output as ICruiseResult).summary.violations.map(
    (violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`,
  );
  expect(violations).toEqual([]);
});
