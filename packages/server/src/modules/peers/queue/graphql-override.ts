import { builder } from '../../../graphql/builder.ts';
import { UserError } from '../../../graphql/errors.ts';
import { OverrideNeeded } from './override-rules.ts';
import type { WaitedLonger } from './ranking.ts';

export const OverrideKindEnum = builder.enumType('OverrideKind', {
  description: 'What a coordinator decided against when they introduced somebody.',
  values: {
    OUTSIDE_SUGGESTIONS: { description: 'The advocate is not one of the three who come first.' },
    WAITED_LONGER: { description: 'Somebody else has waited longer, and this advocate would suit them.' },
  } as const,
});

export const WaitedLongerType = builder.objectRef<WaitedLonger>('WaitedLonger').implement({
  description: 'Somebody of the same team who has waited longer, and whom the same advocate would suit.',
  fields: (t) => ({
    requestId: t.globalID({
      description: 'Id of their request.',
      resolve: ({ requestId }) => ({ id: requestId, type: 'PeerRequest' }),
    }),
    reference: t.exposeString('reference', { description: 'Short and sayable: "KT-4F7Q".' }),
    waitingSince: t.field({
      type: 'DateTime',
      description: 'Since when they wait.',
      resolve: ({ waitingSince }) => waitingSince,
    }),
    isOnlyOne: t.exposeBoolean('isOnlyOne', { description: 'Nobody else of the team could meet them now.' }),
  }),
});

builder.objectType(OverrideNeeded, {
  name: 'OverrideNeeded',
  description: 'Somebody else comes first, or has waited longer. Send the same again with an overrideReason.',
  interfaces: [UserError],
  fields: (t) => ({
    kinds: t.field({ type: [OverrideKindEnum], description: 'Why.', resolve: ({ kinds }) => kinds }),
    waitedLonger: t.field({
      type: [WaitedLongerType],
      description: 'Who has waited longer, longest first.',
      resolve: ({ waitedLonger }) => waitedLonger,
    }),
  }),
});
