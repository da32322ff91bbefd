-- When a staff session began and was last used, by Kith's own clock.
ALTER TABLE "staff_session"
  ADD COLUMN "signed_in_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
