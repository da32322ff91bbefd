import type { JSX } from 'preact';

/** A shape from icons.ts beside words; hidden from screen readers, since the words say it. 20 px at 16 px text. */
export function Icon({ shape }: { shape: string }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={shape} />
    </svg>
  );
}
