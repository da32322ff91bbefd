import type { Config } from './config.ts';
import type { Clock } from './infra/clock.ts';
import type { KeyRing } from './infra/crypto.ts';
import type { Database, Db } from './infra/db.ts';
import type { Log } from './infra/log.ts';
import type { Mail } from './infra/mail.ts';
import type { Outbox } from './infra/outbox.ts';
import type { Post } from './infra/post.ts';
import type { Signals } from './infra/signals.ts';
import type { TextMessages } from './infra/text-message.ts';

/** What every module is given: the outside world behind small interfaces. Made once, in app.ts. */
export interface Kith {
  config: Config;
  database: Database;
  db: Db;
  keys: KeyRing;
  clock: Clock;
  log: Log;
  mail: Mail;
  texts: TextMessages;
  post: Post;
  outbox: Outbox;
  signals: Signals;
}
