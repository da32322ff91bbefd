import { longest } from '../ask-draft.ts';
import { Act, Fold } from './Act.tsx';
import { BackField, useHasProblem } from './BackField.tsx';
import { HowItWent } from './HowItWent.tsx';
import type { StepView } from './together-view.ts';

/** Small things to do: there is always a next one, also while somebody waits. */
export function Steps({
  steps,
  name,
  pass,
}: {
  steps: readonly StepView[];
  /** Whom they would be shared with; null: nobody yet. */
  name: string | null;
  pass: string;
}) {
  const open = steps.filter(({ state }) => state === 'PLANNED');
  const over = steps.filter(({ state }) => state !== 'PLANNED');
  return (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title">Next steps</h2>
      {open.length === 0 && <p>Nothing is planned. A step can be very small.</p>}
      {open.map((step) => (
        <Step key={step.id} step={step} pass={pass} />
      ))}
      <Fold summary="Add a step" isOpen={useHasProblem('what', 'onDay')}>
        <Act pass={pass} act="step-new" label="Add it" isNew>
          <BackField
            name="what"
            label="What is it?"
            hint="For example: ring the library about the garden group."
            maxLength={longest.times}
          />
          <BackField name="onDay" label="Which day? (optional)" hint="For example 24/12/2026." maxLength={20} />
          {name && (
            <label class="choice">
              <input type="checkbox" name="isPrivate" value="yes" />
              <span>
                Only I see it, not <bdi>{name}</bdi>
              </span>
            </label>
          )}
        </Act>
      </Fold>
      {over.length > 0 && (
        <Fold summary={`Done or let go (${over.length})`}>
          {over.map((step) => (
            <Step key={step.id} step={step} pass={pass} />
          ))}
        </Fold>
      )}
    </section>
  );
}

function Step({ step, pass }: { step: StepView; pass: string }) {
  const fields = { stepId: step.id };
  return (
    <article class="answers">
      <p dir="auto">{step.what}</p>
      <p class="hint">
        {[step.isPrivate ? 'Only you see this' : step.whose, step.day, step.service].filter(Boolean).join(' · ')}
      </p>
      {step.meetingPoint && (
        <p>
          You meet: <bdi>{step.meetingPoint}</bdi>
        </p>
      )}
      {step.ifItGoesWrong && (
        <p>
          If it goes wrong: <bdi>{step.ifItGoesWrong}</bdi>
        </p>
      )}
      {step.asksFollowUp && <HowItWent pass={pass} about={step.what} fields={fields} />}
      {step.state === 'PLANNED' ? (
        <div class="buttons">
          <Act pass={pass} act="step-done" label="Done" about={step.what} look="plain" fields={fields} />
          <Act pass={pass} act="step-let-go" label="Let it go" about={step.what} look="plain" fields={fields} />
        </div>
      ) : (
        <Act
          pass={pass}
          act="step-planned"
          label={step.state === 'DONE' ? 'Not done after all' : 'Take it up again'}
          about={step.what}
          look="quiet"
          fields={fields}
        />
      )}
    </article>
  );
}
