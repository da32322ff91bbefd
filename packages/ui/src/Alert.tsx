import type { ComponentChildren, JSX } from 'preact';

/** Something to know (`notice`) or something that went wrong (`error`). Read out only when `isLive`. */
export function Alert({
  look = 'notice',
  isLive = false,
  children,
}: {
  look?: 'notice' | 'error';
  isLive?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div class={`alert ${look}`} {...(isLive && { role: 'alert' })}>
      {children}
    </div>
  );
}
