import type { RecurringJob } from '../../infra/jobs.ts';
import { keepNothingTooLong } from './keeping/retaining.ts';
import { passOnLapsed } from './lapsing.ts';
import { tellOfBreaks } from './matches/stand-in-asking.ts';
import { remindOfReviews, remindOfSupervision, watchPromises } from './telling/reminders.ts';

/** What this module does by itself. */
export const jobs: readonly RecurringJob[] = [
  {
    name: 'lapse',
    everyMinutes: 5,
    async run(kith) {
      while ((await passOnLapsed(kith)) > 0);
    },
  },
  { name: 'breaks', everyMinutes: 5, run: tellOfBreaks },
  { name: 'promise clock', everyMinutes: 15, run: watchPromises },
  {
    name: 'reminders',
    everyMinutes: 60,
    async run(kith) {
      await remindOfReviews(kith);
      await remindOfSupervision(kith);
    },
  },
  { name: 'retention', everyMinutes: 1440, run: keepNothingTooLong },
];
