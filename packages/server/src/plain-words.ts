import { ConfigProblem } from './config.ts';
import { DomainError } from './errors.ts';
import { KeyProblem } from './infra/crypto.ts';
import { isDatabaseAway } from './infra/database-away.ts';
import { MigrationMismatch } from './infra/migrate.ts';
import { DataFolderUnavailable } from './infra/pglite.ts';

const OWN = [ConfigProblem, DataFolderUnavailable, MigrationMismatch, KeyProblem, DomainError];
const REFUSED = ['28P01', '28000', '3D000'];

/**
 * What the person at the keyboard can put right, in one sentence without a stack. A database's own words are for the log:
 * they can repeat a row.
 *
 * @returns null: a bug
 */
export function inPlainWords(error: unknown): string | null {
  if (error instanceof Error && OWN.some((kind) => error instanceof kind)) return error.message;
  const code = (error as { code?: string } | null)?.code ?? '';
  if (code === 'EAI_AGAIN' || isDatabaseAway(error)) {
    return 'Kith cannot reach the database that DATABASE_URL names. Check that PostgreSQL runs there, or unset DATABASE_URL to use the built-in database.';
  }
  if (REFUSED.includes(code)) {
    return 'PostgreSQL refused the sign-in or does not know the database that DATABASE_URL names. Check its user, password and database name.';
  }
  return null;
}
