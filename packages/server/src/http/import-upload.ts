import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { DomainError } from '../errors.ts';
import { readId } from '../graphql/ids.ts';
import type { Kith } from '../kith.ts';
import { mayImport } from '../modules/directory/access.ts';
import { keepUploadPart, MOST_PART_BYTES } from '../modules/directory/import/uploads.ts';
import { viewerOf } from '../modules/people/sessions.ts';
import { isOwnOrigin } from './same-origin.ts';

/** Where the console brings files of a directory, part by part. */
const PATH = '/console/upload';

/**
 * POST /console/upload?source=…&upload=…&part=0&parts=3&name=file.csv with one part of the file as its body. For stewards
 * and administrators, from the console's own pages only. A part is small, so that a slow line sends it in time.
 */
export function importUpload(kith: Kith): Hono {
  const refuse = (c: Context, status: 400 | 401 | 403 | 404 | 413, message: string) => c.json({ message }, status);
  return new Hono().post(
    PATH,
    async (c, next) => {
      c.header('cache-control', 'no-store');
      // The header keeps out forms of other sites, which cannot send it.
      if (!isOwnOrigin(kith, c.req.raw) || c.req.header('x-kith-client') !== 'console')
        return refuse(c, 403, 'Files can only be brought in the console.');
      const viewer = await viewerOf(kith, c.req.raw);
      if (viewer.kind !== 'staff') return refuse(c, 401, 'Sign in as a steward first.');
      if (!mayImport(viewer)) return refuse(c, 403, 'Only a steward can bring a directory.');
      return next();
    },
    bodyLimit({ maxSize: MOST_PART_BYTES, onError: (c) => refuse(c, 413, 'That part is larger than 1 MB.') }),
    async (c) => {
      const query = c.req.query();
      const sourceId = readId(query.source ?? '', 'ImportSource');
      const uploadId = readId(query.upload ?? '', 'Upload');
      const [part, parts] = [Number(query.part), Number(query.parts)];
      if (!uploadId || !Number.isInteger(part) || !Number.isInteger(parts) || parts < 1)
        return refuse(c, 400, 'The file did not come whole. Bring it again.');
      const known = sourceId && (await kith.db.directorySource.count({ where: { id: sourceId, address: null } }));
      if (!sourceId || !known) return refuse(c, 404, 'There is no such source, or it has a web address of its own.');
      try {
        const content = Buffer.from(await c.req.arrayBuffer());
        await keepUploadPart(kith, { sourceId, uploadId, part, parts, fileName: query.name ?? '', content });
        return c.json({ isWhole: part === parts - 1 });
      } catch (error) {
        if (error instanceof DomainError) return refuse(c, 400, error.message);
        throw error;
      }
    },
  );
}
