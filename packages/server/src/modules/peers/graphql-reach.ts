import { builder } from '../../graphql/builder.ts';
import { ContactChannelEnum } from '../people/graphql-enums.ts';
import type { Reach } from './sealed.ts';

export const ReachType = builder.objectRef<Reach>('Reach').implement({
  description: 'How it is safe to be in touch with a person. Nobody may use another way.',
  fields: (t) => ({
    channel: t.field({
      type: ContactChannelEnum,
      description: 'The way they chose.',
      resolve: (reach) => reach.channel,
    }),
    value: t.exposeString('value', {
      nullable: true,
      description: 'Number or address. Null: none, or not for this viewer (yet).',
    }),
    name: t.exposeString('name', { nullable: true, description: 'What to call them; null: not said.' }),
    times: t.exposeString('times', { nullable: true, description: 'When it is safe, in their words; null: not said.' }),
    mayLeaveVoicemail: t.exposeBoolean('mayLeaveVoicemail', {
      nullable: true,
      description: 'Whether a message may be left. Null: not said, so do not.',
    }),
    voicemailWords: t.exposeString('voicemailWords', {
      nullable: true,
      description: 'What to say on a message; null: not said.',
    }),
    othersMayAnswer: t.exposeString('othersMayAnswer', {
      nullable: true,
      description: 'Who else may answer, in their words. Null: not said, so speak to nobody else.',
    }),
    mayShowNumber: t.exposeBoolean('mayShowNumber', {
      nullable: true,
      description: 'Whether the number that calls may be seen. Null: not said, so hide it.',
    }),
    pronouns: t.exposeString('pronouns', { nullable: true, description: 'How they are spoken of, as they wrote it.' }),
    describedAs: t.exposeString('describedAs', {
      nullable: true,
      description: 'How they describe themselves, as they wrote it.',
    }),
    communicationNeeds: t.exposeString('communicationNeeds', {
      nullable: true,
      description: 'What helps them to understand and be understood; show it first.',
    }),
  }),
});
