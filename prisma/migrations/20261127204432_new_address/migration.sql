-- Another address for an account, written down by an administrator. It counts when the new mailbox has confirmed it.
ALTER TABLE "staff_account" ADD COLUMN "new_email" TEXT, ADD COLUMN "new_email_until" TIMESTAMPTZ(3);
