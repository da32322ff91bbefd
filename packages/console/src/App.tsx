import { Dialog } from '@kith/ui/Dialog.tsx';
import { Provider } from '@urql/preact';
import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createConsoleClient, SessionWatch } from './client.ts';
import { CouldNotRead, Loading } from './ScreenState.tsx';
import { SignIn } from './SignIn.tsx';
import { readSignInState, type SignInState, signOut } from './sign-in-steps.ts';
import { UseInvitation } from './team/UseInvitation.tsx';
import { Workplace } from './Workplace.tsx';

/** The console: signing in, or the workplace. When a session ends, the workplace waits behind the sign-in, untouched. */
export function App(): JSX.Element {
  const [start, setStart] = useState<SignInState | 'loading' | 'unreachable'>('loading');
  const [hasEnded, setEnded] = useState(false);
  const isEnded = useRef(false);
  const [opening, setOpening] = useState(0);
  const [generation, setGeneration] = useState(0);
  const [invitation, setInvitation] = useState(takeInvitation);
  const watch = useMemo(() => new SessionWatch(), []);
  // A new sign-in gets a new client: nothing that the last one read stays in memory.
  const client = useMemo(() => createConsoleClient(watch), [watch, generation]);

  const read = useCallback(async () => {
    setStart('loading');
    try {
      setStart(await readSignInState());
    } catch {
      setStart('unreachable');
    }
  }, []);
  useEffect(() => void read(), [read]);
  const tell = useCallback((ended: boolean) => {
    isEnded.current = ended;
    setEnded(ended);
  }, []);
  useEffect(() => watch.onEnded(() => tell(true)), [watch, tell]);

  if (invitation) {
    return (
      <main class="narrow">
        <UseInvitation
          token={invitation}
          onDone={() => {
            setInvitation(null);
            void read();
          }}
        />
      </main>
    );
  }
  if (start === 'loading') {
    return (
      <main class="narrow">
        <Loading>Opening the console …</Loading>
      </main>
    );
  }
  if (start === 'unreachable') {
    return (
      <main class="narrow">
        <h1>Kith</h1>
        <CouldNotRead onAgain={read} />
      </main>
    );
  }
  if (start.state !== 'signed-in') {
    return (
      <main class="narrow">
        <SignIn start={start} onDone={() => setStart({ ...start, state: 'signed-in' })} />
      </main>
    );
  }
  const leave = async () => {
    await signOut();
    history.replaceState(null, '', '/console');
    setGeneration(generation + 1);
    setStart({ ...start, state: 'signed-out' });
  };
  return (
    <Provider value={client}>
      <div class={hasEnded ? 'covered' : 'uncovered'} {...(hasEnded && { inert: true })}>
        <Workplace isAwake={!hasEnded} isDemo={start.isDemo} onLeave={leave} />
      </div>
      {hasEnded && (
        // Escape does not open what is behind: only signing in does. A dialog that was dismissed comes back.
        <Dialog
          key={opening}
          title="You were signed out"
          onClosed={() => isEnded.current && setOpening((before) => before + 1)}
        >
          <div class="stack">
            <p>Half an hour went by, or you signed out elsewhere. What you wrote is still here.</p>
            <SignIn start={{ ...start, state: 'signed-out' }} isInside onDone={() => tell(false)} />
          </div>
        </Dialog>
      )}
    </Provider>
  );
}

/** The token in the link of an invitation; taken out of the address at once, where others could read it. */
function takeInvitation(): string | null {
  if (location.pathname !== '/console/invitation') return null;
  const token = location.hash.slice(1);
  history.replaceState(null, '', '/console');
  return token || null;
}
