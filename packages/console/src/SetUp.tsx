import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { KeyPicture } from './account/KeyPicture.tsx';
import { RecoveryCodes } from './account/RecoveryCodes.tsx';
import { hasPasskeys, makePasskey } from './passkeys.ts';
import { Refused } from './Refused.tsx';
import { ScreenTitle } from './ScreenState.tsx';
import { beginAuthenticator, type Step, sendCode } from './sign-in-steps.ts';

interface Key {
  uri: string;
  picture: { size: number; path: string };
  /** What to type when the link does not open an app: groups of four letters. */
  typed: string;
  recoveryCodes: string[];
}

/** The first sign-in: a passkey on this device, or an app on the phone. Until then nothing else can be seen. */
export function SetUp({
  password,
  problem,
  isBusy,
  follow,
}: {
  /** As just typed; empty after the page was loaded again. */
  password: string;
  problem: ComponentChildren;
  isBusy: boolean;
  follow: (step: Promise<Step>) => Promise<void>;
}): JSX.Element {
  const [key, setKey] = useState<Key | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function begin(event: SubmitEvent) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get('password');
    const answer = await beginAuthenticator(typed === null ? password : String(typed));
    if ('problem' in answer) return setRefusal(answer.problem);
    const secret = new URL(answer.totpURI).searchParams.get('secret') ?? '';
    setRefusal(null);
    setKey({
      picture: answer.picture,
      uri: answer.totpURI,
      typed: secret.match(/.{1,4}/g)?.join(' ') ?? '',
      recoveryCodes: answer.backupCodes,
    });
  }

  if (key) return <ShowKey shown={key} problem={problem} isBusy={isBusy} follow={follow} />;
  return (
    <div class="stack">
      <ScreenTitle>One more thing that only you have</ScreenTitle>
      <p>People trust us with what they are going through. A password alone is not enough for that.</p>
      {problem}
      <Refused why={refusal} />
      {hasPasskeys() && (
        <section class="stack">
          <h2>A passkey, the simplest</h2>
          <p>Your fingerprint, your face or the PIN of this device. Nothing to type.</p>
          <div>
            <Button look="primary" onClick={() => follow(makePasskey())}>
              Make a passkey
            </Button>
          </div>
        </section>
      )}
      <form class="stack" onSubmit={begin} noValidate>
        <h2>Or an app on your phone</h2>
        <p>An authenticator app shows six digits, new ones every half minute.</p>
        {!password && (
          <Field
            id="set-up-password"
            name="password"
            type="password"
            label="Your password"
            autocomplete="current-password"
          />
        )}
        <div>
          <Button type="submit">{isBusy ? 'One moment …' : 'Use an app'}</Button>
        </div>
      </form>
    </div>
  );
}

function ShowKey({
  shown,
  problem,
  isBusy,
  follow,
}: {
  shown: Key;
  problem: ComponentChildren;
  isBusy: boolean;
  follow: (step: Promise<Step>) => Promise<void>;
}): JSX.Element {
  function send(event: SubmitEvent) {
    event.preventDefault();
    void follow(sendCode(String(new FormData(event.currentTarget as HTMLFormElement).get('code') ?? '')));
  }
  return (
    <form class="stack" onSubmit={send} noValidate>
      <ScreenTitle>Connect your app</ScreenTitle>
      <ol class="stack steps">
        <li>
          <p>
            Scan this with your authenticator app. On this phone, <a href={shown.uri}>open the key in your app</a>. Or
            add a key by hand and type:
          </p>
          <KeyPicture picture={shown.picture} />
          <p class="key">
            <code>{shown.typed}</code>
          </p>
        </li>
        <li>
          <RecoveryCodes codes={shown.recoveryCodes} />
        </li>
        <li>
          {problem}
          <Field
            id="code"
            name="code"
            label="The six digits that your app shows now"
            autocomplete="one-time-code"
            inputMode="numeric"
            maxLength={10}
          />
        </li>
      </ol>
      <div>
        <Button type="submit" look="primary">
          {isBusy ? 'One moment …' : 'Finish and sign in'}
        </Button>
      </div>
    </form>
  );
}
