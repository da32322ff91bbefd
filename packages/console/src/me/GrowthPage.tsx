import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import type { JSX } from 'preact';
import { Gains, GainsForm } from './GainsForm.tsx';
import { Learning, LearningLog } from './LearningLog.tsx';
import { MyPlan, PlanForm } from './PlanForm.tsx';
import { Useful, UsefulButton } from './UsefulButton.tsx';

export const GrowthPage = graphql(
  `
    fragment GrowthPage on MyGrowth {
      ...Useful
      ...Learning
      ...Gains
      ...MyPlan
    }
  `,
  [Useful, Learning, Gains, MyPlan],
);

/** What an advocate keeps for themselves. Nobody else can read any of it. */
export function GrowthPageView({ growth }: { growth: FragmentOf<typeof GrowthPage> }): JSX.Element {
  const parts = readFragment(GrowthPage, growth);
  return (
    <>
      <p class="hint">All of this page is yours alone. No coordinator, no colleague and no report can see it.</p>
      <UsefulButton growth={parts} />
      <LearningLog growth={parts} />
      <PlanForm growth={parts} />
      <GainsForm growth={parts} />
    </>
  );
}
