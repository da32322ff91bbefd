import { graphql, type ResultOf } from '@kith/contract/graphql.ts';
import { type AskDraft, toInput } from './ask-draft.ts';
import type { AskView } from './ask-view.ts';
import { type Attempt, type Outcome, sendUntilAnswered } from './send-request.ts';

const RequestPeer = graphql(`
  mutation RequestPeer($input: RequestPeerInput!) {
    requestPeer(input: $input) {
      ... on RequestPeerPayload { receipt { reference code link team promisedBy } }
      ... on InvalidInput { message field }
      ... on ConsentRequired { message }
      ... on IdempotencyConflict { message }
      ... on RateLimited { message retryAfterSeconds }
    }
  }
`);

type Answer = { data?: ResultOf<typeof RequestPeer> | null; errors?: { message: string }[] };

/** Sends the draft through GraphQL, by the hash of its document, until somebody answers. */
export async function requestPeer(
  view: AskView,
  draft: AskDraft,
  proof: Promise<string | null>,
  onRetry: () => void,
): Promise<Outcome> {
  const input = {
    ...toInput(draft),
    idempotencyKey: view.idempotencyKey,
    area: view.area,
    serviceId: view.service?.id ?? null,
    language: view.language,
    proofOfWork: await proof,
  };
  const outcome = await sendUntilAnswered(attempt(view, input), onRetry);
  // A challenge that got too old: the limits are tighter without one, but the words arrive.
  if (outcome.kind !== 'refused' || outcome.field !== 'proofOfWork') return outcome;
  return sendUntilAnswered(attempt(view, { ...input, proofOfWork: null }), onRetry);
}

function attempt(view: AskView, input: object): Attempt {
  return async (signal) => {
    const response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'omit',
      cache: 'no-store',
      signal,
      headers: {
        'content-type': 'application/json',
        'x-kith-client': 'connect',
        ...(view.partnerKey && { 'x-kith-partner': view.partnerKey }),
      },
      body: JSON.stringify({ ...operation(), variables: { input } }),
    });
    if (response.status === 429 || response.status >= 500) {
      return { kind: 'wait', seconds: Number(response.headers.get('retry-after')) || 0 };
    }
    const { data, errors } = (await response.json()) as Answer;
    const result = data?.requestPeer;
    if (!result) {
      return { kind: 'refused', message: errors?.[0]?.message ?? 'Not sent. Please try again.', field: null };
    }
    if ('receipt' in result) return { kind: 'sent', receipt: result.receipt };
    return { kind: 'refused', message: result.message, field: 'field' in result ? result.field : null };
  };
}

function operation(): object {
  const document = RequestPeer as { documentId?: string };
  return { extensions: { persistedQuery: { version: 1, sha256Hash: document.documentId } } };
}
