-- CreateEnum
CREATE TYPE "suggested_field" AS ENUM ('NAME', 'DESCRIPTION', 'TIMES', 'PLACE', 'PHONE', 'EMAIL', 'WEB_PAGE', 'COST', 'TURNING_UP', 'WHO_FOR', 'CLOSED', 'OTHER');

-- CreateEnum
CREATE TYPE "suggested_by" AS ENUM ('ANYBODY', 'PROVIDER');

-- CreateEnum
CREATE TYPE "suggestion_state" AS ENUM ('WAITING', 'DONE', 'ANSWERED');

-- AlterTable
ALTER TABLE "service_correction" ADD COLUMN     "said_by" TEXT;

-- CreateTable
CREATE TABLE "service_suggestion" (
    "id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "field" "suggested_field" NOT NULL,
    "by" "suggested_by" NOT NULL,
    "state" "suggestion_state" NOT NULL DEFAULT 'WAITING',
    "suggested_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by_id" UUID,
    "data_key" BYTEA,
    "words" BYTEA,
    "reach" BYTEA,
    "idempotency_hash" BYTEA NOT NULL,
    "input_digest" BYTEA NOT NULL,

    CONSTRAINT "service_suggestion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "service_suggestion_idempotency_hash_key" ON "service_suggestion"("idempotency_hash");

-- CreateIndex
CREATE INDEX "service_suggestion_state_suggested_at_idx" ON "service_suggestion"("state", "suggested_at");

-- CreateIndex
CREATE INDEX "service_suggestion_service_id_idx" ON "service_suggestion"("service_id");

-- AddForeignKey
ALTER TABLE "service_suggestion" ADD CONSTRAINT "service_suggestion_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;
