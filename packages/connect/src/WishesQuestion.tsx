import type { AskDraft } from './ask-draft.ts';
import { wishField } from './ask-draft.ts';
import type { Problem } from './ask-problems.ts';
import type { AskView, SharedValue } from './ask-view.ts';
import { FieldProblem } from './Problems.tsx';

const weights = [
  { weight: 'MATTERS', label: 'Matters' },
  { weight: 'DOES_NOT_MATTER', label: 'Doesn’t matter' },
  { weight: 'RATHER_NOT', label: 'Rather not' },
] as const;

/** "What matters in who you talk to?": every part may stay as it is (S4). */
export function WishesQuestion({
  view,
  draft,
  problems,
}: {
  view: Pick<AskView, 'wishes' | 'wishGroups'>;
  draft: Pick<AskDraft, 'wishes'>;
  problems: Problem[];
}) {
  return (
    <>
      <p>
        You can skip this. Open what matters to you. “Rather not” always holds, and the people it is about are never
        told.
      </p>
      <FieldProblem problems={problems} field="wish" />
      {groupsOf(view.wishes).map(([dimension, values]) => {
        const chosen = draft.wishes.filter((wish) => wish.dimension === dimension).length;
        return (
          <details class="group" key={dimension} open={chosen > 0}>
            <summary>{view.wishGroups[dimension] ?? dimension}</summary>
            {values.map((value) => (
              <Wish key={value.value} value={value} draft={draft} />
            ))}
          </details>
        );
      })}
    </>
  );
}

function Wish({ value, draft }: { value: SharedValue; draft: Pick<AskDraft, 'wishes'> }) {
  const name = wishField(value);
  const chosen =
    draft.wishes.find((wish) => wish.dimension === value.dimension && wish.value === value.value)?.weight ??
    'DOES_NOT_MATTER';
  return (
    <fieldset class="wish">
      <legend>{value.label}</legend>
      <div class="weights">
        {weights.map(({ weight, label }) => (
          <label key={weight}>
            <input type="radio" name={name} value={weight} defaultChecked={weight === chosen} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function groupsOf(wishes: readonly SharedValue[]): [string, SharedValue[]][] {
  const groups = new Map<string, SharedValue[]>();
  for (const wish of wishes) groups.set(wish.dimension, [...(groups.get(wish.dimension) ?? []), wish]);
  return [...groups];
}
