import type { Readable } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import { Breath } from './breath.ts';
import type { SourceFiles } from './file-list.ts';
import { ImportRefused } from './problems.ts';
import type { ReportBook } from './report.ts';

/** One row of a table: its cells by (lower-case) column name, and the line where it ends. */
export interface CsvRow {
  cells: Record<string, string>;
  line: number;
}

const LONGEST_ROW = 4 * 1024 ** 2;
/** Every row is looked at in every column. */
const MOST_COLUMNS = 2_000;
const LONGEST_NAME = 200;

/**
 * Reads a CSV table row by row. Text that is not UTF-8 is read as Windows-1252. Rows with more or fewer cells than the
 * header are told; what hangs over is left out.
 *
 * @throws {ImportRefused} not CSV, or a single row of megabytes
 */
export async function* readCsv(
  source: SourceFiles,
  file: string,
  report: ReportBook,
  entity: string,
): AsyncGenerator<CsvRow> {
  const encoding = (await isUtf8(await source.open(file))) ? 'utf-8' : 'windows-1252';
  if (encoding !== 'utf-8') tell(report, file, entity, 1, null, 'The file is not UTF-8; it was read as Windows-1252.');
  const stream = await source.open(file);
  const rows = decoded(stream, encoding).pipe(
    parse({
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
    }),
  );
  stream.once('error', (error) => rows.destroy(error));
  const breath = new Breath(source.signal);
  let header: string[] | null = null;
  let isShortTold = false;
  try {
    for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: Info }>) {
      if (!header) {
        header = record.map((name) =>
          name
            .trim()
            .slice(0, LONGEST_NAME)
            .toLowerCase()
            .replace(/[\s-]+/g, '_'),
        );
        if (header.length > MOST_COLUMNS)
          throw new ImportRefused('TOO_BIG', `"${file}" has more than ${MOST_COLUMNS} columns.`);
        continue;
      }
      const cells: Record<string, string> = {};
      let isBlank = true;
      for (let index = 0; index < header.length; index++) {
        const name = header[index];
        const cell = record[index] ?? '';
        if (cell !== '') isBlank = false;
        if (name && !Object.hasOwn(cells, name)) cells[name] = cell;
      }
      if (isBlank) continue;
      if (record.slice(header.length).some((cell) => cell.trim() !== '')) {
        const reason = `The row has ${record.length} cells, the header ${header.length}; what hangs over was left out.`;
        tell(report, file, entity, info.lines, cells.id ?? null, reason);
      } else if (record.length < header.length && !isShortTold) {
        // Exports that leave out empty cells at the end do it in every row: told once.
        isShortTold = true;
        const reason = `The row has ${record.length} cells, the header ${header.length}; the rest is taken as empty, here and in other rows.`;
        tell(report, file, entity, info.lines, cells.id ?? null, reason);
      }
      // Thousands of short rows come out of one piece of the file.
      if (breath.isDue()) await breath.take();
      yield { cells, line: info.lines };
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    const line = (error as { lines?: number }).lines;
    throw new ImportRefused(
      'BROKEN_FILE',
      `"${file}" cannot be read as CSV${line ? ` at line ${line}` : ''}: a quote is not closed, or the file is cut off.`,
    );
  } finally {
    stream.destroy();
  }
}

/** The column names of a table, lower case; empty when it has none. */
export async function readHeader(source: SourceFiles, file: string): Promise<string[]> {
  const stream = await source.open(file);
  let text = '';
  for await (const chunk of stream) {
    text += (chunk as Buffer).toString('utf8');
    if (text.includes('\n') || text.length > 65_536) break;
  }
  stream.destroy();
  const line = text.replace(/^\ufeff/, '').split(/\r?\n/)[0] ?? '';
  return line.split(',').map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
}

function tell(report: ReportBook, file: string, entity: string, line: number, recordId: string | null, reason: string) {
  report.add({ file, line, entity, recordId, title: null, outcome: 'repaired', reason });
}

async function isUtf8(stream: Readable): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of stream) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new ImportRefused('BROKEN_FILE', 'A file in the source cannot be read to its end. Copy it again.');
    return false;
  } finally {
    stream.destroy();
  }
}

function decoded(stream: Readable, encoding: string): Readable {
  if (encoding === 'utf-8') return stream;
  const decoder = new TextDecoder(encoding);
  return stream.compose(async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  }) as unknown as Readable;
}
