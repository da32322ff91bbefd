import { randomUUID } from 'node:crypto';
import type { SharedDimension, WishWeight } from '../../generated/prisma/enums.ts';
import { currentConsent } from '../modules/safety/consent.ts';
import type { TestApp } from './app.ts';
import { anAdvocate, aStaffMember, aTeam } from './people.ts';

/** What somebody writes who asks for a peer. The words are planted, to be looked for where they must not be. */
export const WORDS = 'I have not slept since Tuesday and the letters frighten me. Heronsgate-canary.';
export const NUMBER = '07700 900123';
export const HERE_TO_MEET = 'Thursday at 2, in the library cafe. Plumtree-canary.';
export const REASON = 'Both waited for a tribunal. Quillwort-canary.';

export const REQUEST_PEER = `mutation Ask($input: RequestPeerInput!) {
  requestPeer(input: $input) {
    __typename
    ... on RequestPeerPayload { receipt { reference code link team promisedBy } }
    ... on UserError { message }
    ... on InvalidInput { field }
    ... on ConsentRequired { consent { version purposes text } }
    ... on RateLimited { retryAfterSeconds }
  }
}`;

export const PROPOSE = `mutation Propose($input: ProposeMatchInput!) {
  proposeMatch(input: $input) {
    __typename
    ... on ProposeMatchPayload { match { id status reason lapsesAt advocate { firstName } } }
    ... on UserError { message }
  }
}`;

export const ACCEPT = `mutation Accept($input: AcceptMatchInput!) {
  acceptMatch(input: $input) {
    __typename
    ... on AcceptMatchPayload { match { id status reviewOn firstMeeting { channel when words } } }
    ... on UserError { message }
    ... on InvalidInput { field }
  }
}`;

export const DECLINE = `mutation Decline($input: DeclineMatchInput!) {
  declineMatch(input: $input) {
    __typename
    ... on DeclineMatchPayload { match { id status request { id } } }
    ... on UserError { message }
  }
}`;

/** A request as every kind of viewer may try to read it. */
export const REQUEST_FIELDS = `
  id reference status statusSentence askedAt promisedBy isLate team partnerName area outwardCode language channel
  words reach { channel value name times mayLeaveVoicemail }
  wishes { dimension value label weight } events { kind sentence }
  matches { id status reason whyYou notMet firstMeeting { channel when words } advocate { firstName } }
  suggestions { advocate { id firstName } reasons notMet openMatches capacity }
`;

export interface RequestSeen {
  id: string;
  reference: string;
  status: string;
  statusSentence: string;
  promisedBy: string;
  isLate: boolean;
  partnerName: string | null;
  outwardCode: string | null;
  channel: string;
  words: string | null;
  reach: { channel: string; value: string | null; name: string | null; times: string | null } | null;
  wishes: { dimension: string; value: string; label: string; weight: string }[];
  events: { kind: string; sentence: string }[];
  matches: {
    id: string;
    status: string;
    reason: string | null;
    whyYou: string[];
    notMet: string[];
    firstMeeting: { channel: string; when: string; words: string | null } | null;
    advocate: { firstName: string };
  }[];
  suggestions: { advocate: { id: string; firstName: string }; reasons: string[]; notMet: string[] }[];
}

type Headers = Record<string, string>;

/** A wish, short to write. */
export function wish(dimension: SharedDimension, value: string, weight: WishWeight = 'MATTERS') {
  return { dimension, value, weight };
}

/** A whole, valid ask; `input` changes parts of it. */
export function anAsk(input: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    idempotencyKey: randomUUID(),
    words: WORDS,
    reach: { channel: 'COME_BACK' },
    consentVersion: currentConsent().version,
    ...input,
  };
}

/**
 * Headers of a visitor from an address of their own, so that limits do not count them together. Only where the app trusts
 * a proxy: createTestApp({ trustedProxies: 1 }).
 */
export function fromElsewhere(): Headers {
  const part = () => Math.floor(Math.random() * 254) + 1;
  return { 'x-forwarded-for': `198.${part()}.${part()}.${part()}` };
}

/** Somebody asks for a peer. @returns what they take with them, and the headers of their link */
export async function aPersonAsks(app: TestApp, input: Record<string, unknown> = {}) {
  const { data, errors } = await app.run<{
    requestPeer: { receipt: { reference: string; code: string; link: string; team: string; promisedBy: string } };
  }>(REQUEST_PEER, { input: anAsk(input) }, fromElsewhere());
  const receipt = data?.requestPeer.receipt;
  if (!receipt) throw new Error(`The ask was not taken: ${JSON.stringify(data ?? errors)}`);
  const headers = { authorization: `Link ${receipt.link.split('#')[1]}` };
  const request = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { reference: receipt.reference } });
  return { receipt, headers, requestId: request.id };
}

/** A team with a coordinator and one advocate who is ready. */
export async function aTeamReady(app: TestApp, name = 'Riverside team') {
  const team = await aTeam(app, name);
  const coordinator = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: team.id, name: 'Ruth Okafor' });
  const advocate = await anAdvocate(app, { teamId: team.id, firstName: 'Maya' });
  return { team, coordinator, advocate };
}

/** The coordinator introduces the advocate. @returns the answer, and the raw id of the match when there is one */
export async function introduce(
  app: TestApp,
  coordinator: { headers: Headers },
  requestId: string,
  advocateId: string,
) {
  const { data, errors } = await app.run<{
    proposeMatch: { __typename: string; message?: string; match?: { id: string } };
  }>(
    PROPOSE,
    { input: { requestId, advocateId, reason: REASON, overrideReason: 'It is right for these two.' } },
    coordinator.headers,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.proposeMatch;
}

/** The advocate says yes. */
export async function sayYes(
  app: TestApp,
  advocate: { headers: Headers },
  matchId: string,
  firstMeeting: Record<string, unknown> = { channel: 'IN_PERSON', when: 'Thursday at 2', words: HERE_TO_MEET },
) {
  const { data, errors } = await app.run<{ acceptMatch: { __typename: string; message?: string; field?: string } }>(
    ACCEPT,
    { input: { matchId, firstMeeting } },
    advocate.headers,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.acceptMatch;
}

/** One's own request, as the person sees it. */
export async function seeMine(app: TestApp, headers: Headers): Promise<RequestSeen | null> {
  const { data, errors } = await app.run<{ myRequest: RequestSeen | null }>(
    `{ myRequest { ${REQUEST_FIELDS} } }`,
    {},
    headers,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.myRequest ?? null;
}

/** A request by its raw id, as this viewer sees it. */
export async function seeRequest(app: TestApp, requestId: string, headers: Headers): Promise<RequestSeen | null> {
  const { data, errors } = await app.run<{ peerRequest: RequestSeen | null }>(
    `query See($id: ID!) { peerRequest(id: $id) { ${REQUEST_FIELDS} } }`,
    { id: requestId },
    headers,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.peerRequest ?? null;
}
