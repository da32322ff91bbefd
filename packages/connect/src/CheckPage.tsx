import { Button } from '@kith/ui/Button.tsx';
import { HiddenFields } from './AskForm.tsx';
import { type AskDraft, draftFields } from './ask-draft.ts';
import type { Problem } from './ask-problems.ts';
import { type AskView, fill } from './ask-view.ts';
import { CheckAnswers } from './CheckAnswers.tsx';
import { Problems } from './Problems.tsx';

/** The fourth page of the ask without JavaScript: the answers ride along in hidden fields. */
export function CheckPage({ view, draft, problems }: { view: AskView; draft: AskDraft; problems: Problem[] }) {
  const { w } = view;
  return (
    <form method="post" action="/connect" noValidate autocomplete="off">
      <HiddenFields view={view} />
      {draftFields(draft).map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      <h1 class="lead">{w.heading}</h1>
      <Problems title={w.putRight} problems={problems} />
      <h2 class="first">{view.titles[3]}</h2>
      <CheckAnswers
        view={view}
        draft={draft}
        problems={problems}
        change={(step, what) => (
          <Button look="quiet" type="submit" name="go" value="change" formAction={`/connect#question-${step}`}>
            {w.change}
            <span class="unseen"> {what}</span>
          </Button>
        )}
      />
      <p class="buttons">
        <Button look="primary" type="submit" name="go" value="send" id="send">
          {fill(w.send, { team: view.team })}
        </Button>
      </p>
    </form>
  );
}
