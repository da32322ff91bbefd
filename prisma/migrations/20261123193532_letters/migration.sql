-- A letter to a colleague says which; one on paper waits until somebody has posted it.
ALTER TABLE "outbox_message" ADD COLUMN "account_id" UUID,
    ADD COLUMN "to_post_at" TIMESTAMPTZ(3);
-- What is due is looked for every minute: past letters must not be walked over.
DROP INDEX "outbox_message_not_before_idx";
CREATE INDEX "outbox_message_sent_at_not_before_idx" ON "outbox_message"("sent_at", "not_before");

-- What letters call a team, and "stop".
ALTER TABLE "team" ADD COLUMN "letter_name" TEXT;
ALTER TABLE "peer_request" ADD COLUMN "letters_stopped_at" TIMESTAMPTZ(3);
