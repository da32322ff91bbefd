import { InvalidInput, NotFound } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { resultOf } from '../../graphql/mutation.ts';
import { LifeAreaEnum } from '../directory/graphql-enums.ts';
import { requestsVisibleTo } from './access.ts';
import {
  changeMyRequest,
  eraseMyRequest,
  pauseMyRequest,
  renewMyLink,
  resumeMyRequest,
  withdrawMyRequest,
} from './changing.ts';
import { ReachInputType, WishInputType } from './graphql-ask.ts';
import { PeerRequest } from './graphql-request.ts';
import { NoLongerPossible } from './rules.ts';

export const MyRequestPayload = builder.objectRef<Record<never, never>>('MyRequestPayload').implement({
  description: "The person's request, as it is now.",
  fields: (t) => ({
    request: t.prismaField({
      type: PeerRequest,
      description: 'The request.',
      resolve: (query, _payload, _args, { db, viewer, clock }) =>
        db.peerRequest.findFirstOrThrow({ ...query, where: requestsVisibleTo(viewer, clock.now()) }),
    }),
  }),
});

const ChangeMyRequestInputType = builder.inputType('ChangeMyRequestInput', {
  description: 'What to change. Left out: stays as it is. Null: taken away.',
  fields: (t) => ({
    words: t.string({ description: "The person's own words, at most 4,000 characters." }),
    wishes: t.field({ type: [WishInputType], description: 'All the wishes; they replace those before.' }),
    reach: t.field({ type: ReachInputType, description: 'A way to reach them; it can be replaced, not taken away.' }),
    area: t.field({ type: LifeAreaEnum, description: 'The part of life that it is about.' }),
    outwardCode: t.string({ description: 'First half of a postcode.' }),
  }),
});

builder.mutationField('changeMyRequest', (t) =>
  t.field({
    type: MyRequestPayload,
    description: 'The person changes what they wrote.',
    args: { input: t.arg({ type: ChangeMyRequestInputType, required: true, description: 'What to change.' }) },
    errors: resultOf('ChangeMyRequest', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => {
      await changeMyRequest(context, context.viewer, input);
      return {};
    },
  }),
);

const resting = resultOf('MyRequest', [NotFound, NoLongerPossible]);

const restingActions = {
  pauseMyRequest: {
    description: 'Nothing happens until the person starts it again.',
    act: pauseMyRequest,
  },
  resumeMyRequest: {
    description: 'The person comes back, from a pause, an ending or a stop. As often as they like.',
    act: resumeMyRequest,
  },
  withdrawMyRequest: {
    description: 'The person stops the request. No reason is asked, and it can be started again.',
    act: withdrawMyRequest,
  },
};

for (const [name, { description, act }] of Object.entries(restingActions)) {
  builder.mutationField(name, (t) =>
    t.field({
      type: MyRequestPayload,
      description,
      errors: resting,
      resolve: async (_root: unknown, _args: unknown, context: Context) => {
        await act(context, context.viewer);
        return {};
      },
    }),
  );
}

const RenewMyLinkPayload = builder.objectRef<{ link: string; code: string }>('RenewMyLinkPayload').implement({
  description: 'New ways back; the old ones end at once.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Four words to come back with.' }),
    link: t.field({
      type: 'URL',
      description: 'Address with the link token in its fragment.',
      resolve: (payload) => payload.link,
    }),
  }),
});

builder.mutationField('renewMyLink', (t) =>
  t.field({
    type: RenewMyLinkPayload,
    description: 'A new link and new words, for somebody whose link was seen. The header must be changed afterwards.',
    errors: resultOf('RenewMyLink', [NotFound]),
    resolve: (_root, _args, context) => renewMyLink(context, context.viewer),
  }),
);

const EraseMyRequestPayload = builder.objectRef<{ erasedAt: Date }>('EraseMyRequestPayload').implement({
  description: 'Erased: nobody can read it again, in any copy.',
  fields: (t) => ({
    erasedAt: t.field({ type: 'DateTime', description: 'When.', resolve: (payload) => payload.erasedAt }),
  }),
});

builder.mutationField('eraseMyRequest', (t) =>
  t.field({
    type: EraseMyRequestPayload,
    description: 'The person erases everything they wrote. It cannot be undone.',
    errors: resultOf('EraseMyRequest', [NotFound]),
    resolve: (_root, _args, context) => eraseMyRequest(context, context.viewer),
  }),
);
