import { Button } from '@kith/ui/Button.tsx';
import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { BackFormsContext } from './BackField.tsx';

/** One thing to do: a form of its own, so that it works without a script. Nothing of it is ever in an address. */
export function Act({
  pass,
  act,
  label,
  about,
  look = 'primary',
  isNew = false,
  fields = {},
  children,
}: {
  pass: string;
  /** What the server does. */
  act: string;
  label: string;
  /** Said by screen readers after the label, where a page has the same button several times. */
  about?: string;
  look?: 'primary' | 'plain' | 'quiet';
  /** It makes something: sent twice, it is made once. */
  isNew?: boolean;
  /** What it is about. */
  fields?: Record<string, string>;
  children?: ComponentChildren;
}) {
  const { key } = useContext(BackFormsContext);
  return (
    <form method="post" action="/back" noValidate autocomplete="off">
      <input type="hidden" name="pass" value={pass} />
      {isNew && <input type="hidden" name="key" value={key} />}
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      {children}
      <p class="buttons">
        <Button {...(look !== 'plain' && { look })} type="submit" name="do" value={act}>
          {label}
          {about && <span class="unseen"> {about}</span>}
        </Button>
      </p>
    </form>
  );
}

/** The rest, behind a line that says what it is. */
export function Fold({
  summary,
  about,
  isOpen = false,
  kind = 'change',
  children,
}: {
  summary: string;
  about?: string;
  isOpen?: boolean;
  kind?: 'change' | 'ask-once';
  children: ComponentChildren;
}) {
  return (
    <details class={kind} open={isOpen}>
      <summary>
        {summary}
        {about && <span class="unseen"> {about}</span>}
      </summary>
      {children}
    </details>
  );
}
