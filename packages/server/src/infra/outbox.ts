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
  /** Whose team hears of it when it cannot be sent, and about which request. */
  about?: LetterAbout;
}

/** What coordinators may know of a letter: never where it goes. */
export interface LetterAbout {
  teamId: string;
  requestId: string | null;
}

/** Not now: the person's safe hours begin then. */
export interface Postponed {
  notBefore: Date;
  about?: LetterAbout;
}

/** A program must not send this one (for example, it cannot read when it is safe): a human being has to. */
export interface LeftToPeople {
  reason: 'hours not understood';
  about: LetterAbout;
}

/**
 * Makes a letter at sending time; null: no longer to be sent (erased, stopped, paused, answered).
 *
 * @param accountId of the colleague it goes to, as it was put in the outbox
 */
export type ComposeLetter = (
  kith: Kith,
  subjectId: string,
  accountId: string | null,
) => Promise<Letter | Postponed | LeftToPeople | null>;

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
  /** The colleague it goes to, where the subject does not say: one of several coordinators. */
  accountId?: string;
}

/** Letters that wait to be sent. They hold ids only. */
export interface Outbox {
  /** Puts a letter into the caller's transaction: it goes out if, and only if, that commits. @returns whether the key is new */
  put(tx: Pick<Tx, 'outboxMessage'>, entry: OutboxEntry): Promise<boolean>;
  /** Called when something was put, perhaps before it is committed, so that it need not wait for the next round. */
  onPut(listener: () => void): void;
}

const LONGEST_KEY = 200;

export function createOutbox(clock: Clock): Outbox {
  const listeners: (() => void)[] = [];
  return {
    async put(tx, { kind, subjectId, key, notBefore, accountId }) {
      if (key.length > LONGEST_KEY) throw new Error(`The key of a letter "${kind}" is too long.`);
      const now = clock.now();
      const { count } = await tx.outboxMessage.createMany({
        data: [{ kind, subjectId, key, accountId: accountId ?? null, notBefore: notBefore ?? now, createdAt: now }],
        skipDuplicates: true,
      });
      if (count > 0) for (const listener of listeners) listener();
      return count > 0;
    },
    onPut: (listener) => void listeners.push(listener),
  };
}
