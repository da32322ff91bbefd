import { Button } from '@kith/ui/Button.tsx';
import { Dialog } from '@kith/ui/Dialog.tsx';
import { Field } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { hasPasskeys } from '../passkeys.ts';
import { Refused } from '../Refused.tsx';
import type { Step } from '../sign-in-steps.ts';
import { checkWithPasskey, checkWithPassword } from './account-steps.ts';

/**
 * Does something that needs a fresh check: when it is refused for that, asks "show that it is you", then does it again.
 */
export type WithCheck = (act: () => Promise<'fresh needed' | 'over'>) => Promise<void>;

/** For screens that change a way in: `dialog` stands wherever the screen likes it, and is null while nothing is asked. */
export function useFreshCheck(ways: { hasPasskey: boolean; hasAuthenticator: boolean }): {
  withCheck: WithCheck;
  dialog: JSX.Element | null;
} {
  const [waiting, setWaiting] = useState<(() => Promise<unknown>) | null>(null);
  const withCheck: WithCheck = useCallback(async (act) => {
    if ((await act()) === 'fresh needed') setWaiting(() => act);
  }, []);
  const dialog = waiting && (
    <FreshCheck
      ways={ways}
      onShown={() => {
        setWaiting(null);
        void waiting();
      }}
      onClosed={() => setWaiting(null)}
    />
  );
  return { withCheck, dialog };
}

/** "Show that it is you": before a way in is changed. What was about to be done goes on afterwards. */
function FreshCheck({
  ways,
  onShown,
  onClosed,
}: {
  ways: { hasPasskey: boolean; hasAuthenticator: boolean };
  onShown: () => void;
  onClosed: () => void;
}): JSX.Element {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function follow(step: Promise<Step>) {
    setBusy(true);
    setProblem(null);
    const result = await step;
    setBusy(false);
    if ('problem' in result) setProblem(result.problem);
    else onShown();
  }
  function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void follow(checkWithPassword(String(form.get('password') ?? ''), String(form.get('code') ?? '')));
  }
  return (
    <Dialog title="Show that it is you" onClosed={onClosed}>
      <div class="stack">
        <p>Somebody could have found this page open. Before a way into your account changes, we ask again.</p>
        <Refused why={problem} />
        {ways.hasPasskey && hasPasskeys() && (
          <div>
            <Button look="primary" onClick={() => follow(checkWithPasskey())}>
              Use a passkey
            </Button>
          </div>
        )}
        {ways.hasAuthenticator && (
          <form class="stack" onSubmit={send} noValidate>
            <Field
              id="check-password"
              name="password"
              type="password"
              label="Your password"
              autocomplete="current-password"
            />
            <Field
              id="check-code"
              name="code"
              label="The six digits of your app, or a recovery code"
              autocomplete="one-time-code"
              maxLength={20}
            />
            <div>
              <Button type="submit">{isBusy ? 'One moment …' : 'Use password and code'}</Button>
            </div>
          </form>
        )}
        <div>
          <Button look="quiet" onClick={onClosed}>
            Not now
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
