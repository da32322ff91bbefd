import { builder } from '../../graphql/builder.ts';
import { readId } from '../../graphql/ids.ts';
import { mayImport } from './access.ts';
import { ImportRun } from './graphql-imports.ts';
import { readMapping, type TableMapping } from './import/column-mapping.ts';
import { TARGETS } from './import/mapping-targets.ts';
import type { SuggestedColumn, SuggestedTable } from './import/suggest-mapping.ts';

const MappedColumn = builder.objectRef<{ column: string; target: string }>('MappedColumn').implement({
  description: 'What one column of a table means.',
  fields: (t) => ({
    column: t.exposeString('column', { description: 'Its name in the file, in small letters.' }),
    target: t.exposeString('target', { description: 'What it means, for example "service.name".' }),
  }),
});

const MappedTable = builder.objectRef<TableMapping>('MappedTable').implement({
  description: 'What the columns of one file mean.',
  fields: (t) => ({
    file: t.exposeString('file', { description: 'Name of the file; "*": the only one, whatever it is called.' }),
    columns: t.field({
      type: [MappedColumn],
      description: 'The columns that are taken; all others are left out.',
      resolve: ({ columns }) => Object.entries(columns).map(([column, target]) => ({ column, target })),
    }),
  }),
});

const SuggestedColumnRef = builder.objectRef<SuggestedColumn>('SuggestedColumn').implement({
  description: 'A column of a file, with what it probably means.',
  fields: (t) => ({
    column: t.exposeString('column', { description: 'Its name in the file, in small letters.' }),
    target: t.exposeString('target', { nullable: true, description: 'For example "service.name"; null: no idea.' }),
    reason: t.exposeString('reason', { description: 'Why, in plain words.' }),
    examples: t.exposeStringList('examples', { description: 'The first values in it, cut short.' }),
  }),
});

const SuggestedTableRef = builder.objectRef<SuggestedTable>('SuggestedTable').implement({
  description: 'A file whose columns nobody has explained yet.',
  fields: (t) => ({
    file: t.exposeString('file', { description: 'Its name.' }),
    columns: t.field({
      type: [SuggestedColumnRef],
      description: 'Its columns, in order.',
      resolve: (table) => table.columns,
    }),
  }),
});

const ColumnTarget = builder.objectRef<{ target: string; label: string }>('ColumnTarget').implement({
  description: 'Something that a column can mean.',
  fields: (t) => ({
    target: t.exposeString('target', { description: 'Short stable name, for example "service.name".' }),
    label: t.exposeString('label', { description: 'In words.' }),
  }),
});

builder.prismaObjectField('DirectoryImport', 'suggestedMapping', (t) =>
  t.field({
    type: [SuggestedTableRef],
    description: 'What its columns probably mean, when it waits for somebody to say; else empty.',
    select: { status: true, report: true },
    resolve: ({ status, report }) => (status === 'UNMAPPED' ? (report as unknown as SuggestedTable[]) : []),
  }),
);

export const ImportSource = builder.prismaNode('DirectorySource', {
  name: 'ImportSource',
  id: { field: 'id' },
  description: 'A directory that somebody else keeps, and how Kith reads it.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Short stable name, also for `npm run import -- --key`.' }),
    name: t.exposeString('name', { description: 'What people see as the source.' }),
    licence: t.exposeString('licence', { nullable: true, description: 'Under which it may be shown; null: not said.' }),
    address: t.exposeString('address', {
      nullable: true,
      description: 'Where Kith reads it; null: somebody brings a file.',
    }),
    origin: t.exposeString('origin', {
      nullable: true,
      description: 'File or web address that it was last read from; null: never read.',
    }),
    readAs: t.exposeString('readAs', { description: 'auto, hsds, oruk, ohana or csv.' }),
    everyHours: t.exposeInt('everyHours', {
      nullable: true,
      description: 'Hours between two readings; null: only when somebody asks.',
    }),
    nextRunAt: t.expose('nextRunAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is read next by itself; null: never.',
    }),
    appliesUpTo: t.exposeInt('appliesUpTo', {
      nullable: true,
      description:
        'An import that changes and removes at most so many records is applied without asking, unless something is unsure or a way to reach a service changes; null: never.',
    }),
    fetchedAt: t.expose('fetchedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last read; null: never.',
    }),
    serviceCount: t.int({
      description: 'Services that it has in the directory now.',
      select: { _count: { select: { services: { where: { removedAt: null } } } } },
      resolve: (source) => source._count.services,
    }),
    mapping: t.field({
      type: [MappedTable],
      description: 'What its columns mean; empty: the file says it itself.',
      select: { mapping: true },
      resolve: ({ mapping }) => [...(readMapping(mapping)?.tables ?? [])],
    }),
    runsUnlessSaid: t.boolean({
      description: 'Services whose status the file does not say run; else they are hidden until somebody checks.',
      select: { mapping: true },
      resolve: ({ mapping }) => readMapping(mapping)?.runsUnlessSaid ?? false,
    }),
    lastRun: t.field({
      type: ImportRun,
      nullable: true,
      description: 'Its newest import; null: none yet.',
      select: (_args, _context, nested) => ({
        imports: nested({ take: 1, orderBy: [{ startedAt: 'desc' }, { id: 'desc' }] }),
      }),
      resolve: ({ imports }) => imports[0] ?? null,
    }),
    runs: t.relatedConnection(
      'imports',
      {
        cursor: 'id',
        description: 'All its imports, newest first.',
        query: { orderBy: [{ startedAt: 'desc' }, { id: 'desc' }] },
      },
      { name: 'ImportRunConnection', description: 'A page of imports.' },
      { name: 'ImportRunEdge', description: 'An import in a list.' },
    ),
  }),
});

builder.queryField('importSources', (t) =>
  t.prismaField({
    type: [ImportSource],
    description: 'For stewards and administrators: every source of the directory, by name. Nothing for everybody else.',
    resolve: (query, _root, _args, { db, viewer }) =>
      mayImport(viewer) ? db.directorySource.findMany({ ...query, orderBy: [{ name: 'asc' }, { id: 'asc' }] }) : [],
  }),
);

builder.queryField('importSource', (t) =>
  t.prismaField({
    type: ImportSource,
    nullable: true,
    description: 'For stewards and administrators: one source; null: not there, or not for this viewer.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (query, _root, args, { db, viewer }) => {
      const id = readId(args.id, 'ImportSource');
      return id === null || !mayImport(viewer) ? null : db.directorySource.findUnique({ ...query, where: { id } });
    },
  }),
);

builder.queryField('columnTargets', (t) =>
  t.field({
    type: [ColumnTarget],
    description: 'Everything that a column of a CSV can mean.',
    resolve: () => Object.entries(TARGETS).map(([target, label]) => ({ target, label })),
  }),
);
