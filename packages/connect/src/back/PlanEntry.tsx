import { Act, Fold } from './Act.tsx';
import { BackField, useHasProblem } from './BackField.tsx';
import { PlanReminder } from './PlanReminder.tsx';
import type { PlanEntryView } from './plan-view.ts';
import { type PlanKindName, planField, planKindWords } from './plan-words.ts';

const WORDS = 1_000;
const LINE = 200;

/** One entry of one's own plan, with a way to put it right and to take it out. */
export function PlanEntry({ entry, pass }: { entry: PlanEntryView; pass: string }) {
  const kind = entry.kind as PlanKindName;
  const fields = { entryId: entry.id };
  return (
    <article class="answers">
      <p class="words" dir="auto">
        {entry.words}
      </p>
      <p class="hint">{[planKindWords[kind].label, entry.day].filter(Boolean).join(' · ')}</p>
      {entry.who && (
        <p>
          With: <bdi>{entry.who}</bdi>
        </p>
      )}
      {entry.comes && (
        <p>
          Comes with me: <bdi>{entry.comes}</bdi>
        </p>
      )}
      {entry.decided && (
        <p>
          What was decided: <bdi>{entry.decided}</bdi>
        </p>
      )}
      {entry.reminder && <PlanReminder reminder={entry.reminder} entry={entry} pass={pass} />}
      <Fold summary="Change" about={entry.words} isOpen={useHasProblem(`plan-${entry.id}`)}>
        <Act pass={pass} act="plan-change" label="Save" about={entry.words} look="plain" fields={fields}>
          <PlanFields of={entry.id} kind={kind} entry={entry} />
        </Act>
        <Act pass={pass} act="plan-remove" label="Take it out" about={entry.words} look="quiet" fields={fields} />
      </Fold>
    </article>
  );
}

/** Something new for the plan, behind a line that says what. */
export function NewPlanEntry({ kind, pass }: { kind: PlanKindName; pass: string }) {
  const { label, button } = planKindWords[kind];
  const summary = kind === 'MEETING' ? 'Add a meeting' : `Add: ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  return (
    <Fold summary={summary} isOpen={useHasProblem(`plan-${kind}`)}>
      <Act pass={pass} act="plan-new" label={button} look="plain" fields={{ kind }} isNew>
        <PlanFields of={kind} kind={kind} />
      </Act>
    </Fold>
  );
}

function PlanFields({ of, kind, entry }: { of: string; kind: PlanKindName; entry?: PlanEntryView }) {
  const isMeeting = kind === 'MEETING';
  const hasDay = isMeeting || planKindWords[kind].part === 'JOURNEY';
  return (
    <>
      {hasDay && (
        <BackField
          name={planField(of, 'onDay')}
          label="Which day? (optional)"
          hint="For example 24/12/2026."
          value={entry?.onDay ?? ''}
          maxLength={20}
        />
      )}
      {isMeeting && (
        <BackField
          name={planField(of, 'who')}
          label="With whom? (optional)"
          value={entry?.who ?? ''}
          maxLength={LINE}
        />
      )}
      <BackField
        name={planField(of, 'words')}
        label={planKindWords[kind].label}
        value={entry?.words ?? ''}
        rows={3}
        maxLength={WORDS}
      />
      {isMeeting && (
        <>
          <BackField
            name={planField(of, 'comes')}
            label="Who comes with me? (optional)"
            value={entry?.comes ?? ''}
            maxLength={LINE}
          />
          <BackField
            name={planField(of, 'decided')}
            label="What was decided? (optional)"
            hint="You can write this afterwards."
            value={entry?.decided ?? ''}
            rows={3}
            maxLength={WORDS}
          />
        </>
      )}
    </>
  );
}
