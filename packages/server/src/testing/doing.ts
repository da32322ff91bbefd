import { randomUUID } from 'node:crypto';
import { deliverLetters } from '../infra/delivery.ts';
import { letters } from '../modules/plans/letters.ts';
import type { TestApp } from './app.ts';
import { addService } from './directory.ts';
import { aPersonAsks, aTeamReady, introduce, sayYes } from './peers.ts';
import { anAdvocate } from './people.ts';

type Headers = Record<string, string>;
/** What a mutation answered: its payload's or its problem's fields. */
// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it looks for
export type Answer = { __typename: string; message?: string; field?: string | null } & Record<string, any>;

export const CONTACT = `id at channel interventions activities helped permissionId isMine byName recordedAt canUndoUntil
  mood note nextStep outcome notes { id kind at isMine byName words }`;
export const PERMISSION = 'id state givenHow givenAt expiresAt withdrawnAt byName withWhom about';
export const STEP = `id owner state activity isAccompanied onDay byName markedAt isPrivate what ifItGoesWrong meetingPoint
  service { id name } asksFollowUp followUp { gotThere helped words }`;
export const SERVICE_INTRODUCTION = `id state sentence byName agreedAt agreedHow sentAt answeredAt linksExpireAt isOverdue
  asksFollowUp serviceName service { id } email text question followUp { gotThere helped words }`;

/** Planted, to be looked for where they must not be. */
export const NOTE = 'We rang the council and she cried a little. Larkspur-canary.';
export const SENTENCE = 'He would like to come on Thursday and is shy of groups. Foxglove-canary.';

const selections: Record<string, string> = {
  recordContact: `RecordContactPayload { contact { ${CONTACT} } }`,
  undoContact: 'UndoContactPayload { match { id contacts { id } } }',
  correctContact: `ContactNotePayload { contact { ${CONTACT} } }`,
  commentOnContact: `ContactNotePayload { contact { ${CONTACT} } }`,
  recordView: `ContactNotePayload { contact { ${CONTACT} } }`,
  givePermission: `PermissionPayload { permission { ${PERMISSION} } }`,
  withdrawPermission: `PermissionPayload { permission { ${PERMISSION} } }`,
  proposeStep: `StepPayload { step { ${STEP} } }`,
  markStep: `StepPayload { step { ${STEP} } }`,
  proposeIntroduction: `ServiceIntroductionPayload { introduction { ${SERVICE_INTRODUCTION} } }`,
  sayYesToIntroduction: `ServiceIntroductionPayload { introduction { ${SERVICE_INTRODUCTION} } }`,
  sayNoToIntroduction: `ServiceIntroductionPayload { introduction { ${SERVICE_INTRODUCTION} } }`,
  answerFollowUp: `AnswerFollowUpPayload { step { ${STEP} } introduction { ${SERVICE_INTRODUCTION} } }`,
};

/** Sends one of the mutations of this part, by either side. A key is added where one is needed. */
export async function act(
  app: TestApp,
  headers: Headers,
  name: string,
  input: Record<string, unknown>,
): Promise<Answer> {
  const inputType = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const hasKey = name === 'recordContact' || name === 'proposeStep';
  const { data, errors } = await app.run<Record<string, Answer>>(
    `mutation Act($input: ${inputType}!) {
      ${name}(input: $input) { __typename ... on ${selections[name]} ... on UserError { message } ${
        ['undoContact', 'markStep', 'withdrawPermission', 'sayNoToIntroduction'].includes(name)
          ? ''
          : '... on InvalidInput { field }'
      } }
    }`,
    { input: { ...(hasKey && { idempotencyKey: randomUUID() }), ...input } },
    headers,
  );
  const answer = data?.[name];
  if (!answer) throw new Error(JSON.stringify(errors));
  return answer;
}

