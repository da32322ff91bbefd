import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { SavingState } from './SavingState.tsx';
import { textOf, useSaving } from './saving.ts';

const SetNextStep = graphql(`
  mutation SetNextStep($input: SetNextStepInput!) {
    setNextStep(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** A next step, or "happy where I am": both are good (S100). */
export function NextStepForm({
  memberId,
  words,
  isHappyHere,
  happyLabel,
  onChanged,
}: {
  /** Null: one's own. */
  memberId: string | null;
  words: string | null;
  isHappyHere: boolean;
  happyLabel: string;
  onChanged: () => void;
}): JSX.Element {
  const saving = useSaving();
  const [, setNextStep] = useMutation(SetNextStep);
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const input = {
      memberId,
      words: textOf(event, 'nextStep') || null,
      isHappyHere: textOf(event, 'isHappyHere') === 'yes',
    };
    if (await saving.save(setNextStep({ input }), 'Saved.')) onChanged();
  }
  return (
    <form class="stack card" onSubmit={send} noValidate aria-labelledby="next-step-title">
      <h2 id="next-step-title">What is next</h2>
      <Field
        key={words}
        id="nextStep"
        name="nextStep"
        label="Next step (optional)"
        hint="For example: the listening course in March."
        maxLength={300}
        defaultValue={words ?? ''}
      />
      <label class="check">
        <input key={String(isHappyHere)} type="checkbox" name="isHappyHere" value="yes" defaultChecked={isHappyHere} />
        {happyLabel}
      </label>
      <SavingState saving={saving} />
      <div>
        <Button type="submit">{saving.isBusy ? 'One moment …' : 'Save what is next'}</Button>
      </div>
    </form>
  );
}
