// Who may read and do what: one table for the whole API. tests/contract/access.test.ts fails when the schema has a field
// that is not here, and tries every reader on every row of the table. Write the line before the field.

/** Everybody there is, seen from one request for a peer. */
export const readers = [
  'the person',
  'another person',
  'the advocate',
  'another advocate',
  'the coordinator',
  'a coordinator of another team',
  'a steward',
  'a partner editor',
  'an administrator',
  'a partner page',
  'nobody we know',
] as const;
export type Reader = (typeof readers)[number];

const person = 'the person';
const advocate = 'the advocate';
const coordinator = 'the coordinator';
const those: readonly Reader[] = [person, advocate, coordinator];
const notAdvocate: readonly Reader[] = [person, coordinator];

/**
 * Types that hold something about a person or an advocate. A field lists who may ever read it of one request, in any state;
 * some of them only in some states (a number after the yes, a reason while it lasts).
 */
export const protectedFields: Readonly<Record<string, Readonly<Record<string, readonly Reader[]>>>> = {
  PeerRequest: {
    area: those,
    askedAt: those,
    channel: those,
    events: notAdvocate,
    id: those,
    isLate: those,
    language: those,
    matches: those,
    outwardCode: those,
    partnerName: those,
    promisedBy: those,
    reach: those,
    reference: those,
    service: those,
    status: those,
    otherAdvocates: [coordinator],
    statusChangedAt: those,
    statusSentence: those,
    suggestions: [coordinator],
    team: those,
    waitingSince: those,
    wishes: those,
    words: those,
  },
  Reach: { channel: those, mayLeaveVoicemail: those, name: those, times: those, value: those },
  PeerWish: { dimension: those, label: those, value: those, weight: those },
  RequestEvent: { at: notAdvocate, kind: notAdvocate, sentence: notAdvocate },
  Suggestion: {
    advocate: [coordinator],
    capacity: [coordinator],
    notMet: [coordinator],
    openMatches: [coordinator],
    reasons: [coordinator],
  },
  Match: {
    advocate: those,
    answeredAt: those,
    firstMeeting: those,
    id: those,
    lapsesAt: those,
    notMet: those,
    proposedAt: those,
    reason: those,
    request: those,
    reviewOn: those,
    status: those,
    whyYou: those,
  },
  FirstMeeting: { channel: those, when: those, words: those },
  Advocate: {
    aboutMe: those,
    breakWords: [advocate],
    breakUntil: [coordinator, advocate],
    capacity: [coordinator, advocate],
    energy: [coordinator, advocate],
    firstName: those,
    id: those,
    openMatches: [coordinator, advocate],
    shares: those,
    stage: [coordinator, advocate],
  },
};

/** A signed-in member of staff sees this of their own account, and nobody else does. */
export const ownFields: Readonly<Record<string, readonly string[]>> = {
  Viewer: ['advocate', 'id', 'name', 'roles', 'team'],
};

/** Told once, to the person who asks, in the answer to what they just did. Cannot be asked for again. */
export const answerFields: Readonly<Record<string, readonly string[]>> = {
  Receipt: ['code', 'link', 'promisedBy', 'reference', 'team'],
  RenewMyLinkPayload: ['code', 'link'],
};

