// A process of its own that takes one round of the import job, for a test that kills it.
import { readConfig } from '../config.ts';
import { importJob } from '../modules/directory/import/runs.ts';
import { openKith } from '../open-kith.ts';
import { TEST_NOW } from './test-now.ts';

const kith = await openKith(await readConfig(), { clock: { now: () => new Date(TEST_NOW) } });
await importJob.run(kith);
await kith.database.close();
