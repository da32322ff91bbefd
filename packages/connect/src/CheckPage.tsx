import { Button } from '@kith/ui/Button.tsx';
import { HiddenFields } from './AskForm.tsx';
import { type AskDraft, draftFields } from './ask-draft.ts';
import type { Problem } from './ask-problems.ts';
import type { AskView } from './ask-view.ts';
import { CheckAnswers } from './CheckAnswers.tsx';
import { Problems } from './Problems.tsx';

/** The fourth page of the ask without JavaScript: the answers ride along in hidden fields. */
export function CheckPage({ view, draft, problems }: { view: AskView; draft: AskDraft; problems: Problem[] }) {
  return (
    <form method="post" action="/connect" noValidate autocomplete="off">
      <HiddenFields view={view} />
      {draftFields(draft).map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      <h1 class="lead">Connect with a peer</h1>
      <Problems problems={problems} />
      <h2 class="first">{view.titles[3]}</h2>
      <CheckAnswers
        view={view}
        draft={draft}
        problems={problems}
        change={(step, what) => (
          <Button look="quiet" type="submit" name="go" value="change" formAction={`/connect#question-${step}`}>
            Change<span class="unseen"> {what}</span>
          </Button>
        )}
      />
      <p class="buttons">
        <Button look="primary" type="submit" name="go" value="send" id="send">
          Send to {view.team}
        </Button>
      </p>
    </form>
  );
}
