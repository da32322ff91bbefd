import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ColumnMapping } from './column-mapping.ts';
import { type DetectedFormat, detectFormat, type Format, isPossibleJson, notADirectory } from './detect.ts';
import { fetchPatiently, saveBody } from './fetch-directory.ts';
import type { SourceFiles } from './file-list.ts';
import { readJsonRecords } from './json-records.ts';
import { ImportRefused, UnknownColumns } from './problems.ts';
import { readHsdsCsv } from './read-hsds-csv.ts';
import { entityOfRecord, flattenRecord, refuseStranger } from './read-json.ts';
import { readMappedCsv } from './read-mapped-csv.ts';
import { readOhana } from './read-ohana.ts';
import { readFeed } from './read-url.ts';
import type { ReportBook } from './report.ts';
import { openSourceFiles } from './source-files.ts';
import type { Emit } from './source-row.ts';
import { suggestTable } from './suggest-mapping.ts';
import { readHeads } from './table-heads.ts';

export interface ReadOptions {
  source: string;
  format: Format;
  /** What the columns of any CSV mean; null: not said. */
  mapping: ColumnMapping | null;
  /** See FetchOptions. */
  mayReachPrivate: boolean;
  /** What all answers of a feed may be together. */
  mostBytes: number;
  /** Gives up; what it was stopped with is thrown. */
  signal: AbortSignal;
  report: ReportBook;
  emit: Emit;
  onRead(done: number, total: number | null): void;
}

/** Is it a web address? Everything else is a place on this machine. */
export function isUrl(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
}

/**
 * Reads a folder, file, zip or web address into single records.
 *
 * @throws {ImportRefused} it is no directory, or not whole
 */
export async function readSource(options: ReadOptions): Promise<DetectedFormat> {
  if (!isUrl(options.source)) return readFiles(await openSourceFiles(options.source), options);
  const { mayReachPrivate, signal, mostBytes } = options;
  const fetchOptions = { mayReachPrivate, signal, budget: { bytes: mostBytes } };
  const url = URL.parse(options.source);
  if (!url) throw new ImportRefused('FORBIDDEN_ADDRESS', 'That is not a web address.');
  if (/\.(?:zip|csv)$/i.test(url.pathname)) {
    const folder = await mkdtemp(path.join(tmpdir(), 'kith-download-'));
    try {
      const file = path.join(folder, path.posix.basename(url.pathname).replace(/[^\w.-]/g, '_'));
      await saveBody((await fetchPatiently(url.href, { ...fetchOptions, maxBytes: mostBytes })).body, file);
      return await readFiles(await openSourceFiles(file), options);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  await readFeed(url.href, fetchOptions, options.report, options.emit, options.onRead);
  return 'HSDS_JSON';
}

async function readFiles(opened: SourceFiles, options: ReadOptions): Promise<DetectedFormat> {
  const files = { ...opened, signal: options.signal };
  try {
    // Whoever explained the columns knows better what it is.
    const format = options.mapping && options.format !== 'hsds' ? 'CSV' : await detectFormat(files, options.format);
    if (format === 'HSDS_JSON') await readJsonFiles(files, options);
    else if (format === 'CSV') await readAnyCsv(files, options);
    else if (format === 'OHANA_CSV') await readOhana(files, options.report, options.emit);
    else await readHsdsCsv(files, options.report, options.emit);
    return format;
  } finally {
    await files.close();
  }
}

/** @throws {UnknownColumns} nobody has explained the columns; here is what they probably mean */
async function readAnyCsv(files: SourceFiles, { mapping, report, emit, onRead }: ReadOptions): Promise<void> {
  if (mapping) return readMappedCsv(files, mapping, report, emit, onRead);
  const tables = await readHeads(files);
  const suggested = tables.map(suggestTable);
  const isDirectory = suggested.some(({ columns }) =>
    columns.some(({ target }) => target === 'service.name' || target === 'organization.name'),
  );
  if (!isDirectory)
    throw notADirectory(files, 'no column in its tables looks like the name of a service or an organization');
  throw new UnknownColumns(suggested);
}

async function readJsonFiles(files: SourceFiles, { report, emit, onRead, signal }: ReadOptions): Promise<void> {
  let done = 0;
  let total: number | null = null;
  let strangers = 0;
  for (const file of files.files.filter(isPossibleJson)) {
    const facts = await readJsonRecords(
      await files.open(file),
      file,
      (record, pointer, list) => {
        const entity = entityOfRecord(record, list);
        const place = { file: pointer === '' ? file : `${file}#${pointer}`, line: null };
        if (entity) flattenRecord(record, entity, place, emit);
        else if (++strangers <= 1_000) refuseStranger(report, place, record);
        if (entity) onRead(++done, total);
      },
      signal,
    );
    total ??= typeof facts.total_items === 'number' ? facts.total_items : null;
  }
  if (done === 0) throw notADirectory(files, 'no record in its JSON is a service or an organization');
}
