-- What an advocate and a person do together: contacts coded to the 17 ways in which peers help, what the person lets the
-- advocate do, small steps, and introductions to services. Everything that somebody wrote is sealed with the request's key:
-- what is in clear are ids, dates, states and codes.
CREATE TYPE "peer_intervention" AS ENUM ('GIVE_AND_TAKE', 'EXPECT_AND_SHOW', 'PLAN_AND_REHEARSE', 'RESPOND_TO_EXPERIENCES', 'LEARN_FROM_A_STORY', 'CLEAR_LIMITS', 'PROMISE_TO_ACT', 'YOU_MATTER', 'KEEP_GOOD_HELP', 'PRACTICAL_ADVICE', 'RUNNING_LOW', 'TALK_FREELY', 'LOOK_AT_WHAT_WENT_WRONG', 'LIVE_WITH_IT', 'RIGHT_TO_HELP', 'ENCOURAGEMENT', 'NEW_NETWORKS');

CREATE TYPE "peer_activity" AS ENUM ('SPONSORING', 'INTERCEDING', 'MENTORING');

CREATE TYPE "contact_note_kind" AS ENUM ('COMMENT', 'CORRECTION_WISHED', 'CORRECTION');

CREATE TYPE "given_how" AS ENUM ('ONLINE', 'READ_OUT');

CREATE TYPE "step_owner" AS ENUM ('PERSON', 'ADVOCATE', 'BOTH');

CREATE TYPE "step_state" AS ENUM ('PLANNED', 'DONE', 'LET_GO');

CREATE TYPE "provider_answer" AS ENUM ('ACCEPTED', 'ASKED', 'DECLINED');

ALTER TYPE "request_event_kind" ADD VALUE 'NOTES_READ';

CREATE TABLE "peer_contact" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "match_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "channel" "contact_channel" NOT NULL,
    "interventions" "peer_intervention"[],
    "activities" "peer_activity"[],
    "permission_id" UUID,
    "words" BYTEA,
    "by_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "idempotency_hash" BYTEA NOT NULL,
    "input_digest" BYTEA NOT NULL,

    CONSTRAINT "peer_contact_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "contact_note" (
    "id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "kind" "contact_note_kind" NOT NULL,
    "words" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,

    CONSTRAINT "contact_note_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "permission" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "match_id" UUID NOT NULL,
    "words" BYTEA NOT NULL,
    "given_how" "given_how" NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "by_id" UUID,

    CONSTRAINT "permission_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "step" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "match_id" UUID,
    "owner" "step_owner" NOT NULL,
    "state" "step_state" NOT NULL DEFAULT 'PLANNED',
    "activity" "peer_activity",
    "is_accompanied" BOOLEAN NOT NULL DEFAULT false,
    "on_day" DATE,
    "words" BYTEA NOT NULL,
    "follow_up" BYTEA,
    "followed_up_at" TIMESTAMPTZ(3),
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,
    "marked_at" TIMESTAMPTZ(3),
    "marked_by_id" UUID,
    "idempotency_hash" BYTEA NOT NULL,
    "input_digest" BYTEA NOT NULL,

    CONSTRAINT "step_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "service_introduction" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "match_id" UUID NOT NULL,
    "words" BYTEA NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,
    "agreed_at" TIMESTAMPTZ(3),
    "agreed_how" "given_how",
    "agreed_by_id" UUID,
    "stopped_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "accept_hash" BYTEA,
    "ask_hash" BYTEA,
    "decline_hash" BYTEA,
    "links_expire_at" TIMESTAMPTZ(3),
    "answer" "provider_answer",
    "answered_at" TIMESTAMPTZ(3),
    "question" BYTEA,
    "reminded_at" TIMESTAMPTZ(3),
    "follow_up" BYTEA,
    "followed_up_at" TIMESTAMPTZ(3),

    CONSTRAINT "service_introduction_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "peer_contact_idempotency_hash_key" ON "peer_contact"("idempotency_hash");
CREATE INDEX "peer_contact_request_id_at_idx" ON "peer_contact"("request_id", "at");
CREATE INDEX "peer_contact_match_id_at_idx" ON "peer_contact"("match_id", "at");
CREATE INDEX "peer_contact_permission_id_idx" ON "peer_contact"("permission_id");
CREATE INDEX "contact_note_contact_id_at_idx" ON "contact_note"("contact_id", "at");
CREATE INDEX "permission_request_id_idx" ON "permission"("request_id");
CREATE INDEX "permission_match_id_idx" ON "permission"("match_id");
CREATE UNIQUE INDEX "step_idempotency_hash_key" ON "step"("idempotency_hash");
CREATE INDEX "step_request_id_idx" ON "step"("request_id");
CREATE INDEX "step_match_id_idx" ON "step"("match_id");
CREATE UNIQUE INDEX "service_introduction_accept_hash_key" ON "service_introduction"("accept_hash");
CREATE UNIQUE INDEX "service_introduction_ask_hash_key" ON "service_introduction"("ask_hash");
CREATE UNIQUE INDEX "service_introduction_decline_hash_key" ON "service_introduction"("decline_hash");
CREATE INDEX "service_introduction_request_id_idx" ON "service_introduction"("request_id");
CREATE INDEX "service_introduction_match_id_idx" ON "service_introduction"("match_id");
CREATE INDEX "service_introduction_agreed_at_idx" ON "service_introduction"("agreed_at");
ALTER TABLE "peer_contact" ADD CONSTRAINT "peer_contact_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "peer_contact" ADD CONSTRAINT "peer_contact_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "match"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "peer_contact" ADD CONSTRAINT "peer_contact_permission_id_fkey" FOREIGN KEY ("permission_id") REFERENCES "permission"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "contact_note" ADD CONSTRAINT "contact_note_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "peer_contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "permission" ADD CONSTRAINT "permission_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "permission" ADD CONSTRAINT "permission_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "match"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "step" ADD CONSTRAINT "step_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "step" ADD CONSTRAINT "step_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "match"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "service_introduction" ADD CONSTRAINT "service_introduction_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "service_introduction" ADD CONSTRAINT "service_introduction_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "match"("id") ON DELETE CASCADE ON UPDATE CASCADE;
