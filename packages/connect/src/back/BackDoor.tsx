import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { Problems } from '../Problems.tsx';

/** Field of the form → what was being saved when a pass ran out. */
export type Unsaved = readonly (readonly [string, string])[];

/**
 * The come-back page before anybody has shown who they are. It says nothing about anybody: all four words, or a link and
 * its last two words (the script shows that form when the address has a link's token).
 */
export function BackDoor({
  problem,
  token,
  unsaved = [],
  visit,
}: {
  problem: string | null;
  /** New with each page. */
  visit: string;
  /** A link's token that came with wrong words, to try again with. */
  token?: string;
  unsaved?: Unsaved;
}) {
  const problems = problem ? [{ field: token ? 'half' : 'code', message: problem }] : [];
  return (
    <>
      <h1>An update for you</h1>
      <Problems title="Something to put right" problems={problems} />
      <div id="door-link" hidden={!token}>
        <p>To see it, type the last two of your four words. If you chose a PIN, type the PIN.</p>
        <form method="post" action="/back" noValidate autocomplete="off">
          <input type="hidden" name="token" value={token ?? ''} />
          <input type="hidden" name="visit" value={visit} />
          <Field
            id="half"
            name="half"
            label="Your last two words, or your PIN"
            hint="All four words always open it, too."
            problem={token ? (problem ?? undefined) : undefined}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            enterkeyhint="go"
          />
          <p class="buttons">
            <Button look="primary" type="submit">
              Show the update
            </Button>
          </p>
        </form>
      </div>
      <div id="door-code" hidden={!!token}>
        <form method="post" action="/back" noValidate autocomplete="off">
          <input type="hidden" name="visit" value={visit} />
          {unsaved.map(([name, value]) => (
            <input type="hidden" key={name} name={name} value={value} />
          ))}
          <Field
            id="code"
            name="code"
            label="Your four words"
            hint="In the order that you were given them. The first four letters of each are enough."
            problem={token ? undefined : (problem ?? undefined)}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            enterkeyhint="go"
          />
          <p class="buttons">
            <Button look="primary" type="submit">
              Show the update
            </Button>
          </p>
        </form>
        <details>
          <summary>I have lost my words</summary>
          <p>
            We do not keep them, so nobody can look them up. If you said how to reach you, you still hear from us. You
            can also ask again; it takes a minute.
          </p>
        </details>
      </div>
    </>
  );
}
