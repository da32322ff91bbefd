import type { RecurringJob } from '../../infra/jobs.ts';
import { tellPartnersTheirMonth } from './embedding/letters.ts';

/** What this module does by itself. */
export const jobs: readonly RecurringJob[] = [
  { name: 'tell partners their month', everyMinutes: 12 * 60, run: tellPartnersTheirMonth },
];
