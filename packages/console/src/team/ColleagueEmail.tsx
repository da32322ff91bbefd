import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { WithCheck } from '../account/FreshCheck.tsx';
import { type Problem, problemIn } from '../match/answers.ts';
import { textOf } from '../match/form-text.ts';
import { Refused } from '../Refused.tsx';
import { Said } from '../Said.tsx';
import { dayAndTime } from '../words.ts';

const ChangeEmail = graphql(`
  mutation ChangeEmail($input: ChangeStaffEmailInput!) {
    changeStaffEmail(input: $input) {
      __typename
      ... on ChangeStaffEmailPayload {
        confirmBy
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

/** The address that somebody signs in with. Both mailboxes are told; the old one counts until the new one says yes. */
export function ColleagueEmail({
  colleague,
  withCheck,
  onChanged,
}: {
  colleague: { id: string; name: string; email: string; newEmail: string | null };
  withCheck: WithCheck;
  onChanged: () => void;
}): JSX.Element {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const [{ fetching }, change] = useMutation(ChangeEmail);
  const { id: accountId, name, email: now, newEmail } = colleague;

  const save = (email: string) =>
    withCheck(async () => {
      setSaid('');
      const { data } = await change({ input: { accountId, email } });
      const result = data?.changeStaffEmail;
      if (result?.__typename === 'FreshSignInNeeded') return 'fresh needed';
      const wrong = problemIn(result, 'ChangeStaffEmailPayload');
      setProblem(wrong);
      if (wrong) return 'over';
      const until = result?.__typename === 'ChangeStaffEmailPayload' ? result.confirmBy : null;
      setSaid(
        until
          ? `Letters are on their way to both addresses. ${email} counts when it is confirmed, by ${dayAndTime(until)}.`
          : `Taken back. ${now} stays the address to sign in with.`,
      );
      onChanged();
      return 'over';
    });

  function send(event: SubmitEvent) {
    event.preventDefault();
    const email = textOf(new FormData(event.currentTarget as HTMLFormElement), 'email');
    if (fetching) return;
    if (!email) return setProblem({ message: 'Write the new address first.', field: 'email' });
    void save(email);
  }

  return (
    <form class="stack" onSubmit={send} noValidate aria-label={`E-mail address of ${name}`}>
      {said && <Said>{said}</Said>}
      <Refused why={problem && problem.field !== 'email' && problem.message} />
      {newEmail && (
        <p>
          Waits to be confirmed: <strong>{newEmail}</strong>.{' '}
          <Button look="quiet" onClick={() => save(now)}>
            Take it back
          </Button>
        </p>
      )}
      <Field
        id={`email-${accountId}`}
        name="email"
        type="email"
        label="Another address to sign in with"
        hint={`Both addresses get a letter. Until the new one is confirmed, ${now} stays. Then they are signed out everywhere.`}
        autocomplete="off"
        maxLength={254}
        problem={problem?.field === 'email' ? problem.message : undefined}
      />
      <div>
        <Button type="submit">{fetching ? 'One moment …' : 'Send the letters'}</Button>
      </div>
    </form>
  );
}
