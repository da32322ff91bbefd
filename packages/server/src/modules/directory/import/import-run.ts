import type { DirectoryImportModel, DirectorySourceModel } from '../../../../generated/prisma/models.ts';

/** One import with its source. */
export type Run = DirectoryImportModel & { source: DirectorySourceModel };
