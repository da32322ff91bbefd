import { Act } from './Act.tsx';

const gotThere = { YES: 'Yes', NOT_YET: 'Not yet', RATHER_NOT_SAY: 'Rather not say' };
const helped = { YES: 'Yes', A_BIT: 'A bit', NO: 'No', RATHER_NOT_SAY: 'Rather not say' };

/** Did you get there, did it help: asked once, and every answer is as good as another. */
export function HowItWent({ pass, about, fields }: { pass: string; about: string; fields: Record<string, string> }) {
  return (
    <Act pass={pass} act="follow-up" label="Save" about={`how it went: ${about}`} look="plain" fields={fields}>
      <Choice name="gotThere" legend="Did you get there?" answers={gotThere} />
      <Choice name="helped" legend="Did it help?" answers={helped} />
    </Act>
  );
}

function Choice({ name, legend, answers }: { name: string; legend: string; answers: Record<string, string> }) {
  return (
    <fieldset>
      <legend>{legend} (optional)</legend>
      {Object.entries(answers).map(([value, label]) => (
        <label class="choice" key={value}>
          <input type="radio" name={name} value={value} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
