import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Dialog } from '@kith/ui/Dialog.tsx';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Said } from '../Said.tsx';
import { SaveState } from './SaveState.tsx';
import { useSave } from './saving.ts';

const EraseMyProfile = graphql(`
  mutation EraseMyProfile {
    eraseMyProfile {
      __typename
      ... on EraseMyProfilePayload {
        erasedAt
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** What an advocate takes along, and leaving. */
export function RecordPage(): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const [isErased, setErased] = useState(false);
  const { save, problem, said, isBusy } = useSave(EraseMyProfile);
  return (
    <>
      <section class="card stack" aria-labelledby="record">
        <h2 id="record">Take it along</h2>
        <p>
          What you did and learned here, for an application or for yourself: counts, the ways in which you helped, your
          learning log, and thanks whose writers said that you may keep them. Nobody you were with is named.
        </p>
        <div class="row">
          <a class="button primary" href="/export/my-record" target="_blank" rel="noopener">
            Open to print (new tab)
          </a>
          <a class="button" href="/export/my-record.json" download="my-record.json">
            Save as data (JSON)
          </a>
        </div>
      </section>
      <section class="card stack" aria-labelledby="leaving">
        <h2 id="leaving">Leave as an advocate</h2>
        <p>
          You can stop at any time, and need no reason. Your profile, story, log, plan and times are then erased for
          good. People who are with you are handed over first: talk to your coordinator, or end it together.
        </p>
        {isErased && <Said>Erased. You can sign out now, or go on in another role.</Said>}
        <SaveState problem={problem} said="" />
        {!isErased && (
          <div>
            <Button onClick={() => setAsking(true)}>Erase my profile …</Button>
          </div>
        )}
        {said && !isErased && <p role="status">{said}</p>}
      </section>
      {isAsking && (
        <Dialog title="Erase your profile for good?" onClosed={() => setAsking(false)}>
          <div class="stack">
            <p>
              This cannot be undone. Save your record first if you want it. People you were with will read “An advocate”
              where your name was.
            </p>
            <div class="row">
              <Button look="primary" onClick={() => setAsking(false)}>
                Keep my profile
              </Button>
              <Button
                onClick={async () => {
                  const made = await save({}, 'Erased.');
                  setAsking(false);
                  setErased(made !== null);
                }}
              >
                {isBusy ? 'Erasing …' : 'Erase it for good'}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
