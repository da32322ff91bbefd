import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { shortDay } from '../words.ts';
import { SavingState } from './SavingState.tsx';
import { textOf, useSaving } from './saving.ts';

const AddTimeAway = graphql(`
  mutation AddTimeAway($input: AddTimeAwayInput!) {
    addTimeAway(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const RemoveTimeAway = graphql(`
  mutation RemoveTimeAway($input: RemoveTimeAwayInput!) {
    removeTimeAway(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** Holidays and other days away that are known. Nobody is introduced on them, and the stand-in steps in as in a break. */
export function AwayForm({
  memberId,
  times,
  onChanged,
}: {
  /** Null: one's own. */
  memberId: string | null;
  times: readonly { id: string; fromOn: string; untilOn: string }[];
  onChanged: () => void;
}): JSX.Element {
  const saving = useSaving();
  const [, add] = useMutation(AddTimeAway);
  const [, remove] = useMutation(RemoveTimeAway);
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const [fromOn, untilOn] = [textOf(event, 'fromOn'), textOf(event, 'untilOn')];
    if (!fromOn || !untilOn) return saving.refuse('Choose the first and the last day.');
    if (
      await saving.save(
        add({ input: { memberId, fromOn, untilOn } }),
        'Saved. Nobody new on these days, and who stands in is there for people.',
      )
    )
      onChanged();
  }
  return (
    <section class="stack card" aria-labelledby="away">
      <h2 id="away">Days away</h2>
      {times.length === 0 ? (
        <p class="hint">None are known.</p>
      ) : (
        <ul class="cards">
          {times.map((time) => (
            <li key={time.id} class="row">
              <span>
                {shortDay(time.fromOn)} to {shortDay(time.untilOn)}
              </span>
              <Button
                look="quiet"
                aria-label={`Take away ${shortDay(time.fromOn)} to ${shortDay(time.untilOn)}`}
                onClick={async () => {
                  const input = { memberId, timeAwayId: time.id };
                  if (await saving.save(remove({ input }), 'Taken away. Add them again if that was a slip.'))
                    onChanged();
                }}
              >
                Take away
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p class="hint">
        On these days nobody new is introduced. Whoever stands in is there for people meanwhile, and people are told who
        that is and until when.
      </p>
      <form class="stack" onSubmit={send} noValidate aria-label="Add days away">
        <Field id="fromOn" name="fromOn" type="date" label="First day" />
        <Field id="untilOn" name="untilOn" type="date" label="Last day" />
        <SavingState saving={saving} />
        <div>
          <Button type="submit">{saving.isBusy ? 'One moment …' : 'Add days away'}</Button>
        </div>
      </form>
    </section>
  );
}
