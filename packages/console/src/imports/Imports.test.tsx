import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConsole } from '../testing/console-page.tsx';
import { ruth } from '../testing/fake-kith.ts';

const page = aConsole();
const { open } = page;
const tom = { viewer: { ...ruth.viewer, id: 'V3', name: 'Tom', roles: ['STEWARD'] } };
const run = {
  __typename: 'ImportRun',
  ...{ id: 'I1', status: 'READY', startedAt: '2026-11-23T08:00:00Z', phase: null, done: 0, total: null, problem: null },
  ...{ added: 12, changed: 77, removed: 17, unsure: 0, notUsable: 0, repaired: 2, unchanged: 400 },
  ...{ undoUntil: null, changedSince: 0, suggestedMapping: [] },
  source: { __typename: 'ImportSource', id: 'S1', name: 'Trafford directory' },
};
const source = {
  __typename: 'ImportSource',
  ...{ id: 'S1', key: 'trafford', name: 'Trafford directory', licence: 'OGL-UK-3.0', address: null, origin: 'a.csv' },
  ...{ everyHours: null, nextRunAt: null, appliesUpTo: null, serviceCount: 494, fetchedAt: null, mapping: [] },
  lastRun: { __typename: 'ImportRun', id: 'I1', status: 'READY' },
  runs: {
    __typename: 'ImportRunConnection',
    edges: [
      {
        __typename: 'ImportRunEdge',
        node: {
          ...run,
          ...{ status: 'APPLIED', startedBy: 'Tom', appliedBy: 'Tom', appliedAt: '2026-11-23T08:30:00Z' },
          ...{ undoneBy: null, undoneAt: null },
        },
      },
    ],
    pageInfo: { __typename: 'PageInfo', hasNextPage: false },
  },
};
const row = (title: string, more: object = {}) => ({
  __typename: 'ImportRowEdge',
  node: {
    __typename: 'ImportRow',
    ...{
      key: title.length,
      entity: 'service',
      title,
      recordId: '1',
      file: 'a.csv',
      line: 3,
      isUnsure: false,
      reasons: [],
    },
    fields: [{ __typename: 'ImportFieldChange', key: 'name', label: 'Name', before: ['Chess'], after: [title] }],
    ...more,
  },
});
const rows = (...edges: object[]) => ({
  ...tom,
  importRun: {
    __typename: 'ImportRun',
    id: 'I1',
    rows: {
      __typename: 'ImportRowConnection',
      ...{ totalCount: edges.length, edges },
      pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
    },
  },
});
const stepped = (status: string) => ({
  __typename: 'ImportStepPayload',
  run: { __typename: 'ImportRun', id: 'I1', status },
});

beforeEach(() => {
  page.kith
    .on('WhoAmI', tom)
    .on('ImportSources', { ...tom, importSources: [source] })
    .on('ImportSourceById', { ...tom, importSource: source })
    .on('ImportRunById', { ...tom, importRun: run })
    .on('ImportRowsOf', rows(row('Chess and tea')));
});

