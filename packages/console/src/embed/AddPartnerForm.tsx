import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { SavingState } from '../team/SavingState.tsx';
import { textOf, useSaving } from '../team/saving.ts';

const AddPartner = graphql(`
  mutation AddPartner($input: AddPartnerInput!) {
    addPartner(input: $input) {
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

/** For administrators: a new partner. */
export function AddPartnerForm({
  teams,
  onAdded,
}: {
  teams: readonly { id: string; name: string }[];
  onAdded: () => void;
}): JSX.Element {
  const saving = useSaving();
  const [, add] = useMutation(AddPartner);
  const [round, setRound] = useState(0);
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const input = { name: textOf(event, 'name'), teamId: textOf(event, 'teamId') };
    if (
      !(await saving.save(
        add({ input }),
        `${input.name} has a key now. The script works nowhere until you name their sites.`,
      ))
    )
      return;
    setRound(round + 1);
    onAdded();
  }
  return (
    <form key={round} class="stack card" onSubmit={send} noValidate aria-labelledby="add-partner">
      <h2 id="add-partner">A new partner</h2>
      <Field
        id="partner-name"
        name="name"
        label="Name of the organisation"
        maxLength={120}
        problem={saving.problem?.field === 'name' ? saving.problem.message : undefined}
      />
      <div class="field">
        <label for="partner-team">Which team answers those who ask there?</label>
        <select id="partner-team" name="teamId">
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <SavingState saving={saving} />
      <div>
        <Button type="submit">Add them</Button>
      </div>
    </form>
  );
}
