-- Saved sources (where, how often, what columns mean), what each import does to each row, and files that wait to be read.
-- Rows are kept for 30 days, so that an import can be taken back as a whole; imports made before this cannot be.
-- CreateEnum
CREATE TYPE "import_status" AS ENUM ('WAITING', 'READING', 'UNMAPPED', 'READY', 'APPLYING', 'APPLIED', 'UNDOING', 'UNDONE', 'REFUSED', 'DISCARDED');

-- CreateEnum
CREATE TYPE "import_change" AS ENUM ('ADD', 'CHANGE', 'REMOVE', 'REFUSE');

-- AlterTable
ALTER TABLE "directory_import" ADD COLUMN     "applied_by_id" UUID,
ADD COLUMN     "claim" UUID,
ADD COLUMN     "done" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "phase" TEXT,
ADD COLUMN     "problem" TEXT,
ADD COLUMN     "repaired" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "started_by_id" UUID,
ADD COLUMN     "status" "import_status" NOT NULL DEFAULT 'APPLIED',
ADD COLUMN     "total" INTEGER,
ADD COLUMN     "unchanged" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "undoes_changes" BOOLEAN,
ADD COLUMN     "undone_at" TIMESTAMPTZ(3),
ADD COLUMN     "undone_by_id" UUID,
ALTER COLUMN "applied_at" DROP NOT NULL;

-- AlterTable
ALTER TABLE "directory_source" ADD COLUMN     "address" TEXT,
ADD COLUMN     "applies_up_to" INTEGER,
ADD COLUMN     "every_hours" INTEGER,
ADD COLUMN     "mapping" JSONB,
ADD COLUMN     "next_run_at" TIMESTAMPTZ(3),
ADD COLUMN     "read_as" TEXT NOT NULL DEFAULT 'auto',
ALTER COLUMN "format" DROP NOT NULL;

-- CreateTable
CREATE TABLE "import_row" (
    "import_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "entity" TEXT NOT NULL,
    "change" "import_change" NOT NULL,
    "row_id" UUID,
    "record_id" TEXT,
    "title" TEXT,
    "file" TEXT,
    "line" INTEGER,
    "is_unsure" BOOLEAN NOT NULL DEFAULT false,
    "reasons" JSONB NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "written" TEXT,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("import_id","seq")
);

-- CreateTable
CREATE TABLE "import_upload" (
    "source_id" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "parts" INTEGER NOT NULL,
    "upload_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_upload_pkey" PRIMARY KEY ("source_id","part")
);

-- CreateIndex
CREATE INDEX "import_row_import_id_change_seq_idx" ON "import_row"("import_id", "change", "seq");

-- CreateIndex
CREATE INDEX "directory_import_status_idx" ON "directory_import"("status");

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "directory_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_upload" ADD CONSTRAINT "import_upload_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "directory_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
