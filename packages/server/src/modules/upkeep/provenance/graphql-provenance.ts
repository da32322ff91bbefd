import { builder } from '../../../graphql/builder.ts';
import { type GroupProvenance, provenanceOf } from './provenance.ts';

const FieldGroupEnum = builder.enumType('FieldGroup', {
  description: 'What belongs together in an entry.',
  values: {
    COST: { description: 'What it costs.' },
    KIND: { description: 'Parts of life, provision types and kinds of advocacy.' },
    REACH: { description: 'Phone, e-mail and web page.' },
    RUNNING: { description: 'Whether it can be offered now.' },
    TURNING_UP: { description: 'How to turn up or apply.' },
    WHAT: { description: 'Its names, what it is, and notices.' },
    WHEN: { description: 'When it happens.' },
    WHERE: { description: 'Where it is.' },
    WHO_FOR: { description: 'Who it is for.' },
  } as const,
});

const FieldProvenance = builder.objectRef<GroupProvenance>('FieldProvenance').implement({
  description:
    'Where a group of fields comes from, and who stands for it. Keep the source and its licence with the data.',
  fields: (t) => ({
    group: t.field({ type: FieldGroupEnum, description: 'Which fields.', resolve: ({ group }) => group }),
    source: t.exposeString('source', { description: 'The directory that the record came from.' }),
    sourceRecordId: t.exposeString('sourceRecordId', { description: 'The id in the source itself.' }),
    licence: t.exposeString('licence', { nullable: true, description: 'Its licence; null: the source names none.' }),
    fetchedAt: t.expose('fetchedAt', { type: 'DateTime', description: 'When it was last read from the source.' }),
    correctedAt: t.expose('correctedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When something of it was put right by hand; null: it is as the source says.',
    }),
    correctedBy: t.exposeString('correctedBy', {
      nullable: true,
      description: 'Who said so, for example "the centre itself"; null: nobody, it is as the source says.',
    }),
    assuredAt: t.expose('assuredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Last found right; null: never.',
    }),
    assuredBy: t.exposeString('assuredBy', { nullable: true, description: 'Who found it right; null: nobody.' }),
  }),
});

builder.prismaObjectField('Service', 'provenance', (t) =>
  t.field({
    type: [FieldProvenance],
    description: 'Where each group of its fields comes from, who put it right, and who last found it right.',
    select: {
      recordId: true,
      fetchedAt: true,
      assuredAt: true,
      assuredBy: true,
      source: { select: { name: true, licence: true } },
      corrections: { select: { field: true, saidBy: true, correctedAt: true } },
    },
    resolve: (service) => provenanceOf(service),
  }),
);
