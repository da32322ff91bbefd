import { Button } from '@kith/ui/Button.tsx';
import type { ComponentChildren } from 'preact';
import type { AskTexts } from './ask-texts.ts';
import { type AskReceipt, type AskView, dayInWords, dayOf, fill } from './ask-view.ts';

/** It has arrived: what happens next and when, the code to come back with, and something to do meanwhile. */
export function Sent({
  receipt,
  view,
  isEnhanced,
}: {
  receipt: AskReceipt;
  view: Pick<AskView, 'w' | 'meanwhile' | 'timezone' | 'language' | 'backPath' | 'team'>;
  isEnhanced: boolean;
}) {
  const { w } = view;
  const day = dayInWords(receipt.promisedBy, view.timezone, view.language);
  return (
    <div class="sent">
      <h1 id="sent-title" tabIndex={-1}>
        {w.sent}
      </h1>
      <p>{withPart(w.sentTo.replace('{team}', view.team), 'day', <strong>{day}</strong>)}</p>
      <section class="keep" aria-labelledby="keep-title">
        <h2 id="keep-title">{w.keepWords}</h2>
        <p class="code" lang="en" dir="ltr" translate={false}>
          {receipt.code}
        </p>
        <p>{w.withThem}</p>
        <p>
          {withPart(
            w.typeAt,
            'address',
            <bdi class="address" dir="ltr">
              {addressOf(receipt.link)}
            </bdi>,
          )}
        </p>
        <details>
          <summary>{w.orLink}</summary>
          <p class="address" dir="ltr" translate={false}>
            {receipt.link}
          </p>
          <p>{w.linkHint}</p>
        </details>
        {isEnhanced && <KeepButtons w={w} receipt={receipt} />}
        <p>
          <a href={`${view.backPath}/note.ics?on=${dayOf(receipt.promisedBy, view.timezone)}`} download="note.ics">
            {fill(w.calendar, { day })}
          </a>
          <span class="hint">{w.calendarHint}</span>
        </p>
      </section>
      <section>
        <h2>{w.next}</h2>
        <ol>
          {w.steps.map((step) => (
            <li key={step}>{fill(step, { team: view.team })}</li>
          ))}
        </ol>
        <p>{withPart(w.yourNumber, 'number', <strong dir="ltr">{receipt.reference}</strong>)}</p>
      </section>
      {view.meanwhile.length > 0 && <Meanwhile w={w} links={view.meanwhile} />}
    </div>
  );
}

/** There is always something to do while waiting. */
export function Meanwhile({ w, links }: { w: AskTexts; links: AskView['meanwhile'] }) {
  return (
    <section aria-labelledby="meanwhile-title">
      <h2 id="meanwhile-title">{w.meanwhile}</h2>
      <ul class="meanwhile">
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href} target="_blank" rel="noreferrer">
              {link.label}
              <span class="unseen"> {w.newTab}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function KeepButtons({ w, receipt }: { w: AskTexts; receipt: AskReceipt }) {
  return (
    <p class="buttons">
      <Button onClick={() => print()}>{w.print}</Button>
      {navigator.clipboard && (
        <Button
          onClick={async (event) => {
            const button = event.currentTarget;
            // A partner's page may forbid its frames to copy; the words are on the screen.
            const isCopied = await navigator.clipboard.writeText(receipt.code).then(
              () => true,
              () => false,
            );
            button.textContent = isCopied ? w.copied : w.notCopied;
          }}
        >
          {w.copy}
        </Button>
      )}
    </p>
  );
}

/** A text with something in the place of its hole. */
function withPart(text: string, name: string, part: ComponentChildren) {
  const [before, after] = text.split(`{${name}}`);
  return (
    <>
      {before}
      {part}
      {after}
    </>
  );
}

function addressOf(link: string): string {
  return link.replace(/#.*$/, '').replace(/^https?:\/\//, '');
}
