-- How often a wrong PIN was typed, for the person to see and to end it; and the address before a change, so that it is told.
ALTER TABLE "peer_request" ADD COLUMN     "pin_misses" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "staff_account" ADD COLUMN     "former_email" TEXT,
ADD COLUMN     "former_email_until" TIMESTAMPTZ(3);
