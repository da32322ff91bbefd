import { createReadStream } from 'node:fs';
import type { Kith } from '../../../kith.ts';
import { type PackedFile, withPackages } from './packing.ts';

/** So that any node can serve any part of a file without holding the whole. */
export const CHUNK_BYTES = 256 * 1024;
/** A restart during the day makes no second package. */
const FRESH_FOR_MS = 20 * 60 * 60 * 1000;
/** Downloads under way go on with the package of the night before. */
const KEPT = 2;

/** A package that can be fetched. */
export interface Manifest {
  madeAt: Date;
  files: { name: string; contentType: string; size: number; sha256: string; records: number }[];
}

/**
 * Makes the packages and puts them where every node finds them: the database, in parts. A package that is not finished
 * is never seen.
 */
export async function makeExport(kith: Kith): Promise<void> {
  await withPackages(kith, async (files) => {
    const { id } = await kith.db.exportPackage.create({ data: { startedAt: kith.clock.now() } });
    for (const file of files) await store(kith, id, file);
    await kith.db.exportPackage.update({ where: { id }, data: { madeAt: kith.clock.now() } });
  });
  const kept = await kith.db.exportPackage.findMany({
    where: { madeAt: { not: null } },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: KEPT,
    select: { id: true },
  });
  // Those that a dying process left unfinished go as well.
  await kith.db.exportPackage.deleteMany({ where: { id: { notIn: kept.map(({ id }) => id) } } });
}

/** The nightly round: nothing when somebody made one today. @returns whether it made one */
export async function makeExportIfOld(kith: Kith): Promise<boolean> {
  const newest = await newestExport(kith);
  if (newest && kith.clock.now().getTime() - newest.madeAt.getTime() < FRESH_FOR_MS) return false;
  await makeExport(kith);
  return true;
}

async function store(kith: Kith, packageId: string, file: PackedFile): Promise<void> {
  const { name, contentType, size, sha256, records } = file;
  const { id: fileId } = await kith.db.exportFile.create({
    data: { packageId, name, contentType, size, sha256, records },
    select: { id: true },
  });
  let n = 0;
  for await (const bytes of createReadStream(file.path, { highWaterMark: CHUNK_BYTES })) {
    await kith.db.exportChunk.create({
      data: { fileId, n, bytes: new Uint8Array(bytes as Buffer) },
      select: { n: true },
    });
    n++;
  }
}

/** The newest package that is finished; null: none was made yet. */
export async function newestExport({ db }: Pick<Kith, 'db'>): Promise<(Manifest & { id: string }) | null> {
  const found = await db.exportPackage.findFirst({
    where: { madeAt: { not: null } },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    include: { files: { orderBy: { name: 'asc' } } },
  });
  if (!found?.madeAt) return null;
  return { id: found.id, madeAt: found.madeAt, files: found.files };
}

/** The bytes of a file from `start` to `end`, both included, part by part. */
export async function* readExport(
  { db }: Pick<Kith, 'db'>,
  file: { packageId: string; name: string },
  start: number,
  end: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { id: fileId } = await db.exportFile.findUniqueOrThrow({
    where: { packageId_name: file },
    select: { id: true },
  });
  for (let n = Math.floor(start / CHUNK_BYTES); n * CHUNK_BYTES <= end; n++) {
    const chunk = await db.exportChunk.findUniqueOrThrow({ where: { fileId_n: { fileId, n } } });
    const from = Math.max(0, start - n * CHUNK_BYTES);
    const to = Math.min(chunk.bytes.length, end + 1 - n * CHUNK_BYTES);
    yield chunk.bytes.subarray(from, to);
  }
}
