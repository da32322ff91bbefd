import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Kith } from '../../packages/server/src/kith.ts';
import { importDirectory } from '../../packages/server/src/modules/directory/import/import-directory.ts';
import { rowId } from '../../packages/server/src/modules/directory/import/row-id.ts';
import { townId, writeTownDirectory } from './hsds.ts';
import { lookAfterTeams } from './looking-after.ts';
import { DEMO_PARTNER, dayAsItIs, makePeople } from './people.ts';
import { tellStories } from './requests.ts';
import { settleThings } from './setting-up.ts';

/** The demo town was asked for where real people are served. */
export class DemoTownRefused extends Error {
  override readonly name = 'DemoTownRefused';
}

export const DEMO_SOURCE = 'demo-town';
// Any constant will do, as long as every node of one Kith takes the same lock.
const SEED_LOCK = 7_263_005;

const running = new WeakMap<Kith['database'], Promise<void>>();

/**
 * Makes Ashbridge, the demo town: its directory, its people, and the requests of the last weeks, counted back from today.
 * Does nothing when the town is there. Several nodes may start at once: they queue on an advisory lock.
 *
 * @throws {DemoTownRefused} in production
 */
export function seedDemoTown(kith: Kith): Promise<void> {
  if (kith.config.isProduction) {
    return Promise.reject(new DemoTownRefused('The demo town cannot live in production: its staff have no passwords.'));
  }
  // PGlite's connections share one session, in which the advisory lock does not exclude itself.
  const seeding = running.get(kith.database) ?? seedInTurn(kith).finally(() => running.delete(kith.database));
  running.set(kith.database, seeding);
  return seeding;
}

async function seedInTurn(kith: Kith): Promise<void> {
  if (await isThere(kith)) return;
  const client = await kith.database.pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [SEED_LOCK]);
    await makeTown(kith);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [SEED_LOCK]).catch(() => undefined);
    client.release();
  }
}

/** Each part is left alone when it is there, so that a start that was cut off is finished by the next one. */
async function makeTown(kith: Kith): Promise<void> {
  const { db } = kith;
  if (!(await db.directorySource.findUnique({ where: { key: DEMO_SOURCE } }))) await makeDirectory(kith);
  if (!(await db.partner.findUnique({ where: { publicKey: DEMO_PARTNER } }))) await makePeople(kith);
  if (await isThere(kith)) return;
  await tellStories(kith, (id) => rowId(DEMO_SOURCE, 'service', townId('service', id)));
  await lookAfterTeams(kith);
  await settleThings(kith);
  await dayAsItIs(kith);
}

/** When supervision is due is the last thing that is written. */
async function isThere(kith: Kith): Promise<boolean> {
  const ready = await kith.db.advocateProfile.count({
    where: { supervisionDueOn: { not: null }, account: { isDemo: true } },
  });
  return ready > 0;
}

async function makeDirectory(kith: Kith): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kith-town-'));
  try {
    const source = path.join(folder, 'ashbridge');
    await writeTownDirectory(source, kith.clock.now());
    await importDirectory(kith, {
      source,
      format: 'hsds',
      key: DEMO_SOURCE,
      name: 'Ashbridge, the demo town',
      licence: 'Apache-2.0 (invented for Kith; no real place or person)',
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
