import { builder } from '../../graphql/builder.ts';

export const EmbedWayEnum = builder.enumType('EmbedWay', {
  description: 'How Kith is put on a page.',
  values: {
    SCRIPT: { description: 'The script and the element.' },
    FRAME: { description: 'A frame.' },
    LINK: { description: 'A plain link.' },
  } as const,
});
