import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ZipFile } from 'yazl';
import type { Kith } from '../../../kith.ts';
import {
  type ExportRecord,
  exportedOrganizations,
  exportedServices,
  exportedTerms,
  withProvenance,
} from './records.ts';
import { Spool } from './spool.ts';
import { type ExportTable, exportTables, tabulate } from './tables.ts';

/** One file of the packages, finished, in a folder. */
export interface PackedFile {
  name: string;
  contentType: string;
  path: string;
  size: number;
  /** Hex. */
  sha256: string;
  /** Records in it. */
  records: number;
}

const kinds = {
  organizations: ['organization', exportedOrganizations],
  services: ['service', exportedServices],
  taxonomy_terms: ['taxonomy_term', exportedTerms],
} as const;

const README = `This is everything that a Kith publishes, as tabular HSDS 3.0 (https://docs.openreferral.org).
Each record's source and licence is in provenance.csv; keep it with the data when you pass it on.
A cell that a spreadsheet would take for a formula begins with an apostrophe.
`;

/**
 * Writes the packages into a new folder and hands them over, then removes the folder. Reads in slices and writes to files:
 * memory stays flat.
 */
export async function withPackages<T>(kith: Pick<Kith, 'db'>, use: (files: PackedFile[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kith-export-'));
  try {
    const spool = new Spool(folder);
    const files: PackedFile[] = [];
    const seen = new Set<string>();
    for (const [name, [kind, read]] of Object.entries(kinds)) {
      const file = path.join(folder, `${name}.ndjson.gz`);
      let records = 0;
      const lines = async function* (): AsyncGenerator<string> {
        for await (const record of read(kith) as AsyncGenerator<ExportRecord>) {
          tabulate(kind, record, seen, (table, row) => spool.write(table, row));
          records++;
          if (records % 100 === 0) await spool.drain();
          yield `${JSON.stringify(withProvenance(record))}\n`;
        }
      };
      await pipeline(lines, createGzip({ level: 6 }), createWriteStream(file));
      files.push({ ...(await measure(file)), contentType: 'application/gzip', records });
    }
    await spool.close();
    const zip = path.join(folder, 'hsds-csv.zip');
    await pack(spool, zip);
    const records = Object.values(spool.counts).reduce((sum, count) => sum + count, 0);
    files.push({ ...(await measure(zip)), contentType: 'application/zip', records });
    return await use(files);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pack(spool: Spool, target: string): Promise<void> {
  const zip = new ZipFile();
  const out = createWriteStream(target);
  zip.outputStream.pipe(out);
  const description = path.join(spool.folder, 'datapackage.json');
  await writeFile(description, `${JSON.stringify(describe(), null, 2)}\n`);
  const readme = path.join(spool.folder, 'README.txt');
  await writeFile(readme, README);
  for (const table of Object.keys(exportTables)) zip.addFile(spool.fileOf(table as ExportTable), `${table}.csv`);
  zip.addFile(description, 'datapackage.json');
  zip.addFile(readme, 'README.txt');
  zip.end();
  await once(out, 'close');
}

/** For programs that read tabular data packages. */
function describe(): object {
  return {
    name: 'kith-hsds',
    title: 'Everything that this Kith publishes, as tabular HSDS 3.0',
    profile: 'tabular-data-package',
    resources: Object.entries(exportTables).map(([table, columns]) => ({
      name: table,
      path: `${table}.csv`,
      format: 'csv',
      encoding: 'utf-8',
      schema: { fields: columns.map((name) => ({ name, type: 'string' })), primaryKey: columns[0] },
    })),
  };
}

async function measure(file: string): Promise<Pick<PackedFile, 'name' | 'path' | 'size' | 'sha256'>> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { name: path.basename(file), path: file, size, sha256: hash.digest('hex') };
}
