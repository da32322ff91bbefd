-- A person's own plan and check-ins. All words are sealed with the request's key, also what an entry is about; what is in
-- clear are ids, times and which parts somebody shares with whom.
CREATE TYPE "plan_part" AS ENUM ('STRENGTHS', 'CHECK_INS', 'MEETINGS', 'CORNER', 'SIGNS');

CREATE TABLE "plan_entry" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "words" BYTEA NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "idempotency_hash" BYTEA NOT NULL,
    "input_digest" BYTEA NOT NULL,

    CONSTRAINT "plan_entry_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "check_in" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answers" BYTEA,

    CONSTRAINT "check_in_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "plan_share" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "match_id" UUID NOT NULL,
    "part" "plan_part" NOT NULL,
    "shared_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_share_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "plan_entry_idempotency_hash_key" ON "plan_entry"("idempotency_hash");
CREATE INDEX "plan_entry_request_id_idx" ON "plan_entry"("request_id");
CREATE INDEX "check_in_request_id_at_idx" ON "check_in"("request_id", "at");
CREATE UNIQUE INDEX "plan_share_match_id_part_key" ON "plan_share"("match_id", "part");
CREATE INDEX "plan_share_request_id_idx" ON "plan_share"("request_id");

ALTER TABLE "plan_entry" ADD CONSTRAINT "plan_entry_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "plan_share" ADD CONSTRAINT "plan_share_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "plan_share" ADD CONSTRAINT "plan_share_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "match"("id") ON DELETE CASCADE ON UPDATE CASCADE;
