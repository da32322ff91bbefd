-- Letters that wait to be sent, put there by the transaction that they tell of. They hold ids, never content.
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "sending_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "dropped_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_problem" TEXT,
    "given_up_at" TIMESTAMPTZ(3),
    "team_id" UUID,
    "request_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "outbox_message_key_key" ON "outbox_message"("key");
CREATE INDEX "outbox_message_not_before_idx" ON "outbox_message"("not_before");
CREATE INDEX "outbox_message_team_id_given_up_at_idx" ON "outbox_message"("team_id", "given_up_at");
CREATE INDEX "outbox_message_request_id_idx" ON "outbox_message"("request_id");
