import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FocusFirst } from '../FocusFirst.tsx';
import { type Problem, problemIn } from '../match/answers.ts';
import { textOf } from '../match/form-text.ts';
import { Said } from '../Said.tsx';
import { SendRow } from '../SendRow.tsx';
import { dayAndTime } from '../words.ts';

const GoOnCall = graphql(`
  mutation GoOnCall($input: GoOnCallInput!) {
    goOnCall(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** Who answers the team's advocates now, and taking over in one go. */
export function OnCallCard({
  onCall,
  onChanged,
}: {
  onCall: { name: string; phone: string; since: string } | null;
  onChanged: () => void;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, goOnCall] = useMutation(GoOnCall);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (fetching) return;
    const phone = textOf(new FormData(event.currentTarget as HTMLFormElement), 'phone') ?? '';
    const { data } = await goOnCall({ input: { phone } });
    const wrong = problemIn(data?.goOnCall, 'GoOnCallPayload');
    setProblem(wrong);
    if (wrong) return;
    setOpen(false);
    setSaid('You are on call. Advocates see your name and this number when they are worried.');
    onChanged();
  }

  return (
    <section class="card stack" aria-labelledby="on-call">
      <h2 id="on-call">On call</h2>
      {said && <Said>{said}</Said>}
      <p>
        {onCall
          ? `${onCall.name}, ${onCall.phone}, since ${dayAndTime(onCall.since)}.`
          : 'Nobody. Advocates who are worried see the names of all coordinators, and no number.'}
      </p>
      {isOpen ? (
        <FocusFirst>
          <form class="stack" onSubmit={send} noValidate>
            <Field
              id="on-call-phone"
              name="phone"
              type="tel"
              autocomplete="tel"
              label="Where do advocates ring you?"
              hint="Only your own team sees it."
              maxLength={40}
              problem={problem?.message}
            />
            <SendRow send="I am on call now" isBusy={fetching} onBack={() => setOpen(false)} />
          </form>
        </FocusFirst>
      ) : (
        <div class="row">
          <Button onClick={() => setOpen(true)}>{onCall ? 'Take over' : 'Go on call'}</Button>
        </div>
      )}
    </section>
  );
}
