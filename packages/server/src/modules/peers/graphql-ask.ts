import { InvalidInput, NotFound, RateLimited } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { readId } from '../../graphql/ids.ts';
import { resultOf } from '../../graphql/mutation.ts';
import { LifeAreaEnum } from '../directory/graphql-enums.ts';
import { SharedValue } from '../people/graphql.ts';
import { ContactChannelEnum, SharedDimensionEnum } from '../people/graphql-enums.ts';
import { ConsentTextType, ProofOfWorkChallengeType } from '../safety/graphql.ts';
import { type AskForm, readAskForm } from './ask-form.ts';
import { ConsentRequired } from './consent-rules.ts';
import { WishWeightEnum } from './graphql-enums.ts';
import { dateOf, dayIn } from './promise-clock.ts';
import { type Receipt, requestPeer } from './requesting.ts';
import { IdempotencyConflict } from './rules.ts';

/** The calendar day of a promise, where the team is. */
export const promisedDay = ({ promisedBy, timezone }: { promisedBy: Date; timezone: string }) =>
  dateOf(dayIn(timezone, promisedBy));

export const AskFormType = builder.objectRef<AskForm>('AskForm').implement({
  description: 'What the ask form needs: who reads it, by when, what is passed on, which wishes there are.',
  fields: (t) => ({
    team: t.exposeString('team', { description: 'Name of the team that answers.' }),
    peopleWhoRead: t.exposeInt('peopleWhoRead', { description: 'How many coordinators can read the words.' }),
    promisedBy: t.field({ type: 'Date', description: 'A human being answers by this day.', resolve: promisedDay }),
    passedOn: t.exposeString('passedOn', { description: 'What is passed on, to whom and when.' }),
    consent: t.field({ type: ConsentTextType, description: 'The text in use now.', resolve: (form) => form.consent }),
    wishes: t.field({
      type: [SharedValue],
      description: 'What can be wished for, in the order that a form shows it.',
      resolve: (form) => [...form.wishes],
    }),
    proofOfWork: t.field({
      type: ProofOfWorkChallengeType,
      description: 'Optional to solve: without it the limits are tighter.',
      resolve: (form) => form.proofOfWork,
    }),
  }),
});

builder.queryField('askForm', (t) =>
  t.field({
    type: AskFormType,
    nullable: true,
    description: 'What the ask form needs; null: nobody answers requests here.',
    args: { serviceId: t.arg.id({ description: 'The service that the request would be about; left out: none.' }) },
    resolve: async (_root, args, context) => {
      try {
        return await readAskForm(context, {
          partner: context.partner,
          serviceId: args.serviceId ? readId(args.serviceId, 'Service') : null,
        });
      } catch (problem) {
        if (problem instanceof NotFound) return null;
        throw problem;
      }
    },
  }),
);

export const WishInputType = builder.inputType('WishInput', {
  description: 'One thing that matters, or rather not, in who somebody talks to.',
  fields: (t) => ({
    dimension: t.field({ type: SharedDimensionEnum, required: true, description: 'What kind of thing it is.' }),
    value: t.string({ required: true, description: 'Its name in the vocabulary (askForm.wishes).' }),
    weight: t.field({ type: WishWeightEnum, required: true, description: 'How much it counts.' }),
  }),
});

export const ReachInputType = builder.inputType('ReachInput', {
  description: 'How it is safe to be in touch.',
  fields: (t) => ({
    channel: t.field({ type: ContactChannelEnum, required: true, description: 'By which way.' }),
    value: t.string({ description: 'Number or address; left out for COME_BACK.' }),
    name: t.string({ description: 'What to call the person, as they say it.' }),
    times: t.string({
      description:
        "When it is safe, in the person's words, at most 360 characters. What a program always understands: weekdays, weekends, mornings, afternoons, evenings, with commas between.",
    }),
    mayLeaveVoicemail: t.boolean({ description: 'Whether a message may be left; left out: not said.' }),
    voicemailWords: t.string({
      description: 'What to say on a message, at most 300 characters. Kept only with a yes to messages.',
    }),
    othersMayAnswer: t.string({
      description: 'Who else may answer, and what to say then, in their words. At most 300 characters.',
    }),
    mayShowNumber: t.boolean({ description: 'Whether the number that calls may be seen; left out: not said.' }),
    pronouns: t.string({ description: 'How they are spoken of, for example "she/her". Shown exactly as written.' }),
    describedAs: t.string({
      description: 'How they describe themselves. Shown exactly as written, at most 300 characters.',
    }),
    communicationNeeds: t.string({
      description:
        'What helps them to understand and be understood, at most 300 characters. Shown first to whoever meets them.',
    }),
  }),
});

const RequestPeerInputType = builder.inputType('RequestPeerInput', {
  description: 'A person asks for a peer. Words and a way to reply are enough; words may be empty.',
  fields: (t) => ({
    idempotencyKey: t.string({
      required: true,
      description:
        '16 to 200 plain characters, random and new for each request: sending again with the same key asks once.',
    }),
    words: t.string({ description: "The person's own words, at most 4,000 characters. May be empty." }),
    wishes: t.field({ type: [WishInputType], description: 'What matters in who they talk to. May be empty.' }),
    reach: t.field({ type: ReachInputType, required: true, description: 'A way to reach them, or COME_BACK.' }),
    area: t.field({ type: LifeAreaEnum, description: 'The part of life that it is about.' }),
    serviceId: t.id({ description: 'The service that it is about.' }),
    outwardCode: t.string({ description: 'First half of a postcode. The second half is cut off.' }),
    language: t.string({ description: 'The language that the person uses (BCP 47).' }),
    consentVersion: t.string({ description: 'Version of the consent text that the person said yes to.' }),
    proofOfWork: t.string({ description: 'altcha solution, base64. Optional: without it the limits are tighter.' }),
  }),
});

const ReceiptType = builder.objectRef<Receipt>('Receipt').implement({
  description: 'What a person takes with them after asking. Shown once; the same request sent again shows it again.',
  fields: (t) => ({
    reference: t.exposeString('reference', { description: 'For talking about it with staff: "KT-4F7Q".' }),
    code: t.exposeString('code', { description: 'Four words to come back with.' }),
    link: t.field({
      type: 'URL',
      description: 'Address with the link token in its fragment.',
      resolve: (receipt) => receipt.link,
    }),
    team: t.exposeString('team', { description: 'Name of the team that answers.' }),
    promisedBy: t.field({ type: 'Date', description: 'A human being answers by this day.', resolve: promisedDay }),
  }),
});

const RequestPeerPayload = builder.objectRef<Receipt>('RequestPeerPayload').implement({
  description: 'The request is with the team.',
  fields: (t) => ({
    receipt: t.field({ type: ReceiptType, description: 'What to keep.', resolve: (receipt) => receipt }),
  }),
});

builder.mutationField('requestPeer', (t) =>
  t.field({
    type: RequestPeerPayload,
    description: 'Ask for a peer. Needs no account. The words are sealed with a key of their own and never repeated.',
    args: {
      input: t.arg({ type: RequestPeerInputType, required: true, description: 'What is asked, and how to answer.' }),
    },
    errors: resultOf('RequestPeer', [InvalidInput, ConsentRequired, IdempotencyConflict, RateLimited]),
    resolve: (_root, { input }, context) =>
      requestPeer(
        context,
        { partner: context.partner, addressHash: context.addressHash },
        // An id that is none is answered like a service that is gone.
        { ...input, serviceId: input.serviceId ? (readId(input.serviceId, 'Service') ?? 'unknown') : null },
      ),
  }),
);
