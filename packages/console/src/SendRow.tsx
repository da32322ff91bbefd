import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';

/** The end of a small form: send it, or leave it for now. */
export function SendRow({
  send,
  isBusy,
  back = 'Not now',
  onBack,
}: {
  /** What sending does, in words. */
  send: string;
  isBusy: boolean;
  back?: string;
  onBack: () => void;
}): JSX.Element {
  return (
    <div class="row">
      <Button type="submit" look="primary">
        {isBusy ? 'One moment …' : send}
      </Button>
      <Button look="quiet" onClick={onBack}>
        {back}
      </Button>
    </div>
  );
}
