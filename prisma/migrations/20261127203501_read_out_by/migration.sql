-- Who read the consent text out to somebody on the phone, and heard their yes.
ALTER TABLE "consent_receipt" ADD COLUMN "recorded_by_id" UUID;
