import { builder } from '../../graphql/builder.ts';

export const NationEnum = builder.enumType('Nation', {
  description: 'Decides which urgent-help numbers are shown.',
  values: {
    ENGLAND: { description: 'England.' },
    SCOTLAND: { description: 'Scotland.' },
    WALES: { description: 'Wales.' },
    NORTHERN_IRELAND: { description: 'Northern Ireland.' },
    UNITED_STATES: { description: 'The United States.' },
  } as const,
});

export const EmbedWayEnum = builder.enumType('EmbedWay', {
  description: 'How Kith is put on a page.',
  values: {
    SCRIPT: { description: 'The script and the element.' },
    FRAME: { description: 'A frame.' },
    LINK: { description: 'A plain link.' },
  } as const,
});
