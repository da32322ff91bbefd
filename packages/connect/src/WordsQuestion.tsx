import type { AskDraft } from './ask-draft.ts';
import { longest } from './ask-draft.ts';
import type { Problem } from './ask-problems.ts';
import type { AskView } from './ask-view.ts';
import { HelpLines } from './PageTop.tsx';
import { TextField } from './TextField.tsx';

/** "What's going on?": own words or none, after saying who reads them. */
export function WordsQuestion({ view, draft, problems }: { view: AskView; draft: AskDraft; problems: Problem[] }) {
  return (
    <>
      <dl class="strip">
        {view.strip.map(([title, said, language]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd dir="auto" lang={language}>
              {said}
            </dd>
          </div>
        ))}
      </dl>
      <details class="urgent">
        <summary>{view.w.notEmergency}</summary>
        <HelpLines lines={view.urgentHelp} />
      </details>
      <p>
        <a href={view.entrance.href}>{view.entrance.label}</a>
      </p>
      <TextField
        name="words"
        label={view.words.label}
        hint={view.words.hint}
        value={draft.words}
        problems={problems}
        rows={7}
        maxLength={longest.words}
        autocomplete="off"
        autocapitalize="sentences"
      />
    </>
  );
}
