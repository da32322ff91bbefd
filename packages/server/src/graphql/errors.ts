import { type DomainError, InvalidInput, NotFound, RateLimited } from '../errors.ts';
import { builder } from './builder.ts';

/** The interface of every expected failure, so that a client that knows none of them can still show the sentence. */
export const UserError = builder.interfaceRef<DomainError>('UserError').implement({
  description: 'An expected failure: nothing was changed.',
  fields: (t) => ({
    message: t.exposeString('message', {
      description: 'One plain sentence that says what to do next. Can be shown as it is.',
    }),
  }),
});

builder.objectType(InvalidInput, {
  name: 'InvalidInput',
  description: 'Something in the input cannot be used as it is.',
  interfaces: [UserError],
  fields: (t) => ({
    field: t.exposeString('field', {
      nullable: true,
      description: 'Path of the field in the input, for example "reach.value"; null: the input as a whole.',
    }),
  }),
});

builder.objectType(NotFound, {
  name: 'NotFound',
  description: 'Not there, or not for this viewer.',
  interfaces: [UserError],
});

builder.objectType(RateLimited, {
  name: 'RateLimited',
  description: 'Too much in a short time.',
  interfaces: [UserError],
  fields: (t) => ({
    retryAfterSeconds: t.exposeInt('retryAfterSeconds', { description: 'Seconds to wait.' }),
  }),
});
