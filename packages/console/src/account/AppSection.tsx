import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FocusFirst } from '../FocusFirst.tsx';
import { Refused } from '../Refused.tsx';
import { beginNewApp, confirmNewApp, FRESH_NEEDED, type NewKey, newRecoveryCodes } from './account-steps.ts';
import type { WithCheck } from './FreshCheck.tsx';
import { KeyPicture } from './KeyPicture.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

const RemoveAuthenticator = graphql(`
  mutation RemoveAuthenticator {
    removeAuthenticator {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** The app that shows one-time codes: set up, put another in its place, new recovery codes, remove. */
export function AppSection({
  hasAuthenticator,
  hasPasskey,
  withCheck,
  onChanged,
}: {
  hasAuthenticator: boolean;
  hasPasskey: boolean;
  withCheck: WithCheck;
  onChanged: () => void;
}): JSX.Element {
  const [key, setKey] = useState<NewKey | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [, remove] = useMutation(RemoveAuthenticator);

  function start() {
    setProblem(null);
    setSaid('');
    setCodes(null);
  }
  function refused({ problem: sentence, code }: { problem: string; code: string }): 'fresh needed' | 'over' {
    if (code === FRESH_NEEDED) return 'fresh needed';
    setProblem(sentence);
    return 'over';
  }

  const begin = () =>
    withCheck(async () => {
      start();
      const answer = await beginNewApp();
      if ('problem' in answer) return refused(answer);
      setKey(answer);
      return 'over';
    });

  const makeCodes = () =>
    withCheck(async () => {
      start();
      const answer = await newRecoveryCodes();
      if ('problem' in answer) return refused(answer);
      setCodes(answer.backupCodes);
      onChanged();
      return 'over';
    });

  const take = () =>
    withCheck(async () => {
      start();
      const { data } = await remove({});
      const result = data?.removeAuthenticator;
      if (result?.__typename === 'FreshSignInNeeded') return 'fresh needed';
      if (result?.__typename === 'MyAccountPayload') {
        setSaid('The app is removed. Your passkeys still open the account.');
        onChanged();
      } else setProblem(result?.message ?? 'We could not reach Kith. Try again; nothing was changed.');
      return 'over';
    });

  function confirm(event: SubmitEvent) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget as HTMLFormElement).get('code') ?? '');
    void withCheck(async () => {
      setProblem(null);
      const result = await confirmNewApp(code);
      if ('problem' in result) return refused(result);
      setKey(null);
      setSaid('The app is set up. It is asked for after your password. Every other browser is signed out.');
      onChanged();
      return 'over';
    });
  }

  const secret = key ? (new URL(key.totpURI).searchParams.get('secret') ?? '') : '';
  return (
    <section class="card stack" aria-labelledby="app">
      <h2 id="app">App for one-time codes</h2>
      <p>
        {hasAuthenticator
          ? 'An app on your phone shows six digits that are asked for after your password.'
          : 'Not set up. With an app on your phone you can also sign in with your password and six digits.'}
      </p>
      <Refused why={problem} />
      <p role="status">{said}</p>
      {key ? (
        <FocusFirst>
          <form class="stack" onSubmit={confirm} noValidate>
            <ol class="stack steps">
              <li>
                <p tabIndex={-1}>Scan this with your authenticator app.</p>
                <KeyPicture picture={key.picture} />
                <details>
                  <summary>No camera? Open or type the key</summary>
                  <p>
                    On this phone, <a href={key.totpURI}>open the key in your app</a>. Or type:
                  </p>
                  <p class="key">
                    <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
                  </p>
                </details>
              </li>
              <li>
                <RecoveryCodes codes={key.backupCodes} />
              </li>
              <li>
                <Field
                  id="new-app-code"
                  name="code"
                  label="The six digits that the app shows now"
                  autocomplete="one-time-code"
                  inputMode="numeric"
                  maxLength={10}
                />
              </li>
            </ol>
            <div class="row">
              <Button type="submit" look="primary">
                Finish
              </Button>
              <Button look="quiet" onClick={() => setKey(null)}>
                Not now
              </Button>
            </div>
          </form>
        </FocusFirst>
      ) : (
        <div class="row">
          <Button onClick={begin}>{hasAuthenticator ? 'Set up another phone' : 'Set up an app'}</Button>
          {hasAuthenticator && <Button onClick={makeCodes}>Make new recovery codes</Button>}
          {hasAuthenticator && hasPasskey && (
            <Button look="quiet" onClick={take}>
              Remove the app
            </Button>
          )}
        </div>
      )}
      {codes && (
        <FocusFirst>
          <div class="stack" tabIndex={-1}>
            <RecoveryCodes codes={codes} />
            <div>
              <Button onClick={() => setCodes(null)}>I wrote them down</Button>
            </div>
          </div>
        </FocusFirst>
      )}
    </section>
  );
}
