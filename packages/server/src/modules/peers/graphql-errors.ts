import { builder } from '../../graphql/builder.ts';
import { UserError } from '../../graphql/errors.ts';
import { ConsentTextType } from '../safety/graphql.ts';
import { ConsentRequired } from './consent-rules.ts';
import { AdvocateUnavailable, IdempotencyConflict, NoLongerPossible, NotSuitable } from './rules.ts';

builder.objectType(AdvocateUnavailable, {
  name: 'AdvocateUnavailable',
  description: 'The advocate is on a break, full, low on energy or not ready to hold a match alone.',
  interfaces: [UserError],
});

builder.objectType(NotSuitable, {
  name: 'NotSuitable',
  description: 'The person said rather not, or they know each other. Nobody can override this.',
  interfaces: [UserError],
});

builder.objectType(NoLongerPossible, {
  name: 'NoLongerPossible',
  description: 'Somebody was faster, or the request or match moved on.',
  interfaces: [UserError],
});

builder.objectType(IdempotencyConflict, {
  name: 'IdempotencyConflict',
  description: 'This idempotency key was used with another body.',
  interfaces: [UserError],
});

builder.objectType(ConsentRequired, {
  name: 'ConsentRequired',
  description: 'The person needs to say yes to the current consent text first.',
  interfaces: [UserError],
  fields: (t) => ({
    consent: t.field({
      type: ConsentTextType,
      description: 'The text in use now; send its version.',
      resolve: (problem) => problem.consent,
    }),
  }),
});
