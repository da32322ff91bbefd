import { graphql } from '@kith/contract/graphql.ts';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { SavingState } from './SavingState.tsx';
import { useSaving } from './saving.ts';

const SetMentors = graphql(`
  mutation SetMentors($isOn: Boolean!) {
    setMentorsSupervise(isOn: $isOn) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** What a team decides for itself. */
export function TeamChoices({
  mentorsSupervise,
  onChanged,
}: {
  mentorsSupervise: boolean;
  onChanged: () => void;
}): JSX.Element {
  const saving = useSaving();
  const [, set] = useMutation(SetMentors);
  async function choose(isOn: boolean) {
    const sentence = isOn
      ? 'Mentors can be chosen as supervisors of advocates now.'
      : 'Only coordinators supervise. Whoever had a mentor needs somebody else.';
    if (!saving.isBusy && (await saving.save(set({ isOn }), sentence))) onChanged();
  }
  return (
    <section class="stack" aria-labelledby="choices">
      <h2 id="choices">How your team works</h2>
      <SavingState saving={saving} />
      <label class="check">
        <input
          type="checkbox"
          checked={mentorsSupervise}
          onChange={(event) => void choose(event.currentTarget.checked)}
        />
        Mentors may supervise advocates, beside the coordinators
      </label>
      <p>
        <a href="/console/team/wording">The words that agreements begin with</a>
      </p>
    </section>
  );
}
