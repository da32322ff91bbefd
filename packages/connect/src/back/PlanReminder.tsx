import { Act } from './Act.tsx';
import type { PlanEntryView } from './plan-view.ts';

/** Whether we write to the person on the day before a meeting: said in one line, changed with one press. */
export function PlanReminder({
  reminder: { canAsk, canTakeBack, sentence },
  entry: { id, words },
  pass,
}: {
  reminder: NonNullable<PlanEntryView['reminder']>;
  entry: PlanEntryView;
  pass: string;
}) {
  const fields = { entryId: id };
  if (canTakeBack)
    return (
      <Act pass={pass} act="plan-unremind" label="Do not remind me" about={words} look="plain" fields={fields}>
        <p>{sentence}</p>
      </Act>
    );
  if (!canAsk) return <p class="hint">{sentence}</p>;
  return (
    <Act pass={pass} act="plan-remind" label="Remind me the day before" about={words} look="quiet" fields={fields}>
      <p class="hint">{sentence}</p>
    </Act>
  );
}
