/**
 * For node:http's createServer (through @hono/node-server's `serverOptions`): slow headers and slow bodies are cut off
 * instead of holding a connection. `server.keepAliveTimeout` is set apart, as it is no constructor option of all versions.
 */
export const serverTimeouts = {
  /** Milliseconds until the whole header must be there. */
  headersTimeout: 5_000,
  /** Milliseconds until the whole request must be there. */
  requestTimeout: 10_000,
  /** How often node looks for connections that are over time. */
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
} as const;

/** Milliseconds that one GraphQL operation may take. */
export const OPERATION_TIMEOUT_MS = 10_000;
