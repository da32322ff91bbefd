import { Act, Fold } from './Act.tsx';
import { BackField, useHasProblem } from './BackField.tsx';
import type { RightsView } from './rights-view.ts';

const LONGEST = 1_000;

/** Whom the person would rather not meet. Nobody that it is about is ever told. */
export function Whom({ rights, pass }: { rights: RightsView; pass: string }) {
  return (
    <Fold summary="Somebody I would rather not meet" isOpen={useHasProblem('notToMeet')}>
      <p>Only the coordinators read this. Nobody else is told, and you need no reason.</p>
      {rights.metBefore.map(({ id, name }) => (
        <Act
          key={id}
          pass={pass}
          act="not-them-again"
          label={`Not ${name} again`}
          look="plain"
          fields={{ matchId: id }}
        />
      ))}
      <Act pass={pass} act="not-to-meet" label="Save" about="whom I would rather not meet">
        <BackField
          name="notToMeet"
          label="Who it is (optional)"
          hint="For example a neighbour, somebody from your family, or somebody from work."
          value={rights.notToMeet ?? ''}
          rows={3}
          maxLength={LONGEST}
        />
      </Act>
    </Fold>
  );
}
