import { Hono } from 'hono';
import type { Config } from './config.ts';
import { readPersistedOperations } from './graphql/persisted.ts';
import { createGraphql } from './graphql/yoga.ts';
import { backPages } from './http/back.tsx';
import { connectPages } from './http/connect.tsx';
import { consolePages } from './http/console.ts';
import { embedPreview } from './http/embed-preview.ts';
import { exportPages } from './http/export.ts';
import { findPages } from './http/find.tsx';
import { graphqlEndpoint } from './http/graphql.ts';
import { healthPages } from './http/health.ts';
import { helpPages } from './http/help.tsx';
import { hsdsPages } from './http/hsds.ts';
import { importUpload } from './http/import-upload.ts';
import { joinPages } from './http/join.tsx';
import { myRecordPages } from './http/my-record.tsx';
import { newAddressPages } from './http/new-address.tsx';
import { answerProblems, protect } from './http/protect.ts';
import { providerAnswerPages } from './http/provider-answer.tsx';
import { rightsPages } from './http/rights/rights-pages.tsx';
import { setUpFiles } from './http/set-up-files.tsx';
import { signInPages } from './http/sign-in.ts';
import { stillRightPages } from './http/still-right.tsx';
import { suggestPages } from './http/suggest.tsx';
import { textPages } from './http/texts.ts';
import { widgetFiles } from './http/widget-files.ts';
import { deliveryJob } from './infra/delivery.ts';
import type { RecurringJob } from './infra/jobs.ts';
import type { Letters } from './infra/outbox.ts';
import type { Kith } from './kith.ts';
import { jobs as directoryJobs } from './modules/directory/jobs.ts';
import { jobs as outcomesJobs } from './modules/outcomes/jobs.ts';
import { letters as outcomesLetters } from './modules/outcomes/letters.ts';
import { jobs as partnersJobs } from './modules/partners/jobs.ts';
import { writeSearchCounts } from './modules/partners/search-counts.ts';
import { jobs as peersJobs } from './modules/peers/jobs.ts';
import { letters as peersLetters } from './modules/peers/letters.ts';
import { liveOf } from './modules/peers/live/live.ts';
import { jobs as peopleJobs } from './modules/people/jobs.ts';
import { letters as peopleLetters } from './modules/people/letters.ts';
import { jobs as plansJobs } from './modules/plans/jobs.ts';
import { letters as plansLetters } from './modules/plans/letters.ts';
import { addressLetters } from './modules/safety/account/new-address.ts';
import { jobs as safetyJobs } from './modules/safety/jobs.ts';
import { jobs as upkeepJobs } from './modules/upkeep/jobs.ts';
import { letters as upkeepLetters } from './modules/upkeep/letters.ts';
import { type Outside, openKith } from './open-kith.ts';

export interface App {
  kith: Kith;
  /** What Kith does by itself; main.ts starts it. */
  jobs: readonly RecurringJob[];
  /** Answers one HTTP request. `env.incoming` is Node's request, when there is one. */
  fetch(request: Request, env?: { incoming?: { socket?: { remoteAddress?: string } } }): Response | Promise<Response>;
  /** Says goodbye to who listens, so that a server can stop: a stream would hold it up. */
  endStreams(): void;
  close(): Promise<void>;
}

/** Every kind of letter, by the module that knows what it says. */
const letters: Letters = {
  ...peopleLetters,
  ...addressLetters,
  ...peersLetters,
  ...upkeepLetters,
  ...plansLetters,
  ...outcomesLetters,
};

const jobs: readonly RecurringJob[] = [
  deliveryJob(letters),
  ...directoryJobs,
  ...peopleJobs,
  ...safetyJobs,
  ...peersJobs,
  ...upkeepJobs,
  ...plansJobs,
  ...partnersJobs,
  ...outcomesJobs,
];

/** Puts Kith together. The only place where the parts meet. */
export async function createApp(config: Config, outside: Outside = {}): Promise<App> {
  const kith = await openKith(config, outside);
  const http = new Hono();
  http.onError(answerProblems(kith));
  http.use(protect(kith));
  http.route('/', healthPages(kith));
  http.route('/', graphqlEndpoint(kith, createGraphql(kith, readPersistedOperations(config.rootDir))));
  http.route('/', widgetFiles(kith));
  http.route('/', embedPreview());
  http.route('/', helpPages(kith));
  http.route('/', rightsPages(kith));
  http.route('/', connectPages(kith));
  http.route('/', backPages(kith));
  http.route('/', findPages(kith));
  http.route('/', suggestPages(kith));
  http.route('/', stillRightPages(kith));
  http.route('/', joinPages(kith));
  http.route('/', hsdsPages(kith));
  // Before the open data under the same prefix, whose headers let every page read.
  http.route('/', myRecordPages(kith));
  http.route('/', setUpFiles(kith));
  http.route('/', exportPages(kith));
  http.route('/', providerAnswerPages(kith));
  http.route('/', newAddressPages(kith));
  http.route('/', signInPages(kith));
  http.route('/', textPages(kith));
  http.route('/', importUpload(kith));
  http.route('/', consolePages(kith));
  const live = liveOf(kith);
  return {
    kith,
    jobs,
    fetch: (request, env) => http.fetch(request, env),
    endStreams: () => live.close(),
    async close() {
      live.close();
      await writeSearchCounts(kith).catch(() => undefined);
      await kith.signals.close();
      await kith.database.close();
    },
  };
}
