import { GraphQLError } from 'graphql';
import { InvalidInput, NotFound } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { UserError } from '../../graphql/errors.ts';
import { readId } from '../../graphql/ids.ts';
import { resultOf } from '../../graphql/mutation.ts';
import { mayImport } from './access.ts';
import { ImportSource } from './graphql-import-sources.ts';
import { ImportRun } from './graphql-imports.ts';
import { FORMATS } from './import/detect.ts';
import { askForPreview, askToApply, askToUndo, discard } from './import/import-steps.ts';
import { ImportNotPossible, ImportRowsChanged } from './import/problems.ts';
import { saveSource } from './import/saving-sources.ts';

builder.objectType(ImportNotPossible, {
  name: 'ImportNotPossible',
  description: 'The import cannot do this now; the sentence says why.',
  interfaces: [UserError],
});
builder.objectType(ImportRowsChanged, {
  name: 'ImportRowsChanged',
  description: 'Somebody changed records since the import was applied: choose what becomes of them, and ask again.',
  interfaces: [UserError],
  fields: (t) => ({ count: t.exposeInt('count', { description: 'How many records.' }) }),
});

const MappedColumnInput = builder.inputType('MappedColumnInput', {
  description: 'What one column means.',
  fields: (t) => ({
    column: t.string({ required: true, description: 'Its name in the file, in small letters.' }),
    target: t.string({ required: true, description: 'One of columnTargets.' }),
  }),
});
const MappedTableInput = builder.inputType('MappedTableInput', {
  description: 'What the columns of one file mean; a column that is left out is not imported.',
  fields: (t) => ({
    file: t.string({ required: true, description: 'Its name; "*": the only one, whatever it is called.' }),
    columns: t.field({ type: [MappedColumnInput], required: true, description: 'The columns that are taken.' }),
  }),
});
const SaveImportSourceInput = builder.inputType('SaveImportSourceInput', {
  description: 'How a directory is read; what is left out stays as it is.',
  fields: (t) => ({
    sourceId: t.id({ description: 'Left out: a new source.' }),
    name: t.string({ description: 'What people see as the source. Up to 200 characters. A new source needs one.' }),
    licence: t.string({ description: 'Under which it may be shown; "" is none. Up to 200 characters.' }),
    address: t.string({ description: 'http(s); "": somebody brings a file.' }),
    readAs: t.string({ description: 'auto, hsds, oruk, ohana or csv.' }),
    everyHours: t.int({ description: 'From 1 to 2,160 hours between two readings; 0: only when somebody asks.' }),
    appliesUpTo: t.int({
      description:
        'Apply without asking what changes and removes at most so many records, unless something is unsure or a way to reach a service changes. Only for an https address; -1: never.',
    }),
    mapping: t.field({ type: [MappedTableInput], description: 'What the columns of a CSV mean.' }),
    runsUnlessSaid: t.boolean({
      description: 'With a mapping: services whose status the file does not say run. Left out: they are hidden.',
    }),
  }),
});

const SaveImportSourcePayload = builder.objectRef<{ sourceId: string }>('SaveImportSourcePayload').implement({
  description: 'The source was saved.',
  fields: (t) => ({
    source: t.prismaField({
      type: ImportSource,
      description: 'As it is now.',
      resolve: (query, { sourceId }, _args, { db }) =>
        db.directorySource.findUniqueOrThrow({ ...query, where: { id: sourceId } }),
    }),
  }),
});
const ImportStepPayload = builder.objectRef<{ importId: string }>('ImportStepPayload').implement({
  description: 'It is asked for; the import says how far it is.',
  fields: (t) => ({
    run: t.prismaField({
      type: ImportRun,
      description: 'As it is now.',
      resolve: (query, { importId }, _args, { db }) =>
        db.directoryImport.findUniqueOrThrow({ ...query, where: { id: importId } }),
    }),
  }),
});

