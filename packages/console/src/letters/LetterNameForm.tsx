import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { SavingState } from '../team/SavingState.tsx';
import { textOf, useSaving } from '../team/saving.ts';

const SetLetterName = graphql(`
  mutation SetLetterName($input: SetLetterNameInput!) {
    setLetterName(input: $input) {
      __typename
      ... on SetLetterNamePayload {
        name
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

/** What letters call the team: somebody else may read over a shoulder. */
export function LetterNameForm({ name }: { name: string | null }): JSX.Element {
  const saving = useSaving();
  const [, set] = useMutation(SetLetterName);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (saving.isBusy) return;
    const next = textOf(event, 'name') || null;
    await saving.save(
      set({ input: { name: next } }),
      next ? `Letters say “${next}” from now on.` : 'Letters name nobody from now on.',
    );
  }

  const isAboutName = saving.problem?.field === 'name';
  return (
    <section class="card stack" aria-labelledby="letter-name-title">
      <h2 id="letter-name-title">What letters call your team</h2>
      {!isAboutName && <SavingState saving={saving} />}
      <form class="stack" onSubmit={send} noValidate>
        <Field
          id="letter-name"
          name="name"
          label="A name that tells nothing"
          hint="Somebody else may open the letter. For example “Ruth and colleagues”. Empty: letters name nobody."
          maxLength={60}
          defaultValue={name ?? ''}
          problem={isAboutName ? saving.problem?.message : undefined}
        />
        <div class="row">
          <Button type="submit">{saving.isBusy ? 'One moment …' : 'Save this name'}</Button>
        </div>
      </form>
    </section>
  );
}
