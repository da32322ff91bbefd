import type { Prisma } from '../../../../generated/prisma/client.ts';
import { builder } from '../../../graphql/builder.ts';
import { LifeAreaEnum } from '../../directory/graphql-enums.ts';
import { ContactChannelEnum } from '../../people/graphql-enums.ts';
import { waitingStatuses } from '../rules.ts';

export const QueueFilterInput = builder.inputType('QueueFilter', {
  description: 'What a coordinator looks for in the queue. Everything that is given must hold.',
  fields: (t) => ({
    area: t.field({ type: LifeAreaEnum, description: 'About this part of life.' }),
    channel: t.field({ type: ContactChannelEnum, description: 'Wants to be in touch this way.' }),
    language: t.string({ description: 'In this language: "ur" finds "ur-PK", too.' }),
    isLate: t.boolean({ description: 'True: somebody should have answered by now. False: there is time.' }),
    hasQuestion: t.boolean({ description: 'True: an advocate who was introduced asked something and waits.' }),
  }),
});

type Filter = typeof QueueFilterInput.$inferInput;

/** The rows that a filter leaves. It only ever narrows what the viewer may see. */
export function filterOf(filter: Filter | null | undefined, now: Date): Prisma.PeerRequestWhereInput {
  const { area, channel, language, isLate, hasQuestion } = filter ?? {};
  const late: Prisma.PeerRequestWhereInput = { status: { in: [...waitingStatuses] }, promisedBy: { lt: now } };
  const asks: Prisma.PeerRequestWhereInput = {
    matches: { some: { status: 'PROPOSED', answeredAt: null, question: { is: { answeredAt: null } } } },
  };
  const base = language?.slice(0, 35).toLowerCase().split('-')[0];
  return {
    AND: [
      area ? { area } : {},
      channel ? { channel } : {},
      base ? { OR: [{ language: base }, { language: { startsWith: `${base}-` } }] } : {},
      isLate === true ? late : isLate === false ? { NOT: late } : {},
      hasQuestion === true ? asks : hasQuestion === false ? { NOT: asks } : {},
    ],
  };
}
