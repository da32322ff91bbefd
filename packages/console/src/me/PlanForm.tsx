import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { dayOfYear } from '../words.ts';
import { SaveState } from './SaveState.tsx';
import { problemOf, useSave } from './saving.ts';

export const MyPlan = graphql(`
  fragment MyPlan on MyGrowth {
    wellbeingPlan {
      helps
      signs
      next
      others
      changedAt
    }
  }
`);

const SetWellbeingPlan = graphql(`
  mutation SetWellbeingPlan($input: SetWellbeingPlanInput!) {
    setWellbeingPlan(input: $input) {
      __typename
      ... on MyGrowthPayload {
        growth {
          wellbeingPlan {
            changedAt
          }
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
`);

const parts = [
  { name: 'helps', label: 'What keeps me well' },
  { name: 'signs', label: 'How I notice that it gets too much' },
  { name: 'next', label: 'What I do then' },
  { name: 'others', label: 'What others can do, and what they had better leave' },
] as const;

/** What keeps somebody well, in their own words (S99). Theirs alone: to show it to somebody, they read it out. */
export function PlanForm({ growth }: { growth: FragmentOf<typeof MyPlan> }): JSX.Element {
  const plan = readFragment(MyPlan, growth).wellbeingPlan;
  const { save, problem, said, isBusy } = useSave(SetWellbeingPlan);
  function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim() || null;
    void save({ input: { helps: text('helps'), signs: text('signs'), next: text('next'), others: text('others') } });
  }
  return (
    <section class="card stack" aria-labelledby="plan">
      <h2 id="plan">What keeps me well</h2>
      <details>
        <summary>{plan ? `My plan, last changed ${dayOfYear(plan.changedAt)}` : 'Write a plan for myself'}</summary>
        <form class="stack" onSubmit={send} noValidate>
          {parts.map(({ name, label }) => (
            <TextArea
              key={name}
              id={`plan-${name}`}
              name={name}
              label={`${label} (optional)`}
              defaultValue={plan?.[name] ?? ''}
              maxLength={2000}
              problem={problemOf(problem, name)}
            />
          ))}
          <p class="hint">Empty all four boxes and save, and there is no plan any more.</p>
          <SaveState problem={problem} said={said} fields={parts.map(({ name }) => name)} />
          <div>
            <Button type="submit">{isBusy ? 'Saving …' : 'Save my plan'}</Button>
          </div>
        </form>
      </details>
    </section>
  );
}
