import type pg from 'pg';
import { builder } from '../../graphql/builder.ts';
import { readId } from '../../graphql/ids.ts';
import { mayImport } from './access.ts';
import { namesFor } from './import/import-names.ts';
import { undoUntil } from './import/keeping.ts';
import { type FieldChange, fieldChanges, type Snapshot } from './import/plain-changes.ts';
import type { Told } from './import/stage.ts';
import { rowsChangedSince } from './import/undo.ts';

export const ImportStatusEnum = builder.enumType('ImportStatus', {
  description: 'How far an import has come.',
  values: {
    WAITING: { description: 'It waits for its turn to be read.' },
    READING: { description: 'It is being read and compared.' },
    UNMAPPED: { description: 'Nobody has said yet what its columns mean.' },
    READY: { description: 'Compared; nothing is changed yet. Somebody looks at it.' },
    APPLYING: { description: 'Somebody said yes, or the rule of the source did; it is being written.' },
    APPLIED: { description: 'It is in the directory.' },
    UNDOING: { description: 'It is being taken back.' },
    UNDONE: { description: 'It was taken back.' },
    FAILED: {
      value: 'REFUSED',
      description: 'It could not be read or written; nothing was changed. The problem says why.',
    },
    DISCARDED: { description: 'Nobody wanted it, or a newer one took its place; nothing was changed.' },
  } as const,
});

export const ImportTabEnum = builder.enumType('ImportTab', {
  description: 'A part of what an import does.',
  values: {
    ADDED: { description: 'Records that are new.' },
    CHANGED: { description: 'Records that say something else than before.' },
    REMOVED: { description: 'Records that are gone from the source: hidden and kept.' },
    UNSURE: { description: 'Records that come or change and that somebody should look at.' },
    NOT_USABLE: { description: 'Rows that cannot be used; what was known of them stays.' },
    CHANGED_SINCE: { description: 'Records of an applied import that somebody has changed since.' },
  } as const,
});

const ImportFieldChange = builder.objectRef<FieldChange>('ImportFieldChange').implement({
  description: 'One field of a record, before and after.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Short stable name, for example "phone".' }),
    label: t.exposeString('label', { description: 'What people call it.' }),
    before: t.exposeStringList('before', { description: 'What Kith has; empty: nothing.' }),
    after: t.exposeStringList('after', { description: 'What the source has; empty: nothing.' }),
  }),
});

builder.prismaObject('ImportRow', {
  name: 'ImportRow',
  description: 'What an import does to one record.',
  fields: (t) => ({
    key: t.exposeInt('seq', { description: 'Its place in the import; never changes.' }),
    entity: t.exposeString('entity', { description: 'HSDS name: service, organization, location …' }),
    title: t.exposeString('title', { nullable: true, description: 'What the record is called; null: it has no name.' }),
    recordId: t.exposeString('recordId', { nullable: true, description: 'Its id in the source; null: it has none.' }),
    file: t.exposeString('file', { nullable: true, description: 'File in the source; null: it is not in it.' }),
    line: t.exposeInt('line', { nullable: true, description: 'Line of the file, from 1; null: not a table.' }),
    isUnsure: t.exposeBoolean('isUnsure', { description: 'Somebody should look at it.' }),
    reasons: t.stringList({
      description: 'What was unsure, repaired or left out, in plain words; the worst first.',
      select: { reasons: true },
      resolve: ({ reasons }) => (reasons as unknown as Told[]).map(sentenceOfTold),
    }),
    fields: t.field({
      type: [ImportFieldChange],
      description: 'Every field that is different. Empty: nothing is, or the record is only hidden.',
      select: { importId: true, change: true, before: true, after: true },
      resolve: async ({ importId, change, before, after }, _args, { db }) => {
        const [old, fresh] = [before as unknown as Snapshot | null, after as unknown as Snapshot | null];
        // A record that goes stays as it is, hidden.
        if (change === 'REMOVE' || !fresh) return [];
        return fieldChanges(old, fresh, await namesFor(db, importId, [old, fresh]));
      },
    }),
  }),
});

/** "telephone: number: is not …" for a part of the record. */
function sentenceOfTold({ entity, reason }: Told): string {
  const isPart = !['service', 'organization', 'location', 'record', 'taxonomy_term'].includes(entity);
  return isPart ? `${entity.replaceAll('_', ' ')}: ${reason}` : reason;
}

