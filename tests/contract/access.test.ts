import { randomUUID } from 'node:crypto';
import { type GraphQLObjectType, getNamedType, isCompositeType, isIntrospectionType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../packages/server/src/graphql/schema.ts';
import { currentConsent } from '../../packages/server/src/modules/safety/consent.ts';
import { agreeTogether, saveCard, standIn } from '../../packages/server/src/testing/agreements.ts';
import { createTestApp, type TestApp } from '../../packages/server/src/testing/app.ts';
import { aboutConcern, raise, seeThrough } from '../../packages/server/src/testing/concerns.ts';
import { aSharedHistory } from '../../packages/server/src/testing/doing.ts';
import {
  aPersonAsks,
  aTeamReady,
  fromElsewhere,
  introduce,
  NUMBER,
  sayYes,
  wish,
} from '../../packages/server/src/testing/peers.ts';
import { anAdvocate, aStaffMember } from '../../packages/server/src/testing/people.ts';
import { listenTo } from '../../packages/server/src/testing/streams.ts';
import {
  answerFields,
  concernLines,
  concernsSeen,
  importFields,
  mutations,
  openFields,
  ownFields,
  protectedFields,
  queries,
  type Reader,
  readers,
  stewardFields,
  streamFields,
  subscriptions,
  teamFields,
} from './access.ts';

const objectTypes = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !isIntrospectionType(type),
);
const fieldsOf = (type: GraphQLObjectType) => Object.keys(type.getFields()).toSorted();

/** Only carry other types, or say what could be expected to go wrong: nothing of their own. */
function isCarrier(type: GraphQLObjectType): boolean {
  const { name } = type;
  return (
    name === 'PageInfo' ||
    /^(PeerRequest|Match)(Connection|Edge)$/.test(name) ||
    (/Payload$/.test(name) && !(name in answerFields)) ||
    type.getInterfaces().some((interfaceType) => interfaceType.name === 'UserError')
  );
}

describe('the table', () => {
  it('has every field of every type', () => {
    const listed: Record<string, readonly string[]> = {
      ...openFields,
      ...ownFields,
      ...streamFields,
      ...teamFields,
      ...stewardFields,
      ...answerFields,
      ...importFields,
      ...Object.fromEntries(Object.entries(protectedFields).map(([type, fields]) => [type, Object.keys(fields)])),
      Query: queries,
      Mutation: Object.keys(mutations),
      Subscription: Object.keys(subscriptions),
    };
    const inSchema = objectTypes.filter((type) => !isCarrier(type)).map((type) => [type.name, fieldsOf(type)]);
    expect(Object.fromEntries(Object.entries(listed).map(([type, fields]) => [type, fields.toSorted()]))).toEqual(
      Object.fromEntries(inSchema),
    );
  });

  it('lets no open type lead to what is protected', () => {
    const guarded = new Set([
      ...Object.keys(protectedFields),
      ...Object.keys(ownFields),
      ...Object.keys(teamFields),
      ...Object.keys(stewardFields),
      ...Object.keys(answerFields),
      ...Object.keys(importFields),
    ]);
    const leaks = objectTypes
      .filter(({ name }) => name in openFields)
      .flatMap((type) => Object.values(type.getFields()).map((field) => [type.name, field] as const))
      .filter(([, field]) => guarded.has(getNamedType(field.type).name))
      .map(([type, field]) => `${type}.${field.name}`);
    expect(leaks).toEqual([]);
  });
});

