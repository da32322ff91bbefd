import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { draftOf, forgetDrafts, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { today } from '../team/SupervisionSection.tsx';
import { type Saving, textOf } from '../team/saving.ts';
import type { Item } from './SetUpScreen.tsx';

/** Another day than today, and a note for the team. */
export function DayAndNote({
  item: { key, title },
  done,
  saving,
  onSave,
  onLeave,
}: {
  item: Item;
  done: NonNullable<Item['done']>;
  saving: Saving;
  /** @returns whether it was saved */
  onSave: (doneOn: string, note: string | null) => Promise<boolean>;
  onLeave: () => void;
}): JSX.Element {
  const draft = `set-up/${done.id}`;
  const problemOf = (field: string) => (saving.problem?.field === field ? saving.problem.message : undefined);
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const doneOn = textOf(event, 'doneOn');
    if (!doneOn) return saving.refuse('Choose the day on which it was done.', 'doneOn');
    if (await onSave(doneOn, textOf(event, 'note') || null)) forgetDrafts(draft);
  }
  return (
    <FocusFirst>
      <form class="stack" onSubmit={send} noValidate aria-label={`Day and note: ${title}`}>
        <Field
          id={`doneOn-${key}`}
          name="doneOn"
          type="date"
          label="Done on"
          max={today()}
          defaultValue={done.doneOn}
          problem={problemOf('doneOn')}
        />
        <Field
          id={`note-${key}`}
          name="note"
          label="Note (optional)"
          hint="For the team: where it was agreed, or who to ask. Nothing about anybody’s health."
          maxLength={300}
          autocomplete="off"
          dir="auto"
          problem={problemOf('note')}
          {...keepsDraft(draft)}
          defaultValue={draftOf(draft) || (done.note ?? '')}
        />
        <div class="row">
          <Button type="submit" look="primary">
            {saving.isBusy ? 'One moment …' : 'Save'}
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              forgetDrafts(draft);
              onLeave();
            }}
          >
            Leave it
          </Button>
        </div>
      </form>
    </FocusFirst>
  );
}
