import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Loading, ScreenTitle } from '../ScreenState.tsx';
import { take } from '../sign-in-steps.ts';
import { roleWords } from '../words.ts';

interface Invitation {
  name: string;
  team: string | null;
  roles: string[];
}

const UNREACHABLE = 'We could not reach Kith. Check your connection, then try again. Your link still works.';

/** Where the link of an invitation leads: who invites, a password, and on to the second factor. */
export function UseInvitation({ token, onDone }: { token: string; onDone: () => void }): JSX.Element {
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    void read(token).then((answer) => {
      if ('problem' in answer) setProblem(answer.problem);
      else {
        setProblem(null);
        setInvitation(answer);
      }
    });
  }, [token, tries]);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget as HTMLFormElement).get('password') ?? '');
    setBusy(true);
    const step = await take('/sign-in/invitation/accept', { token, password });
    setBusy(false);
    if ('problem' in step) setProblem(step.problem);
    else onDone();
  }

  const told = problem && (
    <Alert look="error" isLive>
      <p>{problem}</p>
    </Alert>
  );
  if (!invitation) {
    return (
      <div class="stack">
        <ScreenTitle isFirst>Your invitation</ScreenTitle>
        {told ?? <Loading>Opening your invitation …</Loading>}
        {problem === UNREACHABLE && (
          <div>
            <Button onClick={() => setTries(tries + 1)}>Try again</Button>
          </div>
        )}
        {problem && (
          <p>
            <a href="/console">Sign in with an account that you have</a>
          </p>
        )}
      </div>
    );
  }
  return (
    <form class="stack" onSubmit={send} noValidate>
      <ScreenTitle isFirst>{`Welcome, ${invitation.name}`}</ScreenTitle>
      <p>
        {invitation.team ? `You are invited to work with ${invitation.team}` : 'You are invited to work with Kith'} (
        {invitation.roles.map((role) => roleWords[role]).join(', ')}).
      </p>
      {told}
      <Field
        id="password"
        name="password"
        type="password"
        label="Choose a password"
        hint="At least 12 letters. Four or five words are good. After this comes a passkey, or an app on your phone."
        autocomplete="new-password"
        maxLength={128}
      />
      <div>
        <Button type="submit" look="primary">
          {isBusy ? 'One moment …' : 'Go on'}
        </Button>
      </div>
    </form>
  );
}

async function read(token: string): Promise<Invitation | { problem: string }> {
  try {
    const response = await fetch('/sign-in/invitation', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    const answer = (await response.json()) as Invitation & { message?: string };
    return response.ok ? answer : { problem: answer.message ?? UNREACHABLE };
  } catch {
    return { problem: UNREACHABLE };
  }
}
