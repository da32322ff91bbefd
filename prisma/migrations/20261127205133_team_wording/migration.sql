-- The words that a team's new agreements begin with, version by version.
CREATE TABLE "team_wording" (
    "team_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "lines" JSONB NOT NULL,
    "chosen_at" TIMESTAMPTZ(3) NOT NULL,
    "chosen_by_id" UUID,

    CONSTRAINT "team_wording_pkey" PRIMARY KEY ("team_id","number")
);

ALTER TABLE "team_wording" ADD CONSTRAINT "team_wording_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;
