-- CreateEnum
CREATE TYPE "provider_check" AS ENUM ('STILL_RIGHT', 'CHANGE', 'CLOSED', 'CLOSED_FOR_NOW');

-- CreateTable
CREATE TABLE "freshness_setting" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "is_asking" BOOLEAN NOT NULL DEFAULT false,
    "changed_by_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "freshness_setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "freshness_rule" (
    "area" "life_area" NOT NULL,
    "days" INTEGER NOT NULL,
    "changed_by_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "freshness_rule_pkey" PRIMARY KEY ("area")
);

-- CreateTable
CREATE TABLE "freshness_ask" (
    "id" UUID NOT NULL,
    "address_hash" BYTEA NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),

    CONSTRAINT "freshness_ask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "freshness_ask_service" (
    "ask_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "answer" "provider_check",
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "freshness_ask_service_pkey" PRIMARY KEY ("ask_id","service_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "freshness_ask_token_hash_key" ON "freshness_ask"("token_hash");

-- CreateIndex
CREATE INDEX "freshness_ask_address_hash_asked_at_idx" ON "freshness_ask"("address_hash", "asked_at");

-- CreateIndex
CREATE INDEX "freshness_ask_service_service_id_idx" ON "freshness_ask_service"("service_id");

-- AddForeignKey
ALTER TABLE "freshness_ask_service" ADD CONSTRAINT "freshness_ask_service_ask_id_fkey" FOREIGN KEY ("ask_id") REFERENCES "freshness_ask"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "freshness_ask_service" ADD CONSTRAINT "freshness_ask_service_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;
