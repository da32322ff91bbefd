import { graphql } from '@kith/contract/graphql.ts';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts, keepsDraft } from '../drafts.ts';
import { Refused } from '../Refused.tsx';
import { SendRow } from '../SendRow.tsx';

const AskCoordinator = graphql(`
  mutation AskCoordinator($input: AskCoordinatorInput!) {
    askCoordinator(input: $input) {
      __typename
      ... on AskCoordinatorPayload {
        match {
          id
          lapsesAt
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** The third answer to an introduction: an advocate asks their coordinator something first (A3). */
export function AskFirst({
  matchId,
  onAsked,
  onBack,
}: {
  matchId: string;
  onAsked: () => void;
  onBack: () => void;
}): JSX.Element {
  const draft = `ask/${matchId}`;
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, ask] = useMutation(AskCoordinator);
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const question = String(new FormData(event.currentTarget as HTMLFormElement).get('question') ?? '').trim();
    if (!question) return setProblem('Write what you would like to know.');
    setProblem(null);
    const { data } = await ask({ input: { matchId, question } });
    const result = data?.askCoordinator;
    if (!result) return setProblem('We could not reach Kith. Your words are still here; try again.');
    if (result.__typename !== 'AskCoordinatorPayload') return setProblem(result.message);
    forgetDrafts(draft);
    onAsked();
  }
  return (
    <form class="stack" onSubmit={send} noValidate>
      <Refused why={problem} />
      <TextArea
        id={`ask-${matchId}`}
        name="question"
        rows={3}
        label="What would you like to know?"
        hint="Your coordinator answers here, and the introduction waits. The person may read it, too."
        {...keepsDraft(draft)}
      />
      <SendRow send="Ask" isBusy={fetching} back="Let me look again" onBack={onBack} />
    </form>
  );
}
