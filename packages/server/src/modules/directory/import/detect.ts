import { readHeader } from './csv-rows.ts';
import type { SourceFiles } from './file-list.ts';
import { ImportRefused } from './problems.ts';
import { tableOf } from './tables.ts';

/** What a person may ask for. `hsds` and `oruk` are JSON, `hsds` may also be CSV tables, `csv` is CSV tables. */
export const FORMATS = ['auto', 'hsds', 'oruk', 'ohana', 'csv'] as const;
export type Format = (typeof FORMATS)[number];
export type DetectedFormat = 'HSDS_JSON' | 'HSDS_CSV' | 'OHANA_CSV' | 'CSV';

/**
 * Finds out what a folder, zip or file is.
 *
 * @throws {ImportRefused} nothing in it is a directory that Kith can read
 */
export async function detectFormat(source: SourceFiles, wanted: Format): Promise<DetectedFormat> {
  const tables = new Map<string, string>();
  for (const file of source.files) {
    const table = /\.csv$/i.test(file) ? tableOf(file) : undefined;
    if (table && !tables.has(table.name)) tables.set(table.name, file);
  }
  const services = tables.get('service');
  const jsonFiles = source.files.filter(isPossibleJson);
  if (services && wanted !== 'oruk') {
    if (wanted === 'ohana') return 'OHANA_CSV';
    if (wanted === 'csv') return 'HSDS_CSV';
    const header = await readHeader(source, services);
    // Tables by the names of a directory, with columns of their own.
    if (!header.includes('id') || !header.includes('name')) return 'CSV';
    // One table alone, and nothing in it says who runs a service as HSDS would.
    if (wanted === 'auto' && source.files.length === 1 && !header.includes('organization_id')) return 'CSV';
    const isOhana = header.includes('location_id') && !header.includes('organization_id');
    return isOhana && wanted === 'auto' ? 'OHANA_CSV' : 'HSDS_CSV';
  }
  if (wanted === 'ohana' || wanted === 'csv')
    throw notADirectory(source, 'there is no services table (services.csv) in it');
  if (jsonFiles.length > 0) return 'HSDS_JSON';
  if (source.files.some((file) => /\.csv$/i.test(file) && (tables.size === 0 || source.files.length === 1)))
    return 'CSV';
  if (tables.size > 0) throw notADirectory(source, 'there is no services table (services.csv) in it');
  throw notADirectory(source, 'there are no HSDS JSON pages and no services table (services.csv) in it');
}

/** JSON files that can hold records; a package's own description cannot. */
export function isPossibleJson(file: string): boolean {
  return (
    /\.json$/i.test(file) &&
    !/^(?:datapackage|package(?:-lock)?|tsconfig.*|root|openapi|schema|service_categories|service_icarol_categories)\.json$/i.test(
      file,
    )
  );
}

export function notADirectory(source: { name: string }, why: string): ImportRefused {
  return new ImportRefused(
    'NOT_A_DIRECTORY',
    `"${source.name}" is not a directory that Kith can read: ${why}. Kith reads Open Referral UK and HSDS JSON, HSDS CSV tables and Ohana CSV tables.`,
  );
}
