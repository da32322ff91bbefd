import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Kith } from '../kith.ts';
import { openKith } from '../open-kith.ts';
import { createTestApp, TEST_ROOT, type TestApp } from '../testing/app.ts';
import { aPersonAsks, aTeamReady } from '../testing/peers.ts';
import { aMailServer } from '../testing/smtp.ts';

const LETTERS = 4;
const KILLED_AT = [2];
const MINUTE_MS = 60_000;

/** A process that sends what waits, in the database of the app. */
function sender(app: TestApp, smtpUrl: string, aheadMs: number): ChildProcess {
  const { databaseUrl, dataDir } = app.kith.config;
  return spawn(process.execPath, [path.join(TEST_ROOT, 'packages/server/src/testing/deliver-letters.ts')], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      KITH_DEMO: '0',
      KITH_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
      SMTP_URL: smtpUrl,
      AHEAD_MS: String(aheadMs),
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : { DATABASE_URL: '', KITH_DATA_DIR: dataDir }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

it('sends every letter, and none under two names, when it is killed in the middle of sending', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'kith-killed-'));
  const app = await createTestApp({ trustedProxies: 1, dataDir: path.join(home, 'data') }, { isOnDisk: true });
  let running: ChildProcess | null = null;
  const server = await aMailServer({
    beforeAnswer: async () => {
      // The mail has arrived, and the sender will never know.
      if (!KILLED_AT.includes(server.received.length)) return;
      running?.kill('SIGKILL');
      await new Promise(() => undefined);
    },
  });
  let reopened: Kith | null = null;
  try {
    await aTeamReady(app);
    for (let number = 0; number < LETTERS; number++)
      await aPersonAsks(app, { reach: { channel: 'EMAIL', value: `person${number}@example.org` } });
    const isPglite = app.kith.config.databaseUrl === null;
    // PGlite's folder belongs to one process at a time.
    if (isPglite) await app.close();
    // The app's clock stands on a Monday; asked in its past or future, letters are due for a sender far ahead.
    const ahead = Math.max(0, app.clock.now().getTime() - Date.now()) + MINUTE_MS;
    for (let round = 0; round < KILLED_AT.length + 1; round++) {
      running = sender(app, server.url, ahead + round * 10 * MINUTE_MS);
      await once(running, 'exit');
    }
    const ids = server.received.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(LETTERS);
    // The one that was taken by the server at the very moment of the kill came again, under the same name.
    expect(ids).toHaveLength(LETTERS + KILLED_AT.length);
    for (const { recipients, messageId } of server.received)
      expect(
        server.received.filter((mail) => mail.recipients[0] === recipients[0]).map((mail) => mail.messageId),
      ).toContain(messageId);
    reopened = isPglite ? await openKith({ ...app.kith.config }) : app.kith;
    expect(await reopened.db.outboxMessage.count({ where: { sentAt: null } })).toBe(0);
  } finally {
    await server.close();
    if (reopened && reopened !== app.kith) await reopened.database.close();
    if (app.kith.config.databaseUrl !== null) await app.close();
    await rm(home, { recursive: true, force: true });
  }
}, 180_000);
