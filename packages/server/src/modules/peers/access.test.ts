import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import {
  ACCEPT,
  aPersonAsks,
  aTeamReady,
  DECLINE,
  fromElsewhere,
  introduce,
  NUMBER,
  PROPOSE,
  REASON,
  REQUEST_FIELDS,
  type RequestSeen,
  sayYes,
  WORDS,
  wish,
} from '../../testing/peers.ts';
import { anAdvocate, aStaffMember } from '../../testing/people.ts';

type Headers = Record<string, string>;
type Who =
  | 'the person'
  | 'another person'
  | 'the advocate'
  | 'another advocate'
  | 'an advocate who said "not me"'
  | 'the coordinator'
  | 'a coordinator of another team'
  | 'a steward'
  | 'an administrator'
  | 'a partner'
  | 'nobody we know';

let app: TestApp;
let requestId = '';
let matchId = '';
const headersOf = new Map<Who, Headers>();
let advocateId = '';

const everybody: Who[] = [
  'the person',
  'another person',
  'the advocate',
  'another advocate',
  'an advocate who said "not me"',
  'the coordinator',
  'a coordinator of another team',
  'a steward',
  'an administrator',
  'a partner',
  'nobody we know',
];

beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  const { team, coordinator, advocate } = await aTeamReady(app);
  const other = await aTeamReady(app, 'Hillside team');
  const shy = await anAdvocate(app, { teamId: team.id, firstName: 'Noor' });
  const colleague = await anAdvocate(app, { teamId: team.id, firstName: 'Dee' });
  await app.kith.db.partner.create({
    data: { name: 'Riverside', publicKey: 'pk_test_access', origins: ['https://riverside.example.org'] },
  });
  const person = await aPersonAsks(app, {
    reach: { channel: 'PHONE', value: NUMBER, name: 'Jo', times: 'after 6' },
    wishes: [wish('EXPERIENCE', 'tribunal'), wish('FAITH', 'christian', 'RATHER_NOT')],
  });
  const stranger = await aPersonAsks(app, { words: 'Somebody else entirely.' });
  requestId = person.requestId;
  advocateId = advocate.advocateId;
  const refused = await introduce(app, coordinator, requestId, shy.advocateId);
  await app.run(DECLINE, { input: { matchId: refused.match?.id } }, shy.headers);
  const proposed = await introduce(app, coordinator, requestId, advocateId);
  matchId = proposed.match?.id ?? '';
  headersOf.set('the person', person.headers);
  headersOf.set('another person', stranger.headers);
  headersOf.set('the advocate', advocate.headers);
  headersOf.set('another advocate', colleague.headers);
  headersOf.set('an advocate who said "not me"', shy.headers);
  headersOf.set('the coordinator', coordinator.headers);
  headersOf.set('a coordinator of another team', other.coordinator.headers);
  headersOf.set('a steward', (await aStaffMember(app, { roles: ['STEWARD'], teamId: team.id })).headers);
  headersOf.set('an administrator', (await aStaffMember(app, { roles: ['ADMINISTRATOR'], teamId: team.id })).headers);
  headersOf.set('a partner', { 'x-kith-partner': 'pk_test_access', origin: 'https://riverside.example.org' });
  headersOf.set('nobody we know', {});
});
afterAll(() => app.close());

interface Seen {
  peerRequest: RequestSeen | null;
  peerRequests: { totalCount: number; edges: { node: { id: string; words: string | null } }[] };
  match: { request: { words: string | null } | null; reason: string | null } | null;
  matches: { totalCount: number; edges: { node: { id: string } }[] };
  myRequest: { words: string | null } | null;
}

