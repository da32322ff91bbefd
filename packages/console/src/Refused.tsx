import { Alert } from '@kith/ui/Alert.tsx';
import type { JSX } from 'preact';

/** Why something was not done, said at once; nothing while there is nothing to say. */
export function Refused({ why }: { why: string | false | null | undefined }): JSX.Element | null {
  if (!why) return null;
  return (
    <Alert look="error" isLive>
      <p>{why}</p>
    </Alert>
  );
}
