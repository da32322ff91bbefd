import { InvalidInput, NotFound, RateLimited } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { readId } from '../../graphql/ids.ts';
import { resultOf } from '../../graphql/mutation.ts';
import { LifeAreaEnum } from '../directory/graphql-enums.ts';
import { readPhoneAskForm, requestPeerByPhone } from './asking-by-phone.ts';
import { ConsentRequired } from './consent-rules.ts';
import { AskFormType, promisedDay, ReachInputType, WishInputType } from './graphql-ask.ts';
import type { Receipt } from './requesting.ts';
import { IdempotencyConflict } from './rules.ts';

builder.queryField('phoneAskForm', (t) =>
  t.field({
    type: AskFormType,
    nullable: true,
    description:
      'For advocates and coordinators of a team: what they need to write down a request for somebody on the phone. Null for others.',
    resolve: (_root, _args, context) => readPhoneAskForm(context, context.viewer),
  }),
);

const RequestPeerByPhoneInput = builder.inputType('RequestPeerByPhoneInput', {
  description: 'What somebody says on the phone, written down by a colleague.',
  fields: (t) => ({
    idempotencyKey: t.string({
      required: true,
      description:
        '16 to 200 plain characters, random and new for each request: sending again with the same key asks once.',
    }),
    words: t.string({ description: "The person's words as they say them, at most 4,000 characters. May be empty." }),
    wishes: t.field({ type: [WishInputType], description: 'What matters in who they talk to. May be empty.' }),
    reach: t.field({ type: ReachInputType, required: true, description: 'A way to reach them, or COME_BACK.' }),
    area: t.field({ type: LifeAreaEnum, description: 'The part of life that it is about.' }),
    serviceId: t.id({ description: 'The service that it is about.' }),
    outwardCode: t.string({ description: 'First half of a postcode. The second half is cut off.' }),
    language: t.string({ description: 'The language that the person uses (BCP 47).' }),
    consentVersion: t.string({ required: true, description: 'Version of the consent text that was read out.' }),
    wasReadOut: t.boolean({ required: true, description: 'Each part was read out, and the person said yes.' }),
  }),
});

const ReceiptToReadOut = builder.objectRef<Receipt>('ReceiptToReadOut').implement({
  description:
    'What to read out to the person at the end of the call. There is no link: it would be on the wrong screen.',
  fields: (t) => ({
    reference: t.exposeString('reference', { description: 'For talking about it with staff: "KT-4F7Q".' }),
    code: t.exposeString('code', { description: 'Four words with which the person comes back.' }),
    team: t.exposeString('team', { description: 'Name of the team that answers.' }),
    promisedBy: t.field({ type: 'Date', description: 'A human being answers by this day.', resolve: promisedDay }),
  }),
});

const RequestPeerByPhonePayload = builder.objectRef<Receipt>('RequestPeerByPhonePayload').implement({
  description: 'The request is with the team.',
  fields: (t) => ({
    receipt: t.field({ type: ReceiptToReadOut, description: 'What to read out.', resolve: (receipt) => receipt }),
  }),
});

builder.mutationField('requestPeerByPhone', (t) =>
  t.field({
    type: RequestPeerByPhonePayload,
    description:
      "An advocate or coordinator asks for a peer for somebody on the phone (S87). It goes to the colleague's own team. Audited.",
    args: {
      input: t.arg({ type: RequestPeerByPhoneInput, required: true, description: 'What they say, and how to answer.' }),
    },
    errors: resultOf('RequestPeerByPhone', [InvalidInput, NotFound, ConsentRequired, IdempotencyConflict, RateLimited]),
    resolve: (_root, { input }, context) =>
      requestPeerByPhone(context, context.viewer, {
        ...input,
        serviceId: input.serviceId ? (readId(input.serviceId, 'Service') ?? 'unknown') : null,
      }),
  }),
);
