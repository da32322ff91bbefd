import { createHash } from 'node:crypto';

/** A statement that came this often will come again. */
const OFTEN = 10;
// Whoever asks decides how many shapes there are, and each connection keeps a plan of about 120 bytes for a character of
// what is named: 36 MB at most.
const MOST_CHARACTERS = 300_000;
const MOST_COUNTED = 500;
/** pg and PostgreSQL take it as none. */
const NO_NAME = '';

/**
 * Names statements that come again and again, so that PostgreSQL plans each once a connection: planning one service with its
 * relations takes longer than fetching it. Only reading; the rest is planned each time, as before. Not for PGlite, whose
 * connections are one session and would share the names.
 */
export function statementNames(): (query: { sql: string }) => string {
  const named = new Map<string, string>();
  let characters = 0;
  let counts = new Map<string, number>();
  return ({ sql }) => {
    const name = named.get(sql);
    if (name !== undefined) return name;
    if (characters + sql.length > MOST_CHARACTERS || !sql.startsWith('SELECT')) return NO_NAME;
    const count = (counts.get(sql) ?? 0) + 1;
    if (count < OFTEN) {
      // Rarely asked shapes are forgotten together.
      if (counts.size >= MOST_COUNTED) counts = new Map();
      counts.set(sql, count);
      return NO_NAME;
    }
    counts.delete(sql);
    characters += sql.length;
    const made = `kith_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
    named.set(sql, made);
    return made;
  };
}
