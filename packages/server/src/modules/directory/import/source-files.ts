import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isPossibleJson } from './detect.ts';
import { inHumanOrder, type SourceFiles } from './file-list.ts';
import { ImportRefused } from './problems.ts';
import { openZip } from './zip.ts';

const DATA_FILE = /\.(?:json|csv)$/i;
const MOST_FILES = 20_000;
const MOST_BYTES = 4 * 1024 ** 3;

/** @throws {ImportRefused} not there, not readable, too big, or a zip that is broken or unsafe */
export async function openSourceFiles(location: string): Promise<SourceFiles> {
  const found = await stat(location).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new ImportRefused('NOT_FOUND', `There is no folder or file called "${path.basename(location)}".`);
    throw new ImportRefused('NOT_FOUND', `Kith may not read "${path.basename(location)}".`);
  });
  const name = path.basename(path.resolve(location));
  if (found.isDirectory()) return openFolder(location, name);
  if (!found.isFile()) throw new ImportRefused('NOT_FOUND', `"${name}" is not a folder or a file.`);
  if (found.size === 0) throw new ImportRefused('BROKEN_FILE', `"${name}" is empty.`);
  if (found.size > MOST_BYTES) throw new ImportRefused('TOO_BIG', `"${name}" is larger than 4 GB.`);
  if (/\.zip$/i.test(name)) return openZip(location, name);
  if (!DATA_FILE.test(name))
    throw new ImportRefused('NOT_A_DIRECTORY', `"${name}" is not a JSON, CSV or zip file with a directory in it.`);
  return {
    name,
    files: [name],
    open: async () => createReadStream(location),
    close: async () => undefined,
  };
}

async function openFolder(location: string, name: string): Promise<SourceFiles> {
  const places = new Map<string, string>();
  // Kits put the tables one folder down ("data/"), beside a description of themselves; deeper than that it is somebody's
  // home.
  const folders = [location];
  const entries = await readdir(location, { withFileTypes: true }).catch(() => {
    throw new ImportRefused('NOT_FOUND', `Kith may not read the folder "${name}".`);
  });
  if (!entries.some((entry) => entry.isFile() && (/\.csv$/i.test(entry.name) || isPossibleJson(entry.name)))) {
    for (const entry of entries) if (entry.isDirectory()) folders.push(path.join(location, entry.name));
  }
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      if (entry.isFile() && DATA_FILE.test(entry.name) && !entry.name.startsWith('.') && !places.has(entry.name))
        places.set(entry.name, path.join(folder, entry.name));
      if (places.size > MOST_FILES) throw new ImportRefused('TOO_BIG', `"${name}" has more than ${MOST_FILES} files.`);
    }
  }
  return {
    name,
    files: inHumanOrder([...places.keys()]),
    open: async (file) => createReadStream(places.get(file) ?? ''),
    close: async () => undefined,
  };
}
