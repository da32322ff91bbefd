import { graphql } from '@kith/contract/graphql.ts';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { SendRow } from '../SendRow.tsx';
import type { Choice } from './MemberPage.tsx';
import { type Saving, textOf } from './saving.ts';

const NotThisTime = graphql(`
  mutation NotThisTime($input: SayNotThisTimeInput!) {
    sayNotThisTime(input: $input) {
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

const offers = {
  ANOTHER_ROLE: 'Another role with us',
  TRAINING: 'Training or a course',
  A_GROUP: 'A group run by people who have been there',
  A_PEER_FOR_YOU: 'A peer for themselves',
  ASK_AGAIN_LATER: 'Asking again later, with a day',
} as const;
type Offer = keyof typeof offers;

/** Cannot be saved without words by name, somebody to turn to, something else, and a day. */
export function NotThisTimeForm({
  applicationId,
  name,
  colleagues,
  saving,
  onDone,
  onNotNow,
}: {
  applicationId: string;
  name: string;
  colleagues: readonly Choice[];
  saving: Saving;
  onDone: (saved: Promise<boolean>) => void;
  onNotNow: () => void;
}): JSX.Element {
  const [, send] = useMutation(NotThisTime);
  const problem = (field: string) => (saving.problem?.field === field ? saving.problem.message : undefined);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const followUpOn = textOf(event, 'followUpOn');
    const contactId = textOf(event, 'contactId');
    if (!textOf(event, 'words')) return saving.refuse(`Write to ${name} by name, in your own words.`, 'words');
    if (!form.has('offers')) return saving.refuse('Choose at least one other thing that you can offer them.', 'offers');
    if (!contactId) return saving.refuse('Choose a colleague whom they can turn to.', 'contactId');
    if (!followUpOn) return saving.refuse('Choose a day to get back to them.', 'followUpOn');
    const input = {
      applicationId,
      words: textOf(event, 'words'),
      contactId,
      offers: form.getAll('offers') as Offer[],
      followUpOn,
    };
    onDone(saving.save(send({ input }), `Your words go to ${name}. You are reminded to get back to them.`));
  }
  return (
    <FocusFirst>
      <form class="stack card" onSubmit={submit} noValidate aria-label="Not this time">
        <TextArea
          id="words"
          name="words"
          rows={5}
          label={`Your words to ${name}`}
          hint="By name, and true. Why not now, and what you saw in them."
          maxLength={2000}
          problem={problem('words')}
          {...keepsDraft(`application:${applicationId}:no`)}
        />
        <fieldset class="checks">
          <legend>What else there is for them (at least one)</legend>
          {problem('offers') && <p class="problem">{problem('offers')}</p>}
          {Object.entries(offers).map(([value, label]) => (
            <label key={value} class="check">
              <input type="checkbox" name="offers" value={value} />
              {label}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="contactId">Who is there for them?</label>
          {problem('contactId') && <p class="problem">{problem('contactId')}</p>}
          <select id="contactId" name="contactId">
            <option value="">Choose a colleague</option>
            {colleagues.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
        <Field
          id="followUpOn"
          name="followUpOn"
          type="date"
          label="When do you get back to them?"
          problem={problem('followUpOn')}
        />
        <SendRow send="Send it" isBusy={saving.isBusy} onBack={onNotNow} />
      </form>
    </FocusFirst>
  );
}
