-- The lines of a concern stand in the order in which they were written, also within one millisecond.
ALTER TABLE "concern_entry" ADD COLUMN "number" INTEGER NOT NULL;

CREATE UNIQUE INDEX "concern_entry_concern_id_number_key" ON "concern_entry"("concern_id", "number");

DROP INDEX "concern_entry_concern_id_at_idx";
