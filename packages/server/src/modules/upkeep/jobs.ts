import type { RecurringJob } from '../../infra/jobs.ts';
import { findDuplicates, showForsaken } from './duplicates/finding-duplicates.ts';
import { askProviders } from './freshness/asking-providers.ts';
import { forgetAsks } from './freshness/forgetting.ts';
import { forgetSuggestions } from './suggestions/answering.ts';
import { tellStewards } from './waiting.ts';

const DAY_MINUTES = 24 * 60;

/** What upkeep does by itself. */
export const jobs: readonly RecurringJob[] = [
  { name: 'ask providers', everyMinutes: DAY_MINUTES, run: async (kith) => void (await askProviders(kith)) },
  { name: 'find duplicates', everyMinutes: DAY_MINUTES, run: async (kith) => void (await findDuplicates(kith)) },
  { name: 'forget suggestions', everyMinutes: 60, run: forgetSuggestions },
  { name: 'forget asks', everyMinutes: DAY_MINUTES, run: forgetAsks },
  { name: 'tell stewards', everyMinutes: 30, run: tellStewards },
  { name: 'list linked services', everyMinutes: 60, run: showForsaken },
];
