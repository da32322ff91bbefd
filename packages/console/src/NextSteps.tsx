import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import type { JSX } from 'preact';
import { day } from './words.ts';

export const StepAhead = graphql(`
  fragment StepAhead on NextStep {
    step {
      id
      isAccompanied
      onDay
      what
      meetingPoint
    }
    match {
      id
      request {
        id
        reference
        reach {
          name
        }
      }
    }
  }
`);

/** What has its day within two weeks, the next first; nothing when nothing is planned. */
export function NextSteps({ steps }: { steps: readonly FragmentOf<typeof StepAhead>[] }): JSX.Element | null {
  const now = new Date();
  if (steps.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="next-steps">
      <h2 id="next-steps">What comes next</h2>
      <ul class="cards">
        {steps.map((data) => {
          const { step, match } = readFragment(StepAhead, data);
          const name = match?.request?.reach?.name || `Request ${match?.request?.reference ?? ''}`;
          return (
            <li key={step.id}>
              <a class="line" href={`/console/people/${encodeURIComponent(match?.id ?? '')}`}>
                <strong dir="auto">
                  {step.isAccompanied ? `Go with ${name}` : name}: {step.what}
                </strong>
                <span dir="auto">
                  {[step.onDay && whenIs(step.onDay, now), step.meetingPoint].filter(Boolean).join(' · ')}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** "Today", "Tomorrow", the day; what is over asks how it was. */
function whenIs(iso: string, now: Date): string {
  const at = (days: number) => {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12);
    return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
  };
  if (iso < at(0)) return `It was for ${day(iso)}. How was it?`;
  if (iso === at(0)) return 'Today';
  return iso === at(1) ? 'Tomorrow' : day(iso);
}
