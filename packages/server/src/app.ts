import { Hono } from 'hono';
import type { Config } from './config.ts';
import { readPersistedOperations } from './graphql/persisted.ts';
import { createGraphql } from './graphql/yoga.ts';
import { backPages } from './http/back.tsx';
import { connectPages } from './http/connect.tsx';
import { consolePages } from './http/console.ts';
import { findPages } from './http/find.tsx';
import { graphqlEndpoint } from './http/graphql.ts';
import { healthPages } from './http/health.ts';
import { helpPages } from './http/help.tsx';
import { answerProblems, protect } from './http/protect.ts';
import { signInPages } from './http/sign-in.ts';
import { widgetFiles } from './http/widget-files.ts';
import { type Clock, systemClock } from './infra/clock.ts';
import { openDatabase } from './infra/db.ts';
import { createLog, type Log } from './infra/log.ts';
import { createMail, type Mail } from './infra/mail.ts';
import { readMigrations } from './infra/migrate.ts';
import { createSignals } from './infra/signals.ts';
import type { Kith } from './kith.ts';

/** What tests may replace: the clock, the post and the log. Nothing of our own. */
export interface Outside {
  clock?: Clock;
  mail?: Mail;
  log?: Log;
  /** In memory instead of config.dataDir (PGlite only). */
  isInMemory?: boolean;
}

export interface App {
  kith: Kith;
  /** Answers one HTTP request. `env.incoming` is Node's request, when there is one. */
  fetch(request: Request, env?: { incoming?: { socket?: { remoteAddress?: string } } }): Response | Promise<Response>;
  close(): Promise<void>;
}

/** Puts Kith together. The only place where the parts meet. */
export async function createApp(config: Config, outside: Outside = {}): Promise<App> {
  const database = await openDatabase({
    url: config.databaseUrl,
    dataDir: outside.isInMemory ? null : config.dataDir,
    cacheDir: config.cacheDir,
    migrations: await readMigrations(`${config.rootDir}/prisma/migrations`),
  });
  const kith: Kith = {
    config,
    database,
    db: database.db,
    keys: config.keys,
    clock: outside.clock ?? systemClock,
    log: outside.log ?? createLog(config.logLevel),
    mail: outside.mail ?? createMail({ smtpUrl: config.smtpUrl, from: config.mailFrom, outboxDir: config.outboxDir }),
    signals: createSignals(),
  };
  const http = new Hono();
  http.onError(answerProblems(kith));
  http.use(protect(kith));
  http.route('/', healthPages(kith));
  http.route('/', graphqlEndpoint(kith, createGraphql(kith, readPersistedOperations(config.rootDir))));
  http.route('/', widgetFiles(kith));
  http.route('/', helpPages(kith));
  http.route('/', connectPages(kith));
  http.route('/', backPages(kith));
  http.route('/', findPages(kith));
  http.route('/', signInPages(kith));
  http.route('/', consolePages(kith));
  return { kith, fetch: (request, env) => http.fetch(request, env), close: () => database.close() };
}
