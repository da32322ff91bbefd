import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, sayYes, seeRequest, WORDS } from '../../../testing/peers.ts';
import { currentConsent } from '../../safety/consent.ts';

let app: TestApp;
let team: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  team = await aTeamReady(app);
});
afterAll(() => app.close());

interface Answer {
  __typename: string;
  field?: string;
  consent?: { version: string };
  request?: { status: string; consents: { purpose: string; text: string | null; withdrawnAt: string | null }[] };
}

async function act(call: string, headers: Record<string, string>): Promise<Answer | undefined> {
  const { data } = await app.run<{ answer: Answer }>(
    `mutation { answer: ${call} { __typename
      ... on MyRequestPayload { request { status consents { purpose text withdrawnAt } } }
      ${call.startsWith('withdraw') ? '... on InvalidInput { field }' : '... on ConsentRequired { consent { version } }'} } }`,
    {},
    headers,
  );
  return data?.answer;
}

const takeBack = (purpose: string) => `withdrawMyConsent(input: { purpose: ${purpose} })`;
const giveAgain = (version: string) => `giveMyConsentAgain(input: { version: "${version}" })`;

async function consentsOf(requestId: string, headers: Record<string, string>): Promise<unknown> {
  const { data } = await app.run<{ peerRequest: { consents: unknown[] } | null }>(
    'query ($id: ID!) { peerRequest(id: $id) { consents { purpose } } }',
    { id: requestId },
    headers,
  );
  return data?.peerRequest?.consents;
}

describe('a yes, through the API', () => {
  it('can be read by the person, and by nobody else', async () => {
    const { headers, requestId } = await aPersonAsks(app);
    expect(await consentsOf(requestId, headers)).toHaveLength(2);
    expect(await consentsOf(requestId, team.coordinator.headers)).toEqual([]);
  });

  it('to being introduced is taken back: the advocate sees nothing at once; a new yes starts it again', async () => {
    const { headers, requestId } = await aPersonAsks(app);
    const { match } = await introduce(app, team.coordinator, requestId, team.advocate.advocateId);
    await sayYes(app, team.advocate, match?.id ?? '');
    expect((await seeRequest(app, requestId, team.advocate.headers))?.words).toBe(WORDS);
    const taken = await act(takeBack('SHARE_WITH_ADVOCATE'), headers);
    expect(taken?.request?.status).toBe('PAUSED');
    const sharing = taken?.request?.consents.filter(({ purpose }) => purpose === 'SHARE_WITH_ADVOCATE') ?? [];
    expect(sharing.map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([true]);
    expect(await seeRequest(app, requestId, team.advocate.headers)).toBeNull();
    // Twice is the same as once.
    expect((await act(takeBack('SHARE_WITH_ADVOCATE'), headers))?.request?.status).toBe('PAUSED');
    const { version } = currentConsent();
    expect(await act(giveAgain('1999-01-01'), headers)).toMatchObject({
      __typename: 'ConsentRequired',
      consent: { version },
    });
    const again = await act(giveAgain(version), headers);
    expect([again?.request?.status, again?.request?.consents.length]).toEqual(['CAME_BACK', 3]);
  });

  it('to keeping the words is not taken back in passing: that is erasing, under its own name', async () => {
    const { headers, requestId } = await aPersonAsks(app);
    expect(await act(takeBack('HANDLE_REQUEST'), headers)).toMatchObject({
      __typename: 'InvalidInput',
      field: 'purpose',
    });
    expect(await consentsOf(requestId, headers)).toHaveLength(2);
  });

  it.each([takeBack('SHARE_WITH_ADVOCATE'), giveAgain('2026-11-01')])(
    'is nobody’s else to take or give: %s',
    async (call) => {
      for (const headers of [{}, team.coordinator.headers, team.advocate.headers])
        expect((await act(call, headers))?.__typename).toBe('NotFound');
    },
  );
});