/** Open data: everybody may read it, copy it and keep it. Never anything about a private person. */
export const openFields: Readonly<Record<string, readonly string[]>> = {
  Address: ['address1', 'address2', 'city', 'country', 'postalCode', 'region', 'stateProvince'],
  AdvocacyKindCount: ['advocacyKind', 'count'],
  AreaCount: ['area', 'count'],
  AskForm: ['consent', 'passedOn', 'peopleWhoRead', 'promisedBy', 'proofOfWork', 'team', 'wishes'],
  ConsentText: ['language', 'purposes', 'text', 'version'],
  Contact: ['department', 'email', 'phones', 'title'],
  CostOption: ['amount', 'amountDescription', 'currency', 'option'],
  Embed: ['areas', 'hasPeers', 'locale', 'nation', 'near', 'partnerName', 'promise', 'theme'],
  EmbedTheme: ['accent', 'accentText', 'radius', 'theme'],
  Location: [
    'accessibility',
    'addresses',
    'id',
    'isSensitive',
    'latitude',
    'locationType',
    'longitude',
    'name',
    'transportation',
  ],
  Organization: [
    'alternateName',
    'description',
    'email',
    'hsdsId',
    'id',
    'isRunByPeers',
    'name',
    'phones',
    'services',
    'source',
    'url',
  ],
  Phone: ['description', 'extension', 'number', 'type'],
  ProofOfWorkChallenge: ['algorithm', 'challenge', 'maxNumber', 'salt', 'signature'],
  ProvisionTypeCount: ['count', 'provisionType'],
  Schedule: [
    'byday',
    'closesAt',
    'description',
    'dtstart',
    'freq',
    'interval',
    'opensAt',
    'summary',
    'timezone',
    'until',
    'validFrom',
    'validTo',
  ],
  SearchCorrection: ['readAs', 'typed'],
  SearchPlace: ['latitude', 'longitude', 'name'],
  Service: [
    'accessibility',
    'advocacyKinds',
    'alert',
    'alternateName',
    'applicationProcess',
    'areas',
    'assuredAt',
    'assuredBy',
    'contacts',
    'corrections',
    'costOptions',
    'description',
    'eligibility',
    'email',
    'feesDescription',
    'firstVisit',
    'hsdsId',
    'id',
    'interpretationServices',
    'isFree',
    'isOnline',
    'languages',
    'lastModifiedAt',
    'locations',
    'maximumAge',
    'minimumAge',
    'name',
    'nextSession',
    'organization',
    'phones',
    'provisionTypes',
    'schedules',
    'serviceAreas',
    'source',
    'status',
    'summary',
    'taxonomyTerms',
    'url',
    'waitTime',
  ],
  ServiceConnection: ['corrections', 'edges', 'facets', 'pageInfo', 'place', 'placeProblem', 'totalCount'],
  ServiceEdge: ['cursor', 'distanceKm', 'matchedOn', 'node'],
  ServiceFacets: ['advocacyKinds', 'areas', 'free', 'online', 'provisionTypes'],
  ServiceCorrection: ['correctedAt', 'field', 'note'],
  Session: ['endsAt', 'startsAt', 'timezone'],
  SharedValue: ['dimension', 'label', 'value'],
  Source: ['fetchedAt', 'licence', 'name', 'recordId'],
  TaxonomyTerm: ['areas', 'code', 'description', 'id', 'name', 'parent', 'taxonomy'],
  UrgentHelpLine: ['channel', 'description', 'display', 'hours', 'href', 'name', 'nations', 'reviewBy'],
};

/** What each root field gives to those who may not: everybody may ask, and gets what they may see. */
export const queries: readonly string[] = [
  'askForm',
  'directoryServices',
  'embed',
  'match',
  'matches',
  'myRequest',
  'organization',
  'peerRequest',
  'peerRequests',
  'service',
  'services',
  'taxonomyTerms',
  'urgentHelp',
  'viewer',
];

/** Who may do it, to this request, its match or themselves. requestPeer is for everybody, within limits. */
export const mutations: Readonly<Record<string, readonly Reader[]>> = {
  acceptMatch: [advocate],
  changeMyRequest: [person, 'another person'],
  correctService: ['a steward', 'an administrator'],
  declineMatch: [advocate],
  eraseMyRequest: [person, 'another person'],
  pauseMyRequest: [person, 'another person'],
  proposeMatch: [coordinator],
  renewMyLink: [person, 'another person'],
  requestPeer: readers,
  resumeMyRequest: [person, 'another person'],
  setEnergy: [advocate, 'another advocate'],
  withdrawMyRequest: [person, 'another person'],
};
