import { builder } from '../../graphql/builder.ts';
import { NationEnum } from './graphql-enums.ts';
import type { NationalHelp as Help } from './national-help.ts';

export const NationalHelp = builder.objectRef<Help>('NationalHelp').implement({
  description: 'Somebody who helps everybody in a nation. Not part of the directory: Kith itself looks after these.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Who helps.' }),
    description: t.exposeString('description', { description: 'With what, in a sentence.' }),
    url: t.field({ type: 'URL', description: 'Their own site.', resolve: ({ href }) => href }),
    nations: t.field({ type: [NationEnum], description: 'For whom.', resolve: ({ nations }) => [...nations] }),
    reviewBy: t.field({
      type: 'Date',
      description: 'Kith opens the address again before this day.',
      resolve: ({ reviewBy }) => new Date(reviewBy),
    }),
  }),
});
