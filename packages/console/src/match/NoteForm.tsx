import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts, keepsDraft } from '../drafts.ts';
import { Refused } from '../Refused.tsx';
import { type Problem, problemIn } from './answers.ts';
import { textOf } from './form-text.ts';

const CorrectContact = graphql(`
  mutation CorrectContact($input: CorrectContactInput!) {
    correctContact(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

const CommentOnContact = graphql(`
  mutation CommentOnContact($input: CommentOnContactInput!) {
    commentOnContact(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

/** A few words beside a contact. The original stays. Keeps what was typed when sending fails. */
export function NoteForm({
  contactId,
  isMine,
  name,
  onDone,
  onBack,
}: {
  contactId: string;
  /** Who recorded it puts it right; anybody else writes beside it. */
  isMine: boolean;
  name: string;
  onDone: () => void;
  onBack: () => void;
}): JSX.Element {
  const draft = `note/${contactId}/`;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching: isCorrecting }, correct] = useMutation(CorrectContact);
  const [{ fetching: isCommenting }, comment] = useMutation(CommentOnContact);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (isCorrecting || isCommenting) return;
    const words = textOf(new FormData(event.currentTarget as HTMLFormElement), 'words') ?? '';
    const input = { contactId, words };
    const result = isMine
      ? (await correct({ input })).data?.correctContact
      : (await comment({ input })).data?.commentOnContact;
    const wrong = problemIn(result, 'ContactNotePayload');
    setProblem(wrong);
    if (wrong) return;
    forgetDrafts(draft);
    onDone();
  }

  return (
    <form class="stack" onSubmit={send} noValidate>
      <Refused why={problem && problem.field !== 'words' && problem.message} />
      <TextArea
        id={`words-${contactId}`}
        name="words"
        rows={3}
        label={isMine ? 'How was it really?' : 'What would you like to add?'}
        hint={`It stands beside the contact, and what is there stays. ${name} reads it.`}
        maxLength={2000}
        problem={problem?.field === 'words' ? problem.message : undefined}
        {...keepsDraft(`${draft}words`)}
      />
      <div class="row">
        <Button type="submit" look="primary">
          {isCorrecting || isCommenting ? 'One moment …' : 'Write it beside'}
        </Button>
        <Button look="quiet" onClick={onBack}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
