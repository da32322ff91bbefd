import { builder } from '../../graphql/builder.ts';

builder.queryField('placeholder', (t) =>
  t.boolean({ description: 'Gone with the first real field.', resolve: () => true }),
);
builder.mutationField('placeholder', (t) =>
  t.boolean({ description: 'Gone with the first real field.', resolve: () => true }),
);
