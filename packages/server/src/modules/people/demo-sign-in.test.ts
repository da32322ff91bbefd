import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aStaffMember, Browser } from '../../testing/people.ts';

const NOBODY = '00000000-0000-7000-8000-000000000000';

async function aDemoCoordinator(app: TestApp): Promise<string> {
  const { accountId } = await aStaffMember(app, { roles: ['COORDINATOR'], name: 'Ruth Demo' });
  await app.kith.db.staffAccount.update({ where: { id: accountId }, data: { isDemo: true } });
  return accountId;
}

describe('in the demo town', () => {
  let app: TestApp;
  let accountId: string;
  beforeAll(async () => {
    app = await createTestApp({ isDemo: true });
    accountId = await aDemoCoordinator(app);
  });
  afterAll(() => app.close());

  it('everybody of the demo staff is offered, and one click signs in', async () => {
    const browser = new Browser(app);
    const { body } = await browser.send('/sign-in/demo');
    expect(body.accounts).toEqual([
      { id: accountId, name: 'Ruth Demo', roles: ['COORDINATOR'], team: null, stage: null, energy: null },
    ]);
    expect((await browser.send('/sign-in/demo', { accountId })).body).toEqual({ next: 'done' });
    const { data } = await app.run('{ viewer { name } }', {}, browser.headers);
    expect(data).toEqual({ viewer: { name: 'Ruth Demo' } });
  });

  it('works as a plain form too', async () => {
    const response = await app.fetch(
      new Request('http://localhost:4000/sign-in/demo', {
        method: 'POST',
        headers: { origin: 'http://localhost:4000', 'content-type': 'application/x-www-form-urlencoded' },
        body: `accountId=${accountId}`,
      }),
    );
    expect([response.status, response.headers.get('location')]).toEqual([303, '/console']);
  });

  it('real accounts, nobody and nonsense are not let in', async () => {
    const { accountId: real } = await aStaffMember(app, { roles: ['COORDINATOR'] });
    for (const wrong of [real, NOBODY, "' OR 1=1", '', null, 7, { not: null }]) {
      const answer = await new Browser(app).send('/sign-in/demo', { accountId: wrong });
      expect(answer.status, JSON.stringify(wrong)).toBe(404);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  it('another site cannot sign somebody in', async () => {
    const answer = await new Browser(app).send('/sign-in/demo', { accountId }, { origin: 'http://localhost:4001' });
    expect(answer.status).toBe(403);
  });
});

describe('from somewhere else than the machine that Kith runs on', () => {
  let accountId: string;
  const elsewhere = [
    ['another address', { from: '192.0.2.7' }],
    [
      'a proxy that forgot to say that this is no trial',
      { from: '127.0.0.1', headers: { 'x-forwarded-for': '192.0.2.7' } },
    ],
    ['a page that gave its own name this address', { from: '127.0.0.1', host: 'rebound.example' }],
  ] as const;

  function send(app: TestApp, way: (typeof elsewhere)[number][1]) {
    const host = 'host' in way ? way.host : 'localhost:4000';
    const headers = 'headers' in way ? way.headers : {};
    return app.fetch(
      new Request(`http://${host}/sign-in/demo`, {
        method: 'POST',
        headers: { origin: `http://${host}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ accountId }),
      }),
      { incoming: { socket: { remoteAddress: way.from } } },
    );
  }

  it.each(elsewhere)('one click is refused to %s', async (_who, way) => {
    const app = await createTestApp({ isDemo: true });
    try {
      accountId = await aDemoCoordinator(app);
      const answer = await send(app, way);
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
      const near = await send(app, { from: '::ffff:127.0.0.1' } as never);
      expect([near.status, near.headers.getSetCookie().length]).toEqual([200, 1]);
    } finally {
      await app.close();
    }
  });

  it('works when whoever started Kith asked for it', async () => {
    const app = await createTestApp({ isDemo: true, isDemoAsked: true });
    try {
      accountId = await aDemoCoordinator(app);
      expect((await send(app, elsewhere[0][1])).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});

describe.each([
  ['outside the demo town', { isDemo: false }],
  ['in production, whatever else is set', { isDemo: true, isProduction: true }],
])('%s', (_where, settings) => {
  it('one-click sign-in does not exist, and demo sessions open nothing', async () => {
    const app = await createTestApp(settings);
    try {
      const accountId = await aDemoCoordinator(app);
      const browser = new Browser(app);
      expect((await browser.send('/sign-in/demo')).status).toBe(404);
      expect((await browser.send('/sign-in/demo', { accountId })).status).toBe(404);
      expect((await browser.send('/sign-in/state')).body).toEqual({ state: 'signed-out', isDemo: false });
      const { aSession } = await import('../../testing/people.ts');
      const { data } = await app.run('{ viewer { name } }', {}, await aSession(app, accountId));
      expect(data).toEqual({ viewer: null });
    } finally {
      await app.close();
    }
  });
});
