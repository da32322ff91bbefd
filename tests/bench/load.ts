import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type pg from 'pg';
import { at } from './bench-database.ts';

/** One request of a mix. */
export interface Call {
  path: string;
  headers?: Record<string, string>;
  /** POSTed when there is one. */
  body?: string;
}

export interface Load {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** Answers by status. */
  statuses: Record<string, number>;
  /** Refusals without a Retry-After. */
  bare: number;
  /** Milliseconds of CPU a request: the server's process, and the database's. */
  nodeMs: number;
  postgresMs: number;
}

let caller = 0;

/** Sends one and reads it whole. A caller never comes from the same address twice in a row: limits are not what is measured. */
export function send(
  agent: Agent,
  port: number,
  call: Call,
): Promise<{ status: number; retryAfter: boolean; text: string }> {
  return new Promise((resolve, reject) => {
    caller = (caller + 1) % 60_000;
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        path: call.path,
        method: call.body === undefined ? 'GET' : 'POST',
        headers: {
          'x-forwarded-for': `198.18.${caller >> 8}.${caller & 255}`,
          ...(call.body === undefined ? {} : { 'content-type': 'application/json', 'x-kith-client': 'bench' }),
          ...call.headers,
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            retryAfter: answer.headers['retry-after'] !== undefined,
            text: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(call.body);
  });
}

/** Clock ticks are hundredths of a second on every Linux that Node runs on. */
function cpuMsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

async function backendsOf(admin: pg.Client, database: string): Promise<number[]> {
  const { rows } = await admin.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()`,
    [database],
  );
  return rows.map(({ pid }) => pid);
}

/**
 * So many callers, each sending the next of the mix when the last was answered, for so long. A second of warming up
 * before is not counted.
 */
export async function load(of: {
  port: number;
  pid: number;
  calls: readonly Call[];
  concurrency: number;
  seconds: number;
  admin?: pg.Client;
  database?: string;
}): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: of.concurrency });
  const statuses: Record<string, number> = {};
  let times: number[] = [];
  let bare = 0;
  let next = 0;
  let until = performance.now() + 1_000;
  const run = () =>
    Promise.all(
      Array.from({ length: of.concurrency }, async () => {
        while (performance.now() < until) {
          const call = of.calls[next++ % of.calls.length];
          if (!call) return;
          const began = performance.now();
          const { status, retryAfter } = await send(agent, of.port, call).catch((error: NodeJS.ErrnoException) => ({
            status: error.code ?? 'lost',
            retryAfter: false,
          }));
          times.push(performance.now() - began);
          statuses[status] = (statuses[status] ?? 0) + 1;
          if ((status === 429 || status === 503) && !retryAfter) bare++;
        }
      }),
    );
  await run();
  for (const status of Object.keys(statuses)) delete statuses[status];
  times = [];
  bare = 0;
  const pids = of.admin && of.database ? await backendsOf(of.admin, of.database) : [];
  const before = [cpuMsOf(of.pid), pids.reduce((sum, pid) => sum + cpuMsOf(pid), 0)] as const;
  const began = performance.now();
  until = began + of.seconds * 1_000;
  await run();
  const took = (performance.now() - began) / 1_000;
  const after = [cpuMsOf(of.pid), pids.reduce((sum, pid) => sum + cpuMsOf(pid), 0)] as const;
  agent.destroy();
  const count = Math.max(1, times.length);
  return {
    perSecond: times.length / took,
    p50: at(times, 0.5),
    p95: at(times, 0.95),
    p99: at(times, 0.99),
    statuses,
    bare,
    nodeMs: (after[0] - before[0]) / count,
    postgresMs: (after[1] - before[1]) / count,
  };
}
