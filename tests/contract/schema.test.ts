import { expect, it } from 'vitest';
import { printContract } from '../../packages/server/src/graphql/print.ts';

const CONTRACT = '../../packages/contract/schema.graphql';

it('is what packages/contract/schema.graphql says (write it anew with: npm run contract)', async () => {
  await expect(printContract()).toMatchFileSnapshot(CONTRACT);
});
