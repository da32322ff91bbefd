// Node's, PostgreSQL's (classes 08, 53, 57P) and Prisma's names for "the database is not there now".
const AWAY_CODE =
  /^(ECONN(REFUSED|RESET)|EPIPE|ETIMEDOUT|ENOTFOUND|08...|53...|57P0.|P1001|P1002|P1008|P1017|P2024|P2028)$/;
// What pg says without a code.
const AWAY_MESSAGE =
  /^(Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|timeout exceeded when trying to connect)/;
const DEEPEST = 8;

/** The layers that wrap an error, each in its own way: pg, Prisma's adapter, Prisma. */
interface Layer {
  code?: unknown;
  originalCode?: unknown;
  message?: unknown;
  originalMessage?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
}

/** Whether something failed because the database was lost, is starting, or is full of connections: worth trying again. */
export function isDatabaseAway(error: unknown): boolean {
  let layers: unknown[] = [error];
  for (let depth = 0; depth < DEEPEST && layers.length > 0; depth++) {
    const next: unknown[] = [];
    for (const layer of layers) {
      if (typeof layer !== 'object' || layer === null) continue;
      const { code, originalCode, message, originalMessage, cause, meta } = layer as Layer;
      if ([code, originalCode].some((given) => typeof given === 'string' && AWAY_CODE.test(given))) return true;
      if ([message, originalMessage].some((given) => typeof given === 'string' && AWAY_MESSAGE.test(given)))
        return true;
      next.push(cause, meta?.driverAdapterError);
    }
    layers = next;
  }
  return false;
}
