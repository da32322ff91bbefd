import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Kith } from '../../../kith.ts';
import { ImportRefused } from './problems.ts';

/** One part of a file, as a browser sends it: small enough for any line, and for the server's memory. */
export const MOST_PART_BYTES = 1024 ** 2;
/** The largest file that a steward can bring is so many parts. Larger directories have an address, or come by the command line. */
const MOST_PARTS = 64;

export interface UploadPart {
  sourceId: string;
  /** Made by the browser, the same for all parts of one file. */
  uploadId: string;
  /** From 0. The first one takes the place of the file before. */
  part: number;
  parts: number;
  fileName: string;
  content: Buffer;
}

/**
 * Keeps a part of a file with its source until it was applied, so that any node can read it and a preview can be made
 * again. Sent again, a part is the same part.
 *
 * @throws {ImportRefused} too big, empty, no kind of file that could be a directory, or another file came in between
 */
export async function keepUploadPart(kith: Kith, upload: UploadPart): Promise<void> {
  const { sourceId, uploadId, part, parts, content } = upload;
  const fileName = upload.fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\p{Cc}/gu, '')
    .slice(-200);
  if (!/\.(?:csv|json|zip)$/i.test(fileName))
    throw new ImportRefused('NOT_A_DIRECTORY', 'Bring a CSV, JSON or zip file; this is something else.');
  if (parts > MOST_PARTS || content.length > MOST_PART_BYTES)
    throw new ImportRefused(
      'TOO_BIG',
      `The file is larger than ${MOST_PARTS} MB. Give its web address instead, or ask whoever runs Kith to import it.`,
    );
  if (content.length === 0) throw new ImportRefused('BROKEN_FILE', 'The file is empty.');
  if (part < 0 || part >= parts) throw new ImportRefused('BROKEN_FILE', 'The file did not come whole. Bring it again.');
  await kith.db.$transaction(async (tx) => {
    if (part === 0) await tx.importUpload.deleteMany({ where: { sourceId } });
    else if ((await tx.importUpload.count({ where: { sourceId, uploadId, part: part - 1, parts } })) === 0)
      throw new ImportRefused('BROKEN_FILE', 'Another file was brought for this source meanwhile. Bring yours again.');
    const row = { uploadId, parts, fileName, content: new Uint8Array(content), uploadedAt: kith.clock.now() };
    await tx.importUpload.upsert({
      where: { sourceId_part: { sourceId, part } },
      create: { sourceId, part, ...row },
      update: row,
    });
    if (part === parts - 1) await tx.directorySource.update({ where: { id: sourceId }, data: { origin: fileName } });
  });
}

/** Whether there is a whole file to read. */
export async function hasUpload(kith: Pick<Kith, 'db'>, sourceId: string): Promise<boolean> {
  const first = await kith.db.importUpload.findFirst({ where: { sourceId, part: 0 }, select: { parts: true } });
  return first !== null && (await kith.db.importUpload.count({ where: { sourceId } })) === first.parts;
}

/**
 * Gives a file that was brought to `read`, as a file of this machine for the while.
 *
 * @throws {ImportRefused} there is none (any more)
 */
export async function withUpload<T>(
  kith: Kith,
  sourceId: string,
  read: (place: string, name: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kith-upload-'));
  try {
    if (!(await hasUpload(kith, sourceId)))
      throw new ImportRefused('NOT_FOUND', 'The file is not here any more. Bring it again.');
    const found = await kith.db.importUpload.findFirstOrThrow({
      where: { sourceId, part: 0 },
      select: { fileName: true, parts: true },
    });
    // A name from somebody else's machine may not fit this one.
    const safe = found.fileName.replace(/[^\w. -]/g, '_').replace(/^\.+/, '');
    const place = path.join(folder, safe);
    const file = await open(place, 'wx');
    try {
      for (let part = 0; part < found.parts; part++) {
        const row = await kith.db.importUpload.findUniqueOrThrow({ where: { sourceId_part: { sourceId, part } } });
        await file.writeFile(row.content);
      }
    } finally {
      await file.close();
    }
    return await read(place, found.fileName);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