/** Everything that two people do together, as this viewer sees it. Null: no such match for them. */
export async function seeTogether(app: TestApp, headers: Headers, matchId: string): Promise<Answer | null> {
  const { data, errors } = await app.run<{ match: Answer | null }>(
    `query Together($id: ID!) { match(id: $id) { __typename id
      contacts { ${CONTACT} } permissions { ${PERMISSION} } steps { ${STEP} }
      serviceIntroductions { ${SERVICE_INTRODUCTION} } } }`,
    { id: matchId },
    headers,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.match ?? null;
}

/** A team, an advocate who said yes, and the person: from here on they are in touch. */
export async function twoInTouch(app: TestApp, teamName = 'Riverside team') {
  const team = await aTeamReady(app, teamName);
  // One advocate for all the people of a test file.
  await app.kith.db.advocateProfile.update({ where: { id: team.advocate.advocateId }, data: { capacity: 1000 } });
  return { ...team, ...(await anotherInTouch(app, team)) };
}

/** Another person with whom the same advocate is in touch. `matchId` is the raw id. */
export async function anotherInTouch(
  app: TestApp,
  team: { coordinator: { headers: Headers }; advocate: { headers: Headers; advocateId: string } },
) {
  const person = await aPersonAsks(app);
  const proposed = await introduce(app, team.coordinator, person.requestId, team.advocate.advocateId);
  await sayYes(app, team.advocate, proposed.match?.id ?? '');
  const match = await app.kith.db.match.findFirstOrThrow({ where: { requestId: person.requestId } });
  return { person, matchId: match.id };
}

/** A service that publishes an address. */
export async function aServiceToAsk(app: TestApp, email: string | null = 'hello@tea.example.org') {
  return (await addService(app, { name: 'Chess and a cuppa', email, organization: `Org ${randomUUID()}` })).id;
}

/** Sends what waits in the outbox and is due. */
export function deliver(app: TestApp): Promise<number> {
  return deliverLetters(app.kith, letters);
}

/** A service opens or answers a link. */
export async function visitLink(app: TestApp, url: string, form?: Record<string, string>) {
  const response = await app.fetch(
    new Request(url, {
      method: form ? 'POST' : 'GET',
      ...(form && {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
      }),
    }),
  );
  return { status: response.status, headers: response.headers, html: await response.text() };
}

/** The three links of a letter. */
export function linksIn(text: string): { accept: string; ask: string; decline: string } {
  const [accept = '', ask = '', decline = ''] = text.match(/https?:\S+\/answer\/\S+/g) ?? [];
  return { accept, ask, decline };
}

/** One of everything, with every field filled: for tests of who may read what. */
export async function aSharedHistory(
  app: TestApp,
  who: { matchId: string; serviceId: string; advocate: Headers; person: Headers },
): Promise<void> {
  const { matchId, serviceId, advocate, person } = who;
  const allowed = { matchId, withWhom: 'My landlord', about: 'The repairs', expiresOn: '2026-12-31' };
  const given = await act(app, person, 'givePermission', allowed);
  const readOut = await act(app, advocate, 'givePermission', { ...allowed, wasReadOut: true });
  await act(app, person, 'withdrawPermission', { permissionId: readOut.permission.id });
  const contact = await act(app, advocate, 'recordContact', {
    matchId,
    interventions: ['ENCOURAGEMENT'],
    activities: ['INTERCEDING'],
    permissionId: given.permission.id,
    mood: 'MIXED',
    note: NOTE,
    nextStep: 'Ring again',
    outcome: 'They will mend it',
  });
  await act(app, person, 'recordContact', { matchId, interventions: [] });
  const contactId = contact.contact.id;
  await act(app, person, 'commentOnContact', { contactId, words: 'That was good.' });
  await act(app, advocate, 'correctContact', { contactId, words: 'It was the day before.' });
  const step = {
    matchId,
    owner: 'BOTH',
    what: 'Go to the chess club',
    ifItGoesWrong: 'We go home and have tea',
    onDay: '2026-11-26',
    isAccompanied: true,
    meetingPoint: 'The bus stop at 2',
    activity: 'MENTORING',
    serviceId,
  };
  const { step: made } = await act(app, advocate, 'proposeStep', step);
  await act(app, person, 'markStep', { stepId: made.id, state: 'DONE' });
  const how = { gotThere: 'YES', helped: 'A_BIT', words: 'Loud, but kind people.' };
  await act(app, person, 'answerFollowUp', { stepId: made.id, ...how });
  await act(app, person, 'proposeStep', { owner: 'PERSON', what: 'Open the letters' });
  const proposed = { matchId, serviceId, name: 'Al', words: SENTENCE };
  const { introduction } = await act(app, advocate, 'proposeIntroduction', proposed);
  await act(app, person, 'sayYesToIntroduction', { introductionId: introduction.id });
  app.clock.advance(6 * 60_000);
  await deliver(app);
  const letter = app.letters.findLast(({ text }) => text.includes('/answer/'));
  await visitLink(app, linksIn(letter?.text ?? '').ask, { question: 'Is Thursday fine?' });
  await act(app, person, 'answerFollowUp', { introductionId: introduction.id, ...how });
}

/** Somebody who steps in while the advocate has a break until 30 November. `over` ends the break. */
export async function aStandIn(
  app: TestApp,
  two: { team: { id: string }; advocate: { advocateId: string } },
  matchId: string,
) {
  const { db, clock } = app.kith;
  const standIn = await anAdvocate(app, { teamId: two.team.id, firstName: 'Sol' });
  const where = { id: two.advocate.advocateId };
  await db.match.update({ where: { id: matchId }, data: { status: 'ACTIVE', reviewOn: new Date('2027-01-15') } });
  await db.matchStandIn.create({ data: { matchId, standInId: standIn.advocateId, sinceAt: clock.now() } });
  await db.advocateProfile.update({ where, data: { energy: 'BREAK', breakUntil: new Date('2026-11-30') } });
  return {
    ...standIn,
    over: () => db.advocateProfile.update({ where, data: { energy: 'FINE', breakUntil: null } }),
  };
}
