import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { inHumanOrder, type SourceFiles } from './file-list.ts';
import { ImportRefused } from './problems.ts';

const MOST_ENTRIES = 5_000;
const MOST_BYTES = 2 * 1024 ** 3;
/** Text packs to a tenth or twentieth; a thousandth is a bomb. */
const MOST_RATIO = 200;
/** Small files may pack unusually well. */
const RATIO_FROM_BYTES = 1024 ** 2;

/** @throws {ImportRefused} cut off, locked with a password, a zip bomb, or with names that leave the zip */
export async function openZip(location: string, name: string): Promise<SourceFiles> {
  const zip = await openFile(location, name);
  const entries = new Map<string, Entry>();
  try {
    await readEntries(zip, name, entries);
  } catch (error) {
    zip.close();
    throw error;
  }
  return {
    name,
    files: inHumanOrder([...entries.keys()]),
    open: (file) => openEntry(zip, entries.get(file), name),
    close: async () => zip.close(),
  };
}

function openFile(location: string, name: string): Promise<ZipFile> {
  const { promise, resolve, reject } = Promise.withResolvers<ZipFile>();
  // yauzl checks names and that no entry yields more bytes than it declares.
  yauzl.open(location, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, zip) => {
    if (error) reject(broken(name));
    else resolve(zip);
  });
  return promise;
}

function readEntries(zip: ZipFile, name: string, entries: Map<string, Entry>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let bytes = 0;
  let count = 0;
  zip.on('error', (error: Error) => {
    const isUnsafeName = /relative path|absolute path|invalid characters/i.test(error.message);
    reject(isUnsafeName ? unsafe(name, 'has a file name that leads out of the zip') : broken(name));
  });
  zip.on('end', () => resolve());
  zip.on('entry', (entry: Entry) => {
    count++;
    bytes += entry.uncompressedSize;
    const file = entry.fileName;
    if (count > MOST_ENTRIES) return reject(unsafe(name, `has more than ${MOST_ENTRIES} files`));
    if (bytes > MOST_BYTES) return reject(unsafe(name, 'unpacks to more than 2 GB'));
    if (
      entry.uncompressedSize > RATIO_FROM_BYTES &&
      entry.uncompressedSize > MOST_RATIO * Math.max(1, entry.compressedSize)
    )
      return reject(unsafe(name, 'is packed far tighter than real data (a "zip bomb")'));
    if ((entry.generalPurposeBitFlag & 1) === 1) return reject(unsafe(name, 'is locked with a password'));
    const base = file.split('/').at(-1) ?? '';
    const isData = /\.(?:json|csv)$/i.test(base) && !base.startsWith('.') && !file.startsWith('__MACOSX/');
    if (isData && !entries.has(base)) entries.set(base, entry);
    zip.readEntry();
  });
  zip.readEntry();
  return promise;
}

function openEntry(zip: ZipFile, entry: Entry | undefined, name: string): Promise<Readable> {
  const { promise, resolve, reject } = Promise.withResolvers<Readable>();
  if (!entry) throw broken(name);
  zip.openReadStream(entry, (error, stream) => {
    if (error) reject(broken(name));
    else resolve(stream);
  });
  return promise;
}

function broken(name: string): ImportRefused {
  return new ImportRefused('BROKEN_ZIP', `"${name}" is not a whole zip file. Copy or download it again.`);
}

function unsafe(name: string, why: string): ImportRefused {
  return new ImportRefused('UNSAFE_ZIP', `"${name}" was not opened: it ${why}.`);
}
