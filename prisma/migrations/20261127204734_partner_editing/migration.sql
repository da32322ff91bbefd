-- Partner editors look after their own page in the console: who edits which partner, where its key was seen (a site and a
-- minute, never a visitor), and how many searches a day.

-- CreateEnum
CREATE TYPE "embed_way" AS ENUM ('SCRIPT', 'FRAME', 'LINK');

-- CreateTable
CREATE TABLE "partner_editor" (
    "partner_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_editor_pkey" PRIMARY KEY ("partner_id","account_id")
);

-- CreateTable
CREATE TABLE "partner_sighting" (
    "partner_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "way" "embed_way" NOT NULL,
    "is_allowed" BOOLEAN NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "partner_sighting_pkey" PRIMARY KEY ("partner_id","origin","way")
);

-- CreateTable
CREATE TABLE "partner_day" (
    "partner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "searches" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "partner_day_pkey" PRIMARY KEY ("partner_id","day")
);

-- CreateIndex
CREATE INDEX "partner_editor_account_id_idx" ON "partner_editor"("account_id");

-- AddForeignKey
ALTER TABLE "partner_editor" ADD CONSTRAINT "partner_editor_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_editor" ADD CONSTRAINT "partner_editor_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "staff_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_sighting" ADD CONSTRAINT "partner_sighting_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_day" ADD CONSTRAINT "partner_day_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE CASCADE ON UPDATE CASCADE;
