import { Act, Fold } from './Act.tsx';
import { useHasProblem } from './BackField.tsx';
import type { CheckInView } from './plan-view.ts';
import { SharePart } from './SharePart.tsx';

/** Five taps, never required: how it is, and how it was before, in plain words. */
export function CheckIn({ checkIn, name, pass }: { checkIn: CheckInView; name: string | null; pass: string }) {
  const { questions, series } = checkIn;
  return (
    <section aria-labelledby="check-in-title">
      <h3 id="check-in-title">How is it now?</h3>
      <p>For you alone. You never have to answer, and nothing depends on it.</p>
      {questions && (
        <Fold summary="Answer five questions" isOpen={useHasProblem('answers')}>
          <Act pass={pass} act="check-in" label="Save my answers">
            {questions.map(({ item, title, words }) => (
              <fieldset key={item}>
                <legend>{words}</legend>
                <p class="hint">{title}</p>
                {Object.entries(checkIn.answers).map(([value, label]) => (
                  <label class="choice" key={value}>
                    <input type="radio" name={`answer-${item}`} value={value} />
                    <span>{label}</span>
                  </label>
                ))}
              </fieldset>
            ))}
          </Act>
          <Act pass={pass} act="check-in-later" label="Not now" look="quiet">
            <p class="hint">You are asked again after four weeks at the earliest.</p>
          </Act>
        </Fold>
      )}
      {series.map(({ words, said }) => (
        <div class="answers" key={words}>
          <p>{words}</p>
          <ul>
            {said.map(({ day, answer }) => (
              <li key={day}>
                {day}: {answer}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {series.length > 0 && (
        <>
          <SharePart part="CHECK_INS" title="how it is now" isShared={checkIn.isShared} name={name} pass={pass} />
          <Fold summary="Delete my answers" kind="ask-once">
            <Act pass={pass} act="check-in-remove" label="Yes, delete all my answers" look="plain" />
          </Fold>
        </>
      )}
      <p>
        <a href="/check-in" target="_blank" rel="noreferrer">
          Why these questions? (opens a new tab)
        </a>
      </p>
    </section>
  );
}
