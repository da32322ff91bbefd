import type { RecurringJob } from '../../infra/jobs.ts';
import { makeExportIfOld } from './exporting/exporting.ts';
import { importJob } from './import/runs.ts';

const DAY_MINUTES = 24 * 60;

/** What the directory does by itself. */
export const jobs: readonly RecurringJob[] = [
  importJob,
  { name: 'make export', everyMinutes: DAY_MINUTES, run: async (kith) => void (await makeExportIfOld(kith)) },
];
