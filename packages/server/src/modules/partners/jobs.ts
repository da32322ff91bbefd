import type { RecurringJob } from '../../infra/jobs.ts';
import { forgetOldSearchCounts } from './search-counts.ts';
import { forgetOldSightings } from './sightings.ts';

/** What this module does by itself. */
export const jobs: readonly RecurringJob[] = [
  {
    name: 'forget old sightings',
    everyMinutes: 24 * 60,
    async run(kith) {
      await forgetOldSightings(kith);
      await forgetOldSearchCounts(kith);
    },
  },
];
