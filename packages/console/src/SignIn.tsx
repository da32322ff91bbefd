import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { CodeForm } from './CodeForm.tsx';
import { DemoStaff } from './DemoStaff.tsx';
import { hasPasskeys, signInWithPasskey } from './passkeys.ts';
import { ScreenTitle } from './ScreenState.tsx';
import { SetUp } from './SetUp.tsx';
import { type SignInState, type Step, signInWithPassword } from './sign-in-steps.ts';

/** Signing in: a passkey, or a password and then a code. In the demo town, one click. */
export function SignIn({
  start,
  isInside = false,
  onDone,
}: {
  start: SignInState;
  /** In a dialog that has a heading of its own. */
  isInside?: boolean;
  onDone: () => void;
}): JSX.Element {
  const [stage, setStage] = useState<'password' | 'code' | 'set-up'>(start.state === 'set-up' ? 'set-up' : 'password');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function follow(step: Promise<Step>) {
    setBusy(true);
    setProblem(null);
    const result = await step;
    setBusy(false);
    if ('problem' in result) {
      setProblem(result.problem);
      if (result.code === 'START_AGAIN' || result.code === 'UNAUTHENTICATED') setStage('password');
    } else if (result.next === 'done') onDone();
    else if (result.next === 'passkey') await follow(signInWithPasskey());
    else if (result.next === 'code' || result.next === 'set-up') setStage(result.next);
    else setStage('password');
  }

  function sendPassword(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const [email, typed] = [String(form.get('email') ?? ''), String(form.get('password') ?? '')];
    if (!email || !typed) return setProblem('Fill in both boxes: your e-mail address and your password.');
    setPassword(typed);
    void follow(signInWithPassword(email, typed));
  }

  const told = problem && (
    <Alert look="error" isLive>
      <p>{problem}</p>
    </Alert>
  );
  if (stage === 'code')
    return <CodeForm problem={told} isBusy={isBusy} follow={follow} onBack={() => setStage('password')} />;
  if (stage === 'set-up') return <SetUp password={password} problem={told} isBusy={isBusy} follow={follow} />;
  return (
    <div class="stack">
      {!isInside && <ScreenTitle isFirst>Sign in to Kith</ScreenTitle>}
      {told}
      {start.isDemo && <DemoStaff isBusy={isBusy} follow={follow} />}
      {start.isDemo && <h2>Or as in life</h2>}
      {hasPasskeys() && (
        <div>
          <Button look={start.isDemo ? undefined : 'primary'} onClick={() => follow(signInWithPasskey())}>
            Sign in with a passkey
          </Button>
        </div>
      )}
      <form class="stack" onSubmit={sendPassword} noValidate>
        <Field id="email" name="email" type="email" label="E-mail address" autocomplete="username webauthn" />
        <Field id="password" name="password" type="password" label="Password" autocomplete="current-password" />
        <div>
          <Button type="submit">{isBusy ? 'One moment …' : 'Sign in with a password'}</Button>
        </div>
      </form>
      <p class="hint">No account? Your coordinator can make one for you. Lost your phone? Ask your administrator.</p>
    </div>
  );
}
