import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { root, say, server } from './bench-database.ts';
import { activityOf } from './synthetic-source.ts';

// How long a large import takes on PostgreSQL, and how much memory, with a tenth of it for comparison:
// `npm run bench -- import`. KITH_BENCH_SIZE=100000.

const size = Number(process.env.KITH_BENCH_SIZE ?? 100_000);
/** Seconds for 100,000 services. */
const LONGEST = 300;
/** Of the peak of a tenth: flat is the same whatever the size. */
const MOST_MEMORY = 1.5;

if (!server) throw new Error('Set KITH_TEST_POSTGRES=postgresql://user@host:port/postgres.');

/** A file as a council would publish it, with that many services and what hangs on them. */
async function sourceOf(count: number): Promise<string> {
  const folder = path.join(root, '.kith', 'bench', `source-${count}`);
  const file = path.join(folder, 'services.json');
  if (existsSync(`${file}.whole`)) return folder;
  mkdirSync(folder, { recursive: true });
  const out = createWriteStream(file);
  for (let n = 0; n < count; n++) {
    const text = `${n === 0 ? '[' : ','}\n${JSON.stringify(activityOf(n))}`;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end('\n]\n');
  await finished(out);
  createWriteStream(`${file}.whole`).end();
  return folder;
}

interface Run {
  seconds: number;
  /** MB, every half second. */
  memory: number[];
}

async function runImport(count: number): Promise<Run> {
  const folder = await sourceOf(count);
  const admin = new pg.Client({ connectionString: server ?? '' });
  await admin.connect();
  const name = `kith_bench_import_${randomUUID().slice(0, 8)}`;
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(server ?? '');
  url.pathname = `/${name}`;
  const began = performance.now();
  const memory: number[] = [];
  try {
    const child = spawn(
      process.execPath,
      [path.join(root, 'packages/server/dist/import.js'), folder, '--key', 'bench'],
      {
        cwd: root,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {
          PATH: process.env.PATH ?? '',
          DATABASE_URL: url.href,
          KITH_KEYS: `bench:${Buffer.alloc(32, 7).toString('base64')}`,
        },
      },
    );
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said = `${said}${text}`.slice(-2_000);
    });
    const looking = setInterval(() => {
      try {
        const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
        if (kb) memory.push(Number(kb) / 1024);
      } catch {
        // Gone between two looks.
      }
    }, 500);
    const code = await new Promise((resolve) => child.once('close', resolve));
    clearInterval(looking);
    if (code !== 0) throw new Error(`The import ended with ${code}: ${said}`);
    return { seconds: (performance.now() - began) / 1000, memory };
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

function show(count: number, { seconds, memory }: Run): number {
  const peak = Math.max(...memory);
  const curve = Array.from({ length: 12 }, (_, index) => memory[Math.floor((index / 12) * memory.length)] ?? 0);
  say(
    `  ${count.toLocaleString('en').padStart(9)} services  ${seconds.toFixed(1).padStart(6)} s   peak ${peak.toFixed(0)} MB   over time ${curve.map((mb) => mb.toFixed(0)).join(' ')}`,
  );
  return peak;
}

const tell = (isMet: boolean, what: string) => {
  if (!isMet) process.exitCode = 1;
  say(`  ${isMet ? 'met   ' : 'MISSED'} ${what}`);
};

say('Import of HSDS JSON on PostgreSQL');
const small = show(size / 10, await runImport(Math.round(size / 10)));
const large = await runImport(size);
const peak = show(size, large);
const limit = (LONGEST * size) / 100_000;
tell(large.seconds <= limit, `${large.seconds.toFixed(0)} s (at most ${limit.toFixed(0)})`);
tell(
  peak / small <= MOST_MEMORY,
  `${(peak / small).toFixed(2)} times the memory for ten times as many (at most ${MOST_MEMORY})`,
);
for (const count of [size, size / 10])
  rmSync(path.join(root, '.kith', 'bench', `source-${count}`), { recursive: true, force: true });
