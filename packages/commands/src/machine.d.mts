/** A PostgreSQL in a temporary folder, on loopback. */
export interface OwnPostgres {
  /** postgresql://…/postgres */
  url: string;
  /** Kills it and everything of it with -9. */
  kill(): void;
  /** Starts it again on the same data, and waits until it answers. */
  start(): void;
  /** Stops it, and its folder is gone. */
  stop(): void;
}

export function ownPostgres(settings?: string): Promise<OwnPostgres | null>;
