import { encodeGlobalID } from '@pothos/plugin-relay';
import { builder } from '../../../graphql/builder.ts';
import { refusal } from '../../../graphql/error-codes.ts';
import { liveOf } from './live.ts';
import type { Change as ChangeRow } from './stream.ts';

const ChangeKind = builder.enumType('ChangeKind', {
  description: 'What changed.',
  values: {
    EVERYTHING: {
      description: 'Read again whatever you show: the stream has just begun, or something may have been missed.',
    },
    QUEUE: { description: 'Who waits, or who has room, in your team.' },
    REQUEST: { description: 'A request that you may see.' },
    MATCH: { description: 'A match that you may see.' },
    DIRECTORY: { description: 'Services: a directory was read in.' },
  } as const,
});

const TYPE_NAMES = { REQUEST: 'PeerRequest', MATCH: 'Match' } as const;

const Change = builder.objectRef<ChangeRow>('Change').implement({
  description: 'Something changed. It says what to read again, never what stands there.',
  fields: (t) => ({
    kind: t.field({ type: ChangeKind, description: 'What changed.', resolve: ({ kind }) => kind }),
    id: t.id({
      nullable: true,
      description: 'Which request or match; null: for the other kinds.',
      resolve: ({ kind, id }) =>
        id !== null && (kind === 'REQUEST' || kind === 'MATCH') ? encodeGlobalID(TYPE_NAMES[kind], id) : null,
    }),
  }),
});

builder.subscriptionField('changes', (t) =>
  t.field({
    type: Change,
    description:
      'Staff are told at once what changed among what they may see. Ends when the session does, or the role changes; ' +
      'then sign in or subscribe again. Needs the header accept: text/event-stream. Never keeps a session awake.',
    subscribe: (_root, _args, context) => {
      const { viewer, addressHash, cutOff } = context;
      if (viewer.kind !== 'staff') throw refusal('UNAUTHENTICATED', 'Please sign in again.', { http: { status: 401 } });
      const stream = liveOf(context).open({ viewer, addressHash, cutOff });
      if (stream === 'too many')
        throw later('RATE_LIMITED', 429, 'Too many of your pages listen already. Close some.', 30);
      if (stream === 'busy') throw later('SERVICE_UNAVAILABLE', 503, 'Kith is busy. Please try again in a moment.', 5);
      return stream;
    },
    resolve: (change) => change,
  }),
);

function later(code: 'RATE_LIMITED' | 'SERVICE_UNAVAILABLE', status: 429 | 503, message: string, retryAfter: number) {
  return refusal(code, message, { retryAfter, http: { status, headers: { 'retry-after': String(retryAfter) } } });
}
