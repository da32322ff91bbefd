import type { ComponentChildren, JSX } from 'preact';

type ButtonProps = Omit<JSX.IntrinsicElements['button'], 'class' | 'className' | 'style'> & {
  /** `primary`: the one thing to do on a screen. `quiet`: looks like a link. Default: outlined. */
  look?: 'primary' | 'quiet';
  children: ComponentChildren;
};

/** Says what happens when pressed. Never disabled while something is missing: press, and hear what is missing. */
export function Button({ look, type = 'button', children, ...rest }: ButtonProps): JSX.Element {
  return (
    <button {...rest} type={type} class={look ? `button ${look}` : 'button'}>
      {children}
    </button>
  );
}
