import type { TestApp } from './app.ts';
import { aPersonAsks, introduce, NUMBER, sayYes } from './peers.ts';

type Headers = Record<string, string>;

export const PROPOSE_AGREEMENT = `mutation Write($input: ProposeAgreementInput!) {
  proposeAgreement(input: $input) {
    __typename
    ... on AgreementPayload { match { id status reviewOn agreements { number holds isOpen } } }
    ... on UserError { message }
    ... on InvalidInput { field }
  }
}`;

/** Any of agreeToAgreement, recordReadOut, objectToAgreement. */
export function onVersion(name: string): string {
  return `mutation Version($input: AgreementVersionInput!) {
    answer: ${name}(input: $input) {
      __typename
      ... on AgreementPayload { match { id status reviewOn } }
      ... on UserError { message }
    }
  }`;
}

/**
 * The advocate writes the default agreement and reads it out, and the person says yes: from here on they are connected.
 *
 * @param matchId global id
 */
export async function agreeTogether(app: TestApp, advocate: { headers: Headers }, matchId: string): Promise<void> {
  const written = await app.run<{ proposeAgreement: { __typename: string } }>(
    PROPOSE_AGREEMENT,
    { input: { matchId, basedOn: null } },
    advocate.headers,
  );
  const read = await app.run<{ answer: { __typename: string } }>(
    onVersion('recordReadOut'),
    { input: { matchId, number: 1 } },
    advocate.headers,
  );
  if (read.data?.answer.__typename !== 'AgreementPayload')
    throw new Error(`They did not agree: ${JSON.stringify([written, read])}`);
}

/** One side fills their first-meeting card. @param matchId global id */
export async function saveCard(app: TestApp, headers: Headers, matchId: string): Promise<void> {
  const { data } = await app.run<{ saveMeetingCard: { __typename: string } }>(
    'mutation ($input: MeetingCardInput!) { saveMeetingCard(input: $input) { __typename } }',
    { input: { matchId, like: 'A walk. Teasel-canary.', offer: 'Time.', offLimits: 'My family.' } },
    headers,
  );
  if (data?.saveMeetingCard.__typename !== 'AgreementPayload') throw new Error(`Not saved: ${JSON.stringify(data)}`);
}

/** The advocate asks a colleague to stand in, and the colleague says yes. */
export async function standIn(
  app: TestApp,
  advocate: { headers: Headers; advocateId: string },
  colleague: { headers: Headers; advocateId: string },
): Promise<void> {
  await app.run(
    'mutation ($input: AskStandInInput!) { askStandIn(input: $input) { __typename } }',
    { input: { advocateId: colleague.advocateId } },
    advocate.headers,
  );
  const { data } = await app.run<{ answerStandIn: { __typename: string } }>(
    'mutation ($input: AnswerStandInInput!) { answerStandIn(input: $input) { __typename } }',
    { input: { advocateId: advocate.advocateId, isYes: true } },
    colleague.headers,
  );
  if (data?.answerStandIn.__typename !== 'StandInPayload') throw new Error(`No stand-in: ${JSON.stringify(data)}`);
}

/** Somebody who asked, with an advocate: introduced, said yes, agreed. @returns matchId as a global id */
export async function aPairTogether(
  app: TestApp,
  coordinator: { headers: Headers },
  advocate: { headers: Headers; advocateId: string },
  input: Record<string, unknown> = {},
) {
  const person = await aPersonAsks(app, { reach: { channel: 'PHONE', value: NUMBER }, ...input });
  const { match } = await introduce(app, coordinator, person.requestId, advocate.advocateId);
  const matchId = match?.id ?? '';
  await sayYes(app, advocate, matchId);
  await agreeTogether(app, advocate, matchId);
  return { person, matchId };
}

/** A mutation about a match. @param type of its input */
export async function actOnMatch(
  app: TestApp,
  name: string,
  type: string,
  headers: Headers,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { data, errors } = await app.run<{ answer: Record<string, unknown> }>(
    `mutation Act($input: ${type}!) { answer: ${name}(input: $input) {
      __typename ... on MatchMovedPayload { match { id status pausedBy endedBy reviewOn isReviewDue } }
      ... on UserError { message } ... on InvalidInput { field }
    } }`,
    { input },
    headers,
  );
  return data?.answer ?? { errors };
}

/** A mutation of the person without an input object: "finishMyRequest", "ratherWait(isOn: true)". */
export async function actAsPerson(app: TestApp, call: string, headers: Headers): Promise<Record<string, unknown>> {
  const { data, errors } = await app.run<{ answer: Record<string, unknown> }>(
    `mutation { answer: ${call} {
      __typename ... on MyMatchPayload { request { status isLate waitingSince wishedAgain { id } } } ... on UserError { message }
    } }`,
    {},
    headers,
  );
  return data?.answer ?? { errors };
}

/** Some fields of a match, as this viewer sees it. */
export async function readOfMatch<T>(app: TestApp, fields: string, headers: Headers, id: string): Promise<T | null> {
  const { data } = await app.run<{ match: T | null }>(
    `query ($id: ID!) { match(id: $id) { ${fields} } }`,
    { id },
    headers,
  );
  return data?.match ?? null;
}
