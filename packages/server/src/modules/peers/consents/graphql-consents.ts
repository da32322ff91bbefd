import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { ConsentPurposeEnum } from '../../safety/graphql.ts';
import { ConsentRequired } from '../consent-rules.ts';
import { MyRequestPayload } from '../graphql-my-request.ts';
import { type MyConsent, readMyConsents, shareAgain, stopSharing } from './my-consents.ts';

const GivenConsent = builder.objectRef<MyConsent>('GivenConsent').implement({
  description: 'One yes of the person, as its receipt remembers it.',
  fields: (t) => ({
    purpose: t.field({ type: ConsentPurposeEnum, description: 'What for.', resolve: ({ purpose }) => purpose }),
    text: t.exposeString('text', {
      nullable: true,
      description: 'The words that were agreed to; null: a version that Kith does not have any more.',
    }),
    version: t.exposeString('version', { description: 'Version of that text, for example "2026-11-01".' }),
    givenAt: t.field({ type: 'DateTime', description: 'When.', resolve: ({ givenAt }) => givenAt }),
    how: t.exposeString('how', { description: '"web", or how it was read out.' }),
    withdrawnAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back; null: it stands.',
      resolve: ({ withdrawnAt }) => withdrawnAt,
    }),
  }),
});

builder.prismaObjectFields('PeerRequest', (t) => ({
  consents: t.field({
    type: [GivenConsent],
    description: 'Everything that the person said yes to, the oldest first. Empty for everybody but them.',
    resolve: ({ id }, _args, context) => {
      const { viewer } = context;
      return viewer.kind === 'person' && viewer.requestId === id ? readMyConsents(context, viewer) : [];
    },
  }),
}));

const WithdrawMyConsentInput = builder.inputType('WithdrawMyConsentInput', {
  description: 'Which yes is taken back.',
  fields: (t) => ({
    purpose: t.field({ type: ConsentPurposeEnum, required: true, description: 'What it was for.' }),
  }),
});

builder.mutationField('withdrawMyConsent', (t) =>
  t.field({
    type: MyRequestPayload,
    description:
      'The person takes a yes back. SHARE_WITH_ADVOCATE: no advocate sees anything of the request from that moment on, and it rests. HANDLE_REQUEST: without it nothing may be kept, which eraseMyRequest is for; here it is answered with InvalidInput.',
    args: { input: t.arg({ type: WithdrawMyConsentInput, required: true, description: 'Which.' }) },
    errors: resultOf('WithdrawMyConsent', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => {
      const { viewer } = context;
      if (viewer.kind !== 'person') throw new NotFound('There is no such request.');
      // Erasing cannot be undone: it is asked for by its own name.
      if (input.purpose === 'HANDLE_REQUEST')
        throw new InvalidInput('Without this yes nothing may be kept. To take it back, erase everything.', 'purpose');
      await stopSharing(context, viewer);
      return {};
    },
  }),
);

const GiveMyConsentAgainInput = builder.inputType('GiveMyConsentAgainInput', {
  description: 'A new yes to sharing with an advocate.',
  fields: (t) => ({
    version: t.string({
      required: true,
      description: 'Version of the text that the person has read (askForm.consent).',
    }),
  }),
});

builder.mutationField('giveMyConsentAgain', (t) =>
  t.field({
    type: MyRequestPayload,
    description: 'After taking it back: the person says yes again to being introduced, and their request starts again.',
    args: { input: t.arg({ type: GiveMyConsentAgainInput, required: true, description: 'To which text.' }) },
    errors: resultOf('GiveMyConsentAgain', [NotFound, ConsentRequired]),
    resolve: async (_root, { input }, context) => {
      if (context.viewer.kind !== 'person') throw new NotFound('There is no such request.');
      await shareAgain(context, context.viewer, input.version);
      return {};
    },
  }),
);
