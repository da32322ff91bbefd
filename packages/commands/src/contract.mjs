#!/usr/bin/env node
// npm run contract          writes packages/contract/schema.graphql from the server's code
// The diff of that file is the review of the API; tests/contract fails while it is not what the code says.
import path from 'node:path';
import { command, root, run } from './prepare.mjs';

await command(async () => {
  const vitest = path.join(root, 'node_modules', '.bin', 'vitest');
  // The file is a snapshot of the test that guards it, so that both always print in the same way.
  const { code } = await run(vitest, ['run', 'tests/contract/schema.test.ts', '--update'], { env: { CI: '' } });
  return code;
});
