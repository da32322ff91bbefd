import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FocusFirst } from './FocusFirst.tsx';
import { Refused } from './Refused.tsx';
import { SendRow } from './SendRow.tsx';
import { day } from './words.ts';

export const EnergyNow = graphql(`
  fragment EnergyNow on Advocate {
    id
    energy
    breakUntil
    breakWords
  }
`);

const SetEnergy = graphql(
  `
    mutation SetEnergy($input: SetEnergyInput!) {
      setEnergy(input: $input) {
        __typename
        ... on SetEnergyPayload {
          advocate {
            ...EnergyNow
          }
        }
        ... on UserError {
          message
        }
        ... on InvalidInput {
          field
        }
      }
    }
  `,
  [EnergyNow],
);

type Energy = 'FINE' | 'LOW' | 'BREAK';

const choices: { energy: Energy; label: string; means: string }[] = [
  { energy: 'FINE', label: 'Fine', means: 'New people may be introduced to you.' },
  { energy: 'LOW', label: 'Low', means: 'Nobody new for now. Those you are with stay.' },
  {
    energy: 'BREAK',
    label: 'I need a break',
    means: 'You are away. Nobody new until you are back. Those you are with are told.',
  },
];

/** How I am, in one tap (A2). Saved as it is today; what was before is not kept, and only coordinators see it. */
export function EnergyForm({ now }: { now: FragmentOf<typeof EnergyNow> }): JSX.Element {
  const advocate = readFragment(EnergyNow, now);
  const [isPlanning, setPlanning] = useState(false);
  const [problem, setProblem] = useState<{ message: string; field: string | null } | null>(null);
  const [said, setSaid] = useState('');
  const [{ fetching }, setEnergy] = useMutation(SetEnergy);

  /** The form goes; whoever was in it is back at the button that opened it. */
  function stopPlanning() {
    setPlanning(false);
    document.getElementById('energy-BREAK')?.focus();
  }

  async function save(energy: Energy, more: { breakUntil?: string | null; breakWords?: string | null } = {}) {
    setProblem(null);
    setSaid('');
    const { data } = await setEnergy({ input: { energy, ...more } });
    const result = data?.setEnergy;
    if (!result) setProblem({ message: 'We could not reach Kith. Try again; nothing was changed.', field: null });
    else if (result.__typename === 'SetEnergyPayload') {
      if (isPlanning) stopPlanning();
      setSaid(energy === 'BREAK' ? 'Saved.' : 'Saved. Only you and your coordinators can see it.');
    } else setProblem({ message: result.message, field: 'field' in result ? result.field : null });
  }

  function sendBreak(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void save('BREAK', {
      breakUntil: String(form.get('breakUntil') ?? '') || null,
      breakWords: String(form.get('breakWords') ?? '') || null,
    });
  }

  const isResting = advocate.energy === 'BREAK';
  const current = choices.find(({ energy }) => energy === advocate.energy);
  return (
    <section class="stack card" aria-labelledby="energy">
      <h2 id="energy">How are you?</h2>
      <fieldset class="choices" aria-labelledby="energy">
        {choices.map(({ energy, label }) => (
          <button
            key={energy}
            id={`energy-${energy}`}
            type="button"
            class="choice"
            aria-pressed={advocate.energy === energy}
            onClick={() => (energy === 'BREAK' ? setPlanning(true) : !fetching && save(energy))}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <p role="status">
        {isResting && advocate.breakUntil ? `Until ${day(advocate.breakUntil)}. ` : ''}
        {current?.means}
        {said && ` ${said}`}
      </p>
      {isResting && advocate.breakWords && <blockquote dir="auto">{advocate.breakWords}</blockquote>}
      <Refused why={problem && problem.field === null && problem.message} />
      {isPlanning && (
        <FocusFirst>
          <form class="stack" onSubmit={sendBreak} noValidate>
            <h3>{isResting ? 'Change your break' : 'A break is a good idea'}</h3>
            <Field
              id="breakUntil"
              name="breakUntil"
              type="date"
              label="Until when? (optional)"
              hint="The last day of your break. Leave it empty when you do not know yet."
              defaultValue={advocate.breakUntil ?? ''}
              problem={problem?.field === 'breakUntil' ? problem.message : undefined}
            />
            <TextArea
              id="breakWords"
              name="breakWords"
              rows={3}
              label="What should people hear? (optional)"
              hint="People you are with read these words, and until when you are away. At most 300 letters."
              defaultValue={advocate.breakWords ?? ''}
              problem={problem?.field === 'breakWords' ? problem.message : undefined}
            />
            <SendRow send={isResting ? 'Save my break' : 'Start my break'} isBusy={fetching} onBack={stopPlanning} />
          </form>
        </FocusFirst>
      )}
    </section>
  );
}
