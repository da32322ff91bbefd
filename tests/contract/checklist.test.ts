import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const LINES = 40;

// What the widget promises has forty lines. The title of a test that holds one begins with its number: WIDGET 14, 16.
// That the test does hold it is for who reads it to see; that none was forgotten is seen here.
it('WIDGET 40: every line of the widget’s checklist is held by a test that names it', () => {
  const files = globSync(['tests/**/*.{spec,test}.ts', 'packages/*/src/**/*.test.{ts,tsx}'], { cwd: root });
  const named = new Set(
    files.flatMap((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(/['"`]WIDGET ([\d, ]+):/g)].flatMap(([, lines = '']) =>
        lines.split(',').map(Number),
      ),
    ),
  );
  const missing = Array.from({ length: LINES }, (_, at) => at + 1).filter((line) => !named.has(line));
  expect(missing).toEqual([]);
});
