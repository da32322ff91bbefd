import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { ConfigProblem } from '../config.ts';
import { serverTimeouts } from './time-outs.ts';

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** @throws {ConfigProblem} the port is taken or not allowed */
export async function listen(fetch: Fetch, port: number, setting: string): Promise<Server> {
  const server = createAdaptorServer({
    fetch,
    serverOptions: serverTimeouts,
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new ConfigProblem(
            `Port ${port} is already used by another program. Stop that program, or choose another port: ${setting}=${port + 100} npm start`,
          ),
        );
      } else if (error.code === 'EACCES') {
        reject(
          new ConfigProblem(`This user may not open port ${port}. Choose one above 1024: ${setting}=4000 npm start`),
        );
      } else reject(error);
    });
    server.listen(port, resolve);
  });
  return server;
}

/** Answers what is under way, then closes; what still hangs after the grace is cut. */
export async function stopListening(server: Server, graceMs = 3_000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}
