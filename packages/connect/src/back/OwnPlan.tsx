import { CheckIn } from './CheckIn.tsx';
import { NewPlanEntry, PlanEntry } from './PlanEntry.tsx';
import type { PlanEntryView, PlanPartView, PlanView } from './plan-view.ts';
import { isPlanKind, planKindWords, planPartWords } from './plan-words.ts';
import { SharePart } from './SharePart.tsx';

const kindsOf = (part: string) =>
  Object.keys(planKindWords)
    .filter(isPlanKind)
    .filter((kind) => planKindWords[kind].part === part);

/** What is the person's own: strengths first, then their way, the people and meetings, and how it is. Theirs unless they share it. */
export function OwnPlan({ plan, pass }: { plan: PlanView; pass: string }) {
  const [strengths, ...others] = plan.parts;
  return (
    <section aria-labelledby="plan-title">
      <h2 id="plan-title">My own plan</h2>
      <p>
        Yours alone. Nobody sees it unless you share a part, and you can take that back. Nothing here changes what
        happens to your request.
      </p>
      {strengths && <Part part={strengths} name={plan.name} pass={pass} />}
      <Journey entries={plan.journey} pass={pass} />
      {others.map((part) => (
        <Part key={part.part} part={part} name={plan.name} pass={pass} />
      ))}
      <CheckIn checkIn={plan.checkIn} name={plan.name} pass={pass} />
      <p>
        <a href="/speak-up" target="_blank" rel="noreferrer">
          A sheet to help me speak up (opens a new tab)
        </a>
      </p>
    </section>
  );
}

function Part({ part, name, pass }: { part: PlanPartView; name: string | null; pass: string }) {
  const { title, hint } = planPartWords[part.part];
  const id = `plan-${part.part.toLowerCase()}`;
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {part.entries.length === 0 && <p>{hint}</p>}
      {part.entries.map((entry) => (
        <PlanEntry key={entry.id} entry={entry} pass={pass} />
      ))}
      {kindsOf(part.part).map((kind) => (
        <NewPlanEntry key={kind} kind={kind} pass={pass} />
      ))}
      {(part.entries.length > 0 || part.isShared) && (
        <SharePart part={part.part} title={title} isShared={part.isShared} name={name} pass={pass} />
      )}
    </section>
  );
}

function Journey({ entries, pass }: { entries: readonly PlanEntryView[]; pass: string }) {
  return (
    <section aria-labelledby="plan-journey">
      <h3 id="plan-journey">My way so far</h3>
      <p>Good things, setbacks, turning points, in any order. Only you ever see this.</p>
      {entries.map((entry) => (
        <PlanEntry key={entry.id} entry={entry} pass={pass} />
      ))}
      {kindsOf('JOURNEY').map((kind) => (
        <NewPlanEntry key={kind} kind={kind} pass={pass} />
      ))}
    </section>
  );
}
