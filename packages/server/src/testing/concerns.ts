import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.ts';

type Headers = Record<string, string>;

/** What somebody is worried about. Planted, to be looked for where it must not be. */
export const WORRY = 'She said that she cannot go on. Tansy-canary.';

/** Any mutation about a concern. @returns its id */
export async function aboutConcern(
  app: TestApp,
  headers: Headers,
  name: string,
  input: Record<string, unknown>,
): Promise<string> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await app.run<{ answer: { concern?: { id: string } | null } }>(
    `mutation Concern($input: ${type}!) {
      answer: ${name}(input: $input) { __typename ... on ConcernPayload { concern { id } } ... on UserError { message } }
    }`,
    { input },
    headers,
  );
  const id = data?.answer.concern?.id;
  if (!id) throw new Error(`${name}: ${JSON.stringify(errors ?? data)}`);
  return id;
}

/** Somebody is worried about a person. @returns the concern's id */
export function raise(app: TestApp, headers: Headers, requestId: string, more: Record<string, unknown> = {}) {
  const input = { requestId, urgency: 'SOON', words: WORRY, hasRung: false, idempotencyKey: randomUUID(), ...more };
  return aboutConcern(app, headers, 'raiseConcern', input);
}

/** Two coordinators do everything that there is to do about a concern, from looking after it to closing it. */
export async function seeThrough(app: TestApp, concernId: string, first: Headers, second: Headers): Promise<void> {
  const does = (who: Headers, name: string, input: Record<string, unknown>) =>
    aboutConcern(app, who, name, { concernId, ...input });
  await does(first, 'takeConcern', {});
  await does(first, 'addToConcern', { kind: 'NOTE', words: 'We rang. Yarrow-canary.' });
  await does(first, 'proposeForConcern', { words: 'Nothing. Yarrow-canary.' });
  await does(second, 'answerForConcern', { agrees: false, words: 'Not like this. Yarrow-canary.' });
  await does(first, 'proposeForConcern', { words: 'Go together. Yarrow-canary.', keepUntil: '2026-12-10' });
  await does(second, 'answerForConcern', { agrees: true, words: 'Yes. Yarrow-canary.' });
  const sharedWith = 'Her sister Yarrow-canary';
  await does(first, 'addToConcern', { kind: 'SHARED', words: 'A call. Yarrow-canary.', sharedWith });
  await does(first, 'addToConcern', { kind: 'TOLD_PERSON', words: 'Told her. Yarrow-canary.' });
  await does(second, 'closeConcern', { learned: 'Ask earlier. Yarrow-canary.' });
}
