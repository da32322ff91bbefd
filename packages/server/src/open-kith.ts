import type { Config } from './config.ts';
import { type Clock, systemClock } from './infra/clock.ts';
import { openDatabase } from './infra/db.ts';
import { createLog, type Log } from './infra/log.ts';
import { createMail, type Mail } from './infra/mail.ts';
import { readMigrations } from './infra/migrate.ts';
import { createOutbox } from './infra/outbox.ts';
import type { Pglite } from './infra/pglite.ts';
import { teamPost } from './infra/post.ts';
import { createSignals } from './infra/signals.ts';
import { createPostgresSignals } from './infra/signals-postgres.ts';
import { createTextMessages, type TextMessages } from './infra/text-message.ts';
import type { Kith } from './kith.ts';

/** What tests may replace: the clock, the post, the log and which PGlite. Nothing of our own. */
export interface Outside {
  clock?: Clock;
  mail?: Mail;
  texts?: TextMessages;
  log?: Log;
  /** A PGlite that is open already, instead of one in config.dataDir. Closed with the rest. */
  pglite?: Pglite;
}

/**
 * The outside world as every module gets it. Close `database` when done.
 *
 * @param how.mayJoin a command beside a running Kith: its database is joined, not opened a second time
 */
export async function openKith(config: Config, outside: Outside = {}, how: { mayJoin?: boolean } = {}): Promise<Kith> {
  const database = await openDatabase({
    url: config.databaseUrl,
    dataDir: config.dataDir,
    cacheDir: config.cacheDir,
    migrations: await readMigrations(`${config.rootDir}/prisma/migrations`),
    ...(outside.pglite && { pglite: outside.pglite }),
    ...(how.mayJoin ? { mayJoin: true, poolSize: 2 } : {}),
  });
  const clock = outside.clock ?? systemClock;
  const log = outside.log ?? createLog(config.logLevel);
  return {
    config,
    database,
    db: database.db,
    keys: config.keys,
    clock,
    log,
    mail: outside.mail ?? createMail({ smtpUrl: config.smtpUrl, from: config.mailFrom, outboxDir: config.outboxDir }),
    texts:
      outside.texts ??
      createTextMessages({
        url: config.textUrl,
        secret: config.textSecret,
        outboxDir: config.outboxDir,
        isProduction: config.isProduction,
      }),
    post: teamPost,
    outbox: createOutbox(clock),
    signals: config.databaseUrl ? createPostgresSignals(config.databaseUrl, database.pool, log) : createSignals(),
  };
}
