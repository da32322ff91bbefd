import { randomUUID } from 'node:crypto';
import type { ConcernEntryKind } from '../../../../generated/prisma/enums.ts';
import type { DataKey } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import { sealJson } from '../contacts/sealed-words.ts';
import type { EntryWords } from './concern-rules.ts';

/** Adds a line to a concern that is held, sealed with the request's key. */
export async function addEntry(
  tx: Pick<Tx, 'concernEntry'>,
  entry: {
    concernId: string;
    kind: ConcernEntryKind;
    at: Date;
    byId: string | null;
    words: EntryWords | null;
    dataKey: DataKey;
    answersId?: string;
    keepUntil?: Date | null;
  },
): Promise<void> {
  const { words, dataKey, ...row } = entry;
  const id = randomUUID();
  const number = (await tx.concernEntry.count({ where: { concernId: entry.concernId } })) + 1;
  await tx.concernEntry.create({
    data: { id, number, ...row, words: words && sealJson(dataKey, 'concern_entry.words', id, words) },
  });
}

/** Takes away what was written about a request's concerns; that there was one, and when, stays. */
export async function eraseConcerns(tx: Tx, requestId: string): Promise<void> {
  await tx.concernEntry.updateMany({ where: { concern: { requestId } }, data: { words: null } });
}

/** The suggestion that waits for a second person; null: none. */
export function openProposal(db: Pick<Tx, 'concernEntry'>, concernId: string) {
  return db.concernEntry
    .findMany({ where: { concernId, kind: { in: ['PROPOSED', 'AGREED', 'NOT_AGREED'] } } })
    .then((entries) => {
      const answered = new Set(entries.map(({ answersId }) => answersId));
      return entries.find(({ id, kind }) => kind === 'PROPOSED' && !answered.has(id)) ?? null;
    });
}
