import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** SHA-256 hex of a document → its text: all that our own clients ever send. */
export type PersistedOperations = ReadonlyMap<string, string>;

/** Reads what each client's build wrote to dist/persisted.json. */
export function readPersistedOperations(rootDir: string): PersistedOperations {
  const operations = new Map<string, string>();
  for (const client of ['widget', 'connect', 'console']) {
    const file = path.join(rootDir, 'packages', client, 'dist', 'persisted.json');
    if (!existsSync(file)) continue;
    for (const [hash, text] of Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)) {
      operations.set(hash, text);
    }
  }
  return operations;
}
