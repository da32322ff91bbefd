-- A team's own words are of several kinds now: agreements, as before, and the texts about roles (S97).
CREATE TYPE "wording_kind" AS ENUM ('AGREEMENT', 'ADVOCATE_ROLE', 'ADVOCATE_PERSON', 'COORDINATOR_ROLE');

ALTER TABLE "team_wording" ADD COLUMN "kind" "wording_kind" NOT NULL DEFAULT 'AGREEMENT';
ALTER TABLE "team_wording" DROP CONSTRAINT "team_wording_pkey",
ADD CONSTRAINT "team_wording_pkey" PRIMARY KEY ("team_id","kind","number");

-- What is done of a team's set-up checklist. A tick that is taken back ends and stays.
CREATE TABLE "set_up_tick" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "done_on" DATE NOT NULL,
    "ticked_at" TIMESTAMPTZ(3) NOT NULL,
    "ticked_by_id" UUID,
    "data_key" BYTEA,
    "note" BYTEA,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,

    CONSTRAINT "set_up_tick_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "set_up_tick_team_id_item_idx" ON "set_up_tick"("team_id", "item");

ALTER TABLE "set_up_tick" ADD CONSTRAINT "set_up_tick_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;
