-- CreateTable
CREATE TABLE "export_package" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "made_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_package_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_file" (
    "id" UUID NOT NULL,
    "package_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "records" INTEGER NOT NULL,

    CONSTRAINT "export_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_chunk" (
    "file_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "export_chunk_pkey" PRIMARY KEY ("file_id","n")
);

-- CreateTable
CREATE TABLE "service_tombstone" (
    "id" UUID NOT NULL,
    "hsds_id" UUID NOT NULL,
    "gone_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_tombstone_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "export_package_made_at_idx" ON "export_package"("made_at");

-- CreateIndex
CREATE UNIQUE INDEX "export_file_package_id_name_key" ON "export_file"("package_id", "name");

-- CreateIndex
CREATE INDEX "service_tombstone_gone_at_idx" ON "service_tombstone"("gone_at");

-- AddForeignKey
ALTER TABLE "export_file" ADD CONSTRAINT "export_file_package_id_fkey" FOREIGN KEY ("package_id") REFERENCES "export_package"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export_chunk" ADD CONSTRAINT "export_chunk_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "export_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whatever deletes a service, whoever has a copy of it can learn that it is gone.
CREATE FUNCTION keep_service_tombstone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "service_tombstone" ("id", "hsds_id") VALUES (OLD."id", OLD."hsds_id")
  ON CONFLICT ("id") DO UPDATE SET "gone_at" = now();
  RETURN OLD;
END
$$;
CREATE TRIGGER "service_tombstone" AFTER DELETE ON "service" FOR EACH ROW EXECUTE FUNCTION keep_service_tombstone();

-- Copies ask what went since a time.
CREATE INDEX "service_removed_at_idx" ON "service"("removed_at");
