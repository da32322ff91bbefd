import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AdvocateStage,
  ContactChannel,
  Energy,
  MatchStatus,
  PeerRequestStatus,
} from '../../packages/server/generated/prisma/enums.ts';
import { openDatabase } from '../../packages/server/src/infra/db.ts';
import { readMigrations } from '../../packages/server/src/infra/migrate.ts';
import type { Kith } from '../../packages/server/src/kith.ts';
import { isLate } from '../../packages/server/src/modules/peers/rules.ts';
import { readSafeHours } from '../../packages/server/src/modules/peers/telling/safe-hours.ts';
import { createTestApp, type TestApp } from '../../packages/server/src/testing/app.ts';
import { DEMO_SOURCE, DemoTownRefused, seedDemoTown } from './seed.ts';
import { stories } from './town/stories.ts';

describe('the demo town in a database', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ isDemo: true });
    // Asked for twice at once, as two parts of one start might.
    await Promise.all([seedDemoTown(app.kith), seedDemoTown(app.kith)]);
  });
  afterAll(() => app?.close());

  it('is imported without a doubt: nothing unsure, refused or repaired', async () => {
    const source = await app.kith.db.directorySource.findUniqueOrThrow({
      where: { key: DEMO_SOURCE },
      include: { imports: true },
    });
    expect(source.imports).toMatchObject([{ unsure: 0, refused: 0, changed: 0, removed: 0 }]);
    const report = source.imports[0]?.report as { outcome: string; reason: string }[];
    expect(report.filter(({ outcome }) => outcome === 'repaired')).toEqual([]);
  });

  it('keeps what the town says about its services', async () => {
    const chess = await app.kith.db.service.findFirstOrThrow({
      where: { name: 'Chess and a cuppa' },
      include: { schedules: true, languages: true, serviceAtLocations: { include: { location: true } } },
    });
    expect(chess).toMatchObject({
      status: 'ACTIVE',
      summary: 'A quiet Thursday afternoon with eight boards and one teapot.',
      areas: ['LEISURE', 'RELATIONSHIPS'],
      provisionTypes: ['SELF_HELP_GROUP'],
      isFree: true,
      isOnline: false,
      assuredBy: 'the centre itself',
      schedules: [{ freq: 'WEEKLY', byday: 'TH', opensAt: '14:00', closesAt: '16:00' }],
      serviceAtLocations: [{ location: { name: 'Riverside Community Centre', isSensitive: false } }],
    });
    expect(chess.firstVisit).toContain('green jumper');
    expect(chess.assuredAt?.toISOString().slice(0, 10)).toBe('2026-11-11');
  });

  it('hides what has stopped, and the place of the refuge', async () => {
    const statuses = await app.kith.db.service.groupBy({ by: ['status'], _count: true });
    expect(new Set(statuses.map(({ status }) => status))).toEqual(
      new Set(['ACTIVE', 'INACTIVE', 'DEFUNCT', 'TEMPORARILY_CLOSED']),
    );
    const hidden = await app.kith.db.location.findMany({ where: { isSensitive: true }, select: { name: true } });
    expect(hidden).toEqual([{ name: 'Lantern House' }]);
  });

  it('is found by what people type, near its own places', async () => {
    const find = async (search: Record<string, unknown>) => {
      const { data, errors } = await app.run<{ services: Found }>(SEARCH, { search });
      expect(errors).toBeUndefined();
      return data?.services;
    };
    const chess = await find({ text: 'chess', near: 'ZZ2' });
    expect(chess?.place?.name).toBe('ZZ2');
    expect(chess?.edges[0]?.node.name).toBe('Chess and a cuppa');
    expect((await find({ text: 'respite', near: 'Larkmoor' }))?.edges[0]?.node.name).toBe(
      'Short breaks at Larkmoor Barn',
    );
    const refuge = await find({ text: 'refuge', near: 'ZZ4' });
    expect(refuge?.edges[0]?.node).toMatchObject({
      name: 'Lantern House',
      locations: [{ isSensitive: true, latitude: null, longitude: null, addresses: [] }],
    });
    expect((await find({ text: 'quay hostel' }))?.edges.map(({ node }) => node.name)).not.toContain('Quay Hostel');
  });

  it('has three partners, two teams and staff for one click each', async () => {
    const { db } = app.kith;
    const partners = await db.partner.findMany({ include: { team: { include: { team: true } } } });
    expect(partners.map(({ publicKey, team }) => [publicKey, team?.team.name])).toEqual([
      ['pk_demo_riverside', 'the Riverside team'],
      ['pk_demo_wendhomes', 'the Riverside team'],
      ['pk_demo_college', 'the Hillside team'],
    ]);
    expect(partners[0]?.origins).toContain('http://localhost:4001');
    const accounts = await db.staffAccount.findMany({ include: { credentials: true } });
    expect(accounts).toHaveLength(18);
    expect(accounts.every(({ isDemo, email }) => isDemo && email.endsWith('@example.org'))).toBe(true);
    expect(accounts.flatMap(({ credentials }) => credentials)).toEqual([]);
    for (const role of ['COORDINATOR', 'STEWARD', 'PARTNER_EDITOR', 'ADMINISTRATOR'] as const)
      expect(accounts.some(({ roles }) => roles.includes(role))).toBe(true);
  });

  it('has twelve advocates, in every stage and every energy, one overdue for supervision', async () => {
    const advocates = await app.kith.db.advocateProfile.findMany({ include: { standIn: true } });
    expect(advocates).toHaveLength(12);
    expect(new Set(advocates.map(({ stage }) => stage))).toEqual(new Set(Object.values(AdvocateStage)));
    expect(new Set(advocates.map(({ energy }) => energy))).toEqual(new Set(Object.values(Energy)));
    const onBreak = advocates.filter(({ energy }) => energy === 'BREAK');
    expect(onBreak.every(({ breakWords, standIn }) => breakWords && standIn)).toBe(true);
    const overdue = advocates.filter(({ supervisionDueOn }) => supervisionDueOn && supervisionDueOn < app.clock.now());
    expect(overdue.map(({ firstName }) => firstName)).toEqual(['Ruth']);
  });

  it('has requests and introductions in every state, in every way to be in touch, and one that waits too long', async () => {
    const requests = await app.kith.db.peerRequest.findMany({ include: { matches: true, team: true } });
    expect(requests).toHaveLength(stories.length);
    expect(new Set(requests.map(({ status }) => status))).toEqual(new Set(Object.values(PeerRequestStatus)));
    expect(new Set(requests.flatMap(({ matches }) => matches.map(({ status }) => status)))).toEqual(
      new Set(Object.values(MatchStatus)),
    );
    expect(new Set(requests.map(({ channel }) => channel))).toEqual(new Set(Object.values(ContactChannel)));
    const late = requests.filter((request) => isLate(request, app.clock.now()));
    expect(late.map(({ team }) => team.name).toSorted()).toEqual(['the Hillside team', 'the Riverside team']);
    expect(requests.every(({ askedAt }) => askedAt < app.clock.now())).toBe(true);
  });

  it('has contacts and days to come with people who are met, and safe hours that can be read', async () => {
    const { db, clock } = app.kith;
    expect(await db.peerContact.count()).toBeGreaterThanOrEqual(6);
    const ahead = await db.step.findMany({ where: { onDay: { gt: clock.now() }, state: 'PLANNED' } });
    expect(ahead.filter(({ isAccompanied }) => isAccompanied).length).toBeGreaterThanOrEqual(3);
    const unread = stories.filter(({ reach: { times, channel } }) => times && !readSafeHours(times, channel));
    expect(unread.map(({ id }) => id)).toEqual([]);
  });

  it('keeps nobody’s words in clear', async () => {
    const { rows } = await app.kith.database.pool.query<{ text: string }>(
      `SELECT string_agg(r::text, '') AS text FROM (SELECT * FROM peer_request) r`,
    );
    const { rows: others } = await app.kith.database.pool.query<{ text: string }>(
      `SELECT (SELECT string_agg(m::text, '') FROM match m) || (SELECT string_agg(e::text, '') FROM request_event e)
           || (SELECT string_agg(a::text, '') FROM audit_event a) AS text`,
    );
    const stored = `${rows[0]?.text}${others[0]?.text}`;
    expect(stored.length).toBeGreaterThan(5_000);
    for (const text of [stored, app.logged()]) {
      for (const words of ['the man in the shop', 'Ninety days', '01632 9603', 'Invented Row', 'ferry steps'])
        expect(text.includes(words) || text.includes(Buffer.from(words).toString('hex'))).toBe(false);
    }
    expect(app.letters).toEqual([]);
  });

  it('is the same after it is asked for again', async () => {
    const before = await everyRow(app.kith);
    await seedDemoTown(app.kith);
    expect(await everyRow(app.kith)).toEqual(before);
  });

  // PGlite belongs to one process; between processes the database's own lock holds.
  it.skipIf(!process.env.KITH_TEST_POSTGRES)('is made once when two nodes start at once', async () => {
    const fresh = await createTestApp({ isDemo: true });
    const { config } = fresh.kith;
    const migrations = await readMigrations(`${config.rootDir}/prisma/migrations`);
    const options = { url: config.databaseUrl, dataDir: null, cacheDir: config.cacheDir, migrations };
    const database = await openDatabase(options);
    try {
      const other: Kith = { ...fresh.kith, database, db: database.db };
      await Promise.all([seedDemoTown(fresh.kith), seedDemoTown(other)]);
      expect(await fresh.kith.db.peerRequest.count()).toBe(stories.length);
      expect(await fresh.kith.db.staffAccount.count()).toBe(18);
      expect(await fresh.kith.db.directoryImport.count()).toBe(1);
    } finally {
      await database.close();
      await fresh.close();
    }
  });
});

