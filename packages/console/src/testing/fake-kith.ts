import { vi } from 'vitest';

type Answer = Record<string, unknown> | 'offline';
type Answering = Answer | ((variables: Record<string, never>) => Answer);

/** The network, faked: GraphQL by operation name, everything else by path. Remembers what was sent. */
export class FakeKith {
  readonly sent: { name: string; variables: Record<string, unknown>; headers: Headers }[] = [];
  readonly #answers = new Map<string, Answering>();

  constructor() {
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => this.#answer(String(input), init));
  }

  /** @param name of a GraphQL operation, or a path */
  on(name: string, answer: Answering): this {
    this.#answers.set(name, answer);
    return this;
  }

  /** What was sent last under this name. */
  last(name: string): Record<string, unknown> | undefined {
    return this.sent.findLast((one) => one.name === name)?.variables;
  }

  async #answer(input: string, init: RequestInit = {}): Promise<Response> {
    const path = new URL(input, 'http://localhost').pathname;
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {};
    const name = path === '/graphql' ? (/(?:query|mutation) (\w+)/.exec(body.query)?.[1] ?? '') : path;
    const variables = path === '/graphql' ? body.variables : body;
    this.sent.push({ name, variables, headers: new Headers(init.headers) });
    const answering = this.#answers.get(name);
    const answer = typeof answering === 'function' ? answering(variables as never) : answering;
    if (answer === undefined || answer === 'offline') throw new TypeError('Failed to fetch');
    const { status = 200, ...rest } = answer;
    const json = path === '/graphql' ? ('errors' in rest ? rest : { data: rest }) : rest;
    return new Response(JSON.stringify(json), {
      status: Number(status),
      headers: { 'content-type': 'application/json' },
    });
  }
}

const advocate = {
  __typename: 'Advocate',
  id: 'A1',
  firstName: 'Maya',
  pronouns: 'she/her',
  describedAs: 'a survivor',
  aboutMe: 'I waited two years for a tribunal.',
  story: null,
  stage: 'ADVOCATE',
  energy: 'FINE',
  breakUntil: null,
  breakWords: null,
};

/** A coordinator of the Riverside team. */
export const ruth = {
  viewer: {
    __typename: 'Viewer',
    id: 'V1',
    name: 'Ruth Okafor',
    roles: ['COORDINATOR'],
    team: 'Riverside team',
    advocate: null,
    nextSteps: [],
  },
};

/** An advocate of the Riverside team. */
export const maya = {
  viewer: { ...ruth.viewer, id: 'V2', name: 'Maya', roles: ['ADVOCATE'], advocate },
};

/** Somebody whom Maya was asked to meet. */
export const introduction = {
  __typename: 'Match',
  id: 'M1',
  status: 'PROPOSED',
  proposedAt: '2026-11-22T10:00:00Z',
  lapsesAt: '2026-11-25T14:00:00Z',
  reviewOn: null,
  answeredAt: null,
  question: null,
  reason: 'You both know what a long wait does.',
  whyYou: ['You share: A stay in hospital for mental health'],
  notMet: ['Speaks Polish'],
  firstMeeting: null,
  advocate,
  request: {
    __typename: 'PeerRequest',
    id: 'R1',
    reference: 'KT-4F7Q',
    status: 'BEING_INTRODUCED',
    words: 'I would like to talk to somebody who has been in hospital too.',
    area: 'RELATIONSHIPS',
    language: 'en',
    outwardCode: 'M33',
    channel: 'PHONE',
    reach: {
      __typename: 'Reach',
      channel: 'PHONE',
      value: null,
      name: 'Alex',
      times: 'Mornings',
      mayLeaveVoicemail: false,
      pronouns: 'they/them',
      describedAs: 'somebody who hears voices',
      communicationNeeds: 'More time to answer',
    },
  },
};

export const noMatches = { __typename: 'MatchConnection', edges: [] };
export const matches = (...nodes: object[]) => ({
  __typename: 'MatchConnection',
  edges: nodes.map((node) => ({ __typename: 'MatchEdge', node })),
});

/** Two people who wait: one too long. */
export const queue = {
  __typename: 'PeerRequestConnection',
  totalCount: 2,
  pageInfo: { __typename: 'PageInfo', hasNextPage: false },
  edges: [
    {
      id: 'R1',
      reference: 'KT-4F7Q',
      askedAt: '2026-11-17T09:00:00Z',
      waitingSince: '2026-11-17T09:00:00Z',
      promisedBy: '2026-11-19T17:00:00Z',
      isLate: true,
    },
    {
      id: 'R2',
      reference: 'KT-9XYZ',
      askedAt: '2026-11-23T08:00:00Z',
      waitingSince: '2026-11-23T08:00:00Z',
      promisedBy: '2026-11-25T17:00:00Z',
      isLate: false,
    },
  ].map((node) => ({
    __typename: 'PeerRequestEdge',
    node: { __typename: 'PeerRequest', status: 'ASKED', area: 'HOUSING', partnerName: 'Riverside', ...node },
  })),
};

/** The first of them, opened. */
export const request = {
  __typename: 'PeerRequest',
  id: 'R1',
  reference: 'KT-4F7Q',
  status: 'ASKED',
  askedAt: '2026-11-17T09:00:00Z',
  waitingSince: '2026-11-17T09:00:00Z',
  promisedBy: '2026-11-19T17:00:00Z',
  isLate: true,
  team: 'Riverside team',
  partnerName: 'Riverside',
  area: 'HOUSING',
  service: null,
  outwardCode: 'M33',
  language: 'en',
  channel: 'PHONE',
  wishes: [
    { __typename: 'PeerWish', dimension: 'GENDER', value: 'woman', label: 'A woman', weight: 'MATTERS' },
    { __typename: 'PeerWish', dimension: 'FAITH', value: 'none', label: 'No religion', weight: 'RATHER_NOT' },
  ],
  events: [{ __typename: 'RequestEvent', at: '2026-11-17T09:00:00Z', sentence: 'You asked for a peer.' }],
  matches: [],
  suggestions: ['Maya', 'Tom'].map((firstName, index) => ({
    __typename: 'Suggestion',
    reasons: ['You share: Having no home'],
    notMet: index === 0 ? [] : ['A woman'],
    openMatches: 2,
    capacity: 4,
    waitedLonger: [],
    advocate: { __typename: 'Advocate', id: `A${index + 1}`, firstName, aboutMe: null, stage: 'ADVOCATE' },
  })),
};

/** A service as a steward sees it. */
export const service = {
  __typename: 'Service',
  id: 'S1',
  name: 'Chess and a cuppa',
  summary: 'A quiet Thursday group',
  description: null,
  status: 'UNVERIFIED',
  url: null,
  assuredAt: null,
  lastModifiedAt: null,
  areas: ['HEALTH'],
  provisionTypes: [],
  advocacyKinds: [],
  organization: { __typename: 'Organization', id: 'O1', name: 'Sale Library' },
  taxonomyTerms: [{ __typename: 'TaxonomyTerm', id: 'T1', name: 'Social clubs' }],
  source: { __typename: 'Source', name: 'Trafford', recordId: '17', fetchedAt: null },
  corrections: [],
};

export const requestWords = {
  ...ruth,
  peerRequest: {
    __typename: 'PeerRequest',
    id: 'R1',
    words: 'My landlord wants me out.\nI cannot face the forms alone.',
    reach: { ...introduction.request.reach, value: '07700 900123' },
  },
};
