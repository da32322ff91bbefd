import { activities, interventions } from '@kith/contract/interventions.ts';
import type { PeerActivity, PeerIntervention } from '../../../../generated/prisma/enums.ts';

// The words are in packages/contract, since every front end shows them. Here is what the server adds.
export { activities, interventions };

const labels = new Map<string, string>([...interventions, ...activities].map(({ value, label }) => [value, label]));

/** What to call a way of helping or an activity. */
export function labelOfHelp(value: PeerIntervention | PeerActivity): string {
  return labels.get(value) ?? value;
}
