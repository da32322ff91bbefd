-- What an advocate says of themselves, keeps for themselves, and takes with them; thanks between two people in a match.
CREATE TYPE "weekday" AS ENUM ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY');

CREATE TYPE "thanks_side" AS ENUM ('PERSON', 'ADVOCATE');

ALTER TABLE "advocate_profile"
    ADD COLUMN "pronouns" TEXT,
    ADD COLUMN "described_as" TEXT,
    ADD COLUMN "story" BYTEA,
    ADD COLUMN "story_shown_since" TIMESTAMPTZ(3),
    ADD COLUMN "data_key" BYTEA,
    ADD COLUMN "erased_at" TIMESTAMPTZ(3);

-- Times of a team's own clock, "HH:MM"; compared as text, which sorts like time.
CREATE TABLE "advocate_hours" (
    "advocate_id" UUID NOT NULL,
    "weekday" "weekday" NOT NULL,
    "from_time" TEXT NOT NULL,
    "until_time" TEXT NOT NULL,

    CONSTRAINT "advocate_hours_pkey" PRIMARY KEY ("advocate_id", "weekday", "from_time"),
    CONSTRAINT "advocate_hours_advocate_id_fkey" FOREIGN KEY ("advocate_id") REFERENCES "advocate_profile"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "advocate_hours_are_times" CHECK (
        "from_time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
        AND "until_time" ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'
        AND "from_time" COLLATE "C" < "until_time" COLLATE "C"
    )
);

CREATE TABLE "learning_entry" (
    "id" UUID NOT NULL,
    "advocate_id" UUID NOT NULL,
    "learned_on" DATE NOT NULL,
    "words" BYTEA NOT NULL,

    CONSTRAINT "learning_entry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "learning_entry_advocate_id_fkey" FOREIGN KEY ("advocate_id") REFERENCES "advocate_profile"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "learning_entry_advocate_id_learned_on_idx" ON "learning_entry"("advocate_id", "learned_on");

CREATE TABLE "useful_moment" (
    "id" UUID NOT NULL,
    "advocate_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "useful_moment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "useful_moment_advocate_id_fkey" FOREIGN KEY ("advocate_id") REFERENCES "advocate_profile"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "useful_moment_advocate_id_at_idx" ON "useful_moment"("advocate_id", "at");

CREATE TABLE "gain_answer" (
    "advocate_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "answered_on" DATE NOT NULL,
    "answer" SMALLINT NOT NULL,

    CONSTRAINT "gain_answer_pkey" PRIMARY KEY ("advocate_id", "item", "answered_on"),
    CONSTRAINT "gain_answer_advocate_id_fkey" FOREIGN KEY ("advocate_id") REFERENCES "advocate_profile"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "gain_answer_is_on_the_scale" CHECK ("answer" BETWEEN 0 AND 4)
);

CREATE TABLE "wellbeing_plan" (
    "advocate_id" UUID NOT NULL,
    "words" BYTEA NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wellbeing_plan_pkey" PRIMARY KEY ("advocate_id"),
    CONSTRAINT "wellbeing_plan_advocate_id_fkey" FOREIGN KEY ("advocate_id") REFERENCES "advocate_profile"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "thanks" (
    "id" UUID NOT NULL,
    "match_id" UUID NOT NULL,
    "from_side" "thanks_side" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "words" BYTEA NOT NULL,
    "may_keep" BOOLEAN NOT NULL DEFAULT false,
    "key_hash" BYTEA NOT NULL,

    CONSTRAINT "thanks_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "thanks_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "match"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "thanks_match_id_from_side_key_hash_key" ON "thanks"("match_id", "from_side", "key_hash");
