import { ConfigProblem, readConfig } from './config.ts';
import { DomainError } from './errors.ts';
import { systemClock } from './infra/clock.ts';
import { openDatabase } from './infra/db.ts';
import { createLog } from './infra/log.ts';
import { createMail } from './infra/mail.ts';
import { MigrationMismatch, readMigrations } from './infra/migrate.ts';
import { DataFolderUnavailable } from './infra/pglite.ts';
import { createSignals } from './infra/signals.ts';
import { staffCommand } from './modules/people/staff-command.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  let close = async () => {};
  try {
    const config = await readConfig();
    // A running Kith may have the data folder open: its database is joined, not opened a second time.
    const database = await openDatabase({
      url: config.databaseUrl,
      dataDir: config.dataDir,
      cacheDir: config.cacheDir,
      migrations: await readMigrations(`${config.rootDir}/prisma/migrations`),
      mayJoin: true,
      poolSize: 2,
    });
    close = () => database.close();
    const said = await staffCommand(
      {
        config,
        database,
        db: database.db,
        keys: config.keys,
        clock: systemClock,
        log: createLog(config.logLevel),
        mail: createMail({ smtpUrl: config.smtpUrl, from: config.mailFrom, outboxDir: config.outboxDir }),
        signals: createSignals(),
      },
      args,
    );
    process.stdout.write(said);
    return 0;
  } catch (error) {
    const isPlain = [DomainError, ConfigProblem, MigrationMismatch, DataFolderUnavailable].some(
      (kind) => error instanceof kind,
    );
    process.stderr.write(`${isPlain && error instanceof Error ? error.message : `That did not work. ${error}`}\n`);
    return 1;
  } finally {
    await close();
  }
}
