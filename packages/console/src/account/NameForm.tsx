import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { SaveState } from '../me/SaveState.tsx';
import { problemOf, useSave } from '../me/saving.ts';

const ChangeMyName = graphql(`
  mutation ChangeMyName($name: String!) {
    changeMyName(name: $name) {
      __typename
      ... on MyAccountPayload {
        name
        account {
          email
        }
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

/** The name for colleagues. The address is changed by an administrator only. */
export function NameForm({ name, email }: { name: string; email: string }): JSX.Element {
  const { save, problem, said, isBusy } = useSave(ChangeMyName);
  function send(event: SubmitEvent) {
    event.preventDefault();
    void save({ name: String(new FormData(event.currentTarget as HTMLFormElement).get('name') ?? '') });
  }
  return (
    <section class="card stack" aria-labelledby="name-title">
      <h2 id="name-title">Name and address</h2>
      <form class="stack" onSubmit={send} noValidate>
        <Field
          id="name"
          name="name"
          label="Your name, for colleagues"
          defaultValue={name}
          maxLength={80}
          autocomplete="name"
          problem={problemOf(problem, 'name')}
        />
        <SaveState problem={problem} said={said} fields={['name']} />
        <div>
          <Button type="submit">{isBusy ? 'Saving …' : 'Save my name'}</Button>
        </div>
      </form>
      <p>
        You sign in as <strong>{email}</strong>. If that address changes, tell whoever looks after accounts: only they
        can change it.
      </p>
    </section>
  );
}
