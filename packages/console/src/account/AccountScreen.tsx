import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { again } from '../client.ts';
import { CouldNotRead, Loading, ScreenTitle } from '../ScreenState.tsx';
import { dayAndTime } from '../words.ts';
import { AppSection } from './AppSection.tsx';
import { Browsers, BrowsersSection } from './BrowsersSection.tsx';
import { FreshCheck } from './FreshCheck.tsx';
import { NameForm } from './NameForm.tsx';
import { Passkeys, PasskeysSection } from './PasskeysSection.tsx';
import { PasswordForm } from './PasswordForm.tsx';

const Account = graphql(
  `
    query Account {
      viewer {
        id
        name
        account {
          email
          isDemo
          hasAuthenticator
          events {
            at
            sentence
          }
          passkeys {
            id
            ...Passkeys
          }
          sessions {
            ...Browsers
          }
        }
      }
    }
  `,
  [Passkeys, Browsers],
);

/**
 * Does something that needs a fresh check: when it is refused for that, asks "show that it is you", then does it again.
 *
 * @returns whether it was refused
 */
export type WithCheck = (act: () => Promise<'fresh needed' | 'over'>) => Promise<void>;

/** Everybody's own account: the ways in, where they are signed in, what happened. */
export function AccountScreen(): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: Account });
  const [waiting, setWaiting] = useState<(() => Promise<unknown>) | null>(null);
  const refresh = useCallback(() => execute(again), [execute]);
  const withCheck: WithCheck = useCallback(async (act) => {
    if ((await act()) === 'fresh needed') setWaiting(() => act);
  }, []);
  const me = data?.viewer;
  const account = me?.account;
  return (
    <div class="stack">
      <ScreenTitle isFirst>My account</ScreenTitle>
      {!data && fetching && <Loading>Reading your account …</Loading>}
      {!data && error && <CouldNotRead onAgain={refresh} />}
      {me && account && (
        <>
          {account.isDemo && (
            <p class="hint">
              You are somebody of the demo town: one click signs in, and nobody is asked to show who they are.
            </p>
          )}
          <NameForm name={me.name} email={account.email} />
          <PasskeysSection passkeys={account.passkeys} withCheck={withCheck} onChanged={refresh} />
          <AppSection
            hasAuthenticator={account.hasAuthenticator}
            hasPasskey={account.passkeys.length > 0}
            withCheck={withCheck}
            onChanged={refresh}
          />
          {!account.isDemo && <PasswordForm email={account.email} withCheck={withCheck} onChanged={refresh} />}
          <BrowsersSection sessions={account.sessions} />
          <section class="card stack" aria-labelledby="happened">
            <h2 id="happened">What happened to this account</h2>
            <p class="hint">
              Not you? Sign out everywhere else, change your password, and tell whoever looks after accounts.
            </p>
            {account.events.length === 0 && <p>Nothing yet.</p>}
            <ul class="story">
              {account.events.map(({ at, sentence }, index) => (
                <li key={`${at} ${index}`}>
                  <time dateTime={at}>{dayAndTime(at)}</time> {sentence}
                </li>
              ))}
            </ul>
          </section>
          {waiting && (
            <FreshCheck
              ways={{ hasPasskey: account.passkeys.length > 0, hasAuthenticator: account.hasAuthenticator }}
              onShown={() => {
                setWaiting(null);
                void waiting();
              }}
              onClosed={() => setWaiting(null)}
            />
          )}
        </>
      )}
    </div>
  );
}
