import type { AskTexts } from './ask-texts.ts';
import type { HelpLine } from './ask-view.ts';
import { neutralSite } from './leave.ts';

/** On every page, first in the order: urgent help without leaving the page, and the way out. Works without JavaScript. */
export function PageTop({ w, lines, helpPath }: { w: AskTexts; lines: readonly HelpLine[]; helpPath: string }) {
  return (
    <nav class="top" aria-label={w.helpAndLeaving}>
      <a class="skip" data-leave href={neutralSite} target="_top" rel="noreferrer">
        {w.leaveNow}
      </a>
      {lines.length > 0 && (
        <details class="help">
          <summary>{w.needHelp}</summary>
        </details>
      )}
      <a class="leave" data-leave href={neutralSite} target="_top" rel="noreferrer">
        {w.leave} <span aria-hidden="true">✕</span>
      </a>
      {lines.length > 0 && (
        // After "Leave this page", as it is seen: under both of them. The style sheet shows it while the other is open.
        <div class="help-lines">
          <HelpLines lines={lines} />
          <p>
            <a href={helpPath} target="_blank" rel="noreferrer">
              {w.moreHelp}
            </a>
          </p>
        </div>
      )}
      <p class="unseen" id="leave-status" role="status" lang="en" />
    </nav>
  );
}

/** Who to ring, text or open, one a line. */
export function HelpLines({ lines }: { lines: readonly HelpLine[] }) {
  return (
    // In the language in which they were checked, whatever the page speaks (docs/urgent-help.md).
    <ul class="lines" lang="en" dir="ltr">
      {lines.map((line) => (
        <li key={line.href + line.name}>
          <a href={line.href} {...(line.href.startsWith('http') ? { target: '_blank', rel: 'noreferrer' } : {})}>
            {line.name}: <span class="number">{line.display}</span>
          </a>
          <p>
            {line.description} <span class="hours">{line.hours}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Under every page: said before it is needed. */
export function PageFoot() {
  return (
    <aside class="foot" aria-label="About leaving" lang="en" dir="ltr">
      <p>
        “Leave this page” opens a weather page at once. You can also press Shift three times. It cannot clear your
        browser’s history.
      </p>
    </aside>
  );
}
