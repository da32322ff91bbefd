import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { draftOf, forgetDrafts, keepDraft, keepsDraft } from '../drafts.ts';
import { Refused } from '../Refused.tsx';
import { type Problem, problemIn } from './answers.ts';
import { textOf } from './form-text.ts';
import { Choice } from './Taps.tsx';
import { type ViewHow, viewHows } from './words-of-doing.ts';

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

const RecordView = graphql(`
  mutation RecordView($input: RecordViewInput!) {
    recordView(input: $input) {
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
  const [how, setHow] = useState<ViewHow | null>(() => viewHows.find((one) => one === draftOf(`${draft}how`)) ?? null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching: isCorrecting }, correct] = useMutation(CorrectContact);
  const [{ fetching: isCommenting }, comment] = useMutation(CommentOnContact);
  const [{ fetching: isWritingDown }, writeDown] = useMutation(RecordView);
  const isBusy = isCorrecting || isCommenting || isWritingDown;

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (isBusy) return;
    const words = textOf(new FormData(event.currentTarget as HTMLFormElement), 'words') ?? '';
    const input = { contactId, words };
    const result = how
      ? (await writeDown({ input: { ...input, how } })).data?.recordView
      : isMine
        ? (await correct({ input })).data?.correctContact
        : (await comment({ input })).data?.commentOnContact;
    const wrong = problemIn(result, 'ContactNotePayload');
    setProblem(wrong);
    if (wrong) return;
    forgetDrafts(draft);
    onDone();
  }

  function choose(next: ViewHow | null) {
    keepDraft(`${draft}how`, next ?? '');
    setHow(next);
  }

  const words = {
    SAID: { label: `What did ${name} say or show you?`, hint: 'As it was: their words, a sign, a picture they chose.' },
    OBSERVED: {
      label: 'What did you notice?',
      hint: `What you saw that may tell what ${name} wants. It is kept apart from what they said.`,
    },
  };
  const asked = how
    ? words[how]
    : { label: isMine ? 'How was it really?' : 'What would you like to add?', hint: 'What is there stays.' };
  return (
    <form class="stack" onSubmit={send} noValidate>
      <Refused why={problem && problem.field !== 'words' && problem.message} />
      <Choice
        legend="Is it something that they want?"
        hint="Tap one, or none."
        options={[
          { value: 'SAID', label: 'They said this' },
          { value: 'OBSERVED', label: 'I noticed this' },
        ]}
        value={how}
        onChoose={choose}
      />
      <TextArea
        id={`words-${contactId}`}
        name="words"
        rows={3}
        label={asked.label}
        hint={`${asked.hint} It stands beside the contact, and ${name} reads it.`}
        maxLength={2000}
        problem={problem?.field === 'words' ? problem.message : undefined}
        {...keepsDraft(`${draft}words`)}
      />
      <div class="row">
        <Button type="submit" look="primary">
          {isBusy ? 'One moment …' : 'Write it beside'}
        </Button>
        <Button look="quiet" onClick={onBack}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
