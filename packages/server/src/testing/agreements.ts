import type { TestApp } from './app.ts';

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
