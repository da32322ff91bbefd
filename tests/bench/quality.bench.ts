import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../packages/server/src/config.ts';
import { importDirectory } from '../../packages/server/src/modules/directory/import/import-directory.ts';
import { openKith } from '../../packages/server/src/open-kith.ts';
import { freshDatabase } from './database.ts';
import { measureQuality } from './quality.ts';
import type { Topic } from './quality-measures.ts';

// How good the lists are, beside two baselines: `npm run bench:search`. The judged topics are others' and not in this
// repository; KITH_SHARED names the folder that has data/ in it.

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = path.join(process.env.KITH_SHARED ?? path.join(root, '..', 'shared'), 'data');
const source = path.join(data, 'baltimore-ohana');

if (!existsSync(source)) {
  console.log(`Search quality was not measured: there is no ${path.basename(source)} (set KITH_SHARED).`);
} else {
  const topics = JSON.parse(readFileSync(path.join(data, 'baltimore-topic-qrels-dev.json'), 'utf8')) as Topic[];
  const { url, drop } = await freshDatabase();
  const config = await readConfig({ NODE_ENV: 'test', KITH_DEMO: '0', ...(url ? { DATABASE_URL: url } : {}) });
  const kith = await openKith(config, {}, {});
  try {
    await importDirectory(kith, { source, key: 'quality' });
    await measureQuality(kith, topics, (line) => console.log(line));
  } finally {
    await kith.signals.close();
    await kith.database.close();
    await drop();
  }
}