export const ImportRun = builder.prismaNode('DirectoryImport', {
  name: 'ImportRun',
  id: { field: 'id' },
  description: 'One import of a source: read, looked at, applied, taken back.',
  fields: (t) => ({
    source: t.relation('source', { description: 'What is imported.' }),
    status: t.field({
      type: ImportStatusEnum,
      description: 'How far it has come.',
      select: { status: true },
      resolve: ({ status }) => status,
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it was read, or asked for.' }),
    isScheduled: t.boolean({
      description: 'The schedule of the source, or a command at the server, started it; nobody here did.',
      select: { startedById: true },
      resolve: ({ startedById }) => startedById === null,
    }),
    appliedAt: t.expose('appliedAt', { type: 'DateTime', nullable: true, description: 'Null: not applied.' }),
    undoneAt: t.expose('undoneAt', { type: 'DateTime', nullable: true, description: 'Null: not taken back.' }),
    undoUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when it can be taken back; null: it cannot (any more), or there is nothing to take back.',
      select: {
        status: true,
        appliedAt: true,
        added: true,
        changed: true,
        removed: true,
        _count: { select: { rows: true } },
      },
      resolve: ({ status, appliedAt, added, changed, removed, _count }, _args, { clock }) => {
        if (status !== 'APPLIED' || !appliedAt || added + changed + removed === 0 || _count.rows === 0) return null;
        const until = undoUntil(appliedAt);
        return until > clock.now() ? until : null;
      },
    }),
    phase: t.exposeString('phase', {
      nullable: true,
      description: 'What goes on: reading, sorting or writing; null: nothing.',
    }),
    done: t.exposeInt('done', { description: 'Records that are done in this phase.' }),
    total: t.exposeInt('total', { nullable: true, description: 'Records of this phase; null: not known yet.' }),
    problem: t.exposeString('problem', {
      nullable: true,
      description: 'What went wrong, in one sentence; null: nothing.',
    }),
    added: t.exposeInt('added', { description: 'Records that are new: services, organizations and places together.' }),
    changed: t.exposeInt('changed', { description: 'Records that say something else.' }),
    removed: t.exposeInt('removed', { description: 'Records that are hidden, since the source has them no more.' }),
    unchanged: t.exposeInt('unchanged', { description: 'Records that are as before.' }),
    unsure: t.exposeInt('unsure', { description: 'Records that come or change and that somebody should look at.' }),
    notUsable: t.exposeInt('refused', { description: 'Rows that cannot be used.' }),
    repaired: t.exposeInt('repaired', { description: 'Records of which something was put right or left out.' }),
    changedSince: t.int({
      description: 'Records that somebody changed since it was applied; 0 when it is not applied.',
      select: { id: true, status: true },
      resolve: async ({ id, status }, _args, { database }) =>
        status === 'APPLIED' ? (await rowsChangedSince(database.pool, id, 1)).count : 0,
    }),
  }),
});

/** More than somebody pages through. */
const MOST_CHANGED_SINCE = 1_000;

builder.prismaObjectField('DirectoryImport', 'rows', (t) =>
  t.prismaConnection(
    {
      type: 'ImportRow',
      cursor: 'importId_seq',
      description: 'What it does, record by record; kept for 30 days.',
      args: {
        tab: t.arg({ type: ImportTabEnum, required: true, description: 'Which part.' }),
        text: t.arg.string({ description: 'Only records whose name has this in it; left out: all.' }),
      },
      totalCount: async ({ id }, args, { db, database }) =>
        db.importRow.count({ where: await wherePart(database, id, args.tab, args.text ?? null) }),
      resolve: async (query, { id }, args, { db, database }) =>
        db.importRow.findMany({
          ...query,
          where: await wherePart(database, id, args.tab, args.text ?? null),
          orderBy: [{ importId: 'asc' }, { seq: 'asc' }],
        }),
    },
    { name: 'ImportRowConnection', description: 'A page of what an import does.' },
    { name: 'ImportRowEdge', description: 'A record in a list.' },
  ),
);

type Tab = (typeof ImportTabEnum)['$inferType'];

async function wherePart(database: { pool: pg.Pool }, importId: string, tab: Tab, text: string | null) {
  const contains = text?.replaceAll('\0', '').trim().slice(0, 200);
  const isRecord = { entity: { not: 'taxonomy_term' } };
  const parts = {
    ADDED: { change: 'ADD', ...isRecord },
    CHANGED: { change: 'CHANGE', ...isRecord },
    REMOVED: { change: 'REMOVE', ...isRecord },
    UNSURE: { isUnsure: true, change: { not: 'REFUSE' } },
    NOT_USABLE: { change: 'REFUSE' },
  } as const;
  const part =
    tab === 'CHANGED_SINCE'
      ? { seq: { in: (await rowsChangedSince(database.pool, importId, MOST_CHANGED_SINCE)).seqs } }
      : parts[tab];
  return {
    importId,
    ...part,
    ...(contains ? { title: { contains: contains.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const } } : {}),
  };
}

builder.queryField('importRun', (t) =>
  t.prismaField({
    type: ImportRun,
    nullable: true,
    description: 'For stewards and administrators: one import; null: not there, or not for this viewer.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (query, _root, args, { db, viewer }) => {
      const id = readId(args.id, 'ImportRun');
      return id === null || !mayImport(viewer) ? null : db.directoryImport.findUnique({ ...query, where: { id } });
    },
  }),
);
