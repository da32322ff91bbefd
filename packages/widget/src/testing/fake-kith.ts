import type { Embed, Found, Hit, Service } from '../queries.ts';

/** The network between the widget and Kith, for tests: answers by the name of the operation. */
export interface FakeKith {
  embed: Embed | null;
  found: Found;
  service: Service | null;
  /** What was asked, oldest first. */
  asked: { operation: string; variables: Record<string, unknown> }[];
  /** Answers nothing more: as if Kith were away. */
  isDown: boolean;
  /** Answers that this page may not use it. */
  isRefused: boolean;
  /** Puts the real fetch back. */
  restore(): void;
}

/** Puts a made-up Kith behind `fetch`. */
export function fakeKith(): FakeKith {
  const real = globalThis.fetch;
  const kith: FakeKith = {
    embed: aPartner(),
    found: aList(anHit('1', 'Chess and a cuppa')),
    service: aService(),
    asked: [],
    isDown: false,
    isRefused: false,
    restore: () => {
      globalThis.fetch = real;
    },
  };
  globalThis.fetch = async (input) => {
    const { searchParams } = new URL(String(input));
    const operation = /query (\w+)/.exec(searchParams.get('query') ?? '')?.[1] ?? '';
    kith.asked.push({ operation, variables: JSON.parse(searchParams.get('variables') ?? '{}') });
    if (kith.isDown) throw new TypeError('Failed to fetch');
    if (kith.isRefused) return Response.json({ errors: [{ message: 'No.' }] }, { status: 403 });
    const data: Record<string, unknown> = {
      Embed: { embed: kith.embed },
      Search: { services: kith.found },
      Service: { service: kith.service },
    };
    return Response.json({ data: data[operation] });
  };
  return kith;
}

export function aPartner(): Embed {
  return {
    partnerName: 'Riverside Community Centre',
    areas: ['LEISURE', 'HOUSING', 'EMPLOYMENT', 'EDUCATION', 'ADVOCACY'],
    near: null,
    nation: 'ENGLAND',
    hasPeers: true,
    promise: 'The Riverside team answers within 2 working days.',
    texts: [],
    theme: { accent: null, accentText: null, paper: null, ink: null, radius: null, theme: null },
  };
}

export function aList(...edges: Hit[]): Found {
  return {
    totalCount: edges.length,
    placeProblem: null,
    place: null,
    corrections: [],
    reach: { isWider: false, withinKm: null, leftOut: [] },
    instead: null,
    nationalHelp: [],
    pageInfo: { hasNextPage: false, endCursor: null },
    edges,
  };
}

export function anHit(id: string, name: string): Hit {
  return {
    distanceKm: 1.2,
    matchedOn: [],
    node: {
      id,
      name,
      summary: 'A quiet Thursday group in Sale',
      description: null,
      isFree: true,
      isOnline: false,
      feesDescription: null,
      costOptions: [],
      provisionTypes: ['PEER_OPERATED'],
      assuredAt: null,
      nextSession: { startsAt: '2026-11-26T14:00:00Z', endsAt: '2026-11-26T16:00:00Z', timezone: 'Europe/London' },
      schedules: [],
      organization: { name: 'Sale Chess' },
    },
  };
}

export function aService(): Service {
  return {
    id: '1',
    name: 'Chess and a cuppa',
    summary: 'A quiet Thursday group in Sale',
    description: 'We play, or we do not. There is always tea.',
    url: 'https://chess.example.org/',
    email: 'hello@chess.example.org',
    status: 'ACTIVE',
    isFree: true,
    isOnline: false,
    feesDescription: null,
    alert: null,
    eligibility: 'Anyone',
    applicationProcess: 'Just come in.',
    firstVisit: 'Somebody meets you at the door.',
    waitTime: null,
    languages: ['English'],
    accessibility: ['Step-free'],
    provisionTypes: ['PEER_OPERATED'],
    areas: ['LEISURE'],
    assuredAt: null,
    assuredBy: null,
    suggestUrl: 'https://kith.example.org/suggest?service=1',
    nextSession: { startsAt: '2026-11-26T14:00:00Z', endsAt: '2026-11-26T16:00:00Z', timezone: 'Europe/London' },
    schedules: [{ summary: 'Thursdays, 2 to 4 pm' }],
    phones: [{ number: '0161 496 0000', extension: null, description: null }],
    contacts: [],
    costOptions: [],
    organization: {
      name: 'Sale Chess',
      description: null,
      url: null,
      email: null,
      isRunByPeers: true,
      phones: [],
    },
    locations: [
      {
        id: 'l1',
        name: 'Waterside Hall',
        isSensitive: false,
        transportation: null,
        addresses: [{ address1: '1 Waterside', address2: null, city: 'Sale', postalCode: 'M33 7ZF' }],
      },
    ],
    source: { name: 'Trafford Directory', licence: null },
  };
}