describe('sources', () => {
  it('says what will be here when there is none, and how to begin', async () => {
    page.kith.on('ImportSources', { ...tom, importSources: [] });
    open('/console/imports');
    expect(await screen.findByText(/directories that you bring in will be here/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Add a source' })).toBeTruthy();
  });

  it('shows what waits, and the history with who, when and how many', async () => {
    open('/console/imports');
    const link = await screen.findByRole('link', { name: /Trafford directory/ });
    expect(link.textContent).toContain('494 services');
    expect(link.textContent).toContain('Waits for you to look');
    fireEvent.click(link);
    const past = await screen.findByRole('link', { name: /Applied/ });
    expect(past.textContent).toContain('added 12 · changed 77 · removed 17 · unsure 0');
    expect(past.textContent).toContain('by Tom');
  });

  it('offers to try again when it could not be read', async () => {
    page.kith.on('ImportSources', 'offline');
    open('/console/imports');
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('brings a file, and goes to what it would change', async () => {
    page.kith
      .on('SaveImportSource', {
        saveImportSource: {
          __typename: 'SaveImportSourcePayload',
          source: { __typename: 'ImportSource', id: 'S1', name: 'New' },
        },
      })
      .on('/console/upload', { isWhole: true })
      .on('PreviewImport', { previewImport: stepped('WAITING') });
    open('/console/imports/new');
    const form = within(await screen.findByRole('form', { name: 'Add a source' }));
    fireEvent.click(form.getByRole('button', { name: 'Save and look what it brings' }));
    expect((await form.findByRole('alert')).textContent).toContain('Choose a file first');
    fireEvent.input(form.getByLabelText('Name'), { target: { value: 'New' } });
    fireEvent.change(form.getByLabelText('File'), { target: { files: [new File(['a,b\n1,2\n'], 'groups.csv')] } });
    fireEvent.click(form.getByRole('button', { name: 'Save and look what it brings' }));
    expect(await screen.findByRole('heading', { name: 'Import of Trafford directory' })).toBeTruthy();
    expect(page.kith.last('SaveImportSource')).toEqual({ input: { name: 'New', licence: '' } });
    expect(location.pathname).toBe('/console/import/I1');
  });

  it('saves a web address with its schedule and what may happen without asking', async () => {
    page.kith.on('SaveImportSource', {
      saveImportSource: { __typename: 'InvalidInput', field: 'address', message: 'Give a whole web address.' },
    });
    open('/console/imports/new');
    const form = within(await screen.findByRole('form', { name: 'Add a source' }));
    fireEvent.click(form.getByRole('button', { name: 'A web address' }));
    fireEvent.input(form.getByLabelText('Name'), { target: { value: 'Feed' } });
    fireEvent.input(form.getByLabelText('Web address'), { target: { value: 'example.org' } });
    fireEvent.change(form.getByLabelText('How often to read it'), { target: { value: '24' } });
    fireEvent.click(form.getByLabelText(/Apply without asking/));
    fireEvent.input(form.getByLabelText('At most so many records changed or removed'), { target: { value: '5' } });
    fireEvent.click(form.getByRole('button', { name: 'Save and look what it brings' }));
    expect(await form.findByText('Give a whole web address.')).toBeTruthy();
    expect(page.kith.last('SaveImportSource')).toEqual({
      input: { name: 'Feed', licence: '', address: 'example.org', everyHours: 24, appliesUpTo: 5 },
    });
  });
});

describe('one import', () => {
  it('shows before and after, part by part, and is applied', async () => {
    page.kith.on('ApplyImport', { applyImport: stepped('APPLYING') });
    open('/console/import/I1');
    const parts = within(await screen.findByRole('group', { name: 'added 12 · changed 77 · removed 17 · unsure 0' }));
    expect(await screen.findByRole('heading', { name: 'Chess and tea' })).toBeTruthy();
    fireEvent.click(parts.getByRole('button', { name: 'Changed 77' }));
    await waitFor(() => expect(page.kith.last('ImportRowsOf')).toMatchObject({ tab: 'CHANGED', after: null }));
    const change = (await screen.findByText('Name')).parentElement?.textContent;
    expect(change).toBe('NameBefore: ChessAfter: Chess and tea');
    page.kith.on('ImportRunById', {
      ...tom,
      importRun: { ...run, status: 'APPLYING', phase: 'writing', done: 20, total: 89 },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Apply' }));
    expect(await screen.findByText(/Comparing and writing: 20 of 89/)).toBeTruthy();
    expect(page.kith.last('ApplyImport')).toEqual({ importId: 'I1' });
    expect(screen.getByText(/You can leave this page/)).toBeTruthy();
  });

  it('asks before it is taken back, and what becomes of what changed since', async () => {
    const applied = { ...run, status: 'APPLIED', undoUntil: '2026-12-23T09:00:00Z', changedSince: 2 };
    page.kith.on('ImportRunById', { ...tom, importRun: applied }).on('UndoImport', { undoImport: stepped('UNDOING') });
    open('/console/import/I1');
    fireEvent.click(await screen.findByRole('button', { name: /Undo this import/ }));
    const asking = within(screen.getByRole('region', { name: 'Undo this import?' }));
    expect(asking.getByText(/2 records were changed after this import/)).toBeTruthy();
    fireEvent.click(asking.getByRole('button', { name: 'Undo, but keep those as they are now' }));
    await waitFor(() => expect(page.kith.last('UndoImport')).toEqual({ importId: 'I1', undoesChanges: false }));
  });

  it('says why it did not work, and reads the source again', async () => {
    const problem = '"Chess" changed in the directory after this was read.';
    page.kith
      .on('ImportRunById', { ...tom, importRun: { ...run, status: 'FAILED', problem } })
      .on('PreviewImport', { previewImport: { __typename: 'ImportNotPossible', message: 'Bring its file first.' } });
    open('/console/import/I1');
    expect(await screen.findByText(problem)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Read the source again' }));
    expect(await screen.findByText('Bring its file first.')).toBeTruthy();
  });

  it('asks what columns mean, starting from a suggestion', async () => {
    const column = (name: string, target: string | null) => ({
      ...{ __typename: 'SuggestedColumn', column: name, target, reason: 'Its name says so.', examples: ['Chess'] },
    });
    const suggestedMapping = [
      { __typename: 'SuggestedTable', file: 'a.csv', columns: [column('title', 'service.name'), column('x', null)] },
    ];
    const targets = ['service.name', 'service.url'].map((target) => ({
      __typename: 'ColumnTarget',
      target,
      label: target,
    }));
    page.kith
      .on('ImportRunById', { ...tom, importRun: { ...run, status: 'UNMAPPED', suggestedMapping } })
      .on('ColumnTargets', { ...tom, columnTargets: targets })
      .on('SaveImportSource', {
        saveImportSource: {
          __typename: 'SaveImportSourcePayload',
          source: { __typename: 'ImportSource', id: 'S1', name: 'T' },
        },
      })
      .on('PreviewImport', { previewImport: stepped('WAITING') });
    open('/console/import/I1');
    const form = within(await screen.findByRole('form', { name: 'What the columns mean' }));
    expect((form.getByLabelText('title') as HTMLSelectElement).value).toBe('service.name');
    fireEvent.change(form.getByLabelText('x'), { target: { value: 'service.url' } });
    fireEvent.click(form.getByLabelText(/Services in this file run/));
    fireEvent.click(form.getByRole('button', { name: /Save, and look/ }));
    await waitFor(() =>
      expect(page.kith.last('SaveImportSource')).toEqual({
        input: {
          ...{ sourceId: 'S1', runsUnlessSaid: true },
          mapping: [
            {
              file: '*',
              columns: [
                { column: 'title', target: 'service.name' },
                { column: 'x', target: 'service.url' },
              ],
            },
          ],
        },
      }),
    );
  });
});

it('is not there for somebody who has another role', async () => {
  page.kith.on('WhoAmI', ruth);
  open('/console/imports');
  expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeTruthy();
});
