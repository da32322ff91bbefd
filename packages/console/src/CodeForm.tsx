import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ScreenTitle } from './ScreenState.tsx';
import { type Step, sendCode, sendRecoveryCode } from './sign-in-steps.ts';

/** The second step after a password: six digits from the phone, or a recovery code when the phone is gone. */
export function CodeForm({
  problem,
  isBusy,
  follow,
  onBack,
}: {
  problem: ComponentChildren;
  isBusy: boolean;
  follow: (step: Promise<Step>) => Promise<void>;
  onBack: () => void;
}): JSX.Element {
  const [isRecovery, setRecovery] = useState(false);
  function send(event: SubmitEvent) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget as HTMLFormElement).get('code') ?? '').trim();
    void follow(isRecovery ? sendRecoveryCode(code) : sendCode(code));
  }
  return (
    <form class="stack" onSubmit={send} noValidate>
      <ScreenTitle>{isRecovery ? 'Type a recovery code' : 'Type the code from your phone'}</ScreenTitle>
      {problem}
      <Field
        key={isRecovery ? 'recovery' : 'code'}
        id="code"
        name="code"
        label={isRecovery ? 'Recovery code' : 'Code'}
        hint={
          isRecovery ? 'One of those that you wrote down. Each works once.' : 'Six digits from your authenticator app.'
        }
        autocomplete={isRecovery ? 'off' : 'one-time-code'}
        inputMode={isRecovery ? 'text' : 'numeric'}
        maxLength={40}
      />
      <div class="row">
        <Button type="submit" look="primary">
          {isBusy ? 'One moment …' : 'Sign in'}
        </Button>
        <Button look="quiet" onClick={() => setRecovery(!isRecovery)}>
          {isRecovery ? 'I have my phone' : 'I do not have my phone'}
        </Button>
        <Button look="quiet" onClick={onBack}>
          Start again
        </Button>
      </div>
    </form>
  );
}
