import { Act, Fold } from './Act.tsx';
import type { BackView } from './back-view.ts';

/** Pause, stop, erase: each in two presses or fewer, and nobody asks why. */
export function Stopping({ view, pass }: { view: BackView; pass: string }) {
  return (
    <section aria-labelledby="stop-title">
      <h2 id="stop-title">Pause, stop or erase</h2>
      <p>You never have to say why. Nobody is cross.</p>
      {view.canPause && (
        <Act pass={pass} act="pause" label="Pause" look="plain">
          <p>Pause: nothing happens until you start it again.</p>
        </Act>
      )}
      {view.canWithdraw && (
        <Fold summary="Stop" kind="ask-once">
          <Act pass={pass} act="withdraw" label="Yes, stop" look="plain">
            <p>
              Nobody contacts you any more, and a peer who was asked is told that you have stopped. Your words stay here
              until {view.openUntilDay}, so that you can start again.
            </p>
          </Act>
        </Fold>
      )}
      <Fold summary="Erase everything" kind="ask-once">
        <Act pass={pass} act="erase" label="Yes, erase everything" look="plain">
          <p>
            Everything you wrote is gone at once, for everybody, for good. Nobody contacts you. Your four words and your
            link stop working. This cannot be undone.
          </p>
        </Act>
      </Fold>
    </section>
  );
}
