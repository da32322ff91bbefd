import { graphql } from '@kith/contract/graphql.ts';
import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { today } from '../team/SupervisionSection.tsx';
import { useSaving } from '../team/saving.ts';
import { dayOfYear } from '../words.ts';
import { DayAndNote } from './DayAndNote.tsx';
import { wayOn } from './role-text-pages.ts';
import type { Item } from './SetUpScreen.tsx';

const Tick = graphql(`
  mutation TickSetUpItem($input: TickSetUpItemInput!) {
    tickSetUpItem(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

const TakeBack = graphql(`
  mutation TakeBackSetUpItem($input: TakeBackSetUpItemInput!) {
    takeBackSetUpItem(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** One item: a tick with its day, what Kith sees of it, and what was before. */
export function ItemCard({
  item,
  teamId,
  mayChange,
  onChanged,
}: {
  item: Item;
  teamId: string;
  mayChange: boolean;
  onChanged: () => void;
}): JSX.Element {
  const saving = useSaving();
  const [, tick] = useMutation(Tick);
  const [, takeBack] = useMutation(TakeBack);
  const [isOpen, setOpen] = useState(false);
  /** What was taken back a moment ago, so that it can be put back as it was. */
  const [undo, setUndo] = useState<{ doneOn: string; note: string | null } | null>(null);
  const { key, title, help, done, seenByKith } = item;
  /** What was pressed, until Kith says the same. */
  const [pressed, setPressed] = useState<boolean | null>(null);
  useEffect(() => setPressed(null), [done?.id]);
  const way = wayOn[key];

  /** @returns whether it was saved */
  async function settle(doneOn: string, note: string | null): Promise<boolean> {
    const input = { teamId, item: key, doneOn, note, basedOn: done?.id ?? null };
    if (saving.isBusy || !(await saving.save(tick({ input }), 'Saved.'))) return false;
    setUndo(null);
    setOpen(false);
    onChanged();
    return true;
  }
  async function unsettle(): Promise<boolean> {
    if (saving.isBusy || !(await saving.save(takeBack({ input: { teamId, item: key } }), 'Saved.'))) return false;
    setUndo(done && { doneOn: done.doneOn, note: done.note });
    setOpen(false);
    onChanged();
    return true;
  }
  async function press(isTick: boolean) {
    setPressed(isTick);
    const isSaved = await (done ? unsettle() : settle(today(), null));
    if (!isSaved) setPressed(null);
  }

  return (
    <article class="card stack settled" aria-label={title}>
      <h3>
        {mayChange ? (
          <label class="check">
            <input
              type="checkbox"
              checked={pressed ?? done !== null}
              onChange={(event) => void press(event.currentTarget.checked)}
              aria-describedby={`help-${key}`}
            />
            {title}
          </label>
        ) : (
          title
        )}
      </h3>
      <p id={`help-${key}`}>{help}</p>
      {seenByKith && <p class="hint">Kith sees: {seenByKith}</p>}
      <p role="status">{stateWords(done, undo !== null, mayChange)}</p>
      {done?.note && (
        <p class="own-words" dir="auto">
          {done.note}
        </p>
      )}
      {saving.problem && !saving.problem.field && (
        <Alert look="error" isLive>
          <p>{saving.problem.message}</p>
        </Alert>
      )}
      {isOpen && done ? (
        <DayAndNote item={item} done={done} saving={saving} onSave={settle} onLeave={() => setOpen(false)} />
      ) : (
        <div class="row">
          {way && !(way.isForCoordinators && !mayChange) && <WayOn {...way} />}
          {mayChange && done && (
            <Button look="quiet" onClick={() => setOpen(true)} aria-label={`Day and note: ${title}`}>
              Day and note
            </Button>
          )}
          {undo && !done && <Button onClick={() => void settle(undo.doneOn, undo.note)}>Put it back</Button>}
        </div>
      )}
      <Before ticks={item.before} />
    </article>
  );
}

function stateWords(done: Item['done'], isTakenBack: boolean, mayChange: boolean): string {
  if (done) return `Done on ${dayOfYear(done.doneOn)}${done.doneBy ? `, said ${done.doneBy}` : ''}`;
  if (isTakenBack) return 'Taken back. The day stays under “Before”.';
  return mayChange ? '' : 'Not yet';
}

/** Outside the console in a new tab, so that nothing here is lost. */
function WayOn({ href, label }: { href: string; label: string }): JSX.Element {
  const isOutside = !href.startsWith('/console');
  return (
    <a class="button quiet" href={href} {...(isOutside && { target: '_blank', rel: 'noopener' })}>
      {label}
    </a>
  );
}

function Before({ ticks }: { ticks: Item['before'] }): JSX.Element | null {
  if (ticks.length === 0) return null;
  return (
    <details>
      <summary>Before</summary>
      <ul>
        {ticks.map(({ id, doneOn, doneBy, endedAt, endedBy }) => (
          <li key={id}>
            Done on {dayOfYear(doneOn)}
            {doneBy && `, said ${doneBy}`}
            {endedAt && `; until ${dayOfYear(endedAt)}`}
            {endedBy && endedBy !== doneBy && `, said ${endedBy}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
