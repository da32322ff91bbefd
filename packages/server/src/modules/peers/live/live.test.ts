import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce } from '../../../testing/peers.ts';
import { aSession, aStaffMember } from '../../../testing/people.ts';
import { type Listening, listenTo } from '../../../testing/streams.ts';
import { disableStaffAccount } from '../../people/accounts.ts';
import { liveOf, streamLimits } from './live.ts';

const open: Listening[] = [];
let app: TestApp;
let riverside: Awaited<ReturnType<typeof aTeamReady>>;
let hillside: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  riverside = await aTeamReady(app);
  hillside = await aTeamReady(app, 'Hillside team');
  // On PostgreSQL this node begins to hear the others now, and says that it may have missed something.
  const first = await listening(riverside.coordinator.headers);
  if (process.env.KITH_TEST_POSTGRES) expect(await first.next()).toEqual({ kind: 'EVERYTHING', id: null });
});
afterAll(() => app.close());

afterEach(async () => {
  await Promise.all(open.splice(0).map((stream) => stream.leave()));
});

/** Listens, and has heard the first "everything". */
async function listening(headers: Record<string, string>): Promise<Listening> {
  const stream = await listenTo(app, headers);
  open.push(stream);
  expect(stream.contentType).toContain('text/event-stream');
  expect(await stream.next()).toEqual({ kind: 'EVERYTHING', id: null });
  return stream;
}

/** Everything that was heard until the request itself is named. */
async function heardUntil(stream: Listening, kind: string): Promise<unknown[]> {
  const heard: unknown[] = [];
  for (;;) {
    const said = await stream.next();
    heard.push(said);
    if (said === 'over' || (typeof said === 'object' && 'kind' in said && said.kind === kind)) return heard;
  }
}

describe('who hears of a change', () => {
  it('the coordinator of the team: that the queue changed, and never what was written', async () => {
    const stream = await listening(riverside.coordinator.headers);
    await riversideAsks();
    expect(await stream.next()).toEqual({ kind: 'QUEUE', id: null });
  });

  it('the advocate who is asked hears of their match, and of the request by its id', async () => {
    const stream = await listening(riverside.advocate.headers);
    const { requestId } = await riversideAsks();
    const { match } = await introduce(app, riverside.coordinator, requestId, riverside.advocate.advocateId);
    const heard = await heardUntil(stream, 'MATCH');
    expect(heard).toContainEqual({ kind: 'REQUEST', id: encodeGlobalID('PeerRequest', requestId) });
    const row = await app.kith.db.match.findFirstOrThrow({ where: { requestId } });
    expect(heard).toContainEqual({ kind: 'MATCH', id: encodeGlobalID('Match', row.id) });
    expect(match?.id).toBeDefined();
  });

  it('another team hears nothing', async () => {
    const stream = await listening(hillside.coordinator.headers);
    await riversideAsks();
    // Something of their own comes next: nothing was before it.
    app.kith.signals.publish({ topic: 'queue', id: hillside.team.id });
    expect(await stream.next()).toEqual({ kind: 'QUEUE', id: null });
    const { requestId } = await riversideAsks();
    app.kith.signals.publish({ topic: 'request', id: requestId });
    app.kith.signals.publish({ topic: 'directory', id: 'a-source' });
    expect(await stream.next()).toEqual({ kind: 'DIRECTORY', id: null });
  });

  it('an advocate whose match is erased reads everything again, so that it leaves their screen', async () => {
    const stream = await listening(hillside.advocate.headers);
    const asked = await asks(hillside.team.id);
    await introduce(app, hillside.coordinator, asked.requestId, hillside.advocate.advocateId);
    await heardUntil(stream, 'MATCH');
    const { errors } = await app.run('mutation { eraseMyRequest { __typename } }', {}, asked.headers);
    expect(errors).toBeUndefined();
    expect(await heardUntil(stream, 'EVERYTHING')).toEqual([{ kind: 'EVERYTHING', id: null }]);
  });

  it.each(['a person', 'nobody'])('%s cannot listen', async (who) => {
    const stream = await listenTo(app, who === 'nobody' ? {} : (await riversideAsks()).headers);
    expect(stream.status).toBe(401);
    expect(await stream.next()).toEqual({ code: 'UNAUTHENTICATED' });
    expect(await stream.next()).toBe('over');
  });
});

