import { type FragmentOf, graphql, type ResultOf, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Dialog } from '@kith/ui/Dialog.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FocusFirst } from '../FocusFirst.tsx';
import { hasPasskeys } from '../passkeys.ts';
import { Refused } from '../Refused.tsx';
import { Empty } from '../ScreenState.tsx';
import { dayOfYear } from '../words.ts';
import { addPasskey, FRESH_NEEDED } from './account-steps.ts';
import type { WithCheck } from './FreshCheck.tsx';

export const Passkeys = graphql(`
  fragment Passkeys on Passkey {
    id
    name
    addedAt
  }
`);

const RemovePasskey = graphql(`
  mutation RemovePasskey($id: ID!) {
    removePasskey(id: $id) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const RenamePasskey = graphql(`
  mutation RenamePasskey($id: ID!, $name: String!) {
    renamePasskey(id: $id, name: $name) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

type Passkey = ResultOf<typeof Passkeys>;
const UNREACHABLE = 'We could not reach Kith. Try again; nothing was changed.';

/** The passkeys of an account: add, call them something, remove. */
export function PasskeysSection({
  passkeys,
  withCheck,
  onChanged,
}: {
  passkeys: readonly FragmentOf<typeof Passkeys>[];
  withCheck: WithCheck;
  onChanged: () => void;
}): JSX.Element {
  const all = passkeys.map((one) => readFragment(Passkeys, one));
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const [naming, setNaming] = useState<string | null>(null);
  const [, remove] = useMutation(RemovePasskey);
  const [, rename] = useMutation(RenamePasskey);
  const nameOf = (one: Passkey) => one.name ?? 'A passkey without a name';

  function done(sentence: string): 'over' {
    setSaid(sentence);
    onChanged();
    return 'over';
  }
  function start() {
    setProblem(null);
    setSaid('');
  }

  const add = (name: string) =>
    withCheck(async () => {
      start();
      const result = await addPasskey(name);
      if (!('problem' in result)) return done('The passkey is added.');
      if (result.code === FRESH_NEEDED) return 'fresh needed';
      setProblem(result.problem);
      return 'over';
    });

  const take = (one: Passkey) =>
    withCheck(async () => {
      start();
      const { data } = await remove({ id: one.id });
      const result = data?.removePasskey;
      if (result?.__typename === 'MyAccountPayload') {
        return done(`“${nameOf(one)}” is removed. Every other browser is signed out.`);
      }
      if (result?.__typename === 'FreshSignInNeeded') return 'fresh needed';
      setProblem(result?.message ?? UNREACHABLE);
      return 'over';
    });

  async function saveName(event: SubmitEvent, one: Passkey) {
    event.preventDefault();
    start();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('passkey') ?? '');
    const { data } = await rename({ id: one.id, name });
    const result = data?.renamePasskey;
    if (result?.__typename !== 'MyAccountPayload') return setProblem(result?.message ?? UNREACHABLE);
    setNaming(null);
    done('Saved.');
  }

  return (
    <section class="card stack" aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <p>
        Your fingerprint, your face or the PIN of a device. The simplest and safest way in; two are better than one.
      </p>
      {all.length === 0 && (
        <Empty>
          <p>No passkey yet.</p>
        </Empty>
      )}
      <ul class="cards">
        {all.map((one) => (
          <li key={one.id} class="stack entry">
            <p>
              <strong dir="auto">{nameOf(one)}</strong>{' '}
              {one.addedAt && <span class="hint">added {dayOfYear(one.addedAt)}</span>}
            </p>
            {naming === one.id ? (
              <FocusFirst>
                <form class="search" onSubmit={(event) => saveName(event, one)}>
                  <Field
                    id="passkey"
                    name="passkey"
                    label="What you call it"
                    defaultValue={one.name ?? ''}
                    maxLength={60}
                  />
                  <Button type="submit">Save</Button>
                  <Button look="quiet" onClick={() => setNaming(null)}>
                    Leave it
                  </Button>
                </form>
              </FocusFirst>
            ) : (
              <div class="row">
                <Button look="quiet" aria-label={`Rename ${nameOf(one)}`} onClick={() => setNaming(one.id)}>
                  Rename
                </Button>
                <Button look="quiet" aria-label={`Remove ${nameOf(one)}`} onClick={() => setRemoving(one)}>
                  Remove
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Refused why={problem} />
      <p role="status">{said}</p>
      {hasPasskeys() ? (
        <div>
          <Button onClick={() => add('')}>Add a passkey on this device</Button>
        </div>
      ) : (
        <p class="hint">This browser cannot make passkeys.</p>
      )}
      {removing && (
        <Dialog title={`Remove “${nameOf(removing)}”?`} onClosed={() => setRemoving(null)}>
          <div class="stack">
            <p>It does not open your account any more, and every other browser is signed out. This cannot be undone.</p>
            <div class="row">
              <Button look="primary" onClick={() => setRemoving(null)}>
                Keep it
              </Button>
              <Button
                onClick={() => {
                  const one = removing;
                  setRemoving(null);
                  void take(one);
                }}
              >
                Remove it
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </section>
  );
}
