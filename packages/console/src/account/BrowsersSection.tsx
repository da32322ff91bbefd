import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';
import { SaveState } from '../me/SaveState.tsx';
import { useSave } from '../me/saving.ts';
import { dayAndTime } from '../words.ts';

export const Browsers = graphql(`
  fragment Browsers on SignedInBrowser {
    id
    device
    isThisOne
    signedInAt
    lastUsedAt
  }
`);

const SignOutBrowser = graphql(`
  mutation SignOutBrowser($id: ID!) {
    signOutBrowser(id: $id) {
      __typename
      ... on MyAccountPayload {
        account {
          email
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const SignOutOtherBrowsers = graphql(`
  mutation SignOutOtherBrowsers {
    signOutOtherBrowsers {
      __typename
      ... on MyAccountPayload {
        account {
          email
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** Where somebody is signed in, and signing out there. */
export function BrowsersSection({ sessions }: { sessions: readonly FragmentOf<typeof Browsers>[] }): JSX.Element {
  const all = sessions.map((one) => readFragment(Browsers, one));
  const one = useSave(SignOutBrowser);
  const others = useSave(SignOutOtherBrowsers);
  return (
    <section class="card stack" aria-labelledby="browsers">
      <h2 id="browsers">Where you are signed in</h2>
      <ul class="cards">
        {all.map(({ id, device, isThisOne, lastUsedAt, signedInAt }) => (
          <li key={id} class="stack entry">
            <p>
              <strong>{device ?? 'A browser'}</strong> {isThisOne && '(this one)'}
            </p>
            <p class="hint">
              Last used {dayAndTime(lastUsedAt)}. Signed in {dayAndTime(signedInAt)}.
            </p>
            {!isThisOne && (
              <div>
                <Button
                  look="quiet"
                  aria-label={`Sign out ${device ?? 'a browser'}, last used ${dayAndTime(lastUsedAt)}`}
                  onClick={() => {
                    others.forget();
                    void one.save({ id }, 'Signed out there.');
                  }}
                >
                  Sign out there
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <SaveState problem={one.problem} said={one.said} />
      <SaveState problem={others.problem} said={others.said} />
      {all.length > 1 && (
        <div>
          <Button
            onClick={() => {
              one.forget();
              void others.save({}, 'Signed out everywhere else.');
            }}
          >
            Sign out everywhere else
          </Button>
        </div>
      )}
    </section>
  );
}