describe('a stream ends', () => {
  it('within seconds when the account is disabled', async () => {
    const colleague = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: riverside.team.id });
    const stream = await listening(colleague.headers);
    await disableStaffAccount(app.kith, colleague.accountId);
    const since = performance.now();
    expect(await stream.next()).toBe('over');
    expect(performance.now() - since).toBeLessThan(5_000);
    expect((await listenTo(app, colleague.headers)).status).toBe(401);
  });

  it('at the next change when the role is another one, without hearing of it', async () => {
    const colleague = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: riverside.team.id });
    const stream = await listening(colleague.headers);
    await app.kith.db.staffAccount.update({ where: { id: colleague.accountId }, data: { roles: ['STEWARD'] } });
    app.kith.signals.publish({ topic: 'queue', id: riverside.team.id });
    expect(await stream.next()).toBe('over');
  });

  it('after half an hour of nobody doing anything: listening keeps no session awake', async () => {
    const colleague = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: riverside.team.id });
    const stream = await listening(colleague.headers);
    const before = app.clock.now();
    app.clock.advance(29 * 60_000);
    app.kith.signals.publish({ topic: 'queue', id: riverside.team.id });
    expect(await stream.next()).toEqual({ kind: 'QUEUE', id: null });
    app.clock.advance(2 * 60_000);
    app.kith.signals.publish({ topic: 'queue', id: riverside.team.id });
    expect(await stream.next()).toBe('over');
    app.clock.advance(before.getTime() - app.clock.now().getTime());
  });
});

it('a flood of streams by one account is refused with a typed answer, and leaving makes room', async () => {
  // Those of the tests before are let go in their own time.
  await expect.poll(() => liveOf(app.kith).openStreams).toBe(0);
  const { accountId, headers } = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: riverside.team.id });
  const second = await aSession(app, accountId);
  const streams = await Promise.all(
    Array.from({ length: 60 }, (_, index) => listenTo(app, index % 2 === 0 ? headers : second)),
  );
  const taken = streams.filter(({ status }) => status === 200);
  const refused = streams.filter(({ status }) => status === 429);
  expect(taken).toHaveLength(streamLimits.perAccount);
  expect(refused).toHaveLength(60 - streamLimits.perAccount);
  expect(refused[0]?.retryAfter).toBe('30');
  expect(await refused[0]?.next()).toEqual({ code: 'RATE_LIMITED' });
  const before = liveOf(app.kith).openStreams;
  await taken[0]?.leave();
  await expect.poll(() => liveOf(app.kith).openStreams).toBe(before - 1);
  open.push(...taken, ...refused);
});

it('a reader who does not read gets one "everything" instead of a heap of changes', async () => {
  const stream = liveOf(app.kith).open({
    viewer: {
      kind: 'staff',
      accountId: crypto.randomUUID(),
      sessionId: crypto.randomUUID(),
      name: 'Sam',
      roles: new Set(),
      teamId: null,
      advocateId: null,
    },
    addressHash: 'somewhere',
    cutOff: () => undefined,
  });
  if (typeof stream === 'string') throw new Error(stream);
  for (let n = 0; n < 200; n++) stream.tell({ kind: 'REQUEST', id: String(n) });
  expect(await stream.next()).toEqual({ done: false, value: { kind: 'EVERYTHING', id: null } });
  expect(stream.waitingSince).toBeNull();
  await stream.return();
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

function riversideAsks() {
  return asks(riverside.team.id);
}

/** Somebody asks this team. */
async function asks(teamId: string) {
  const asked = await aPersonAsks(app);
  await app.kith.db.peerRequest.update({ where: { id: asked.requestId }, data: { teamId } });
  app.kith.signals.publish({ topic: 'queue', id: teamId });
  return asked;
}
