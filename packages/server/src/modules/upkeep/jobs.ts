import type { RecurringJob } from '../../infra/jobs.ts';
import { forgetSuggestions } from './suggestions/answering.ts';

/** What upkeep does by itself. */
export const jobs: readonly RecurringJob[] = [{ name: 'forget suggestions', everyMinutes: 60, run: forgetSuggestions }];