async function look(who: Who): Promise<Seen> {
  const { data, errors } = await app.run<Seen>(
    `query Look($request: ID!, $match: ID!) {
      peerRequest(id: $request) { ${REQUEST_FIELDS} }
      peerRequests(first: 10) { totalCount edges { node { id words } } }
      match(id: $match) { reason request { words } }
      matches(first: 10) { totalCount edges { node { id } } }
      myRequest { words }
    }`,
    { request: requestId, match: matchId },
    { ...fromElsewhere(), ...headersOf.get(who) },
  );
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** What each may see while the advocate is asked, and after the yes. */
const whileAsked: Partial<Record<Who, Partial<Seen['peerRequest']>>> = {
  'the person': { words: WORDS },
  'the coordinator': { words: WORDS },
  'the advocate': { words: WORDS },
};

describe('while an advocate is asked', () => {
  it.each(everybody)('%s', async (who) => {
    const seen = await look(who);
    const maySee = who in whileAsked;
    expect(seen.peerRequest?.words ?? null).toBe(maySee ? WORDS : null);
    expect(seen.peerRequest === null).toBe(!maySee);
    expect(seen.myRequest?.words ?? null).toBe(
      who === 'the person' ? WORDS : who === 'another person' ? 'Somebody else entirely.' : null,
    );
    // The way to be in touch: the number is for the person and the coordinator, until the yes.
    const value = who === 'the person' || who === 'the coordinator' ? NUMBER : null;
    expect(seen.peerRequest?.reach ?? null).toEqual(
      maySee ? { channel: 'PHONE', value, name: 'Jo', times: 'after 6', mayLeaveVoicemail: null } : null,
    );
    // "Rather not" is never shown to an advocate.
    expect(seen.peerRequest?.wishes.map(({ weight }) => weight) ?? []).toEqual(
      !maySee ? [] : who === 'the advocate' ? ['MATTERS'] : ['MATTERS', 'RATHER_NOT'],
    );
    expect((seen.peerRequest?.events.length ?? 0) > 0).toBe(who === 'the person' || who === 'the coordinator');
    expect(seen.peerRequest?.suggestions ?? []).toEqual([]);
    // A person is not told who was asked until the yes; who said "not me" keeps their own match, without the words.
    const matchSeen = who === 'the coordinator' || who === 'the advocate';
    expect(seen.match).toEqual(matchSeen ? { reason: REASON, request: { words: WORDS } } : null);
    const lists: Partial<Record<Who, number>> = {
      'the coordinator': 2,
      'the advocate': 1,
      'an advocate who said "not me"': 1,
    };
    expect(seen.matches.totalCount).toBe(lists[who] ?? 0);
    const requests: Partial<Record<Who, number>> = {
      'the person': 1,
      'another person': 1,
      'the advocate': 1,
      'the coordinator': 2,
    };
    expect(seen.peerRequests.totalCount).toBe(requests[who] ?? 0);
  });

  it('keeps no words for an advocate who said "not me"', async () => {
    const { data } = await app.run<{ matches: { edges: { node: Record<string, unknown> }[] } }>(
      '{ matches(first: 5) { edges { node { status reason whyYou notMet firstMeeting { when } request { id } } } } }',
      {},
      headersOf.get('an advocate who said "not me"'),
    );
    expect(data?.matches.edges[0]?.node).toEqual({
      status: 'DECLINED',
      reason: null,
      whyYou: [],
      notMet: [],
      firstMeeting: null,
      request: null,
    });
  });

  it.each(everybody.filter((who) => who !== 'the coordinator'))('%s cannot introduce anybody', async (who) => {
    const { data, errors } = await app.run<{ proposeMatch: { __typename: string } } | null>(
      PROPOSE,
      { input: { requestId, advocateId, reason: 'Because.' } },
      headersOf.get(who),
    );
    expect(data?.proposeMatch.__typename ?? errors?.[0]?.extensions?.code).toMatch(/^(NotFound|UNAUTHENTICATED)$/);
  });

  it.each(everybody.filter((who) => who !== 'the advocate'))('%s cannot answer for the advocate', async (who) => {
    const input = { matchId, firstMeeting: { channel: 'IN_PERSON', when: 'Friday' } };
    const yes = await app.run<{ acceptMatch: { __typename: string } }>(ACCEPT, { input }, headersOf.get(who));
    const no = await app.run<{ declineMatch: { __typename: string } }>(
      DECLINE,
      { input: { matchId } },
      headersOf.get(who),
    );
    expect(yes.data?.acceptMatch.__typename ?? yes.errors?.[0]?.extensions?.code).toMatch(
      /^(NotFound|UNAUTHENTICATED)$/,
    );
    expect(no.data?.declineMatch.__typename ?? no.errors?.[0]?.extensions?.code).toMatch(
      /^(NotFound|UNAUTHENTICATED)$/,
    );
  });

  it.each(everybody.filter((who) => who !== 'the person' && who !== 'another person'))(
    '%s cannot change, pause, stop or erase for the person',
    async (who) => {
      const { data } = await app.run<Record<string, { __typename: string }>>(
        `mutation { a: pauseMyRequest { __typename } b: resumeMyRequest { __typename } c: withdrawMyRequest { __typename }
          d: eraseMyRequest { __typename } e: changeMyRequest(input: { words: "Mine now." }) { __typename } }`,
        {},
        headersOf.get(who),
      );
      expect(Object.values(data ?? {}).map((answer) => answer.__typename)).toEqual(Array(5).fill('NotFound'));
    },
  );

  it('shows nothing to an advocate whose account lost the role, whatever profile is left', async () => {
    const account = await app.kith.db.advocateProfile.findUniqueOrThrow({ where: { id: advocateId } });
    await app.kith.db.staffAccount.update({ where: { id: account.accountId }, data: { roles: [] } });
    expect((await look('the advocate')).peerRequest).toBeNull();
    await app.kith.db.staffAccount.update({ where: { id: account.accountId }, data: { roles: ['ADVOCATE'] } });
  });
});

describe('after the yes', () => {
  it('shows the advocate how to be in touch, the person who they meet, and nobody else anything', async () => {
    await sayYes(app, { headers: headersOf.get('the advocate') ?? {} }, matchId);
    expect((await look('the advocate')).peerRequest?.reach).toMatchObject({ value: NUMBER });
    expect((await look('the person')).peerRequest?.matches).toMatchObject([{ advocate: { firstName: 'Maya' } }]);
    for (const who of everybody.filter((one) => !['the person', 'the advocate', 'the coordinator'].includes(one))) {
      const seen = await look(who);
      expect([who, seen.peerRequest, seen.match]).toEqual([who, null, null]);
    }
  });
});

describe('asking in strange ways', () => {
  it.each(['', 'x', '%00', "' OR 1=1", '00000000-0000-0000-0000-000000000000', 'UGVlclJlcXVlc3Q6MQ=='])(
    'an id like %j finds nothing',
    async (id) => {
      const { data, errors } = await app.run(
        'query Look($id: ID!) { peerRequest(id: $id) { id } match(id: $id) { id } }',
        { id },
        headersOf.get('the coordinator'),
      );
      expect({ data, errors }).toEqual({ data: { peerRequest: null, match: null }, errors: undefined });
    },
  );

  it.each([[{ first: 0 }], [{ first: -5 }], [{ first: 51 }], [{ first: 5, after: 'forged' }]])(
    'a page like %j is refused in words',
    async (args) => {
      const { errors } = await app.run(
        'query Page($first: Int!, $after: String) { peerRequests(first: $first, after: $after) { totalCount } }',
        args,
        headersOf.get('the coordinator'),
      );
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    },
  );

  it('pages through the queue, who waited longest first, without losing or repeating anybody', async () => {
    const own = await createTestApp({ trustedProxies: 1 });
    try {
      const { coordinator } = await aTeamReady(own);
      const asked: string[] = [];
      for (let index = 0; index < 5; index++) {
        asked.push((await aPersonAsks(own)).receipt.reference);
        own.clock.advance(60_000);
      }
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: {
          data?: {
            peerRequests: {
              edges: { node: { reference: string } }[];
              pageInfo: { hasNextPage: boolean; endCursor: string | null };
            };
          } | null;
        } = await own.run(
          'query Page($after: String) { peerRequests(first: 2, after: $after, status: [ASKED]) { edges { node { reference } } pageInfo { hasNextPage endCursor } } }',
          { after },
          coordinator.headers,
        );
        seen.push(...(page.data?.peerRequests.edges.map(({ node }) => node.reference) ?? []));
        after = page.data?.peerRequests.pageInfo.hasNextPage
          ? (page.data.peerRequests.pageInfo.endCursor ?? null)
          : null;
      } while (after);
      expect(seen).toEqual(asked);
    } finally {
      await own.close();
    }
  });
});
