import type { Kith } from '../kith.ts';
import type { Clock } from './clock.ts';
import type { Tx } from './db.ts';

/** How a letter travels. */
export type LetterChannel = 'EMAIL' | 'TEXT' | 'POST';

/** A letter as it leaves, made at the moment of sending. Never carries content: no words, no titles that tell. */
export interface Letter {
  channel: LetterChannel;
  /** An e-mail address, a telephone number, or a postal address of several lines. */
  to: string;
  subject: string;
  text: string;
  /** Whose team hears of it when it cannot be sent, and about which request. Never shown with the address. */
  about?: { teamId: string; requestId: string | null };
}

/** Not now: the person's safe hours begin then. */
export interface Postponed {
  notBefore: Date;
}

/** Makes a letter at sending time; null: no longer to be sent (erased, stopped, paused, answered). */
export type ComposeLetter = (kith: Kith, subjectId: string) => Promise<Letter | Postponed | null>;

/** What a module's letters.ts exports: its kinds of letter. */
export type Letters = Readonly<Record<string, ComposeLetter>>;

export interface OutboxEntry {
  /** A kind that some module's letters.ts composes. */
  kind: string;
  /** Id of the row that it is about; what that row is, the kind knows. */
  subjectId: string;
  /** A letter with the same key is sent at most once, for example "introduction-asked:<matchId>". */
  key: string;
  notBefore?: Date;
}

/** Letters that wait to be sent. They hold ids only. */
export interface Outbox {
  /** Puts a letter into the caller's transaction: it goes out if, and only if, that commits. @returns whether the key is new */
  put(tx: Tx, entry: OutboxEntry): Promise<boolean>;
  /** Called a moment after something was put, so that a letter need not wait for the next round. */
  onPut(listener: () => void): void;
}

const LONGEST_KEY = 200;

export function createOutbox(clock: Clock): Outbox {
  const listeners: (() => void)[] = [];
  return {
    async put(tx, { kind, subjectId, key, notBefore }) {
      if (key.length > LONGEST_KEY) throw new Error(`The key of a letter "${kind}" is too long.`);
      const now = clock.now();
      const { count } = await tx.outboxMessage.createMany({
        data: [{ kind, subjectId, key, notBefore: notBefore ?? now, createdAt: now }],
        skipDuplicates: true,
      });
      if (count > 0) for (const listener of listeners) listener();
      return count > 0;
    },
    onPut: (listener) => void listeners.push(listener),
  };
}
