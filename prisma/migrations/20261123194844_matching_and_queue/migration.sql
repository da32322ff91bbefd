-- Matching and the queue: who must not be brought together, what an advocate asks before answering, why a coordinator chose
-- otherwise, the honest word when nobody fits, and the need that was not met. Words are sealed with the request's key; what is
-- in clear are ids, times and kinds. An unmet need points to nobody.
CREATE TYPE "override_kind" AS ENUM ('OUTSIDE_SUGGESTIONS', 'WAITED_LONGER');

CREATE TYPE "other_way" AS ENUM ('GROUP', 'OTHER_PEER', 'PARTNER_SERVICE', 'WAIT');

CREATE TYPE "unmet_reason" AS ENUM ('NO_ROOM', 'EXPERIENCE', 'LANGUAGE', 'CHANNEL', 'HOURS', 'DISTANCE', 'NOT_SUITABLE');

ALTER TYPE "request_event_kind" ADD VALUE 'NOBODY_FITS';
ALTER TYPE "request_event_kind" ADD VALUE 'MOVED_TEAM';

ALTER TABLE "peer_request"
    ADD COLUMN "not_to_meet" BYTEA,
    ADD COLUMN "waiting_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

UPDATE "peer_request" r SET "waiting_since" = greatest(
    r."asked_at",
    (SELECT max(e."at") FROM "request_event" e WHERE e."request_id" = r."id" AND e."kind" = 'CAME_BACK')
);

-- Since when somebody waits follows from where their request goes, whoever writes it: from the start, and again from when they
-- come to wait after they were connected or at rest. A "not me" or an introduction that lapsed changes nothing: they keep their
-- place.
CREATE FUNCTION peer_request_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.waiting_since := NEW.asked_at;
    ELSIF NEW.status IN ('ASKED', 'CAME_BACK') AND OLD.status NOT IN ('ASKED', 'CAME_BACK', 'BEING_INTRODUCED') THEN
        NEW.waiting_since := NEW.status_changed_at;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER peer_request_waits BEFORE INSERT OR UPDATE OF "status" ON "peer_request"
    FOR EACH ROW EXECUTE FUNCTION peer_request_waits();

CREATE INDEX "peer_request_team_id_status_waiting_since_id_idx" ON "peer_request"("team_id", "status", "waiting_since", "id");

CREATE TABLE "not_together" (
    "request_id" UUID NOT NULL,
    "advocate_id" UUID NOT NULL,
    "said_by" "match_party" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,
    "reason" BYTEA,

    CONSTRAINT "not_together_pkey" PRIMARY KEY ("request_id", "advocate_id", "said_by")
);

CREATE TABLE "match_question" (
    "match_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "words" BYTEA,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by_id" UUID,
    "answer" BYTEA,

    CONSTRAINT "match_question_pkey" PRIMARY KEY ("match_id")
);

CREATE TABLE "match_override" (
    "match_id" UUID NOT NULL,
    "kinds" "override_kind"[],
    "passed_over" UUID[],
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,
    "words" BYTEA,

    CONSTRAINT "match_override_pkey" PRIMARY KEY ("match_id")
);

CREATE TABLE "team_word" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,
    "words" BYTEA,
    "ways" "other_way"[],
    "next_word_by" TIMESTAMPTZ(3) NOT NULL,
    "chosen" "other_way",
    "chosen_at" TIMESTAMPTZ(3),

    CONSTRAINT "team_word_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "unmet_need" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "week_of" DATE NOT NULL,
    "area" "life_area",
    "provision_type" "provision_type",
    "reasons" "unmet_reason"[],
    "wishes" TEXT[],
    "outward_area" TEXT,

    CONSTRAINT "unmet_need_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "not_together_advocate_id_idx" ON "not_together"("advocate_id");
CREATE INDEX "team_word_request_id_at_idx" ON "team_word"("request_id", "at");
CREATE INDEX "unmet_need_team_id_week_of_idx" ON "unmet_need"("team_id", "week_of");

ALTER TABLE "not_together" ADD CONSTRAINT "not_together_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "not_together" ADD CONSTRAINT "not_together_advocate_id_fkey" FOREIGN KEY ("advocate_id") REFERENCES "advocate_profile"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "match_question" ADD CONSTRAINT "match_question_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "match"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "match_override" ADD CONSTRAINT "match_override_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "match"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "team_word" ADD CONSTRAINT "team_word_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;
