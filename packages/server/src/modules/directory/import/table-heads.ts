import { READ_CHARACTERS } from './column-values.ts';
import { readCsv } from './csv-rows.ts';
import type { SourceFiles } from './file-list.ts';
import { ReportBook } from './report.ts';
import type { TableHead } from './suggest-mapping.ts';

const MOST_TABLES = 30;
/** Enough to see what a column holds. */
const ROWS = 50;
const MOST_COLUMNS = 500;

/** The columns and first rows of every table. */
export async function readHeads(source: SourceFiles): Promise<TableHead[]> {
  const heads: TableHead[] = [];
  for (const file of source.files.filter((name) => /\.csv$/i.test(name)).slice(0, MOST_TABLES)) {
    const rows: Record<string, string>[] = [];
    // What is wrong with single rows is told when they are read for good.
    for await (const { cells } of readCsv(source, file, new ReportBook(), 'row')) {
      const columns = Object.entries(cells).slice(0, MOST_COLUMNS);
      rows.push(Object.fromEntries(columns.map(([name, cell]) => [name, cell.slice(0, READ_CHARACTERS)])));
      if (rows.length >= ROWS) break;
    }
    const columns = Object.keys(rows[0] ?? {});
    if (columns.length > 0) heads.push({ file, columns, rows });
  }
  return heads;
}
