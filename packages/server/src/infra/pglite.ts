import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { type Migration, migrate } from './migrate.ts';
import type { PgliteWorkerData, PgliteWorkerMessage } from './pglite-worker.ts';

/** Somebody else is using the data folder, or it cannot be used. */
export class DataFolderUnavailable extends Error {
  override readonly name = 'DataFolderUnavailable';
}

export interface Pglite {
  /** How `pg` reaches it. */
  connection: pg.ClientConfig;
  close(): Promise<void>;
}

interface LockFile {
  pid: number;
  socket: string;
}

/**
 * Opens the embedded database in a worker thread.
 *
 * @param options.dataDir where it is kept; null: in memory, gone when closed
 * @param options.cacheDir where the migrated template is kept, so that a new database takes one second and not ten
 * @throws {DataFolderUnavailable} another Kith holds the folder, or the disk is full or read-only
 */
export async function openPglite(options: {
  dataDir: string | null;
  cacheDir: string;
  migrations: readonly Migration[];
}): Promise<Pglite> {
  const socket = await freeSocket();
  const release = options.dataDir === null ? () => undefined : await lockFolder(options.dataDir, socket);
  try {
    const made = options.dataDir === null ? null : beginMaking(options.dataDir);
    if (options.dataDir !== null) await keepToOwner(options.dataDir);
    const isNew = options.dataDir === null || made !== null;
    const templateFile = isNew ? await templateFor(options.migrations, options.cacheDir) : null;
    const worker = await startWorker({ dataDir: options.dataDir, templateFile, socket });
    made?.();
    return {
      connection: connectionTo(socket),
      async close() {
        await stopWorker(worker);
        release();
      },
    };
  } catch (error) {
    release();
    throw plainDiskError(error);
  }
}

/**
 * A folder that was cut off while it was being made (power, a full disk) holds nothing of anybody yet: it is made again.
 *
 * @returns to call when the folder is whole; null: it was there already
 */
function beginMaking(dataDir: string): (() => void) | null {
  const mark = `${dataDir}.making`;
  if (existsSync(mark)) rmSync(dataDir, { recursive: true, force: true });
  else if (existsSync(path.join(dataDir, 'PG_VERSION'))) return null;
  writeFileSync(mark, '');
  return () => rmSync(mark, { force: true });
}

/** The connection of the Kith that has this data folder open, so that commands can work beside it; null: nobody has. */
export function connectionOfRunningKith(dataDir: string): pg.ClientConfig | null {
  const holder = readLock(lockPathOf(dataDir));
  return holder && isAlive(holder.pid) ? connectionTo(holder.socket) : null;
}

function lockPathOf(dataDir: string): string {
  return `${dataDir}.lock`;
}

function readLock(lockPath: string): LockFile | null {
  try {
    return JSON.parse(readFileSync(lockPath, 'utf8')) as LockFile;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** PGlite itself has no lock: two processes in one folder destroy it. A lock of a process that is gone is taken over. */
async function lockFolder(dataDir: string, socket: string): Promise<() => void> {
  const lockPath = lockPathOf(dataDir);
  try {
    await mkdir(path.dirname(dataDir), { recursive: true });
    for (let attempt = 0; ; attempt++) {
      try {
        writeFileSync(lockPath, JSON.stringify({ pid: process.pid, socket } satisfies LockFile), {
          flag: 'wx',
          mode: 0o600,
        });
        return () => rmSync(lockPath, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === 1) throw error;
        const holder = readLock(lockPath);
        if (holder && holder.pid !== process.pid && isAlive(holder.pid)) {
          throw new DataFolderUnavailable(
            `Kith is already running with this data folder (process ${holder.pid}). Stop it first, or set KITH_DATA_DIR to another folder.`,
          );
        }
        if (holder?.pid === process.pid) throw new DataFolderUnavailable('This data folder is already open.');
        rmSync(lockPath, { force: true });
      }
    }
  } catch (error) {
    throw plainDiskError(error);
  }
}

/** PGlite lets everybody read and write its files: nobody else may so much as enter their folder. */
async function keepToOwner(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    await chmod(dataDir, 0o700);
  } catch (error) {
    // A mounted volume may belong to somebody else; who mounted it decides who reads it.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}

function plainDiskError(error: unknown): unknown {
  const text =
    error instanceof Error ? `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}` : String(error);
  if (/ENOSPC|No space left/i.test(text)) {
    return new DataFolderUnavailable(
      'There is no space left on the disk. Make room, then start Kith again; nothing was lost.',
    );
  }
  if (/EACCES|EROFS|EPERM/.test(text)) {
    return new DataFolderUnavailable(
      'Kith may not write to its data folder. Set KITH_DATA_DIR to a folder that you can write to.',
    );
  }
  return error;
}

function connectionTo(socket: string): pg.ClientConfig {
  const base = { user: 'postgres', database: 'postgres' };
  if (!socket.startsWith('/')) return { ...base, host: '127.0.0.1', port: Number(socket) };
  // pg builds the path as host/.s.PGSQL.port
  return { ...base, host: path.dirname(socket), port: Number(path.extname(socket).slice(1)) };
}

async function freeSocket(): Promise<string> {
  if (process.platform !== 'win32') {
    return path.join(await mkdtemp(path.join(tmpdir(), 'kith-')), '.s.PGSQL.5432');
  }
  const probe = createServer();
  const { promise, resolve } = Promise.withResolvers<number>();
  probe.listen(0, '127.0.0.1', () => resolve((probe.address() as { port: number }).port));
  const port = await promise;
  await new Promise((done) => probe.close(done));
  return String(port);
}

async function startWorker(workerData: PgliteWorkerData): Promise<Worker> {
  const file = import.meta.url.endsWith('.ts') ? './pglite-worker.ts' : './pglite-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData, stderr: false });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.once('message', (message: PgliteWorkerMessage) => {
    if (message.kind === 'failed') reject(new Error(message.message));
    else resolve();
  });
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`The database stopped while starting (exit ${code}).`)));
  await promise;
  return worker;
}

async function stopWorker(worker: Worker): Promise<void> {
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.postMessage('close');
  await exited;
}

/** A migrated, empty database as a tar file, made once for each set of migrations. */
async function templateFor(migrations: readonly Migration[], cacheDir: string): Promise<string> {
  const key = createHash('sha256')
    .update(migrations.map((migration) => migration.checksum).join())
    .digest('hex')
    .slice(0, 16);
  const file = path.join(cacheDir, `template-${key}.tar`);
  if (existsSync(file)) return file;
  await mkdir(cacheDir, { recursive: true });
  const socket = await freeSocket();
  const worker = await startWorker({ dataDir: null, templateFile: null, socket });
  const pool = new pg.Pool({ ...connectionTo(socket), max: 1 });
  // When a migration fails, the database goes first: that must not be said in place of why.
  pool.on('error', () => undefined);
  try {
    await migrate(pool, migrations);
    await pool.end();
    const { promise, resolve } = Promise.withResolvers<Uint8Array>();
    worker.on('message', (message: PgliteWorkerMessage) => {
      if (message.kind === 'dump') resolve(message.tar);
    });
    worker.postMessage('dump');
    // Written aside and renamed: two that start at once both end with a whole file.
    const partial = `${file}.${randomUUID()}`;
    await writeFile(partial, await promise);
    await rename(partial, file);
  } finally {
    await stopWorker(worker);
  }
  return file;
}
