import type { AskDraft } from './ask-draft.ts';
import { wishField } from './ask-draft.ts';
import type { Problem } from './ask-problems.ts';
import type { AskTexts } from './ask-texts.ts';
import type { AskView, SharedValue } from './ask-view.ts';
import { FieldProblem } from './Problems.tsx';

const weights = [
  ['MATTERS', 'matters'],
  ['DOES_NOT_MATTER', 'doesNotMatter'],
  ['RATHER_NOT', 'ratherNot'],
] as const;

/** "What matters in who you talk to?": every part may stay as it is (S4). */
export function WishesQuestion({
  view,
  w,
  draft,
  problems,
}: {
  view: Pick<AskView, 'wishes' | 'wishGroups'>;
  w: AskTexts;
  draft: Pick<AskDraft, 'wishes'>;
  problems: Problem[];
}) {
  return (
    <>
      <p>{w.wishesIntro}</p>
      <FieldProblem problems={problems} field="wish" />
      {groupsOf(view.wishes).map(([dimension, values]) => {
        const chosen = draft.wishes.filter((wish) => wish.dimension === dimension).length;
        return (
          <details class="group" key={dimension} open={chosen > 0}>
            <summary lang="en">{view.wishGroups[dimension] ?? dimension}</summary>
            {values.map((value) => (
              <Wish key={value.value} value={value} w={w} draft={draft} />
            ))}
          </details>
        );
      })}
    </>
  );
}

function Wish({ value, w, draft }: { value: SharedValue; w: AskTexts; draft: Pick<AskDraft, 'wishes'> }) {
  const name = wishField(value);
  const chosen =
    draft.wishes.find((wish) => wish.dimension === value.dimension && wish.value === value.value)?.weight ??
    'DOES_NOT_MATTER';
  return (
    <fieldset class="wish">
      <legend lang="en" dir="auto">
        {value.label}
      </legend>
      <div class="weights">
        {weights.map(([weight, label]) => (
          <label key={weight}>
            <input type="radio" name={name} value={weight} defaultChecked={weight === chosen} />
            <span>{w[label]}</span>
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