/** Asks for everything that a type has; what it leads to of the same request is asked for `levels` deep. */
function everythingOf(typeName: string, levels: number): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no type.`);
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (!isCompositeType(named)) return [field.name];
    if (named.name === 'Service') return [`${field.name} { __typename }`];
    return levels === 0 ? [] : [`${field.name} { ${everythingOf(named.name, levels - 1)} }`];
  });
  return ['__typename', ...fields].join(' ');
}

/** "PeerRequest.words" for every field that came with a value; open data is left out. */
function coordinatesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) coordinatesIn(item, found);
  else if (typeof value === 'object' && value !== null) {
    const { __typename: type, ...fields } = value as Record<string, unknown>;
    for (const [name, inner] of Object.entries(fields)) {
      if (inner === null || (Array.isArray(inner) && inner.length === 0)) continue;
      if (typeof type === 'string' && !(type in openFields)) found.add(`${type}.${name}`);
      coordinatesIn(inner, found);
    }
  }
  return found;
}

const LOOKS = [
  `query($request: ID!) { peerRequest(id: $request) { ${everythingOf('PeerRequest', 1)} } }`,
  `query($request: ID!) { peerRequest(id: $request) { __typename suggestions { ${everythingOf('Suggestion', 2)} } } }`,
  `query($request: ID!) { peerRequest(id: $request) { __typename notSuggested { ${everythingOf('NotSuggested', 1)} } } }`,
  `query($request: ID!) { peerRequest(id: $request) { __typename teamWords { ${everythingOf('TeamWord', 1)} } } }`,
  `query($request: ID!) { peerRequest(id: $request) { __typename matches { ${everythingOf('Match', 1)} } } }`,
  `query($request: ID!) { peerRequest(id: $request) { __typename concernGuide { ${everythingOf('ConcernGuide', 1)} } } }`,
  `{ concerns { ${everythingOf('Concern', 1)} } }`,
  `{ onCall { ${everythingOf('OnCall', 0)} } }`,
  `query($match: ID!) { match(id: $match) { ${everythingOf('Match', 1)} } }`,
  `query($match: ID!) { match(id: $match) { __typename contacts { ${everythingOf('PeerContact', 1)} } } }`,
  `query($match: ID!) { match(id: $match) { __typename permissions { ${everythingOf('Permission', 1)} } } }`,
  `query($match: ID!) { match(id: $match) { __typename steps { ${everythingOf('Step', 1)} } } }`,
  `query($match: ID!) { match(id: $match) { __typename serviceIntroductions { ${everythingOf('ServiceIntroduction', 1)} } } }`,
  `query($request: ID!) { peerRequest(id: $request) { __typename ownPlan { ${everythingOf('OwnPlan', 2)} } } }`,
  `query($match: ID!) { match(id: $match) { __typename sharedPlan { ${everythingOf('SharedPlanPart', 2)} } } }`,
  `query($match: ID!) { match(id: $match) { __typename agreements { ${everythingOf('Agreement', 1)} } } }`,
  `query($match: ID!) { match(id: $match) { __typename meetingCards { ${everythingOf('MeetingCard', 1)} } } }`,
  `query($match: ID!) { match(id: $match) { __typename advocate { ${everythingOf('Advocate', 1)} } } }`,
];

let app: TestApp;
let partnerId = '';
let teamId = '';
let requestId = '';
let matchId = '00000000-0000-7000-8000-000000000000';
let advocateId = '';
let memberId = '';
let contactId = '00000000-0000-7000-8000-000000000001';
let permissionId = contactId;
let stepId = contactId;
let concernId = contactId;
let introductionId = contactId;
let planEntryId = contactId;
let serviceId = '00000000-0000-7000-8000-000000000000';
let secondCoordinator: Record<string, string> = {};
const headersOf = new Map<Reader, Record<string, string>>();
const everSeen = new Map<Reader, Set<string>>(readers.map((reader) => [reader, new Set()]));

async function look(reader: Reader): Promise<Set<string>> {
  const seen = new Set<string>();
  for (const query of LOOKS) {
    const variables = {
      ...(query.includes('$request') && { request: requestId }),
      ...(query.includes('$match') && { match: matchId }),
    };
    const { data, errors } = await app.run(query, variables, { ...fromElsewhere(), ...headersOf.get(reader) });
    expect(errors).toBeUndefined();
    coordinatesIn(data, seen);
  }
  for (const coordinate of seen) everSeen.get(reader)?.add(coordinate);
  return seen;
}

function mayRead(reader: Reader): Set<string> {
  return new Set(
    Object.entries(protectedFields).flatMap(([type, fields]) =>
      Object.entries(fields)
        .filter(([, allowed]) => allowed.includes(reader))
        .map(([field]) => `${type}.${field}`),
    ),
  );
}

/** Something of the right shape for each mutation, aimed at this request and match. */
function attempt(name: string): string {
  const inputs: Record<string, string> = {
    addToConcern: `input: { concernId: "${concernId}", kind: NOTE, words: "x" }`,
    answerForConcern: `input: { concernId: "${concernId}", agrees: true, words: "x" }`,
    closeConcern: `input: { concernId: "${concernId}", learned: "x" }`,
    goOnCall: 'input: { phone: "01632 960 001" }',
    proposeForConcern: `input: { concernId: "${concernId}", words: "x" }`,
    raiseConcern: `input: { requestId: "${requestId}", urgency: SOON, words: "x", hasRung: false, idempotencyKey: "${randomUUID()}" }`,
    takeConcern: `input: { concernId: "${concernId}" }`,
    requestPeerByPhone: `input: { idempotencyKey: "${randomUUID()}", reach: { channel: COME_BACK }, consentVersion: "${currentConsent().version}", wasReadOut: true }`,
    answerFollowUp: `input: { stepId: "${stepId}", helped: YES }`,
    commentOnContact: `input: { contactId: "${contactId}", words: "x" }`,
    correctContact: `input: { contactId: "${contactId}", words: "x" }`,
    recordView: `input: { contactId: "${contactId}", how: SAID, words: "x" }`,
    givePermission: `input: { matchId: "${matchId}", withWhom: "x", about: "x", expiresOn: "2026-12-31", wasReadOut: true }`,
    markStep: `input: { stepId: "${stepId}", state: DONE }`,
    proposeIntroduction: `input: { matchId: "${matchId}", serviceId: "${serviceId}", name: "x", words: "x" }`,
    proposeStep: `input: { matchId: "${matchId}", idempotencyKey: "${randomUUID()}", owner: PERSON, what: "x" }`,
    recordContact: `input: { matchId: "${matchId}", idempotencyKey: "${randomUUID()}", interventions: [] }`,
    sayNoToIntroduction: `input: { introductionId: "${introductionId}" }`,
    sayYesToIntroduction: `input: { introductionId: "${introductionId}", wasReadOut: true }`,
    undoContact: `input: { contactId: "${contactId}" }`,
    withdrawPermission: `input: { permissionId: "${permissionId}" }`,
    changePlanEntry: `input: { entryId: "${planEntryId}", words: "x" }`,
    removePlanEntry: `id: "${matchId}"`,
    askForReminder: `id: "${planEntryId}"`,
    takeBackReminder: `id: "${matchId}"`,
    sharePlanPart: 'part: STRENGTHS',
    stopSharingPlanPart: 'part: STRENGTHS',
    writePlanEntry: `input: { kind: BRING, words: "x", idempotencyKey: "${randomUUID()}" }`,
    answerQuestion: `input: { matchId: "${matchId}", answer: "x" }`,
    askCoordinator: `input: { matchId: "${matchId}", question: "x" }`,
    chooseOtherWay: `input: { teamWordId: "${matchId}", way: WAIT }`,
    keepApart: `input: { requestId: "${requestId}", advocateId: "${advocateId}", reason: "x" }`,
    moveRequest: `input: { requestId: "${requestId}", teamId: "${requestId}" }`,
    giveMyConsentAgain: 'input: { version: "x" }',
    sayWhoNotToMeet: 'input: { words: "x" }',
    withdrawMyConsent: 'input: { purpose: SHARE_WITH_ADVOCATE }',
    tellNobodyFits: `input: { requestId: "${requestId}", message: "x", ways: [WAIT] }`,
    acceptMatch: `input: { matchId: "${matchId}", firstMeeting: { channel: COME_BACK, when: "now" } }`,
    changeMyRequest: 'input: { words: "changed by somebody" }',
    acceptSuggestion: `input: { suggestionId: "${matchId}" }`,
    answerSuggestion: `input: { suggestionId: "${matchId}", answer: "x" }`,
    setFreshness: 'input: { isAsking: true }',
    linkServices: `input: { pairId: "${matchId}", shownId: "${serviceId}" }`,
    putBackSearchSaying: 'id: "x"',
    putBackTermAreas: 'id: "x"',
    setTermAreas: 'input: { id: "x", areas: [] }',
    saveSearchSaying: 'input: { typed: ["x"], also: ["x"], areas: [], because: "it is x" }',
    turnSearchSaying: 'input: { id: "x", isOn: false }',
    sayNotSame: `input: { pairId: "${matchId}" }`,
    unlinkServices: `input: { pairId: "${matchId}" }`,
    eraseSuggestion: `input: { suggestionId: "${matchId}" }`,
    applyImport: `importId: "${matchId}"`,
    discardImport: `importId: "${matchId}"`,
    previewImport: `sourceId: "${matchId}"`,
    saveImportSource: 'input: { name: "x", everyHours: 24 }',
    undoImport: `importId: "${matchId}"`,
    correctService: `input: { serviceId: "${serviceId}", note: "x" }`,
    markLetterPosted: `input: { letterId: "${matchId}" }`,
    setLetterName: 'input: { name: "Our team" }',
    chooseAgreementWording: 'input: { lines: [], basedOn: 0 }',
    setMentorsSupervise: 'isOn: false',
    chooseRoleText: `input: { teamId: "${teamId}", kind: ADVOCATE_ROLE, parts: [], basedOn: 0 }`,
    takeBackSetUpItem: `input: { teamId: "${teamId}", item: "on-call" }`,
    tickSetUpItem: `input: { teamId: "${teamId}", item: "on-call", doneOn: "2026-11-20" }`,
    tryLetterAgain: `input: { letterId: "${matchId}" }`,
    agreeToAgreement: `input: { matchId: "${matchId}", number: 1 }`,
    answerStandIn: `input: { advocateId: "${advocateId}", isYes: true }`,
    askStandIn: `input: { advocateId: "${advocateId}" }`,
    endMatch: `input: { matchId: "${matchId}", reason: "x" }`,
    objectToAgreement: `input: { matchId: "${matchId}", number: 1 }`,
    pauseMatch: `input: { matchId: "${matchId}", reason: "x" }`,
    proposeAgreement: `input: { matchId: "${matchId}" }`,
    ratherWait: 'isOn: true',
    recordReadOut: `input: { matchId: "${matchId}", number: 1 }`,
    resumeMatch: `input: { matchId: "${matchId}" }`,
    reviewMatch: `input: { matchId: "${matchId}", outcome: GO_ON }`,
    saveMeetingCard: `input: { matchId: "${matchId}", like: "x" }`,
    sayRunningLow: 'isOn: true',
    seeRunningLow: `input: { matchId: "${matchId}" }`,
    declineMatch: `input: { matchId: "${matchId}" }`,
    proposeMatch: `input: { requestId: "${requestId}", advocateId: "${advocateId}", reason: "because" }`,
    setEnergy: 'input: { energy: LOW }',
    addTimeAway: `input: { memberId: "${memberId}", fromOn: "2026-12-01", untilOn: "2026-12-02" }`,
    changeStage: `input: { memberId: "${memberId}", stage: MENTOR }`,
    confirmReadiness: `input: { memberId: "${memberId}" }`,
    endReadiness: `input: { memberId: "${memberId}" }`,
    planSupervision: `input: { memberId: "${memberId}", on: "2026-12-01" }`,
    proposeReadiness: `input: { memberId: "${memberId}", reviewOn: "2026-12-01" }`,
    recordSupervision: `input: { memberId: "${memberId}", heldOn: "2026-11-20", agreed: "x", nextOn: "2026-12-20" }`,
    removeTimeAway: `input: { memberId: "${memberId}", timeAwayId: "${matchId}" }`,
    setCapacity: `input: { memberId: "${memberId}", capacity: 1 }`,
    setNextStep: `input: { memberId: "${memberId}", words: "x", isHappyHere: true }`,
    setWhatIWantToTalkAbout: 'input: { words: "x", isShared: true }',
    thankForNote: `input: { memberId: "${memberId}" }`,
    addPartner: `input: { name: "x", teamId: "${matchId}" }`,
    addPartnerEditor: `input: { partnerId: "${partnerId}", email: "x@example.org" }`,
    changePartner: `input: { partnerId: "${partnerId}", near: "M1" }`,
    checkPartnerPage: `input: { partnerId: "${partnerId}", url: "https://riverside.example.org" }`,
    removePartnerEditor: `input: { partnerId: "${partnerId}", accountId: "${memberId}" }`,
    switchPartner: `input: { partnerId: "${partnerId}", isOn: false }`,
    changeStaffRoles: `input: { accountId: "${memberId}", roles: [ADMINISTRATOR] }`,
    disableColleague: `input: { accountId: "${memberId}" }`,
    enableColleague: `input: { accountId: "${memberId}" }`,
    eraseApplication: `input: { applicationId: "${matchId}" }`,
    inviteColleague: 'input: { name: "Jo", email: "jo@example.org", roles: [ADVOCATE] }',
    inviteToTalk: `input: { applicationId: "${matchId}", words: "x" }`,
    recordFollowUp: `input: { applicationId: "${matchId}" }`,
    revokeInvitation: `input: { invitationId: "${matchId}" }`,
    sayNotThisTime: `input: { applicationId: "${matchId}", words: "x", contactId: "${memberId}", offers: [TRAINING], followUpOn: "2026-12-20" }`,
    sayYesToApplication: `input: { applicationId: "${matchId}" }`,
    changeMyName: 'name: "Sam"',
    changeStaffEmail: `input: { accountId: "${matchId}", email: "x@example.org" }`,
    removePasskey: `id: "${matchId}"`,
    renamePasskey: `id: "${matchId}", name: "x"`,
    sendThanks: `input: { matchId: "${matchId}", words: "Thank you", idempotencyKey: "a-key-for-this-very-try-7" }`,
    signOutBrowser: `id: "${matchId}"`,
    takeBackThanks: `id: "${matchId}"`,
    addLearning: 'input: { learnedOn: "2026-11-20", title: "x" }',
    answerGains: 'input: { answers: [{ item: "role", answer: 3 }] }',
    changeMyProfile: 'input: { pronouns: "they" }',
    removeLearning: `id: "${matchId}"`,
    setMyHours: 'input: { hours: [] }',
    setWellbeingPlan: 'input: { helps: "tea" }',
    shareAboutMe: 'input: { dimension: EXPERIENCE, value: "tribunal", visibility: PUBLIC }',
    stopSharing: 'input: { dimension: EXPERIENCE, value: "tribunal" }',
    takeBackUseful: `id: "${matchId}"`,
    tellMyStory: 'input: { story: "x", isShown: true }',
  };
  const input = inputs[name];
  return `mutation { answer: ${name}${input ? `(${input})` : ''} { __typename } }`;
}

async function trySomething(reader: Reader, name: string): Promise<string> {
  const { data, errors } = await app.run<{ answer: { __typename: string } }>(attempt(name), undefined, {
    ...fromElsewhere(),
    ...headersOf.get(reader),
  });
  return data?.answer.__typename ?? String(errors?.[0]?.extensions?.code);
}

beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  const { team, coordinator, advocate } = await aTeamReady(app);
  const other = await aTeamReady(app, 'Hillside team');
  const colleague = await anAdvocate(app, { teamId: team.id, firstName: 'Dee' });
  await app.kith.db.advocateProfile.update({
    where: { id: advocate.advocateId },
    data: {
      aboutMe: 'I waited two years for a tribunal.',
      pronouns: 'she/her',
      describedAs: 'a survivor',
      hours: { create: { weekday: 'MONDAY', from: '10:00', until: '12:00' } },
      characteristics: { create: { dimension: 'EXPERIENCE', value: 'tribunal', visibility: 'MATCHED' } },
    },
  });
  advocateId = advocate.advocateId;
  memberId = advocate.accountId;
  await app.run(
    'mutation { tellMyStory(input: { story: "My own way.", isShown: true }) { __typename } }',
    {},
    advocate.headers,
  );
  const partner = await app.kith.db.partner.create({
    data: {
      name: 'Riverside',
      publicKey: 'pk_access',
      origins: ['https://riverside.example.org'],
      team: { create: { teamId: team.id } },
    },
  });
  const asked = {
    reach: {
      channel: 'PHONE',
      value: NUMBER,
      name: 'Jo',
      times: 'after 6',
      mayLeaveVoicemail: true,
      voicemailWords: 'It is the library',
      othersMayAnswer: 'My sister',
      mayShowNumber: false,
      pronouns: 'she/her',
      describedAs: 'a survivor',
      communicationNeeds: 'Slowly, please',
    },
    wishes: [wish('EXPERIENCE', 'tribunal'), wish('FAITH', 'christian')],
    area: 'MONEY',
    outwardCode: 'M33',
  };
  const mine = await aPersonAsks(app, asked);
  requestId = mine.requestId;
  serviceId = await aService();
  await app.kith.db.peerRequest.update({ where: { id: requestId }, data: { partnerId: partner.id, serviceId } });
  partnerId = partner.id;
  teamId = team.id;
  const staff = async (role: 'STEWARD' | 'PARTNER_EDITOR' | 'ADMINISTRATOR') =>
    (await aStaffMember(app, { roles: [role], teamId })).headers;
  secondCoordinator = (await aStaffMember(app, { roles: ['COORDINATOR'], teamId, name: 'Tom Bright' })).headers;
  headersOf.set('the person', mine.headers);
  headersOf.set('another person', (await aPersonAsks(app, { words: 'Somebody else.' })).headers);
  headersOf.set('the advocate', advocate.headers);
  headersOf.set('another advocate', colleague.headers);
  headersOf.set('the coordinator', coordinator.headers);
  headersOf.set('a coordinator of another team', other.coordinator.headers);
  headersOf.set('a steward', await staff('STEWARD'));
  headersOf.set('a partner editor', await staff('PARTNER_EDITOR'));
  headersOf.set('an administrator', await staff('ADMINISTRATOR'));
  headersOf.set('a partner page', { 'x-kith-partner': 'pk_access', origin: 'https://riverside.example.org' });
  headersOf.set('nobody we know', {});
  await anAdvocate(app, { teamId, firstName: 'Low', profile: { energy: 'LOW' } });
});
afterAll(() => app.close());

async function aService(): Promise<string> {
  const row = (n: number) => ({
    id: `00000000-0000-5000-8000-00000000000${n}`,
    hsdsId: `00000000-0000-5000-8000-00000000000${n}`,
    recordId: `${n}`,
    name: 'Tea and company',
    contentHash: new Uint8Array(32),
    fetchedAt: app.clock.now(),
    lastModifiedAt: app.clock.now(),
  });
  const source = await app.kith.db.directorySource.create({ data: { key: 'access', name: 'Access', format: 'CSV' } });
  const organization = await app.kith.db.organization.create({ data: { ...row(1), sourceId: source.id } });
  const service = await app.kith.db.service.create({
    data: { ...row(2), sourceId: source.id, organizationId: organization.id, status: 'ACTIVE' },
  });
  return service.id;
}

/** What the two of a match write, so that every field of it is there to be read. */
async function doThingsTogether(): Promise<void> {
  const { db } = app.kith;
  await db.service.update({ where: { id: serviceId }, data: { email: 'hello@tea.example.org' } });
  const { id } = await db.match.findFirstOrThrow({ where: { requestId }, orderBy: { proposedAt: 'desc' } });
  const [advocate = {}, person = {}] = [headersOf.get('the advocate'), headersOf.get('the person')];
  await aSharedHistory(app, { matchId: id, serviceId, advocate, person });
  const ofMatch = { where: { matchId: id } };
  contactId = (await db.peerContact.findFirstOrThrow(ofMatch)).id;
  permissionId = (await db.permission.findFirstOrThrow(ofMatch)).id;
  stepId = (await db.step.findFirstOrThrow(ofMatch)).id;
  introductionId = (await db.serviceIntroduction.findFirstOrThrow(ofMatch)).id;
}

/** They agree, fill their cards, name a stand-in, look at how it goes; and the person runs low. */
async function agreeAndLook(): Promise<void> {
  const of = (reader: Reader) => ({ headers: headersOf.get(reader) ?? {} });
  await agreeTogether(app, of('the advocate'), matchId);
  await saveCard(app, of('the person').headers, matchId);
  const version = '... on AgreementPayload { match { id } } ... on UserError { message }';
  await app.run(
    `mutation { proposeAgreement(input: { matchId: "${matchId}", basedOn: 1, lines: [{ topic: MONEY, words: "No money." }] }) { __typename ${version} } }`,
    {},
    of('the person').headers,
  );
  await app.run(
    `mutation { agreeToAgreement(input: { matchId: "${matchId}", number: 2 }) { __typename ${version} } }`,
    {},
    of('the advocate').headers,
  );
  const wasReadOut = { personAgreedHow: 'READ_OUT' as const, objectedAt: app.clock.now() };
  await app.kith.db.matchAgreement.updateMany({ where: { number: 1 }, data: wasReadOut });
  await app.run(
    `mutation { reviewMatch(input: { matchId: "${matchId}", outcome: GO_ON, without: "Ring my sister." }) { __typename } }`,
    {},
    of('the person').headers,
  );
  const colleague = await app.kith.db.advocateProfile.findFirstOrThrow({ where: { firstName: 'Dee' } });
  await standIn(app, { ...of('the advocate'), advocateId }, { ...of('another advocate'), advocateId: colleague.id });
  await app.run('mutation { sayRunningLow(isOn: true) { __typename } }', {}, of('the person').headers);
  await app.run(
    `mutation { seeRunningLow(input: { matchId: "${matchId}" }) { __typename } }`,
    {},
    of('the advocate').headers,
  );
}

const forbidden = readers.flatMap((reader) =>
  Object.entries(mutations)
    .filter(([, allowed]) => !allowed.includes(reader))
    .map(([name]) => [reader, name] as const),
);

/** The person writes a plan and shares two parts of it. */
async function shareAPlan(): Promise<void> {
  const person = headersOf.get('the person') ?? {};
  const entry = `kind: MEETING, words: "My own room.", onDay: "2026-12-01", who: "The council", comes: "Maya", decided: "Yes.", idempotencyKey: "${randomUUID()}"`;
  for (const mutation of [
    `writePlanEntry(input: { ${entry} })`,
    'answerCheckIn(answers: [{ item: "hope", answer: SOME }])',
    'sharePlanPart(part: MEETINGS)',
    'sharePlanPart(part: CHECK_INS)',
  ]) {
    const { data } = await app.run(`mutation { it: ${mutation} { __typename } }`, {}, person);
    expect(data).toEqual({ it: { __typename: expect.stringMatching(/Success|Payload/) } });
  }
  planEntryId = (await app.kith.db.planEntry.findFirstOrThrow({ where: { requestId } })).id;
}

async function thankEachOther(): Promise<void> {
  for (const reader of ['the person', 'the advocate'] as const) {
    const input = `{ matchId: "${matchId}", words: "Thank you", gained: "A laugh", idempotencyKey: "${crypto.randomUUID()}" }`;
    const mutation = `mutation { sendThanks(input: ${input}) { __typename ... on UserError { message } } }`;
    const { data } = await app.run(mutation, {}, headersOf.get(reader));
    expect(data).toEqual({ sendThanks: { __typename: 'SendThanksPayload' } });
  }
}

/** The person and a coordinator write to each other while nobody fits. */
async function nobodyFitsYet(): Promise<void> {
  const person = headersOf.get('the person') ?? {};
  await app.run('mutation { sayWhoNotToMeet(input: { words: "My neighbour." }) { __typename } }', {}, person);
  await app.run(
    `mutation { tellNobodyFits(input: { requestId: "${requestId}", message: "Nobody yet.", ways: [WAIT], serviceIds: ["${serviceId}"] }) { __typename } }`,
    {},
    headersOf.get('the coordinator'),
  );
  const word = await app.kith.db.teamWord.findFirstOrThrow({ where: { requestId } });
  await app.run(
    `mutation { chooseOtherWay(input: { teamWordId: "${word.id}", way: WAIT }) { __typename } }`,
    {},
    person,
  );
}

/** The advocate asks a coordinator first, and a coordinator noted why they chose otherwise. */
async function askAndAnswer(): Promise<void> {
  await app.run(
    `mutation { askCoordinator(input: { matchId: "${matchId}", question: "Is it far?" }) { __typename } }`,
    {},
    headersOf.get('the advocate'),
  );
  await app.run(
    `mutation { answerQuestion(input: { matchId: "${matchId}", answer: "Two stops." }) { __typename } }`,
    {},
    headersOf.get('the coordinator'),
  );
}

/** Somebody is on call; the person says that something is not right, and two see it through. */
async function somethingIsNotRight(): Promise<void> {
  const of = (reader: Reader) => headersOf.get(reader) ?? {};
  await app.run('mutation { goOnCall(input: { phone: "01632 960 555" }) { __typename } }', {}, of('the coordinator'));
  const id = await raise(app, of('the person'), requestId, { hasRung: true });
  await seeThrough(app, id, of('the coordinator'), secondCoordinator);
  concernId = await raise(app, of('the person'), requestId);
}

describe.each(['while it waits', 'while an advocate is asked', 'after the yes'] as const)('%s', (stage) => {
  beforeAll(async () => {
    const coordinator = { headers: headersOf.get('the coordinator') ?? {} };
    if (stage === 'while it waits') {
      await nobodyFitsYet();
      await somethingIsNotRight();
    }
    if (stage === 'while an advocate is asked') {
      matchId = (await introduce(app, coordinator, requestId, advocateId)).match?.id ?? '';
      await askAndAnswer();
      // Kept from the person, then told, and once until a day that has passed.
      const kept = () => raise(app, headersOf.get('the advocate') ?? {}, requestId, { wouldAddDanger: true });
      await seeThrough(app, await kept(), coordinator.headers, secondCoordinator);
      await app.kith.db.concern.update({ where: { id: await kept() }, data: { hiddenUntil: new Date('2026-11-22') } });
    }
    if (stage === 'after the yes') {
      await sayYes(app, { headers: headersOf.get('the advocate') ?? {} }, matchId);
      await agreeAndLook();
      await doThingsTogether();
      await thankEachOther();
      await shareAPlan();
    }
  });

  it.each(readers)('%s reads no more than the table says', async (reader) => {
    const seen = await look(reader);
    expect([...seen.difference(mayRead(reader))]).toEqual([]);
  });

  it.each(forbidden)('%s cannot do %s', async (reader, name) => {
    expect(await trySomething(reader, name)).toMatch(
      /^(NotFound|UNAUTHENTICATED|FORBIDDEN|InvalidInput|NoLongerPossible)$/,
    );
  });
});

describe.each(Object.keys(concernsSeen) as (keyof typeof concernsSeen)[])('a concern %s', (what) => {
  const all = Object.keys(concernLines).toSorted();
  beforeAll(async () => {
    const by: Reader = what.startsWith('raised by the person')
      ? 'the person'
      : what.startsWith('raised by a coordinator')
        ? 'the coordinator'
        : 'the advocate';
    const wouldAddDanger = what.includes('kept');
    concernId = await raise(app, headersOf.get(by) ?? {}, requestId, by === 'the person' ? {} : { wouldAddDanger });
    if (!wouldAddDanger) await seeThrough(app, concernId, headersOf.get('the coordinator') ?? {}, secondCoordinator);
    else await aboutConcern(app, secondCoordinator, 'addToConcern', { concernId, kind: 'NOTE', words: 'Between us.' });
    if (what.includes('yesterday'))
      await app.kith.db.concern.update({ where: { id: concernId }, data: { hiddenUntil: new Date('2026-11-22') } });
    if (what.includes('erased'))
      await app.run('mutation { eraseMyRequest { __typename } }', {}, headersOf.get('the person'));
  });

  it.each(readers)('%s sees it, and its lines, as the table says', async (reader) => {
    const { data, errors } = await app.run<{
      concerns: { id: string; entries: { kind: string; words: string | null }[] }[];
    }>('{ concerns { id entries { kind words } } }', {}, { ...fromElsewhere(), ...headersOf.get(reader) });
    expect(errors).toBeUndefined();
    const allowed: readonly Reader[] = concernsSeen[what];
    const seen = data?.concerns.find(({ id }) => id === concernId);
    expect(seen !== undefined).toBe(allowed.includes(reader));
    if (!seen) return;
    const there = what.includes('kept') ? ['NOTE', 'RAISED'] : all;
    const kinds = [...new Set(seen.entries.map(({ kind }) => kind))].toSorted();
    expect(kinds).toEqual(there.filter((kind) => concernLines[kind]?.includes(reader)));
    const readable = seen.entries.filter(({ words }) => words !== null).map(({ kind }) => kind);
    if (what.includes('erased')) expect(readable).toEqual([]);
  });
});

describe.each(Object.entries(subscriptions))('listening to %s', (name, allowed) => {
  it.each(readers)('%s is let in as the table says', async (reader) => {
    const query = `subscription { ${name} { __typename } }`;
    const stream = await listenTo(app, { ...fromElsewhere(), ...headersOf.get(reader) }, query);
    expect(stream.status).toBe(allowed.includes(reader) ? 200 : 401);
    await stream.leave();
  });
});

it.each(readers)('%s gets to read all that the table promises', (reader) => {
  // The end and the words of a break are there only during a break, the others of a team only in a team of more than
  // three, and an advocate who sees a request has no suggestions.
  const missing = mayRead(reader).difference(everSeen.get(reader) ?? new Set());
  const seldom = [
    'PeerRequest.keptUntil',
    // After a yes was taken back: peers/consents/consents.test.ts.
    'GivenConsent.withdrawnAt',
    // After a pause or an ending, and after coming back: matches/endings.test.ts.
    'PeerRequest.wishedAgain',
    'Match.endedAt',
    'Match.endedBy',
    'Match.goodWords',
    'Match.goodbye',
    'Match.pausedBy',
    'Match.whyStopped',
    'PeerRequest.lettersStoppedAt',
    'Advocate.breakUntil',
    'Advocate.breakWords',
    'PeerRequest.otherAdvocates',
    // Only when somebody else has waited longer, or comes first: queue/queue.test.ts.
    'Suggestion.waitedLonger',
    'WaitedLonger.isOnlyOne',
    'WaitedLonger.reference',
    'WaitedLonger.requestId',
    'WaitedLonger.waitingSince',
    'Match.override',
    'MatchOverride.at',
    'MatchOverride.kinds',
    'MatchOverride.passedOver',
    'MatchOverride.words',
  ];
  expect([...missing].filter((coordinate) => !seldom.includes(coordinate))).toEqual([]);
});
