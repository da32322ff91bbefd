import { Button } from '@kith/ui/Button.tsx';
import { type AskReceipt, type AskView, dayInWords, dayOf } from './ask-view.ts';

/** It has arrived: what happens next and when, the code to come back with, and something to do meanwhile. */
export function Sent({
  receipt,
  view,
  isEnhanced,
}: {
  receipt: AskReceipt;
  view: Pick<AskView, 'meanwhile' | 'timezone' | 'language' | 'backPath' | 'team'>;
  isEnhanced: boolean;
}) {
  const day = dayInWords(receipt.promisedBy, view.timezone, view.language);
  return (
    <div class="sent">
      <h1 id="sent-title" tabIndex={-1}>
        Sent
      </h1>
      <p>
        Your request is with {view.team}. Somebody reads it and answers by <strong>{day}</strong>.
      </p>
      <section class="keep" aria-labelledby="keep-title">
        <h2 id="keep-title">Keep these four words</h2>
        <p class="code" translate={false}>
          {receipt.code}
        </p>
        <p>With them you can see what is happening, change it, pause it or stop it. We cannot look them up for you.</p>
        <p>
          Type them at <span class="address">{addressOf(receipt.link)}</span>
        </p>
        <details>
          <summary>Or keep this link</summary>
          <p class="address" translate={false}>
            {receipt.link}
          </p>
          <p>Anybody who has the link and the last two of the words can read what you wrote.</p>
        </details>
        {isEnhanced && <KeepButtons receipt={receipt} />}
        <p>
          <a href={`${view.backPath}/note.ics?on=${dayOf(receipt.promisedBy, view.timezone)}`} download="note.ics">
            Put a note for {day} in my calendar
          </a>
          <span class="hint">It says only “A note for myself”.</span>
        </p>
      </section>
      <section>
        <h2>What happens next</h2>
        <ol>
          <li>A coordinator of {view.team} reads what you wrote. You can see when they did.</li>
          <li>They think about who would fit, and ask that person.</li>
          <li>When that person says yes, you can see who it is and how you could meet. You decide.</li>
        </ol>
        <p>
          Your number with us is <strong>{receipt.reference}</strong>.
        </p>
      </section>
      {view.meanwhile.length > 0 && <Meanwhile links={view.meanwhile} />}
    </div>
  );
}

/** There is always something to do while waiting. */
export function Meanwhile({ links }: { links: AskView['meanwhile'] }) {
  return (
    <section aria-labelledby="meanwhile-title">
      <h2 id="meanwhile-title">Something to do meanwhile</h2>
      <ul class="meanwhile">
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href} target="_blank" rel="noreferrer">
              {link.label}
              <span class="unseen"> (opens a new tab)</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function KeepButtons({ receipt }: { receipt: AskReceipt }) {
  return (
    <p class="buttons">
      <Button onClick={() => print()}>Print the words</Button>
      {navigator.clipboard && (
        <Button
          onClick={async (event) => {
            const button = event.currentTarget;
            // A partner's page may forbid its frames to copy; the words are on the screen.
            const isCopied = await navigator.clipboard.writeText(receipt.code).then(
              () => true,
              () => false,
            );
            button.textContent = isCopied ? 'Copied' : 'Could not copy: please write them down';
          }}
        >
          Copy the words
        </Button>
      )}
    </p>
  );
}

function addressOf(link: string): string {
  return link.replace(/#.*$/, '').replace(/^https?:\/\//, '');
}
