import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import { again } from '../client.ts';
import { CouldNotRead, Loading, ScreenTitle } from '../ScreenState.tsx';
import { dayAndTime } from '../words.ts';
import { AppSection } from './AppSection.tsx';
import { Browsers, BrowsersSection } from './BrowsersSection.tsx';
import { useFreshCheck } from './FreshCheck.tsx';
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

/** Everybody's own account: the ways in, where they are signed in, what happened. */
export function AccountScreen(): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: Account });
  const refresh = useCallback(() => execute(again), [execute]);
  const me = data?.viewer;
  const account = me?.account;
  const { withCheck, dialog } = useFreshCheck({
    hasPasskey: (account?.passkeys.length ?? 0) > 0,
    hasAuthenticator: account?.hasAuthenticator ?? false,
  });
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
          {dialog}
        </>
      )}
    </div>
  );
}
