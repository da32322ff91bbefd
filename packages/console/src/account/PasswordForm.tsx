import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Refused } from '../Refused.tsx';
import { changePassword, FRESH_NEEDED } from './account-steps.ts';
import type { WithCheck } from './FreshCheck.tsx';

/** A new password. Every other browser is signed out with it. */
export function PasswordForm({
  email,
  withCheck,
  onChanged,
}: {
  email: string;
  withCheck: WithCheck;
  onChanged: () => void;
}): JSX.Element {
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const form = useRef<HTMLFormElement>(null);
  function send(event: SubmitEvent) {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const [current, next] = [String(given.get('current') ?? ''), String(given.get('next') ?? '')];
    void withCheck(async () => {
      setProblem(null);
      setSaid('');
      const result = await changePassword(current, next);
      if ('problem' in result) {
        if (result.code === FRESH_NEEDED) return 'fresh needed';
        setProblem(result.problem);
        return 'over';
      }
      form.current?.reset();
      setSaid('Your password is changed. Every other browser is signed out.');
      onChanged();
      return 'over';
    });
  }
  return (
    <section class="card stack" aria-labelledby="password-title">
      <h2 id="password-title">Password</h2>
      <form class="stack" ref={form} onSubmit={send} noValidate>
        {/* For password managers: whose password this is. */}
        <input type="text" name="username" autocomplete="username" value={email} readOnly hidden />
        <Field id="current" name="current" type="password" label="The password now" autocomplete="current-password" />
        <Field
          id="next"
          name="next"
          type="password"
          label="The new one"
          hint="At least 12 letters. Four or five words are good."
          autocomplete="new-password"
        />
        <Refused why={problem} />
        <p role="status">{said}</p>
        <div>
          <Button type="submit">Change my password</Button>
        </div>
      </form>
    </section>
  );
}
