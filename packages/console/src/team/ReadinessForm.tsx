import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { day, dayOfYear } from '../words.ts';
import { SavingState } from './SavingState.tsx';
import { textOf, useSaving } from './saving.ts';

const ProposeReadiness = graphql(`
  mutation ProposeReadiness($input: ProposeReadinessInput!) {
    proposeReadiness(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const ConfirmReadiness = graphql(`
  mutation ConfirmReadiness($input: ReadinessInput!) {
    confirmReadiness(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const EndReadiness = graphql(`
  mutation EndReadiness($input: ReadinessInput!) {
    endReadiness(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** "Ready, until a day": one proposes, the other says yes. No reasons, and nothing about anybody's health. */
export function ReadinessForm({
  memberId,
  isReady,
  readyUntil,
  open,
  side,
  onChanged,
}: {
  /** Null: one's own. */
  memberId: string | null;
  isReady: boolean;
  readyUntil: string | null;
  open: { reviewOn: string; hasAdvocateAgreed: boolean; hasCoordinatorAgreed: boolean } | null;
  side: 'advocate' | 'coordinator';
  onChanged: () => void;
}): JSX.Element {
  const saving = useSaving();
  const [, propose] = useMutation(ProposeReadiness);
  const [, confirm] = useMutation(ConfirmReadiness);
  const [, end] = useMutation(EndReadiness);
  const waitsForMe = open && (side === 'advocate' ? !open.hasAdvocateAgreed : !open.hasCoordinatorAgreed);
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const reviewOn = textOf(event, 'reviewOn');
    if (!reviewOn) return saving.refuse('Choose a day to look again.');
    const sentence = 'Your yes is saved. It holds when the other says yes, too.';
    if (await saving.save(propose({ input: { memberId, reviewOn } }), sentence)) onChanged();
  }
  return (
    <section class="stack card" aria-labelledby="readiness">
      <h2 id="readiness">Readiness agreement</h2>
      <p>
        {isReady && readyUntil
          ? `It holds until ${dayOfYear(readyUntil)}.`
          : 'There is no current agreement: nobody new is introduced.'}
      </p>
      {open && !waitsForMe && <p>A yes until {day(open.reviewOn)} waits for the other one.</p>}
      {open && waitsForMe && (
        <div class="row">
          <Button
            look="primary"
            onClick={async () => {
              if (await saving.save(confirm({ input: { memberId } }), 'You both said yes. It holds.')) onChanged();
            }}
          >
            Say yes until {day(open.reviewOn)}
          </Button>
        </div>
      )}
      <form class="stack" onSubmit={send} noValidate aria-label="Agree on a day">
        <Field
          id="reviewOn"
          name="reviewOn"
          type="date"
          label="Ready until"
          hint="You look at it again on that day. Why is not written down, and nothing about health."
        />
        <SavingState saving={saving} />
        <div class="row">
          <Button type="submit">{saving.isBusy ? 'One moment …' : 'Say yes until that day'}</Button>
          {isReady && (
            <Button
              look="quiet"
              onClick={async () => {
                const sentence =
                  'Taken back. Nobody new for now; those they are with stay. Agree on a day to begin again.';
                if (await saving.save(end({ input: { memberId } }), sentence)) onChanged();
              }}
            >
              Take the agreement back
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}
