-- A team says whether its mentors supervise advocates, beside its coordinators.
ALTER TABLE "team" ADD COLUMN "mentors_supervise" BOOLEAN NOT NULL DEFAULT false;
