-- One row for each change, so that a second one does not lose the mailbox before the first.
-- CreateTable
CREATE TABLE "former_address" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "former_address_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "former_address_account_id_idx" ON "former_address"("account_id");

-- CreateIndex
CREATE INDEX "former_address_until_idx" ON "former_address"("until");

-- AddForeignKey
ALTER TABLE "former_address" ADD CONSTRAINT "former_address_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "staff_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Under the id of the account: that is what a letter which still waits asks for.
INSERT INTO "former_address" ("id", "account_id", "email", "until")
SELECT "id", "id", "former_email", "former_email_until" FROM "staff_account"
WHERE "former_email" IS NOT NULL AND "former_email_until" IS NOT NULL;

UPDATE "staff_account" SET "former_email" = NULL, "former_email_until" = NULL WHERE "former_email" IS NOT NULL;
