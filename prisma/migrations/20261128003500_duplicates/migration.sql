-- CreateEnum
CREATE TYPE "service_pair_state" AS ENUM ('LIKELY', 'SAME', 'NOT_SAME');

-- AlterTable
ALTER TABLE "service" ADD COLUMN     "same_as_id" UUID;

-- CreateTable
CREATE TABLE "service_pair" (
    "id" UUID NOT NULL,
    "first_id" UUID NOT NULL,
    "second_id" UUID NOT NULL,
    "state" "service_pair_state" NOT NULL DEFAULT 'LIKELY',
    "reasons" TEXT[],
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "shown_id" UUID,
    "before" JSONB,

    CONSTRAINT "service_pair_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "service_pair_second_id_idx" ON "service_pair"("second_id");

-- CreateIndex
CREATE INDEX "service_pair_state_found_at_idx" ON "service_pair"("state", "found_at");

-- CreateIndex
CREATE UNIQUE INDEX "service_pair_first_id_second_id_key" ON "service_pair"("first_id", "second_id");

-- CreateIndex
CREATE INDEX "service_same_as_id_idx" ON "service"("same_as_id");

-- AddForeignKey
ALTER TABLE "service" ADD CONSTRAINT "service_same_as_id_fkey" FOREIGN KEY ("same_as_id") REFERENCES "service"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_pair" ADD CONSTRAINT "service_pair_first_id_fkey" FOREIGN KEY ("first_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_pair" ADD CONSTRAINT "service_pair_second_id_fkey" FOREIGN KEY ("second_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;
