import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { draftOf, keepsDraft } from '../drafts.ts';
import { SavingState } from '../team/SavingState.tsx';
import type { Saving } from '../team/saving.ts';
import type { Choose, Text } from './RoleTextPage.tsx';
import { Words } from './RoleWords.tsx';

/** A text about a role, part by part. */
export function RoleTextForm({
  text,
  draft,
  saving,
  onSave,
}: {
  text: Text;
  draft: string;
  saving: Saving;
  onSave: Choose;
}): JSX.Element {
  function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const parts = text.parts
      .filter(({ isFixed }) => !isFixed)
      .map(({ topic }) => ({ topic, words: String(form.get(topic) ?? '').trim() }));
    void onSave(parts, 'Saved. The version before is kept below.');
  }
  const problemOf = (topic: string) =>
    saving.problem?.field === `parts.${topic}` ? saving.problem.message : undefined;
  const isOwn = text.parts.some(({ words, kithsWords }) => words !== kithsWords);
  return (
    <form class="stack whole-texts" onSubmit={send} noValidate aria-label="The text">
      <p class="hint">
        Your advocates read this, too. A line that begins with a dash (- ) becomes one of a list. What you leave empty
        is left out.
      </p>
      {text.parts.map(({ topic, title, words, kithsWords, isFixed }) =>
        isFixed ? (
          <div key={topic} class="stack">
            <h2>{title}</h2>
            <Words text={words} />
            <p class="hint">A promise to everybody, the same in every team.</p>
          </div>
        ) : (
          <div key={topic}>
            <TextArea
              id={`text-${topic}`}
              name={topic}
              rows={rowsOf(words)}
              label={title}
              maxLength={3000}
              problem={problemOf(topic)}
              {...keepsDraft(draft + topic)}
              defaultValue={draftOf(draft + topic) || words}
            />
            {words !== kithsWords && kithsWords !== '' && (
              <details>
                <summary>What Kith’s text says here: {title}</summary>
                <Words text={kithsWords} />
              </details>
            )}
          </div>
        ),
      )}
      {!saving.problem?.field?.startsWith('parts.') && <SavingState saving={saving} />}
      <div class="row">
        <Button type="submit" look="primary">
          {saving.isBusy ? 'One moment …' : 'Save the text'}
        </Button>
        {isOwn && (
          <Button onClick={() => void onSave([], 'Kith’s own text is back. Yours is kept below.')}>
            Put Kith’s own text back
          </Button>
        )}
      </div>
    </form>
  );
}

/** Tall enough to see all of it on a phone. */
function rowsOf(words: string): number {
  const lines = words.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 38)), 0);
  return Math.min(14, Math.max(3, lines + 1));
}
