-- "I am worried about somebody": what was raised, what was done about it and by whom. Words are sealed with the key of the
-- request; what is in clear are ids, times and kinds. And who answers a team now.
CREATE TYPE "concern_urgency" AS ENUM ('NOW', 'SOON');

CREATE TYPE "concern_state" AS ENUM ('OPEN', 'DECIDED', 'CLOSED');

CREATE TYPE "concern_entry_kind" AS ENUM ('RAISED', 'TAKEN', 'NOTE', 'SHARED', 'TOLD_PERSON', 'PROPOSED', 'AGREED', 'NOT_AGREED', 'CLOSED');

CREATE TABLE "concern" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "raised_by_id" UUID,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "urgency" "concern_urgency" NOT NULL,
    "state" "concern_state" NOT NULL DEFAULT 'OPEN',
    "has_rung" BOOLEAN NOT NULL,
    "taken_by_id" UUID,
    "taken_at" TIMESTAMPTZ(3),
    "person_told_at" TIMESTAMPTZ(3),
    "hidden_until" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "idempotency_hash" BYTEA NOT NULL,

    CONSTRAINT "concern_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "concern_entry" (
    "id" UUID NOT NULL,
    "concern_id" UUID NOT NULL,
    "kind" "concern_entry_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,
    "words" BYTEA,
    "answers_id" UUID,
    "keep_until" DATE,

    CONSTRAINT "concern_entry_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "on_call" (
    "team_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "on_call_pkey" PRIMARY KEY ("team_id")
);

CREATE UNIQUE INDEX "concern_idempotency_hash_key" ON "concern"("idempotency_hash");
CREATE INDEX "concern_request_id_idx" ON "concern"("request_id");
CREATE INDEX "concern_state_raised_at_idx" ON "concern"("state", "raised_at");
CREATE UNIQUE INDEX "concern_entry_answers_id_key" ON "concern_entry"("answers_id");
CREATE INDEX "concern_entry_concern_id_at_idx" ON "concern_entry"("concern_id", "at");

ALTER TABLE "concern" ADD CONSTRAINT "concern_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "concern_entry" ADD CONSTRAINT "concern_entry_concern_id_fkey" FOREIGN KEY ("concern_id") REFERENCES "concern"("id") ON DELETE CASCADE ON UPDATE CASCADE;
