import type { JSX } from 'preact';
import type { KeyPicture as Picture } from './account-steps.ts';

/** The QR code of an app's key. Drawn here from a path; dark on light in every theme, since cameras need it so. */
export function KeyPicture({ picture }: { picture: Picture }): JSX.Element {
  return (
    <svg class="key-picture" viewBox={`0 0 ${picture.size} ${picture.size}`} role="img" aria-label="QR code of the key">
      <rect width={picture.size} height={picture.size} fill="#ffffff" />
      <path d={picture.path} fill="#000000" />
    </svg>
  );
}
