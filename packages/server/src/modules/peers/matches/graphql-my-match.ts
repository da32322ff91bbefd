import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import type { Context } from '../../../graphql/context.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { advocatesVisibleTo } from '../../people/access.ts';
import { Advocate } from '../../people/graphql.ts';
import { requestsVisibleTo } from '../access.ts';
import { resumeMyRequest } from '../changing.ts';
import { PeerRequest } from '../graphql-request.ts';
import { NoLongerPossible } from '../rules.ts';
import { askForSomebodyElse, finishMyRequest } from './ending.ts';
import { ratherWait, sayRunningLow } from './running-low.ts';

const MyMatchPayload = builder.objectRef<object>('MyMatchPayload').implement({
  description: 'Where the request is now.',
  fields: (t) => ({
    request: t.prismaField({
      type: PeerRequest,
      description: 'The request.',
      resolve: (query, _payload, _args, { db, viewer, clock }) =>
        db.peerRequest.findFirstOrThrow({ ...query, where: requestsVisibleTo(viewer, clock.now()) }),
    }),
  }),
});

const result = resultOf('MyMatch', [InvalidInput, NotFound, NoLongerPossible]);

const withoutInput = {
  askForSomebodyElse: {
    description:
      'The person would like to meet somebody else. No reason is asked; the request waits again and keeps its age.',
    act: askForSomebodyElse,
  },
  finishMyRequest: {
    description: '"This isn\'t for me": finished for now, at any time and without a reason. The way back stays open.',
    act: finishMyRequest,
  },
  comeBackToSameAdvocate: {
    description:
      'The person comes back and would like to be with the same advocate again, if both want: a wish that the coordinator reads.',
    act: (kith: Kith, viewer: Viewer) => resumeMyRequest(kith, viewer, { isAgain: true }),
  },
};

for (const [name, { description, act }] of Object.entries(withoutInput)) {
  builder.mutationField(name, (t) =>
    t.field({
      type: MyMatchPayload,
      description,
      errors: result,
      resolve: async (_root: unknown, _args: unknown, context: Context) => {
        await act(context, context.viewer);
        return {};
      },
    }),
  );
}

const switches = {
  sayRunningLow: {
    description: 'The person says that they are running low: who is with them hears of it, and nothing else happens.',
    isOn: 'True: I run low. False: not any more.',
    act: sayRunningLow,
  },
  ratherWait: {
    description: 'The person would rather wait for their advocate than meet a stand-in, who then sees nothing.',
    isOn: 'True: I would rather wait. False: a stand-in is fine.',
    act: ratherWait,
  },
};

for (const [name, { description, isOn, act }] of Object.entries(switches)) {
  builder.mutationField(name, (t) =>
    t.field({
      type: MyMatchPayload,
      description,
      args: { isOn: t.arg.boolean({ required: true, description: isOn }) },
      errors: result,
      resolve: async (_root, args, context) => {
        await act(context, context.viewer, args.isOn);
        return {};
      },
    }),
  );
}

builder.prismaObjectField(PeerRequest, 'wishedAgain', (t) =>
  t.prismaField({
    type: Advocate,
    nullable: true,
    description:
      'Came back and would like to be with this advocate again, if both want. Null: not said, or not for this viewer.',
    select: { againWithId: true },
    resolve: (query, request, _args, { db, viewer }) =>
      request.againWithId
        ? db.advocateProfile.findFirst({
            ...query,
            where: { AND: [{ id: request.againWithId }, advocatesVisibleTo(viewer)] },
          })
        : null,
  }),
);
