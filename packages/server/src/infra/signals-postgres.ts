import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Log } from './log.ts';
import { createSignals, type Signal, type Signals } from './signals.ts';

const CHANNEL = 'kith_signals';
/** A NOTIFY holds 8,000 bytes: this many uuids with their topics stay well below. */
const AT_ONCE = 100;
/** More than this that could not be sent: "read everything" instead. */
const MOST_UNSENT = 1_000;
const SEND_AGAIN_MS = 1_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
/** A connection that a firewall forgot says nothing at all: it is asked for a sign of life. */
const ALIVE_EVERY_MS = 15_000;
const ALIVE_WITHIN_MS = 5_000;
const TOPICS: ReadonlySet<string> = new Set<Signal['topic']>(['directory', 'import', 'queue', 'request', 'match']);

/** What travels in a NOTIFY: which node says it, and ids. `null` for "read everything again". */
interface Message {
  from: string;
  signals: [topic: string, id: string][] | null;
}

/**
 * Signals for several app nodes on one PostgreSQL: NOTIFY to tell, LISTEN on a connection of its own to hear. The
 * connection is made when somebody first listens, so that commands never hold one. Whenever it is made anew, listeners
 * are told that they may have missed something.
 *
 * NOTIFY goes out after the commit, not inside the transaction: a transaction with NOTIFY takes one lock of the whole
 * database at its commit, so that all writes would queue up behind the slowest standby.
 */
export function createPostgresSignals(url: string, pool: pg.Pool, log: Log): Signals {
  const here = createSignals();
  const from = randomUUID();
  const unsent = new Map<string, [string, string]>();
  let hasOverflowed = false;
  let isSending = false;
  let isClosed = false;
  let listening: Promise<void> | null = null;
  let hearing: pg.Client | null = null;
  const closing = new AbortController();

  /** What is published while one message is on its way travels in the next. */
  async function sendAll(): Promise<void> {
    if (isSending) return;
    isSending = true;
    // The three or four signals of one write go together.
    await Promise.resolve();
    while (unsent.size > 0 || hasOverflowed) {
      if (!(await send())) {
        if (isClosed) break;
        await pause(SEND_AGAIN_MS * (0.5 + Math.random()));
      }
    }
    isSending = false;
  }

  async function send(): Promise<boolean> {
    const batch = hasOverflowed ? null : [...unsent].slice(0, AT_ONCE);
    const message: Message = { from, signals: batch?.map(([, signal]) => signal) ?? null };
    if (batch === null) unsent.clear();
    else for (const [key] of batch) unsent.delete(key);
    hasOverflowed = false;
    try {
      await pool.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(message)]);
      return true;
    } catch (error) {
      // What was written stays written. Tell it when the database is back.
      log.debug({ err: error }, 'signals could not be sent');
      for (const [key, signal] of batch ?? []) keep(key, signal);
      if (batch === null) hasOverflowed = true;
      return false;
    }
  }

  function keep(key: string, signal: [string, string]): void {
    if (unsent.size >= MOST_UNSENT) {
      unsent.clear();
      hasOverflowed = true;
    }
    if (!hasOverflowed) unsent.set(key, signal);
  }

  async function listen(): Promise<void> {
    for (let wait = FIRST_WAIT_MS; !isClosed; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const client = new pg.Client({
        connectionString: url,
        application_name: 'kith-signals',
        keepAlive: true,
        connectionTimeoutMillis: ALIVE_WITHIN_MS,
      });
      const lost = new Promise<void>((resolve) => {
        client.on('error', () => resolve());
        client.on('end', () => resolve());
      });
      client.on('notification', ({ payload }) => hear(payload ?? ''));
      try {
        await client.connect();
        // PostgreSQL tells it to nobody whose connection is not there: from here on we hear, before that we missed.
        await client.query(`LISTEN ${CHANNEL}`);
        hearing = client;
        here.missed();
        wait = FIRST_WAIT_MS;
        await Promise.race([lost, stopsAnswering(client)]);
      } catch (error) {
        log.debug({ err: error }, 'signals cannot be heard');
      }
      hearing = null;
      void client.end().catch(() => undefined);
      if (!isClosed) await pause(wait * (0.5 + Math.random()));
    }
  }

  /** Ends when a question to the connection finds no answer, or when closing. */
  async function stopsAnswering(client: pg.Client): Promise<void> {
    for (;;) {
      await pause(ALIVE_EVERY_MS);
      if (isClosed) return;
      const isThere = client.query('SELECT 1').then(
        () => true,
        () => false,
      );
      if (!(await Promise.race([isThere, pause(ALIVE_WITHIN_MS).then(() => false)]))) return;
    }
  }

  function hear(payload: string): void {
    let message: Message;
    try {
      message = JSON.parse(payload) as Message;
    } catch {
      return;
    }
    if (message.from === from) return;
    if (!Array.isArray(message.signals)) here.missed();
    for (const [topic, id] of message.signals ?? []) {
      if (TOPICS.has(topic) && typeof id === 'string') here.publish({ topic: topic as Signal['topic'], id });
    }
  }

  function pause(ms: number): Promise<void> {
    if (closing.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        closing.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      timer.unref();
      closing.signal.addEventListener('abort', done);
    });
  }

  const startListening = () => {
    listening ??= listen();
  };
  return {
    publish(signal) {
      here.publish(signal);
      keep(`${signal.topic} ${signal.id}`, [signal.topic, signal.id]);
      void sendAll();
    },
    subscribe(topic, listener) {
      startListening();
      return here.subscribe(topic, listener);
    },
    onMissed(listener) {
      startListening();
      return here.onMissed(listener);
    },
    isHearing: () => hearing !== null,
    async close() {
      isClosed = true;
      closing.abort();
      await sendAll();
      await hearing?.end().catch(() => undefined);
      await listening;
      await here.close();
    },
  };
}
