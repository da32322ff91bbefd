import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { SavingState } from '../team/SavingState.tsx';
import { textOf, useSaving } from '../team/saving.ts';

export const EditorsOf = graphql(`
  fragment EditorsOf on Partner {
    id
    isOn
    editors {
      accountId
      name
      email
    }
  }
`);

const AddEditor = graphql(`
  mutation AddPartnerEditor($input: AddPartnerEditorInput!) {
    addPartnerEditor(input: $input) {
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

const RemoveEditor = graphql(`
  mutation RemovePartnerEditor($input: RemovePartnerEditorInput!) {
    removePartnerEditor(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const Switch = graphql(`
  mutation SwitchPartner($input: SwitchPartnerInput!) {
    switchPartner(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** For administrators: who looks after this page, and whether its key works at all. */
export function EditorsSection({
  partner: data,
  onChanged,
}: {
  partner: FragmentOf<typeof EditorsOf>;
  onChanged: () => void;
}): JSX.Element {
  const { id: partnerId, isOn, editors } = readFragment(EditorsOf, data);
  const saving = useSaving();
  const [, add] = useMutation(AddEditor);
  const [, remove] = useMutation(RemoveEditor);
  const [, turn] = useMutation(Switch);

  async function done(sending: Parameters<typeof saving.save>[0], said: string) {
    if (await saving.save(sending, said)) onChanged();
  }
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const email = textOf(event, 'email');
    await done(add({ input: { partnerId, email } }), 'They look after this page from now on.');
  }

  return (
    <section class="stack card" aria-labelledby="editors-title">
      <h2 id="editors-title">Who looks after it</h2>
      {editors.length === 0 && <p>Nobody yet. Invite a partner editor under Accounts, then name them here.</p>}
      <ul class="cards">
        {editors.map(({ accountId, name, email }) => (
          <li key={accountId} class="line">
            <strong>{name}</strong>
            <span dir="ltr">{email}</span>
            <Button
              look="quiet"
              onClick={() => done(remove({ input: { partnerId, accountId } }), `${name} no longer looks after it.`)}
            >
              Take it out of {name}’s hands
            </Button>
          </li>
        ))}
      </ul>
      <form class="stack" onSubmit={send} noValidate>
        <Field
          id="editor-email"
          name="email"
          type="email"
          autocomplete="off"
          label="E-mail address of a partner editor"
          problem={saving.problem?.field === 'email' ? saving.problem.message : undefined}
        />
        <div class="row">
          <Button type="submit">Let them look after it</Button>
          <Button
            look="quiet"
            onClick={() =>
              done(
                turn({ input: { partnerId, isOn: !isOn } }),
                isOn ? 'Switched off. Its pages show only the numbers that they wrote themselves.' : 'It works again.',
              )
            }
          >
            {isOn ? 'Switch the key off' : 'Switch the key on again'}
          </Button>
        </div>
      </form>
      <SavingState saving={saving} />
    </section>
  );
}
