import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import {
  aPersonAsks,
  aTeamReady,
  HERE_TO_MEET,
  introduce,
  REASON,
  sayYes,
  seeMine,
  seeRequest,
  WORDS,
} from '../../testing/peers.ts';

const PHONE = '07700 900987';
const MAIL = 'heron.canary@example.org';
const NAME = 'Jo Canaryname';
const TIMES = 'when the canary sings';

let app: TestApp;
const planted: string[] = [WORDS, PHONE, MAIL, NAME, TIMES, REASON, HERE_TO_MEET];

beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  const { team, coordinator, advocate } = await aTeamReady(app);
  expect(team.name).toBe('Riverside team');
  for (const reach of [
    { channel: 'PHONE', value: PHONE, name: NAME, times: TIMES },
    { channel: 'EMAIL', value: MAIL, name: NAME, times: TIMES },
    { channel: 'EMAIL', value: MAIL, name: NAME },
  ]) {
    const person = await aPersonAsks(app, { reach });
    planted.push(person.receipt.code, person.receipt.link.split('#')[1] ?? '');
    await seeRequest(app, person.requestId, coordinator.headers);
    const { match } = await introduce(app, coordinator, person.requestId, advocate.advocateId);
    await seeRequest(app, person.requestId, advocate.headers);
    await sayYes(app, advocate, match?.id ?? '');
    expect((await seeMine(app, person.headers))?.words).toBe(WORDS);
    await aPersonAsks(app, { reach: { channel: 'EMAIL', value: `${MAIL}\nBcc: x`, name: NAME } }).catch(
      () => undefined,
    );
  }
  await app.runJob('deliver letters');
});
afterAll(() => app.close());

/** Each canary as text, and as it would look in hex or base64. */
function disguises(text: string): string[] {
  return [text, Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64').replace(/=+$/, '')];
}

describe('what somebody writes', () => {
  it('is in no table in clear', async () => {
    const { pool } = app.kith.database;
    const { rows: tables } = await pool.query<{ name: string }>(
      "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'",
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      // row_to_json shows bytea as hex, so that text in bytes is found as well.
      const { rows } = await pool.query<{ text: string }>(`SELECT row_to_json(t)::text AS text FROM ${name} t`);
      const dump = rows
        .map(({ text }) => text)
        .join('\n')
        .toLowerCase();
      for (const canary of planted) {
        for (const disguise of disguises(canary)) {
          expect(dump.includes(disguise.toLowerCase()), `${name} holds a planted string`).toBe(false);
        }
      }
    }
  });

  it('is in no log line, and no token or code is', () => {
    const log = app.logged();
    for (const canary of planted) expect(log.includes(canary)).toBe(false);
  });

  it('is in no letter', () => {
    expect(app.letters.length).toBeGreaterThan(1);
    for (const { subject, text } of app.letters) {
      expect(['An update for you', 'Something waits for you']).toContain(subject);
      for (const canary of planted) expect(text.includes(canary)).toBe(false);
    }
  });
});
