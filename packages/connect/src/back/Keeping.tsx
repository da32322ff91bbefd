import { Act, Fold } from './Act.tsx';
import type { BackView } from './back-view.ts';
import { Consents } from './Consents.tsx';
import { Pin } from './Pin.tsx';

/** What is kept and until when, what is sent, how to take it along, and who to turn to when something is not right. */
export function Keeping({ view, pass }: { view: BackView; pass: string }) {
  return (
    <section aria-labelledby="keeping-title">
      <h2 id="keeping-title">Your words are yours</h2>
      <p>
        {view.keptUntilDay
          ? `Kept until ${view.keptUntilDay}, then erased by itself. Start again, and it is kept on.`
          : 'Kept while this goes on. You can erase it any day.'}
      </p>
      <p>A download is a file with every word in it. It stays on this device until you delete it.</p>
      <div class="buttons">
        <Act pass={pass} act="download-text" label="Download to read" look="plain" />
        <Act pass={pass} act="download-json" label="Download as data" look="plain" />
      </div>
      {view.draft.channel !== 'COME_BACK' &&
        (view.lettersStoppedDay ? (
          <p>
            We have sent you nothing since {view.lettersStoppedDay}. To hear from us again, save how to reach you above.
          </p>
        ) : (
          <Act pass={pass} act="stop-letters" label="Send me nothing" look="plain">
            <p>We write only in the way you called safe, and never what it is about.</p>
          </Act>
        ))}
      <Fold summary="Somebody may know my words">
        <Act pass={pass} act="renew-link" label="Give me new words" look="plain">
          <p>You get four new words and a new link. The old ones open nothing any more, at once.</p>
        </Act>
      </Fold>
      <Pin pin={view.pin} pass={pass} />
      <Consents rights={view.rights} name={view.together?.name ?? null} pass={pass} />
      <Fold summary="Who sees this">
        <p>
          Only {view.team} and who they introduce you to, unless somebody may be in danger. Then two people decide
          together, pass on only what is needed, and tell you first whenever that is safe. Each time a coordinator opens
          your words, it stands above. It is never sold, and never used for anything else.
        </p>
      </Fold>
    </section>
  );
}