describe('the demo town on another day', () => {
  it.each([
    ['in the small hours of a Sunday between the years', '2026-12-27T02:30:00Z'],
    ['late on Easter Monday', '2027-03-29T22:50:00Z'],
    ['on a leap day', '2028-02-29T12:00:00Z'],
  ])(
    'is as full %s',
    async (_, now) => {
      const app = await createTestApp();
      try {
        app.clock.advance(Date.parse(now) - app.clock.now().getTime());
        await seedDemoTown(app.kith);
        const statuses = await app.kith.db.peerRequest.groupBy({ by: ['status'] });
        expect(statuses).toHaveLength(Object.keys(PeerRequestStatus).length);
      } finally {
        await app.close();
      }
    },
    60_000,
  );
});

it('never makes the town where real people are served', async () => {
  const app = await createTestApp();
  try {
    const kith: Kith = { ...app.kith, config: { ...app.kith.config, isProduction: true } };
    await expect(seedDemoTown(kith)).rejects.toThrow(DemoTownRefused);
    expect(await app.kith.db.organization.count()).toBe(0);
  } finally {
    await app.close();
  }
});

const SEARCH = `query ($search: ServiceSearch) { services(search: $search, first: 5) {
  place { name } edges { node { name locations { isSensitive latitude longitude addresses { postalCode } } } } } }`;

interface Found {
  place: { name: string } | null;
  edges: { node: { name: string; locations: Record<string, unknown>[] } }[];
}

/** A fingerprint of every table, row by row. */
async function everyRow(kith: Kith): Promise<Record<string, string>> {
  const { pool } = kith.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_prisma%' ORDER BY 1`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ print: string | null }>(
      `SELECT md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) AS print FROM "${name}" t`,
    );
    prints[name] = rows[0]?.print ?? 'empty';
  }
  return prints;
}