/** @throws {GraphQLError} not signed in, or neither steward nor administrator */
function requireImporter({ viewer }: Context): void {
  if (viewer.kind !== 'staff')
    throw new GraphQLError('Sign in as a steward first.', { extensions: { code: 'UNAUTHENTICATED' } });
  if (!mayImport(viewer))
    throw new GraphQLError('Only a steward can look after imports.', { extensions: { code: 'FORBIDDEN' } });
}

/** An id of something else is nobody's. */
function idOf(id: string | number, type: string, what: string): string {
  const read = readId(String(id), type);
  if (!read) throw new NotFound(`There is no such ${what}.`);
  return read;
}

builder.mutationField('saveImportSource', (t) =>
  t.field({
    type: SaveImportSourcePayload,
    description: 'For stewards and administrators: saves where a directory comes from, how it is read and how often.',
    args: { input: t.arg({ type: SaveImportSourceInput, required: true, description: 'What to save.' }) },
    errors: resultOf('SaveImportSource', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => {
      requireImporter(context);
      const { sourceId, mapping, runsUnlessSaid, readAs, ...rest } = input;
      const tables = mapping?.map(({ file, columns }) => ({
        file,
        columns: Object.fromEntries(columns.map(({ column, target }) => [column, target])),
      }));
      return {
        sourceId: await saveSource(context, context.viewer, {
          ...rest,
          readAs: FORMATS.find((format) => format === readAs) ?? null,
          sourceId: sourceId ? idOf(sourceId, 'ImportSource', 'source') : null,
          mapping: tables ? { tables, runsUnlessSaid: runsUnlessSaid ?? false } : null,
        }),
      };
    },
  }),
);

const importStep = resultOf('ImportStep', [NotFound, ImportNotPossible, ImportRowsChanged]);

builder.mutationField('previewImport', (t) =>
  t.field({
    type: ImportStepPayload,
    description: 'For stewards and administrators: reads a source and compares it with the directory. Changes nothing.',
    args: { sourceId: t.arg.id({ required: true, description: 'The source.' }) },
    errors: importStep,
    resolve: async (_root, { sourceId }, context) => {
      requireImporter(context);
      return { importId: await askForPreview(context, context.viewer, idOf(sourceId, 'ImportSource', 'source')) };
    },
  }),
);

builder.mutationField('applyImport', (t) =>
  t.field({
    type: ImportStepPayload,
    description:
      'For stewards and administrators: writes exactly what was previewed, all of it or nothing. When the directory changed meanwhile, nothing is written and the import says so.',
    args: { importId: t.arg.id({ required: true, description: 'An import that is READY.' }) },
    errors: importStep,
    resolve: async (_root, { importId }, context) => {
      requireImporter(context);
      return { importId: await askToApply(context, context.viewer, idOf(importId, 'ImportRun', 'import')) };
    },
  }),
);

builder.mutationField('discardImport', (t) =>
  t.field({
    type: ImportStepPayload,
    description: 'For stewards and administrators: sets a preview aside. Changes nothing.',
    args: { importId: t.arg.id({ required: true, description: 'An import that is not applied.' }) },
    errors: importStep,
    resolve: async (_root, { importId }, context) => {
      requireImporter(context);
      return { importId: await discard(context, context.viewer, idOf(importId, 'ImportRun', 'import')) };
    },
  }),
);

builder.mutationField('undoImport', (t) =>
  t.field({
    type: ImportStepPayload,
    description:
      'For stewards and administrators: takes an applied import back as a whole, for 30 days. What it added is hidden and kept, what it changed is as before, what it hid is there again.',
    args: {
      importId: t.arg.id({ required: true, description: 'An import that is APPLIED.' }),
      undoesChanges: t.arg.boolean({
        description:
          'Of records that somebody changed since: true puts them back as well, false keeps them as they are now. Left out: asks when there are any.',
      }),
    },
    errors: importStep,
    resolve: async (_root, { importId, undoesChanges }, context) => {
      requireImporter(context);
      const id = idOf(importId, 'ImportRun', 'import');
      return { importId: await askToUndo(context, context.viewer, id, undoesChanges ?? null) };
    },
  }),
);
