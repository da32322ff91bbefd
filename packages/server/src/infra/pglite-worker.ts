import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';

/**
 * Runs PGlite off the thread that answers HTTP, behind a socket that any PostgreSQL client can talk to.
 *
 * `@electric-sql/pglite-socket` does the same, but hands single protocol messages of several connections to PGlite in
 * turns: two connections that both Parse, then both Bind, get each other's statement. Here a connection keeps PGlite
 * from its first message to the end of its transaction (docs/decisions/0003-pglite-behind-a-socket.md).
 */
export interface PgliteWorkerData {
  /** Folder of the database; null: in memory. */
  dataDir: string | null;
  /** A dumped data folder (tar) to start from when dataDir is empty. */
  templateFile: string | null;
  /** Unix socket path, or a TCP port on loopback where there are no Unix sockets. */
  socket: string;
}

export type PgliteWorkerMessage =
  | { kind: 'ready' }
  | { kind: 'failed'; message: string }
  | { kind: 'dump'; tar: Uint8Array };

const SSL_REQUEST = 80877103;
const CANCEL_REQUEST = 80877102;
const SYNC = 0x53; // 'S'
const QUERY = 0x51; // 'Q'
const TERMINATE = 0x58; // 'X'
const READY_FOR_QUERY = 0x5a; // 'Z'
const IDLE = 0x49; // 'I'

/** Lets one connection at a time use the database, in the order of asking. */
class Turnstile {
  #tail: Promise<void> = Promise.resolve();

  /** @returns the function that lets the next one in */
  async enter(): Promise<() => void> {
    const before = this.#tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tail = promise;
    await before;
    return resolve;
  }
}

/** One client: cuts its bytes into protocol messages and plays them in runs that end with Sync or Query. */
class ClientConnection {
  #pending: Buffer = Buffer.alloc(0);
  #run: Uint8Array[] = [];
  #hasStarted = false;
  #leave: (() => void) | null = null;
  #work: Promise<void> = Promise.resolve();
  readonly #db: PGlite;
  readonly #socket: Socket;
  readonly #turnstile: Turnstile;

  constructor(db: PGlite, socket: Socket, turnstile: Turnstile) {
    this.#db = db;
    this.#socket = socket;
    this.#turnstile = turnstile;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#enqueue(() => this.#abandon()));
  }

  #enqueue(step: () => Promise<void>): void {
    this.#work = this.#work.then(step).catch((error: unknown) => {
      this.#socket.destroy(error instanceof Error ? error : undefined);
    });
  }

  #receive(bytes: Buffer): void {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    for (;;) {
      const message = this.#nextMessage();
      if (!message) return;
      this.#run.push(message);
      const type = this.#hasStarted ? message[0] : undefined;
      this.#hasStarted = true;
      if (type === TERMINATE) {
        this.#run = [];
        this.#socket.end();
        return;
      }
      if (type === undefined || type === SYNC || type === QUERY) {
        const run = this.#run;
        this.#run = [];
        this.#enqueue(() => this.#play(run));
      }
    }
  }

  #nextMessage(): Uint8Array | null {
    const buffer = this.#pending;
    if (!this.#hasStarted) {
      if (buffer.length < 8) return null;
      const code = buffer.readInt32BE(4);
      if (code === SSL_REQUEST) {
        this.#socket.write('N');
        this.#pending = buffer.subarray(8);
        return this.#nextMessage();
      }
      if (code === CANCEL_REQUEST) {
        this.#socket.end();
        return null;
      }
      return this.#take(buffer.readInt32BE(0));
    }
    return buffer.length < 5 ? null : this.#take(1 + buffer.readInt32BE(1));
  }

  #take(length: number): Uint8Array | null {
    if (this.#pending.length < length) return null;
    const message = new Uint8Array(this.#pending.subarray(0, length));
    this.#pending = this.#pending.subarray(length);
    return message;
  }

  async #play(run: Uint8Array[]): Promise<void> {
    this.#leave ??= await this.#turnstile.enter();
    let status = IDLE;
    try {
      for (const message of run) {
        const answer = await this.#db.execProtocolRaw(message, { throwOnError: false });
        if (answer.length > 0) {
          // ReadyForQuery is always the last message of an answer: 'Z', length 5, status.
          if (answer.length >= 6 && answer[answer.length - 6] === READY_FOR_QUERY)
            status = answer[answer.length - 1] ?? IDLE;
          if (this.#socket.writable) this.#socket.write(answer);
        }
      }
    } finally {
      if (status === IDLE) this.#release();
    }
  }

  /** A client that vanished inside a transaction must not keep everybody else out. */
  async #abandon(): Promise<void> {
    if (!this.#leave) return;
    try {
      await this.#db.exec('ROLLBACK');
    } finally {
      this.#release();
    }
  }

  #release(): void {
    this.#leave?.();
    this.#leave = null;
  }
}

async function open(data: PgliteWorkerData): Promise<{ db: PGlite; server: Server }> {
  const template = data.templateFile ? new Blob([await readFile(data.templateFile)]) : undefined;
  const db = await PGlite.create({
    dataDir: data.dataDir ?? 'memory://',
    extensions: { pg_trgm, unaccent, fuzzystrmatch },
    ...(template ? { loadDataDir: template } : {}),
  });
  const turnstile = new Turnstile();
  const server = createServer((socket) => new ClientConnection(db, socket, turnstile));
  if (data.socket.startsWith('/')) rmSync(data.socket, { force: true });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  if (data.socket.startsWith('/')) server.listen(data.socket, resolve);
  else server.listen(Number(data.socket), '127.0.0.1', resolve);
  await promise;
  return { db, server };
}

// Emscripten's file system throws errors without a text: its own number for "no space left on device".
const EMSCRIPTEN_ENOSPC = 51;

function sayWhy(error: unknown): string {
  const { errno, message } = (error ?? {}) as { errno?: number; message?: string };
  if (errno === EMSCRIPTEN_ENOSPC) return 'ENOSPC';
  return message || JSON.stringify(error);
}

if (parentPort) {
  const port = parentPort;
  const post = (message: PgliteWorkerMessage) => port.postMessage(message);
  try {
    const { db, server } = await open(workerData as PgliteWorkerData);
    port.on('message', async (message: 'close' | 'dump') => {
      if (message === 'dump') {
        await db.exec('CHECKPOINT');
        const tar = new Uint8Array(await (await db.dumpDataDir('none')).arrayBuffer());
        post({ kind: 'dump', tar });
        return;
      }
      server.close();
      await db.close();
      port.close();
      process.exit(0);
    });
    post({ kind: 'ready' });
  } catch (error) {
    post({ kind: 'failed', message: sayWhy(error) });
    process.exit(1);
  }
}
